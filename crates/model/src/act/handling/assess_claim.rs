//! 诉求研判: what one claim comes to.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::act::{ActKind, limits};
use crate::{ClaimId, OfficeId, Refusal, check::Situation, text};

/// What one claim comes to, with the reasons (诉求研判; DOMAIN C17, H06, H29).
///
/// Needs a registered case, one of its claims, and reasons. Takes the place of every assessment of the claim that its
/// author had seen; two that had not seen each other and differ stay visible, both.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AssessClaim {
    /// The claim.
    pub claim: ClaimId,
    /// What it comes to.
    pub merit: ClaimMerit,
    /// What is to be done about it.
    pub track: ClaimTrack,
    /// Why.
    pub reason: String,
    /// The unit that answers for this claim, where several share the matter (DOMAIN H29).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<OfficeId>,
}

/// What a claim comes to (诉求五分; DOMAIN C17).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ClaimMerit {
    /// 诉求合理: a clear entitlement.
    #[default]
    Clear,
    /// 部分合理而要求过高.
    Excessive,
    /// 诉求无理但生活困难.
    HardshipOnly,
    /// 诉求无理.
    Unfounded,
    /// 多项诉求交织.
    Mixed,
}

/// What is done about a claim (三到位一处理; DOMAIN H06).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ClaimTrack {
    /// 解决到位.
    #[default]
    Solve,
    /// 教育疏导到位.
    Explain,
    /// 帮扶救助到位.
    Assist,
    /// 依法处理: referred to the path of the law.
    LegalPath,
}

impl ActKind for AssessClaim {
    const KIND: &'static str = "assess_claim";

    fn check(&self, now: &Situation<'_>) -> Result<(), Refusal> {
        now.registered()?;
        now.known_claim(self.claim)?;
        self.unit.map_or(Ok(()), |unit| now.known_office(unit))?;
        text::written("reason", &self.reason, limits::REASON_CHARS)
    }
}
