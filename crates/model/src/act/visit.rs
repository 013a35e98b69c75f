//! 走访、约访: somebody went to the petitioner, or met them.

use serde::{Deserialize, Serialize};

use super::{ActKind, limits};
use crate::{Refusal, check::Situation, fold::Roles, text};

/// A visit to the petitioner (带案下访、约访; DOMAIN H09 to H11). Needs a registered case. A closing that had not seen
/// it does not hold (K2).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Visit {
    /// Where they met.
    pub place: String,
    /// What was said and done.
    pub text: String,
    /// The petitioner's own words (群众原话).
    #[serde(default)]
    pub petitioner_words: Option<String>,
}

impl ActKind for Visit {
    const KIND: &'static str = "visit";

    fn check(&self, now: &Situation<'_>) -> Result<(), Refusal> {
        now.registered()?;
        text::one_line("place", &self.place, limits::LINE_CHARS)?;
        text::lines("petitioner_words", self.petitioner_words.as_deref().unwrap_or_default(), limits::REASON_CHARS)?;
        text::lines("text", &self.text, limits::TEXT_CHARS)
    }

    fn enroll<'a>(&'a self, rank: usize, roles: &mut Roles<'a>) {
        roles.visits.push(rank);
        roles.work.push(rank);
    }
}
