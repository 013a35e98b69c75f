//! 首问移交: the first receiver hands a contact on.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::not_accused;
use crate::act::{ActKind, limits};
use crate::{ActId, OfficeId, Refusal, check::Situation, refusal, text};

/// The first receiver hands a contact over (首问负责; DOMAIN R19). They own it until it is taken over.
///
/// Needs a contact of this case that the office owns, and another office of the directory that is not accused in the
/// matter. A second handing over of the same contact takes the place of the first.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct HandOver {
    /// The registration or contact that is handed over.
    pub contact: ActId,
    /// The office that is to take it.
    pub to: OfficeId,
    /// What that office should know.
    #[serde(default)]
    pub text: String,
}

impl ActKind for HandOver {
    const KIND: &'static str = "hand_over";

    fn check(&self, now: &Situation<'_>) -> Result<(), Refusal> {
        now.registered()?;
        let contact = now.view.intake.contact(self.contact);
        let contact = contact
            .ok_or_else(|| Refusal::because(&refusal::NO_SUCH_ACT).missing(format!("contact {}", self.contact)))?;
        if contact.owner != now.author.office {
            let owner = now.directory.office_name(contact.owner);
            return Err(Refusal::because(&refusal::NOT_THE_OWNER).who_could([owner]));
        }
        now.known_office(self.to)?;
        if self.to == now.author.office {
            return Err(Refusal::because(&refusal::TO_ITSELF).missing("to"));
        }
        not_accused(now, self.to)?;
        text::lines("text", &self.text, limits::REASON_CHARS)
    }
}
