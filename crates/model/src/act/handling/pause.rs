//! 中止: a clock of the law stands still.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::act::{ActKind, limits};
use crate::{Refusal, check::Situation, refusal, text};

/// The clock stands still from the day this is declared for (中止; Art. 36).
///
/// Needs an accepted case, a reason in words, and no pause of the same kind that goes on. Which clocks stand still for
/// which kind is a matter of the deadline rules.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Pause {
    /// Why.
    pub kind: PauseReason,
    /// In words.
    pub reason: String,
}

/// Why a clock stands still: a key of the deadline rules (DOMAIN 2, 3.3).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PauseReason {
    /// 听证.
    #[default]
    Hearing,
    /// 鉴定、评估.
    Appraisal,
    /// 等待其他机关.
    AwaitingOther,
    /// 调解.
    Mediation,
}

impl ActKind for Pause {
    const KIND: &'static str = "pause";

    fn check(&self, now: &Situation<'_>) -> Result<(), Refusal> {
        now.registered()?;
        if !now.accepted() {
            return Err(Refusal::because(&refusal::NOT_ACCEPTED));
        }
        if let Some(pause) = now.view.handling.pauses.iter().find(|pause| pause.kind == self.kind && pause.to.is_none())
        {
            return Err(Refusal::because(&refusal::ALREADY_PAUSED).missing(format!("resume {}", pause.act)));
        }
        text::written("reason", &self.reason, limits::REASON_CHARS)
    }
}
