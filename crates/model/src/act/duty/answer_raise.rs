//! 上级答复: the higher level takes the matter up, or sends it back.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::act::{ActKind, limits};
use crate::{ActId, RaiseState, Refusal, check::Situation, refusal, text};

/// The higher level takes a raised matter up, or sends it back (甄别认定; DOMAIN A16).
///
/// Needs a raising that waits, a reason, and the office it went to or one above. From any other office it has no
/// effect; of two that had not seen each other the one that takes the matter up holds.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AnswerRaise {
    /// The raising.
    pub raise: ActId,
    /// Whether it takes the matter up.
    #[serde(default)]
    pub taken: bool,
    /// Why.
    pub reason: String,
}

impl ActKind for AnswerRaise {
    const KIND: &'static str = "answer_raise";

    fn check(&self, now: &Situation<'_>) -> Result<(), Refusal> {
        now.registered()?;
        let raise = now.payload::<super::Raise>(self.raise)?;
        text::written("reason", &self.reason, limits::REASON_CHARS)?;
        let mut raises = now.view.duty.raises.iter();
        if raises.any(|raise| raise.act == self.raise && raise.state != RaiseState::Waiting) {
            return Err(Refusal::because(&refusal::RAISE_ANSWERED));
        }
        now.acts_for(&[raise.to])
    }
}
