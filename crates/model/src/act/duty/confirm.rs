//! 追认: the head stands for an act whose author had just lost their function.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::act::{ActKind, limits};
use crate::{ActId, DisputeRule, Refusal, check::Situation, refusal, text};

/// The head confirms an act whose author had lost their function when they recorded it, or declines to (追认; DOMAIN K12).
///
/// Needs an act that waits for it (dispute K12), a reason, and the head of that act's office or of one above it, who is
/// not its author. From anybody else it has no effect.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Confirm {
    /// The act.
    pub act: ActId,
    /// Why.
    pub reason: String,
    /// Whether the act is not to hold.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub declined: bool,
}

impl ActKind for Confirm {
    const KIND: &'static str = "confirm";
    const WORK: bool = false;

    fn check(&self, now: &Situation<'_>) -> Result<(), Refusal> {
        now.registered()?;
        let act = now.act(self.act)?;
        text::written("reason", &self.reason, limits::REASON_CHARS)?;
        let waits = now.view.open_disputes().any(|open| open.rule == DisputeRule::K12 && open.acts == [self.act]);
        if !waits {
            return Err(Refusal::because(&refusal::NOTHING_TO_CONFIRM));
        }
        if act.by == now.author.staff || !now.heads(act.office) {
            let heads = now.directory.heads(act.office).into_iter().filter(|head| head.id != act.by);
            let names = heads.map(|head| head.name.clone());
            return Err(Refusal::because(&refusal::CONFIRM_BY_HEAD).who_could(names));
        }
        Ok(())
    }
}
