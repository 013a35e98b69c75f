//! 首问接收: the office that a contact was handed to takes it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::act::{ActKind, HandOver};
use crate::{ActId, Refusal, check::Situation, refusal};

/// The office takes over a contact that was handed to it (首问接收; DOMAIN R19). It owns the contact from then on.
///
/// Needs a handing over to this office, or to one above it, that nobody has taken yet.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TakeOver {
    /// The handing over.
    pub hand_over: ActId,
}

impl ActKind for TakeOver {
    const KIND: &'static str = "take_over";

    fn check(&self, now: &Situation<'_>) -> Result<(), Refusal> {
        now.registered()?;
        let handed = now.payload::<HandOver>(self.hand_over)?;
        if !now.directory.is_ancestor_or_self(handed.to, now.author.office) {
            let to = now.directory.office_name(handed.to);
            return Err(Refusal::because(&refusal::NOT_HANDED_TO_YOU).who_could([to]));
        }
        let open = now.view.intake.contact(handed.contact).and_then(|contact| contact.handed_over.as_ref());
        if open.is_some_and(|open| open.act == self.hand_over) {
            return Ok(());
        }
        Err(Refusal::because(&refusal::NOT_OPEN_ANY_MORE).missing(self.hand_over.to_string()))
    }
}
