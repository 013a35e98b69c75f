//! 复查、复核意见: what the organ above came to.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Review;
use crate::act::{ActKind, limits};
use crate::{ActId, Refusal, check::Situation, refusal, text};

/// What a review came to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ReviewDecision {
    /// 维持.
    #[default]
    Uphold,
    /// 撤销.
    Revoke,
    /// 变更.
    Change,
    /// 责令重新办理.
    Redo,
}

/// What a review came to (复查、复核意见; Art. 35, 36).
///
/// Needs a request that has no result yet, and the opinion. Anything but upholding takes away the replies before it and
/// opens the case again.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReviewResult {
    /// The request.
    pub review: ActId,
    /// What it came to.
    pub result: ReviewDecision,
    /// The opinion.
    pub text: String,
    /// Its number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
}

impl ActKind for ReviewResult {
    const KIND: &'static str = "review_result";

    fn check(&self, now: &Situation<'_>) -> Result<(), Refusal> {
        now.registered()?;
        now.payload::<Review>(self.review)?;
        let mut reviews = now.view.answer.reviews.iter();
        if reviews.any(|review| review.act == self.review && review.result.is_some()) {
            return Err(Refusal::because(&refusal::REVIEWED_ALREADY));
        }
        text::one_line("number", self.number.as_deref().unwrap_or_default(), limits::LINE_CHARS)?;
        text::written("text", &self.text, limits::TEXT_CHARS)
    }
}
