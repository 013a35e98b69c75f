//! 回头看: a resolved case is looked at again.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::act::{ActKind, limits};
use crate::{Refusal, check::Situation, text};

/// What looking back came to (回头看; DOMAIN F17).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum LookBackResult {
    /// 成果巩固.
    #[default]
    Holds,
    /// 出现反复.
    Relapsed,
}

/// Somebody looked again at a closed case (回头看; DOMAIN F17, F18). Needs a closed case, and what was found. A relapse
/// opens the case again.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LookBack {
    /// What it came to.
    pub result: LookBackResult,
    /// What was found.
    pub text: String,
}

impl ActKind for LookBack {
    const KIND: &'static str = "look_back";

    fn check(&self, now: &Situation<'_>) -> Result<(), Refusal> {
        now.closed()?;
        text::written("text", &self.text, limits::TEXT_CHARS)
    }
}
