//! 文书与答复, as people read it: documents, replies, signatures, service, reviews, files and numbers. The words
//! themselves stand in the acts.

use std::collections::BTreeSet;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::act::{DocumentKind, ReplyPosition, ReviewDecision, ReviewTier, ServeMethod, SignRole};
use crate::{ActId, OfficeId, StaffId};

/// What a version of a document is now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum VersionState {
    /// It holds.
    Current,
    /// A later version took its place; it stays readable, with its signatures.
    Replaced,
    /// It was revoked, or a review took it away.
    Revoked,
}

/// A signature over one version (签字; DOMAIN F05, K5).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SignatureView {
    /// The act.
    pub act: ActId,
    /// Who signed.
    pub by: StaffId,
    /// For which office.
    pub office: OfficeId,
    /// As what.
    pub role: SignRole,
    /// On which day.
    pub on: Date,
    /// Whether it stands: over this version only, and nobody decided against it (K5).
    pub holds: bool,
}

/// A service (送达; DOMAIN F09).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ServiceView {
    /// The act.
    pub act: ActId,
    /// How.
    pub method: ServeMethod,
    /// On which day.
    pub on: Date,
}

/// One version of a document of the case (文书; DOMAIN F01 to F08): a line of the dossier's index (F26).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DocumentView {
    /// The act, which holds its words.
    pub act: ActId,
    /// What it is.
    pub kind: DocumentKind,
    /// Its title.
    pub title: String,
    /// Its number.
    pub number: Option<String>,
    /// Who issued it.
    pub office: OfficeId,
    /// On which day.
    pub on: Date,
    /// The version it replaces.
    pub replaces: Option<ActId>,
    /// What it is now.
    pub state: VersionState,
    /// Who signed this version.
    pub signatures: Vec<SignatureView>,
    /// When it was served.
    pub served: Vec<ServiceView>,
}

/// A reply (答复; DOMAIN F11).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ReplyView {
    /// The act, which holds its words.
    pub act: ActId,
    /// Who issued it.
    pub office: OfficeId,
    /// On which day.
    pub on: Date,
    /// Its number.
    pub number: Option<String>,
    /// What it says to the claims.
    pub position: ReplyPosition,
    /// What it is now.
    pub state: VersionState,
    /// Who signed it.
    pub signatures: Vec<SignatureView>,
    /// Whether its head or a deputy signed it, or the head wrote it: it may be served (DOMAIN 2).
    pub approved: bool,
    /// When it was served.
    pub served: Vec<ServiceView>,
}

/// A request for review or re-examination, and what it came to (复查、复核; Art. 35, 36).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ReviewView {
    /// The act.
    pub act: ActId,
    /// Which.
    pub tier: ReviewTier,
    /// The day they asked.
    pub requested_on: Date,
    /// The organ that decides.
    pub organ: String,
    /// Whether the last day to ask had passed: it is taken down all the same.
    pub late: bool,
    /// What it came to; none while it is under way.
    pub result: Option<ReviewOutcome>,
}

/// What a review came to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ReviewOutcome {
    /// The act, which holds the opinion.
    pub act: ActId,
    /// What it came to.
    pub result: ReviewDecision,
    /// On which day.
    pub on: Date,
    /// When it was served; none: not yet.
    pub served_on: Option<Date>,
}

/// A file of the case (附件).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct AttachmentView {
    /// The act.
    pub act: ActId,
    /// Hash of the file.
    pub sha256: String,
    /// Its name.
    pub name: String,
    /// Its type.
    pub mime: String,
    /// Its size.
    pub bytes: u64,
    /// Whether it is redacted: it is not shown.
    pub redacted: bool,
}

/// A number the case goes by, or went by (编号; DOMAIN K11): an alias stays valid.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct NumberUse {
    /// Whose: one of [`Number::SCHEMES`](crate::act::Number::SCHEMES).
    pub scheme: String,
    /// The number.
    pub number: String,
    /// The act that gave it.
    pub act: ActId,
    /// The office that gave it.
    pub office: OfficeId,
    /// Whether it is the number in force; otherwise an alias.
    pub current: bool,
}

/// Something that holds since a day, and the act that says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Fact {
    /// The act.
    pub act: ActId,
    /// The day.
    pub on: Date,
}

/// 文书与答复: documents, replies, signatures, service, reviews, files and numbers.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct AnswersView {
    /// Every version of every document, in the order of the timeline.
    pub documents: Vec<DocumentView>,
    /// Every reply, in the order of the timeline.
    pub replies: Vec<ReplyView>,
    /// The reply that is shown (统一答复口径; DOMAIN F11): of several that hold, the one that was served last (K7).
    pub current_reply: Option<ActId>,
    /// When the reply that is shown was first served; none: not yet.
    pub served_on: Option<Date>,
    /// Whether the head has to sign the reply, no deputy: the case is a major one (DOMAIN 2).
    pub head_signs: bool,
    /// Requests for review and re-examination.
    pub reviews: Vec<ReviewView>,
    /// The last day to ask for the next review; none: there is nothing to ask about, or nobody can say yet.
    pub ask_review_by: Option<Date>,
    /// 终结.
    pub finalised: Option<Fact>,
    /// Its files.
    pub attachments: Vec<AttachmentView>,
    /// Hashes of files that are not shown.
    pub redacted: BTreeSet<String>,
    /// Its numbers, those in force and the aliases.
    pub numbers: Vec<NumberUse>,
}
