//! 承诺兑现: a promise was kept, and this shows it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::promise::open_promise;
use crate::act::{ActKind, limits};
use crate::{ActId, Refusal, check::Situation, text};

/// A promise was kept (承诺兑现; DOMAIN H26), on the day this is declared for.
///
/// Needs an open promise, proof, and the office that owes it, one in charge or one above.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Deliver {
    /// The promise, or the agreement or meeting whose term or task it is.
    pub promise: ActId,
    /// What shows it: a receipt, a document's number, a photograph's hash.
    pub proof: String,
    /// Which term of the agreement or task of the meeting, from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub term: Option<u16>,
}

impl ActKind for Deliver {
    const KIND: &'static str = "deliver";

    fn check(&self, now: &Situation<'_>) -> Result<(), Refusal> {
        open_promise(now, self.promise, self.term)?;
        text::written("proof", &self.proof, limits::REASON_CHARS)
    }
}
