//! 销号: the case is cleared from the list.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::list::from_above;
use crate::act::{ActKind, limits};
use crate::{ActId, Refusal, check::Situation, refusal, text};

/// The case is cleared from the list (销号; DOMAIN A13, F16).
///
/// Needs a listing that stands, a reason, an office as for listing, and an audit that found the matter resolved, with
/// no contact and no reopening since. One that had not seen such an audit has no effect.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Delist {
    /// The listing.
    pub list: ActId,
    /// Why.
    pub reason: String,
}

impl ActKind for Delist {
    const KIND: &'static str = "delist";
    const WORK: bool = false;

    fn check(&self, now: &Situation<'_>) -> Result<(), Refusal> {
        now.registered()?;
        now.payload::<super::List>(self.list)?;
        text::written("reason", &self.reason, limits::REASON_CHARS)?;
        let listings = &now.view.duty.listings;
        if listings.iter().any(|listing| listing.act == self.list && listing.cleared_by.is_some()) {
            return Err(Refusal::because(&refusal::NOT_LISTED));
        }
        if !now.view.duty.may_be_cleared {
            return Err(Refusal::because(&refusal::NOT_AUDITED));
        }
        from_above(now)
    }
}
