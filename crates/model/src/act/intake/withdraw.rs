//! 信访人撤回: the petitioner withdraws the matter.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::act::{ActKind, limits};
use crate::{Refusal, check::Situation, text};

/// The petitioner withdraws the matter (撤回; DOMAIN 3.2, K16): their own act, written down by an office.
///
/// Needs a registered case, and nothing else. A later contact takes it back. Beside a reply that had not seen it, it is
/// dispute K16: the reply stands and the withdrawal is noted.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Withdraw {
    /// Their own words.
    pub words: String,
    /// The day they said so.
    pub received_on: Date,
    /// Whether they signed it.
    #[serde(default)]
    pub in_writing: bool,
}

impl ActKind for Withdraw {
    const KIND: &'static str = "withdraw";

    fn check(&self, now: &Situation<'_>) -> Result<(), Refusal> {
        now.registered()?;
        text::lines("words", &self.words, limits::TEXT_CHARS)
    }
}
