//! 办理记录: what was done or learnt, in words.

use serde::{Deserialize, Serialize};

use super::{ActKind, limits};
use crate::{Refusal, check::Situation, fold::Roles, text};

/// A note (办理记录; DOMAIN A14). Needs a registered case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Note {
    /// The words.
    pub text: String,
}

impl ActKind for Note {
    const KIND: &'static str = "note";

    fn check(&self, now: &Situation<'_>) -> Result<(), Refusal> {
        now.registered()?;
        text::written("text", &self.text, limits::TEXT_CHARS)
    }

    fn enroll<'a>(&'a self, rank: usize, roles: &mut Roles<'a>) {
        roles.notes.push(rank);
    }
}
