//! 解除关联: a link was wrong.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::act::{ActKind, Link, limits};
use crate::{ActId, Refusal, check::Situation, refusal, text};

/// A link was wrong (解除关联). Every link to that case that its author had seen is undone; the acts of both stay.
///
/// Needs a link that holds, and a reason.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Unlink {
    /// The link.
    pub link: ActId,
    /// Why.
    pub reason: String,
}

impl ActKind for Unlink {
    const KIND: &'static str = "unlink";
    const WORK: bool = false;

    fn check(&self, now: &Situation<'_>) -> Result<(), Refusal> {
        now.registered()?;
        let link = now.payload::<Link>(self.link)?;
        if !now.view.links.links.iter().any(|held| held.other == link.other) {
            return Err(Refusal::because(&refusal::NOT_LINKED).missing(self.link.to_string()));
        }
        text::written("reason", &self.reason, limits::REASON_CHARS)
    }
}
