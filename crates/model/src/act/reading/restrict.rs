//! 限制知悉: from now on only few may read the case.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::by_who_decides;
use crate::act::{ActKind, limits};
use crate::{Refusal, StaffId, check::Situation, refusal, text};

/// From now on only few may read the case (限制知悉; DOMAIN 3.1, 3.2).
///
/// Needs a reason, and a head of the home office or of one above it, or its privacy officer; from anybody else it has no
/// effect. Who leads the case, shares the lead or handles it may always read it, and so may the author. It takes the place
/// of the restrictions that its author had seen; of two that had not seen each other both hold.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Restrict {
    /// Why.
    pub reason: String,
    /// Who else may read it.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub readers: BTreeSet<StaffId>,
}

impl ActKind for Restrict {
    const KIND: &'static str = "restrict";
    const WORK: bool = false;

    fn check(&self, now: &Situation<'_>) -> Result<(), Refusal> {
        now.registered()?;
        text::written("reason", &self.reason, limits::REASON_CHARS)?;
        if self.readers.len() > limits::ITEMS {
            let most = format!("readers: at most {}", limits::ITEMS);
            return Err(Refusal::because(&refusal::TEXT_TOO_LONG).missing(most));
        }
        self.readers.iter().try_for_each(|staff| now.known_staff(*staff))?;
        by_who_decides(now)
    }
}
