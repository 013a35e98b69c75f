//! 文书: a document of the case, version by version.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::act::{ActKind, limits};
use crate::{ActId, Refusal, VersionState, check::Situation, refusal, text};

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

impl DocumentKind {
    /// Whether it counts only with the signature of the lead (DOMAIN F03, F08).
    #[must_use]
    pub fn needs_lead(self) -> bool {
        matches!(self, Self::Investigation | Self::HandlingReport)
    }
}

/// One version of a document of the case (文书; DOMAIN F01 to F08). A signature stands over its hash.
///
/// Needs a title and words. A version that replaces another leaves it readable with its signatures; one that replaces a
/// version while that is being signed elsewhere is dispute K5.
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
        now.registered()?;
        text::written("title", &self.title, limits::LINE_CHARS)?;
        text::one_line("title", &self.title, limits::LINE_CHARS)?;
        text::one_line("number", self.number.as_deref().unwrap_or_default(), limits::LINE_CHARS)?;
        text::written("body", &self.body, limits::TEXT_CHARS)?;
        let Some(earlier) = self.replaces else { return Ok(()) };
        if now.payload::<Self>(earlier)?.kind != self.kind {
            return Err(Refusal::because(&refusal::NO_SUCH_ACT).missing(format!("a document of this kind {earlier}")));
        }
        let documents = &now.view.answer.documents;
        if documents.iter().any(|document| document.act == earlier && document.state == VersionState::Replaced) {
            return Err(Refusal::because(&refusal::NOT_THE_LATEST).missing(earlier.to_string()));
        }
        Ok(())
    }
}
