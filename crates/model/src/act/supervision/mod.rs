//! 督办: what one office demands of another about a case, and the answer that is due.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::ActKind;
use crate::{ActId, OfficeId, Refusal, check::Situation};

/// What kind of supervision (DOMAIN S01, S02, S05, S06; Art. 40).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SupervisionKind {
    /// 督办函.
    #[default]
    Letter,
    /// 电话督办.
    Phone,
    /// 信息督办.
    Message,
    /// 实地督查.
    Inspection,
    /// 改进工作建议.
    ImproveWork,
    /// 完善政策建议.
    ImprovePolicy,
    /// 追究责任建议.
    HoldToAccount,
}

/// Why an office is supervised (Art. 40).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SupervisionTrigger {
    /// 超期未办.
    #[default]
    Late,
    /// 未反馈.
    NoFeedback,
    /// 程序不当.
    WrongProcedure,
    /// 推诿敷衍.
    BuckPassing,
    /// 不执行处理意见.
    NotCarriedOut,
    /// 其他.
    Other,
}

/// One office urges another about a case (督办; DOMAIN S01 to S06): a written answer is due.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Supervise {
    /// What kind.
    pub kind: SupervisionKind,
    /// The office that has to answer.
    pub to: OfficeId,
    /// Why.
    #[serde(default)]
    pub trigger: SupervisionTrigger,
    /// What is demanded.
    pub demand: String,
    /// By when it has to answer; none: as the rules say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Date>,
    /// Number of the letter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
}

impl ActKind for Supervise {
    const KIND: &'static str = "supervise";
    const WORK: bool = false;

    fn check(&self, now: &Situation<'_>) -> Result<(), Refusal> {
        now.registered()
    }
}

/// The answer to a supervision (督办回复).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AnswerSupervision {
    /// The supervision.
    pub supervision: ActId,
    /// The answer.
    pub text: String,
    /// Whether a proposal was adopted.
    #[serde(default)]
    pub adopted: bool,
}

impl ActKind for AnswerSupervision {
    const KIND: &'static str = "answer_supervision";
    const WORK: bool = false;

    fn check(&self, now: &Situation<'_>) -> Result<(), Refusal> {
        now.registered()
    }
}
