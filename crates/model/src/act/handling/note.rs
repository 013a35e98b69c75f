//! 办理记录: what was done or learnt, in words.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::act::{ActKind, limits};
use crate::{Refusal, check::Situation, text};

/// A note (办理记录; DOMAIN A14). Needs a registered case.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Note {
    /// The words.
    pub text: String,
}

impl ActKind for Note {
    const KIND: &'static str = "note";
    const WORK: bool = false;

    fn check(&self, now: &Situation<'_>) -> Result<(), Refusal> {
        now.registered()?;
        text::written("text", &self.text, limits::TEXT_CHARS)
    }
}
