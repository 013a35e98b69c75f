//! 承诺变更: a promise is put off or given up, because its petitioner agrees.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::promise::open_promise;
use crate::act::{ActKind, limits};
use crate::{ActId, Refusal, check::Situation, text};

/// A promise is changed or given up, with the petitioner's agreement (承诺变更; DOMAIN H26).
///
/// Needs an open promise, a reason, the words by which the petitioner agrees, and the office that owes it, one in
/// charge or one above. Without such words it has no effect. Of changes that had not seen each other the one that
/// leaves the petitioner more holds: a new day before none, the earlier day before the later.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CancelPromise {
    /// The promise, or the agreement or meeting whose term or task it is.
    pub promise: ActId,
    /// Why.
    pub reason: String,
    /// The petitioner's words that agree.
    pub agreed_words: String,
    /// A later day, where only that changes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub new_due: Option<Date>,
    /// Which term of the agreement or task of the meeting, from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub term: Option<u16>,
}

impl ActKind for CancelPromise {
    const KIND: &'static str = "cancel_promise";

    fn check(&self, now: &Situation<'_>) -> Result<(), Refusal> {
        open_promise(now, self.promise, self.term)?;
        text::written("reason", &self.reason, limits::REASON_CHARS)?;
        text::written("agreed_words", &self.agreed_words, limits::REASON_CHARS)
    }
}
