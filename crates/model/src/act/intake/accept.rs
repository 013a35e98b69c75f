//! 受理: the office takes the case on.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::competent;
use crate::act::{ActKind, limits};
use crate::{Outcome, Refusal, check::Situation, refusal, text};

/// Acceptance (受理; DOMAIN I14, Art. 23).
///
/// Needs a registered case that is not accepted, and an office that it was not passed on from. Meets the deadline of acceptance and starts that of handling, on the
/// day it is declared for. Of several, those that saw no other start the clock, the earliest day
/// first. Against a concurrent refusal or transfer elsewhere it is dispute K6: meanwhile the acceptance holds.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Accept {
    /// Number of the written notice (受理告知书).
    #[serde(default)]
    pub notice_no: Option<String>,
    /// Whether the simple track is taken (简易办理; DOMAIN 2).
    #[serde(default)]
    pub simple: bool,
}

impl ActKind for Accept {
    const KIND: &'static str = "accept";
    const WORK: bool = false;

    fn check(&self, now: &Situation<'_>) -> Result<(), Refusal> {
        now.registered()?;
        if now.view.intake.decision.as_ref().is_some_and(|decision| decision.outcome == Outcome::Accepted) {
            return Err(Refusal::because(&refusal::ALREADY_ACCEPTED));
        }
        competent(now)?;
        text::one_line("notice_no", self.notice_no.as_deref().unwrap_or_default(), limits::LINE_CHARS)
    }
}
