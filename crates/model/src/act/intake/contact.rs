//! 再次来访、来信: the petitioner came again.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::register;
use crate::act::{ActKind, Channel, Source, limits};
use crate::{Refusal, check::Situation, text};

/// A further contact on a case (再次来信、来访; DOMAIN I19, F12, F23).
///
/// Needs a registered case, and nothing else: registering a contact is never blocked, not even on a concluded matter. After a closing it opens the
/// case again; beside one, the closing does not hold (K2).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RepeatContact {
    /// How it came in.
    pub channel: Channel,
    /// The day it came in.
    pub received_on: Date,
    /// What it was about, in short.
    pub summary: String,
    /// Persons who came.
    pub persons: u32,
    /// Batches in which they came (批次; DOMAIN I18).
    #[serde(default = "register::one")]
    pub batches: u32,
    /// Who spoke for a group (代表; Art. 20): names to show.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub representatives: Vec<String>,
    /// The code by which this contact's progress can be asked for (查询码).
    #[serde(default)]
    pub receipt_code: String,
    /// Where it was passed on from, where a higher office sent it (DOMAIN I26).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Source>,
}

impl ActKind for RepeatContact {
    const KIND: &'static str = "contact";

    fn check(&self, now: &Situation<'_>) -> Result<(), Refusal> {
        now.registered()?;
        text::lines("summary", &self.summary, limits::TEXT_CHARS)?;
        register::names(&self.representatives)?;
        register::source(self.source.as_ref())?;
        text::one_line("receipt_code", &self.receipt_code, limits::LINE_CHARS)
    }
}
