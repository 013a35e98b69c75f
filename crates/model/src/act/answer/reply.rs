//! 答复: what the petitioner is told.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::act::{ActKind, limits};
use crate::{ActId, ClaimId, Refusal, check::Situation, refusal, text};

/// What a reply says to the claims (答复意见; Art. 32).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ReplyPosition {
    /// 支持.
    #[default]
    Supported,
    /// 解释说明.
    Explained,
    /// 不予支持.
    NotSupported,
}

/// A written reply (书面答复; DOMAIN F23, F27). Needs an accepted and assigned case. The first one meets the deadline
/// of handling. A closing that had not seen it does not hold (K2).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Reply {
    /// Its words: claim, facts, opinion, basis.
    pub text: String,
    /// What it says to the claims.
    pub position: ReplyPosition,
    /// Its number (发文字号).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// What it says claim by claim (DOMAIN 2, Art. 32).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub opinions: Vec<ClaimOpinion>,
    /// Where the petitioner may turn to (Art. 35).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remedy: Option<Remedy>,
    /// The reply it replaces.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replaces: Option<ActId>,
}

/// What a reply says to one claim (Art. 32).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ClaimOpinion {
    /// The claim.
    pub claim: ClaimId,
    /// The facts.
    pub facts: String,
    /// The opinion.
    pub opinion: String,
    /// The law or policy it rests on.
    pub basis: String,
    /// Whether it supports the claim.
    pub position: ReplyPosition,
}

/// Where the petitioner may turn to, and by when (救济途径; Art. 35).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Remedy {
    /// The organ above.
    pub organ: String,
    /// Within how many days of service.
    pub days: u16,
}

impl ActKind for Reply {
    const KIND: &'static str = "reply";

    fn check(&self, now: &Situation<'_>) -> Result<(), Refusal> {
        now.registered()?;
        if !now.accepted() {
            return Err(Refusal::because(&refusal::NOT_ACCEPTED));
        }
        if now.view.leads.is_empty() {
            return Err(Refusal::because(&refusal::NOT_ASSIGNED));
        }
        text::written("text", &self.text, limits::TEXT_CHARS)
    }
}
