//! 走访、约访、回访: somebody went to the petitioner, or met them.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::act::{ActKind, limits};
use crate::{Refusal, StaffId, check::Situation, refusal, text};

/// A visit to the petitioner (带案下访、回访; DOMAIN H10, H11, F07, F18, F19).
///
/// Needs a registered case; a return visit needs the petitioner's own words, unless nobody could be met. A closing that
/// had not seen it does not hold (K2).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Visit {
    /// Where they met.
    pub place: String,
    /// What was said and done.
    pub text: String,
    /// The petitioner's own words (群众原话).
    #[serde(default)]
    pub petitioner_words: Option<String>,
    /// What kind of visit.
    #[serde(default)]
    pub kind: VisitKind,
    /// Staff who went along.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub team: Vec<StaffId>,
    /// Whether nobody could be met: then it is no meeting (DOMAIN H11).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub missed: bool,
    /// When somebody comes again (DOMAIN F18, F19).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_visit: Option<Date>,
}

/// What kind of visit (DOMAIN H10, H25, F07, F18, F19).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum VisitKind {
    /// 带案下访、约访.
    #[default]
    WithCase,
    /// 下访.
    VisitDown,
    /// 回访.
    Return,
    /// 走访.
    Courtesy,
}

impl ActKind for Visit {
    const KIND: &'static str = "visit";

    fn check(&self, now: &Situation<'_>) -> Result<(), Refusal> {
        now.registered()?;
        text::items("team", self.team.len())?;
        self.team.iter().try_for_each(|staff| now.known_staff(*staff))?;
        let words = self.petitioner_words.as_deref().unwrap_or_default();
        if self.kind == VisitKind::Return && !self.missed && words.trim().is_empty() {
            return Err(Refusal::because(&refusal::OWN_WORDS_MISSING).missing("petitioner_words"));
        }
        text::one_line("place", &self.place, limits::LINE_CHARS)?;
        text::lines("petitioner_words", words, limits::REASON_CHARS)?;
        text::lines("text", &self.text, limits::TEXT_CHARS)
    }
}
