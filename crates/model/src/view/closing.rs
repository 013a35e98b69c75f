//! 办结与回访, as people read it: closing, audit, rating, opening again. 办结, 报结 and 化解 are three facts (DOMAIN 0.1).

use std::collections::BTreeMap;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Fact, SignatureView};
use crate::act::{LookBackResult, RatedBy, ReopenCause, SignRole};
use crate::{ActId, OfficeId, StaffId};

/// One request to close, with what was signed over it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ClosingRequest {
    /// The act, which holds the manifest.
    pub act: ActId,
    /// Who asked.
    pub by: StaffId,
    /// For which office.
    pub office: OfficeId,
    /// On which day.
    pub on: Date,
    /// By item of the checklist, the act that fulfils it.
    pub checklist: BTreeMap<String, ActId>,
    /// Who signed.
    pub signatures: Vec<SignatureView>,
    /// As what somebody, another person each, still has to sign (三签; DOMAIN F05).
    pub awaiting: Vec<SignRole>,
    /// Whether it is the one that holds: no later one, nothing that undid it, no work beside it.
    pub holds: bool,
}

/// What the petition office found in the dossier (案卷初审; DOMAIN F10).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct FirstReviewView {
    /// The act.
    pub act: ActId,
    /// By which office.
    pub office: OfficeId,
    /// On which day.
    pub on: Date,
    /// Whether nothing is missing.
    pub passed: bool,
    /// What is missing or wrong.
    pub defects: Vec<String>,
}

/// An audit (化解审核; DOMAIN F14).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct AuditView {
    /// The act.
    pub act: ActId,
    /// Who audited.
    pub by: StaffId,
    /// For which office.
    pub office: OfficeId,
    /// On which day.
    pub on: Date,
    /// Whether it found the matter resolved.
    pub resolved: bool,
}

/// The petitioner's own rating, in their own words (评价; DOMAIN F07, F24).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RatingView {
    /// The act.
    pub act: ActId,
    /// A step of the satisfaction scale.
    pub rating: String,
    /// Whether that step counts as satisfied; none where the scale does not have it.
    pub satisfied: Option<bool>,
    /// Their own words.
    pub words: String,
    /// How it came in.
    pub by: RatedBy,
    /// On which day.
    pub on: Date,
    /// Whether it is the latest that came in this way; earlier ones are kept.
    pub latest: bool,
}

/// Somebody looked at the case again (回头看; DOMAIN F17).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct LookBackView {
    /// The act.
    pub act: ActId,
    /// By which office.
    pub office: OfficeId,
    /// On which day.
    pub on: Date,
    /// What it came to.
    pub result: LookBackResult,
}

/// The closed case was opened again (恢复办理; DOMAIN 3.2, H27).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Reopening {
    /// The act.
    pub act: ActId,
    /// On which day.
    pub on: Date,
    /// Why; none: the audit returned it.
    pub cause: Option<ReopenCause>,
}

/// What another system says about the case (外部标识; DOMAIN I24).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct MarkView {
    /// The act.
    pub act: ActId,
    /// The system.
    pub system: String,
    /// What it says.
    pub mark: String,
    /// Who audited it there.
    pub audited_by: Option<String>,
    /// On which day it was read there.
    pub on: Date,
    /// Whether it is the latest of that system.
    pub latest: bool,
}

/// 办结与回访: closing, audit, rating, opening again.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ClosingView {
    /// Every request to close, in the order of the timeline.
    pub closings: Vec<ClosingRequest>,
    /// 办结: signed by all who have to, and nothing undid it. The day of the last signature it needed.
    pub closed: Option<Fact>,
    /// 报结: that closing was reported to the assigner.
    pub reported: Option<Fact>,
    /// 化解 as the audit of that closing says.
    pub audited: Option<Fact>,
    /// 化解: audited so, and nothing about the case is in dispute. A later contact undoes it (DOMAIN F15).
    pub resolved: Option<Fact>,
    /// What first reviews found.
    pub first_reviews: Vec<FirstReviewView>,
    /// Its audits.
    pub audits: Vec<AuditView>,
    /// What the petitioner thinks of it.
    pub ratings: Vec<RatingView>,
    /// What looking back came to.
    pub look_backs: Vec<LookBackView>,
    /// When and why it was opened again.
    pub reopenings: Vec<Reopening>,
    /// What other systems say.
    pub marks: Vec<MarkView>,
}
