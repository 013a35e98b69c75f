//! 附件: a file that belongs to the case.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::sha256;
use crate::act::{ActKind, limits};
use crate::{Refusal, check::Situation, refusal, text};

/// A file that belongs to the case (附件): its hash; the file itself stands outside the ledger.
///
/// Needs a name and a hash that is not on the list of redacted files. One that was redacted and is added again all the
/// same is not shown (K18).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Attach {
    /// Hash of the file, 64 hexadecimal digits.
    pub sha256: String,
    /// Its name.
    pub name: String,
    /// Its type.
    pub mime: String,
    /// Its size.
    pub bytes: u64,
}

impl ActKind for Attach {
    const KIND: &'static str = "attach";

    fn check(&self, now: &Situation<'_>) -> Result<(), Refusal> {
        now.registered()?;
        sha256(&self.sha256)?;
        if now.view.answer.redacted.contains(&self.sha256) {
            return Err(Refusal::because(&refusal::REDACTED));
        }
        text::written("name", &self.name, limits::LINE_CHARS)?;
        text::one_line("name", &self.name, limits::LINE_CHARS)?;
        text::one_line("mime", &self.mime, limits::LINE_CHARS)
    }
}
