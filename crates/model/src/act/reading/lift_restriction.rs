//! 解除限制知悉: whoever holds the case may read it again.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::by_who_decides;
use crate::act::{ActKind, limits};
use crate::{Refusal, check::Situation, refusal, text};

/// Everybody in the case's offices may read it again (解除限制知悉).
///
/// Needs a reason and whoever may restrict; from anybody else it has no effect. It ends the restrictions that its author
/// had seen, that of the registration among them, and no other.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LiftRestriction {
    /// Why.
    pub reason: String,
}

impl ActKind for LiftRestriction {
    const KIND: &'static str = "lift_restriction";
    const WORK: bool = false;

    fn check(&self, now: &Situation<'_>) -> Result<(), Refusal> {
        now.registered()?;
        text::written("reason", &self.reason, limits::REASON_CHARS)?;
        if !now.view.reading.is_restricted() {
            return Err(Refusal::because(&refusal::NOT_RESTRICTED));
        }
        by_who_decides(now)
    }
}
