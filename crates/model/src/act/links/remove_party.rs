//! 当事人移除: a party was entered by mistake.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::act::{ActKind, Party, limits};
use crate::{ActId, Refusal, check::Situation, refusal, text};

/// A party was entered by mistake (当事人移除). Needs an entry that holds, and a reason.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RemoveParty {
    /// The entry.
    pub party: ActId,
    /// Why.
    pub reason: String,
}

impl ActKind for RemoveParty {
    const KIND: &'static str = "remove_party";
    const WORK: bool = false;

    fn check(&self, now: &Situation<'_>) -> Result<(), Refusal> {
        now.registered()?;
        now.payload::<Party>(self.party)?;
        if !now.view.links.parties.iter().any(|party| party.act == self.party) {
            return Err(Refusal::because(&refusal::PARTY_REMOVED).missing(self.party.to_string()));
        }
        text::written("reason", &self.reason, limits::REASON_CHARS)
    }
}
