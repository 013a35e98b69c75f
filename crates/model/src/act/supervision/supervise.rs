//! 督办: one office urges another.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::act::{ActKind, limits};
use crate::{OfficeId, Refusal, check::Situation, refusal, text};

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
    /// 承诺未落实 (DOMAIN S08).
    PromiseBroken,
    /// 复查复核发现问题 (DOMAIN S08).
    FoundByReview,
    /// 其他.
    Other,
}

/// What kind of inspection (DOMAIN S01).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum InspectionKind {
    /// 专项督查.
    #[default]
    Special,
    /// 带案督查.
    WithCase,
    /// 联合督查.
    Joint,
}

/// Why this case is inspected before others (重点督查范围; DOMAIN S03).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum InspectionScope {
    /// 久拖不决.
    #[default]
    LongUndecided,
    /// 涉及面广.
    WideReach,
    /// 群众反映强烈.
    StronglyFelt,
}

impl SupervisionKind {
    /// Whether it is one of the three proposals (三项建议; Art. 40), which take a written answer.
    #[must_use]
    pub fn is_proposal(self) -> bool {
        matches!(self, Self::ImproveWork | Self::ImprovePolicy | Self::HoldToAccount)
    }
}

/// One office urges another about a case (督办; DOMAIN S01 to S06; Art. 40): a written answer is due.
///
/// Needs a known office and a demand, and comes from a supervision, petition or joint meeting office or from one above;
/// from any other it has no effect. An inspection says which kind it is and sets a date.
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
    /// Which kind of inspection; none: it is no inspection.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub inspection: Option<InspectionKind>,
    /// Why this case comes first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scope: Option<InspectionScope>,
}

impl ActKind for Supervise {
    const KIND: &'static str = "supervise";
    const WORK: bool = false;

    fn check(&self, now: &Situation<'_>) -> Result<(), Refusal> {
        now.registered()?;
        now.known_office(self.to)?;
        text::written("demand", &self.demand, limits::TEXT_CHARS)?;
        text::one_line("number", self.number.as_deref().unwrap_or_default(), limits::LINE_CHARS)?;
        let inspects = self.kind == SupervisionKind::Inspection;
        if inspects != self.inspection.is_some() {
            return Err(Refusal::because(&refusal::INSPECTION_KIND).missing("inspection"));
        }
        if inspects && self.due.is_none() {
            return Err(Refusal::because(&refusal::INSPECTION_DATE).missing("due"));
        }
        if self.due.is_some_and(|due| due < now.today) {
            return Err(Refusal::because(&refusal::SUPERVISION_DUE));
        }
        if !now.directory.may_supervise(now.author.office, self.to) {
            let above = now.directory.ancestors(self.to).into_iter().map(|office| now.directory.office_name(office));
            return Err(Refusal::because(&refusal::MAY_NOT_SUPERVISE).who_could(above));
        }
        Ok(())
    }
}
