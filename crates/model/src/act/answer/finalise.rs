//! 终结: the three steps are through.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::ReviewTier;
use crate::act::{ActKind, limits};
use crate::{Refusal, check::Situation, refusal, text};

/// Handling, review and re-examination are through, or the time to ask for them has passed (终结; DOMAIN F12, F13).
///
/// Needs a served reply, no review under way, and either a re-examination that was decided or the last day to ask for
/// review or re-examination behind it. Further contacts are registered all the same (DOMAIN F12).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Finalise {
    /// Why it is final.
    pub basis: String,
}

impl ActKind for Finalise {
    const KIND: &'static str = "finalise";
    const WORK: bool = false;

    fn check(&self, now: &Situation<'_>) -> Result<(), Refusal> {
        now.registered()?;
        let answer = &now.view.answer;
        if answer.served_on.is_none() {
            return Err(Refusal::because(&refusal::NOT_SERVED));
        }
        if answer.reviews.iter().any(|review| review.result.is_none()) {
            return Err(Refusal::because(&refusal::REVIEW_PENDING));
        }
        let reexamined = answer.reviews.iter().any(|review| review.tier == ReviewTier::Reexamination);
        let lapsed = answer.ask_review_by.is_some_and(|last| last < now.today);
        if !reexamined && !lapsed {
            let last = answer.ask_review_by.map_or_else(|| "last day unknown".to_owned(), |last| last.to_string());
            return Err(Refusal::because(&refusal::REVIEW_STILL_OPEN).missing(last));
        }
        text::written("basis", &self.basis, limits::REASON_CHARS)
    }
}
