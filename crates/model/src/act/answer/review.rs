//! 复查、复核申请: the petitioner asks an organ above to look again.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::act::{ActKind, limits};
use crate::{Refusal, check::Situation, refusal, text};

/// Which review (DOMAIN 2).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ReviewTier {
    /// 复查.
    #[default]
    Review,
    /// 复核.
    Reexamination,
}

/// The petitioner asks for review or re-examination (复查、复核申请; Art. 35, 36).
///
/// Needs something to review: a reply, and for a re-examination what the review came to. One that comes late is taken
/// down all the same, and flagged.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Review {
    /// Which.
    pub tier: ReviewTier,
    /// The day they asked.
    pub requested_on: Date,
    /// The organ that decides.
    pub organ: String,
    /// Why they ask.
    #[serde(default)]
    pub reason: String,
}

impl ActKind for Review {
    const KIND: &'static str = "review";

    fn check(&self, now: &Situation<'_>) -> Result<(), Refusal> {
        now.registered()?;
        let answer = &now.view.answer;
        let reviewed =
            || answer.reviews.iter().any(|review| review.tier == ReviewTier::Review && review.result.is_some());
        let missing = match self.tier {
            ReviewTier::Review => answer.replies.is_empty().then_some("reply"),
            ReviewTier::Reexamination => (!reviewed()).then_some("review_result"),
        };
        if let Some(missing) = missing {
            return Err(Refusal::because(&refusal::NOTHING_TO_REVIEW).missing(missing));
        }
        text::written("organ", &self.organ, limits::LINE_CHARS)?;
        text::one_line("organ", &self.organ, limits::LINE_CHARS)?;
        text::lines("reason", &self.reason, limits::TEXT_CHARS)
    }
}
