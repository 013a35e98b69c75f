//! 文书、答复与复查复核: what is written to the petitioner, signed, served, and reviewed.

mod reply;

pub use reply::{ClaimOpinion, Remedy, Reply, ReplyPosition};

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::ActKind;
use crate::{ActId, Refusal, check::Situation};

/// What a document of the case is (DOMAIN F01 to F08, section 2).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum DocumentKind {
    /// 其他.
    #[default]
    Other,
    /// 案情说明.
    CaseFacts,
    /// 包案文件、纪要.
    Appointment,
    /// 查办报告.
    Investigation,
    /// 办理情况报告.
    HandlingReport,
    /// 交办函.
    AssignmentLetter,
    /// 受理告知书.
    AcceptanceNotice,
    /// 不予受理告知书.
    DeclineNotice,
    /// 转送函.
    TransferLetter,
    /// 延期告知书.
    ExtensionNotice,
    /// 后续工作计划.
    FollowUpPlan,
    /// 信访人自愿声明.
    SettlementStatement,
    /// 听证笔录.
    HearingRecord,
    /// 调解协议书.
    MediationAgreement,
    /// 复查复核申请书.
    ReviewRequest,
}

/// One version of a document of the case (文书; DOMAIN F01 to F08). A signature stands over its hash.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Document {
    /// What it is.
    pub kind: DocumentKind,
    /// Its title.
    pub title: String,
    /// Its number (发文字号).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// Its words.
    pub body: String,
    /// The version it replaces.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replaces: Option<ActId>,
}

impl ActKind for Document {
    const KIND: &'static str = "document";

    fn check(&self, now: &Situation<'_>) -> Result<(), Refusal> {
        now.registered()
    }
}

/// As what somebody signs (三签; DOMAIN F03, F05).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SignRole {
    /// 承办人.
    #[default]
    Handler,
    /// 包案领导.
    Lead,
    /// 单位主要负责人.
    Head,
    /// 分管负责人.
    DeputyHead,
    /// 参与人.
    Participant,
}

/// A signature over a document, a reply or a closing (签字; DOMAIN F05, K5).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Sign {
    /// What is signed.
    pub act: ActId,
    /// The hash of what is signed: see [`Act::content_hash`](crate::Act::content_hash).
    pub over: String,
    /// As what.
    pub role: SignRole,
}

impl ActKind for Sign {
    const KIND: &'static str = "sign";
    const WORK: bool = false;

    fn check(&self, now: &Situation<'_>) -> Result<(), Refusal> {
        now.registered()
    }
}

/// How a document was served (送达方式; DOMAIN F09).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ServeMethod {
    /// 直接送达.
    #[default]
    InPerson,
    /// 邮寄送达.
    Mail,
    /// 留置送达.
    Left,
    /// 电子送达.
    Electronic,
    /// 公告送达.
    Public,
}

/// A document was served (送达回证; DOMAIN F09): on the day this is declared for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Serve {
    /// The reply, notice or decision.
    pub act: ActId,
    /// How.
    pub method: ServeMethod,
    /// What shows it: a receipt's number, a hash.
    pub proof: String,
}

impl ActKind for Serve {
    const KIND: &'static str = "serve";

    fn check(&self, now: &Situation<'_>) -> Result<(), Refusal> {
        now.registered()
    }
}

/// A document or reply is withdrawn by the unit that issued it (撤销).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Revoke {
    /// The document or reply.
    pub act: ActId,
    /// Why.
    pub reason: String,
}

impl ActKind for Revoke {
    const KIND: &'static str = "revoke";

    fn check(&self, now: &Situation<'_>) -> Result<(), Refusal> {
        now.registered()
    }
}

/// Which review (DOMAIN 2).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ReviewTier {
    /// 复查.
    #[default]
    Review,
    /// 复核.
    Reexamination,
}

/// The petitioner asks for review or re-examination (复查、复核申请; Art. 35, 36).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Review {
    /// Which.
    pub tier: ReviewTier,
    /// The day they asked.
    pub requested_on: Date,
    /// The organ that decides.
    pub organ: String,
    /// Why they ask.
    #[serde(default)]
    pub reason: String,
}

impl ActKind for Review {
    const KIND: &'static str = "review";
    const WORK: bool = false;

    fn check(&self, now: &Situation<'_>) -> Result<(), Refusal> {
        now.registered()
    }
}

/// What a review came to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ReviewDecision {
    /// 维持.
    #[default]
    Uphold,
    /// 撤销.
    Revoke,
    /// 变更.
    Change,
    /// 责令重新办理.
    Redo,
}

/// What a review came to (复查、复核意见; Art. 35, 36). Anything but upholding opens the case again.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReviewResult {
    /// The request.
    pub review: ActId,
    /// What it came to.
    pub result: ReviewDecision,
    /// The opinion.
    pub text: String,
    /// Its number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
}

impl ActKind for ReviewResult {
    const KIND: &'static str = "review_result";
    const WORK: bool = false;

    fn check(&self, now: &Situation<'_>) -> Result<(), Refusal> {
        now.registered()
    }
}

/// Handling, review and re-examination are through, or the time to ask for them has passed (终结; DOMAIN F12, F13).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Finalise {
    /// Why it is final.
    pub basis: String,
}

impl ActKind for Finalise {
    const KIND: &'static str = "finalise";
    const WORK: bool = false;

    fn check(&self, now: &Situation<'_>) -> Result<(), Refusal> {
        now.registered()
    }
}

/// A file that belongs to the case (附件): its hash; the file itself stands outside the ledger.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Attach {
    /// Hash of the file, 64 hexadecimal digits.
    pub sha256: String,
    /// Its name.
    pub name: String,
    /// Its type.
    pub mime: String,
    /// Its size.
    pub bytes: u64,
}

impl ActKind for Attach {
    const KIND: &'static str = "attach";

    fn check(&self, now: &Situation<'_>) -> Result<(), Refusal> {
        now.registered()
    }
}

/// A file is not to be shown any more (遮蔽; DOMAIN K18).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Redact {
    /// Hash of the file.
    pub sha256: String,
    /// Why.
    pub reason: String,
}

impl ActKind for Redact {
    const KIND: &'static str = "redact";

    fn check(&self, now: &Situation<'_>) -> Result<(), Refusal> {
        now.registered()
    }
}

/// The case gets a number (编号; DOMAIN K11, I23).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Number {
    /// Whose: official, national, or another scheme of the configuration.
    pub scheme: String,
    /// The number.
    pub number: String,
    /// The numbering it replaces; the old number stays as an alias.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replaces: Option<ActId>,
}

impl ActKind for Number {
    const KIND: &'static str = "number";
    const WORK: bool = false;

    fn check(&self, now: &Situation<'_>) -> Result<(), Refusal> {
        now.registered()
    }
}
