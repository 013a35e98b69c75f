//! 非同一事项: a possible same matter is another.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::act::{ActKind, limits};
use crate::{CaseId, Refusal, check::Situation, refusal, text};

/// A person looked at a possible same matter and says that it is another (非同一事项; DOMAIN K3).
///
/// Needs another case and a reason. Undoes the same-matter links to it that its author had seen; beside one that they had
/// not seen, the two cases stay apart and the link is shown as contested.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NotSameMatter {
    /// The other case.
    pub other: CaseId,
    /// Why.
    pub reason: String,
}

impl ActKind for NotSameMatter {
    const KIND: &'static str = "not_same_matter";
    const WORK: bool = false;

    fn check(&self, now: &Situation<'_>) -> Result<(), Refusal> {
        now.registered()?;
        if self.other == now.view.id {
            return Err(Refusal::because(&refusal::LINKED_TO_ITSELF).missing("other"));
        }
        if now.view.links.not_same.iter().any(|apart| apart.other == self.other) {
            return Err(Refusal::because(&refusal::ALREADY_TOLD_APART).missing(self.other.to_string()));
        }
        text::written("reason", &self.reason, limits::REASON_CHARS)
    }
}
