//! 核查表决: a participant concurs with a finding, or dissents.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::act::{ActKind, limits};
use crate::{ActId, FindingState, Refusal, check::Situation, refusal, text};

/// A vote on a finding (表决; DOMAIN H02).
///
/// Needs a finding that is neither finished nor replaced, a participant, the hash of the text that is voted on
/// ([`crate::Act::content_hash`]), and words where it dissents: these are kept as they are. Takes the place of the votes
/// of the same person that it had seen. Two that had not seen each other and differ count as a dissent.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Vote {
    /// The finding.
    pub finding: ActId,
    /// Whether they concur.
    #[serde(default)]
    pub concur: bool,
    /// Their words; a dissent needs some.
    #[serde(default)]
    pub text: String,
    /// The hash of the finding's text.
    pub over: String,
}

impl ActKind for Vote {
    const KIND: &'static str = "vote";

    fn check(&self, now: &Situation<'_>) -> Result<(), Refusal> {
        now.registered()?;
        let (finding, payload) = now.finding(self.finding)?;
        if matches!(finding.state, FindingState::Valid | FindingState::NotCarried) {
            return Err(Refusal::because(&refusal::FINDING_FINISHED));
        }
        if !payload.participants.contains(&now.author.staff) {
            let names = payload.participants.iter().map(|staff| now.directory.staff_name(*staff));
            return Err(Refusal::because(&refusal::NOT_A_PARTICIPANT).who_could(names));
        }
        let hash = now.record.acts.iter().find(|act| act.id == self.finding).map(crate::Act::content_hash);
        if hash.as_ref() != Some(&self.over) {
            return Err(Refusal::because(&refusal::ANOTHER_TEXT).missing(hash.unwrap_or_default()));
        }
        if self.concur {
            text::lines("text", &self.text, limits::REASON_CHARS)
        } else {
            text::written("text", &self.text, limits::REASON_CHARS)
        }
    }
}
