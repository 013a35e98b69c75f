//! 再次来访、来信: the petitioner came again.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{ActKind, Channel, limits};
use crate::{Refusal, check::Situation, fold::Roles, text};

/// A further contact on a case (再次来信、来访; DOMAIN I19, F12, F23).
///
/// Needs a registered case, and nothing else: registering a contact is never blocked. After a closing it opens the
/// case again; beside one, the closing does not hold (K2).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
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
}

impl ActKind for RepeatContact {
    const KIND: &'static str = "contact";

    fn check(&self, now: &Situation<'_>) -> Result<(), Refusal> {
        now.registered()?;
        text::lines("summary", &self.summary, limits::TEXT_CHARS)
    }

    fn enroll<'a>(&'a self, rank: usize, roles: &mut Roles<'a>) {
        roles.contacts.push(rank);
        roles.work.push(rank);
    }
}
