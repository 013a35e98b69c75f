//! 交办与包案: who carries the duty, what is planned and promised, and where the matter is raised to.

mod assign;
mod extend;

pub use assign::{Assign, Instance};
pub use extend::Extend;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::ActKind;
use crate::{ActId, OfficeId, Refusal, StaffId, check::Situation};

/// One step of a plan.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// What is done.
    pub text: String,
    /// Who does it.
    pub office: OfficeId,
    /// By when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Date>,
}

/// How the matter is to be resolved (化解方案、军令状; DOMAIN A03, A09, H05). Takes the place of every plan its author had seen.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Plan {
    /// The plan.
    pub text: String,
    /// Its steps, dated.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<Step>,
}

impl ActKind for Plan {
    const KIND: &'static str = "plan";

    fn check(&self, now: &Situation<'_>) -> Result<(), Refusal> {
        now.registered()
    }
}

/// A step of the plan is done and signed off (节点; DOMAIN A09).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Milestone {
    /// The plan.
    pub plan: ActId,
    /// Which step, from 1.
    pub step: u16,
    /// What was done.
    #[serde(default)]
    pub text: String,
}

impl ActKind for Milestone {
    const KIND: &'static str = "milestone";

    fn check(&self, now: &Situation<'_>) -> Result<(), Refusal> {
        now.registered()
    }
}

/// A promise to the people of the case (承诺; DOMAIN H26, H27): an office owes it, by a day.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Promise {
    /// What is promised.
    pub text: String,
    /// Who owes it.
    pub office: OfficeId,
    /// By when.
    pub due: Date,
    /// The agreement, meeting or reply it comes from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<ActId>,
}

impl ActKind for Promise {
    const KIND: &'static str = "promise";

    fn check(&self, now: &Situation<'_>) -> Result<(), Refusal> {
        now.registered()
    }
}

/// A promise was kept (承诺兑现; DOMAIN H26).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Deliver {
    /// The promise.
    pub promise: ActId,
    /// What shows it: a receipt, a document's number, a photograph's hash.
    pub proof: String,
}

impl ActKind for Deliver {
    const KIND: &'static str = "deliver";

    fn check(&self, now: &Situation<'_>) -> Result<(), Refusal> {
        now.registered()
    }
}

/// A promise is changed or given up, with the petitioner's agreement (承诺变更).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CancelPromise {
    /// The promise.
    pub promise: ActId,
    /// Why.
    pub reason: String,
    /// The petitioner's words that agree.
    pub agreed_words: String,
    /// A later day, where only that changes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub new_due: Option<Date>,
}

impl ActKind for CancelPromise {
    const KIND: &'static str = "cancel_promise";

    fn check(&self, now: &Situation<'_>) -> Result<(), Refusal> {
        now.registered()
    }
}

/// How a matter goes up (DOMAIN A10, A11, A12, A16).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RaiseKind {
    /// 逐级上报: it cannot be solved here.
    #[default]
    Escalate,
    /// 提级交办: taken up by a higher level after failing below.
    RaiseLevel,
    /// 报牵头部门.
    LeadDepartment,
    /// 提请甄别认定.
    Screening,
}

/// A matter is brought to a higher level (提级、上报; DOMAIN A10 to A12, A16). The legal clock runs on.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Raise {
    /// The office it is brought to.
    pub to: OfficeId,
    /// How.
    pub kind: RaiseKind,
    /// Why it cannot be solved here.
    pub reason: String,
}

impl ActKind for Raise {
    const KIND: &'static str = "raise";

    fn check(&self, now: &Situation<'_>) -> Result<(), Refusal> {
        now.registered()
    }
}

/// The higher level takes a raised matter up, or sends it back (DOMAIN A16).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AnswerRaise {
    /// The raising.
    pub raise: ActId,
    /// Whether it takes the matter up.
    #[serde(default)]
    pub taken: bool,
    /// Why.
    pub reason: String,
}

impl ActKind for AnswerRaise {
    const KIND: &'static str = "answer_raise";

    fn check(&self, now: &Situation<'_>) -> Result<(), Refusal> {
        now.registered()
    }
}

/// The case is listed for supervision until it is cleared (挂牌督办; DOMAIN A13).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct List {
    /// Why.
    pub reason: String,
    /// By when it should be cleared.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Date>,
}

impl ActKind for List {
    const KIND: &'static str = "list";

    fn check(&self, now: &Situation<'_>) -> Result<(), Refusal> {
        now.registered()
    }
}

/// The case is cleared from the list (销号; DOMAIN A13, F16): only after the audit.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Delist {
    /// The listing.
    pub list: ActId,
    /// Why.
    pub reason: String,
}

impl ActKind for Delist {
    const KIND: &'static str = "delist";

    fn check(&self, now: &Situation<'_>) -> Result<(), Refusal> {
        now.registered()
    }
}

/// What is reported upwards (DOMAIN A14, A15, A17).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ProgressKind {
    /// 进展报告.
    #[default]
    Progress,
    /// 一案一报.
    OneCase,
    /// 重大问题及时报告.
    Prompt,
}

/// A report on the case to an office above (进展报告; DOMAIN A14, A15, A17).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Progress {
    /// The office it goes to.
    pub to: OfficeId,
    /// What kind of report.
    #[serde(default)]
    pub kind: ProgressKind,
    /// What is reported.
    pub text: String,
}

impl ActKind for Progress {
    const KIND: &'static str = "progress";

    fn check(&self, now: &Situation<'_>) -> Result<(), Refusal> {
        now.registered()
    }
}

/// A member of staff takes no part in the case (回避; Art. 28).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Recuse {
    /// Who.
    pub staff: StaffId,
    /// Why.
    pub reason: String,
}

impl ActKind for Recuse {
    const KIND: &'static str = "recuse";

    fn check(&self, now: &Situation<'_>) -> Result<(), Refusal> {
        now.registered()
    }
}

/// The head confirms an act whose author had lost their function when they recorded it (追认; DOMAIN K12).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Confirm {
    /// The act.
    pub act: ActId,
    /// Why.
    pub reason: String,
}

impl ActKind for Confirm {
    const KIND: &'static str = "confirm";
    const WORK: bool = false;

    fn check(&self, now: &Situation<'_>) -> Result<(), Refusal> {
        now.registered()
    }
}
