//! 办结: the procedure is finished. That the matter is resolved (化解) is another fact (DOMAIN 0.1).

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::act::{ActKind, limits};
use crate::{ActId, DisputeRule, Refusal, Stage, check::Situation, refusal, text};

/// Closing (办结; DOMAIN F01, 3.2).
///
/// Needs a reply to the latest contact, and no open dispute except one about an earlier closing. It does not hold
/// while there is work it had not seen (K2), and a further contact opens the case again.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Close {
    /// What was done and how it ended.
    pub summary: String,
    /// The manifest: the acts it covers. What these had seen is covered too, so the latest acts are enough.
    pub covers: Vec<ActId>,
    /// The campaign's or county's checklist: by item, the act that fulfils it (DOMAIN F01, H28).
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub checklist: BTreeMap<String, ActId>,
}

impl ActKind for Close {
    const KIND: &'static str = "close";
    const WORK: bool = false;

    fn check(&self, now: &Situation<'_>) -> Result<(), Refusal> {
        now.registered()?;
        if now.view.stage == Stage::Closed {
            return Err(Refusal::because(&refusal::ALREADY_CLOSED));
        }
        if now.view.stage != Stage::Replied {
            return Err(Refusal::because(&refusal::NOT_REPLIED));
        }
        if let Some(dispute) = now.view.open_disputes().find(|dispute| dispute.rule != DisputeRule::K2) {
            return Err(Refusal::because(&refusal::OPEN_DISPUTE).missing(dispute.id.to_string()));
        }
        if self.covers.len() > limits::COVERS {
            return Err(Refusal::because(&refusal::TOO_MANY_ACTS).missing(format!("at most {}", limits::COVERS)));
        }
        text::lines("summary", &self.summary, limits::REASON_CHARS)
    }
}
