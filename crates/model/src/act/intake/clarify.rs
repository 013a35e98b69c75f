//! 五个明确: what has to be clear before a matter is assigned.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::act::{ActKind, limits};
use crate::{OfficeId, Refusal, check::Situation, refusal, text};

/// What has to be clear before a matter is assigned (五个明确; DOMAIN I08). Petitioner and claim stand in the case itself.
///
/// Needs a registered case and at least one part. A part that is left out stays as it was: see
/// [`Clarities`](crate::Clarities) for the gate.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Clarify {
    /// The policy that applies (政策界定).
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub policy: String,
    /// The handling that is proposed (办理意见).
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub opinion: String,
    /// The unit that should be in charge (牵头单位).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lead_unit: Option<OfficeId>,
}

impl ActKind for Clarify {
    const KIND: &'static str = "clarify";

    fn check(&self, now: &Situation<'_>) -> Result<(), Refusal> {
        now.registered()?;
        if self.policy.trim().is_empty() && self.opinion.trim().is_empty() && self.lead_unit.is_none() {
            return Err(Refusal::because(&refusal::TEXT_MISSING).missing("policy, opinion or lead_unit"));
        }
        text::lines("policy", &self.policy, limits::REASON_CHARS)?;
        text::lines("opinion", &self.opinion, limits::REASON_CHARS)?;
        self.lead_unit.map_or(Ok(()), |unit| now.known_office(unit))
    }
}
