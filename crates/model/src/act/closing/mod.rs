//! 办结与回访: closing, its audit, the petitioner's own rating, and opening again.

mod close;

pub use close::Close;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::ActKind;
use crate::{ActId, CaseId, OfficeId, Refusal, check::Situation};

/// The petition office has looked through the dossier (案卷初审; DOMAIN F10).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FirstReview {
    /// Whether nothing is missing.
    #[serde(default)]
    pub passed: bool,
    /// What is missing or wrong.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub defects: Vec<String>,
}

impl ActKind for FirstReview {
    const KIND: &'static str = "first_review";
    const WORK: bool = false;

    fn check(&self, now: &Situation<'_>) -> Result<(), Refusal> {
        now.registered()
    }
}

/// The closing was reported to the office that assigned the case (报结; DOMAIN 0.1, M01).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReportClosed {
    /// The office it was reported to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<OfficeId>,
    /// Its name, where it is not an office of this ledger.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to_name: Option<String>,
    /// Number of the report.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
}

impl ActKind for ReportClosed {
    const KIND: &'static str = "report_closed";
    const WORK: bool = false;

    fn check(&self, now: &Situation<'_>) -> Result<(), Refusal> {
        now.registered()
    }
}

/// An audit by somebody who wrote no act of the case (化解审核; DOMAIN F14): whether the matter is resolved in substance.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Audit {
    /// Whether it is.
    #[serde(default)]
    pub resolved: bool,
    /// Why.
    pub reason: String,
}

impl ActKind for Audit {
    const KIND: &'static str = "audit";
    const WORK: bool = false;

    fn check(&self, now: &Situation<'_>) -> Result<(), Refusal> {
        now.registered()
    }
}

/// How the petitioner's rating came in (DOMAIN 3.2).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RatedBy {
    /// By the petitioner, with the receipt code.
    #[default]
    Code,
    /// 回访口述: written down on a return visit and read back to them.
    Dictated,
}

/// The petitioner's own rating, in their own words (评价; DOMAIN F07, F24). Staff cannot change it; only a later rating takes its place.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Rate {
    /// A key of the satisfaction scale.
    pub score: String,
    /// Their own words.
    #[serde(default)]
    pub words: String,
    /// How it came in.
    pub by: RatedBy,
    /// The receipt code, where it came in with one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub receipt_code: Option<String>,
    /// Whether it was read back to them.
    #[serde(default)]
    pub read_back: bool,
}

impl ActKind for Rate {
    const KIND: &'static str = "rate";
    const WORK: bool = false;

    fn check(&self, now: &Situation<'_>) -> Result<(), Refusal> {
        now.registered()
    }
}

/// What looking back came to (回头看; DOMAIN F17).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum LookBackResult {
    /// 成果巩固.
    #[default]
    Holds,
    /// 出现反复.
    Relapsed,
}

/// Somebody looked again at a resolved case (回头看; DOMAIN F17, F18).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LookBack {
    /// What it came to.
    pub result: LookBackResult,
    /// What was found.
    pub text: String,
}

impl ActKind for LookBack {
    const KIND: &'static str = "look_back";
    const WORK: bool = false;

    fn check(&self, now: &Situation<'_>) -> Result<(), Refusal> {
        now.registered()
    }
}

/// Why a case is opened again (DOMAIN 3.2).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ReopenCause {
    /// 重复信访.
    #[default]
    Repeat,
    /// 承诺未落实.
    BrokenPromise,
    /// 回头看不合格.
    FailedLookBack,
    /// 答复被撤销.
    RevokedReply,
    /// 复查复核变更.
    ChangedOnReview,
    /// 新事实.
    NewFact,
}

/// The case is opened again (恢复办理; DOMAIN 3.2, H27).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Reopen {
    /// Why.
    pub cause: ReopenCause,
    /// The act that gives cause, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub act: Option<ActId>,
    /// The other case, where it is a repeat.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub case: Option<CaseId>,
    /// In words.
    #[serde(default)]
    pub text: String,
}

impl ActKind for Reopen {
    const KIND: &'static str = "reopen";

    fn check(&self, now: &Situation<'_>) -> Result<(), Refusal> {
        now.registered()
    }
}

/// What another system says about the case (外部标识; DOMAIN I24), as it was read there.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ExternalMark {
    /// The system.
    pub system: String,
    /// What it says.
    pub mark: String,
    /// Who audited it there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub audited_by: Option<String>,
}

impl ActKind for ExternalMark {
    const KIND: &'static str = "external_mark";
    const WORK: bool = false;

    fn check(&self, now: &Situation<'_>) -> Result<(), Refusal> {
        now.registered()
    }
}
