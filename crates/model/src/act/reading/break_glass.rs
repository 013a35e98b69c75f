//! 紧急查阅: somebody opens a restricted case all the same, for a time and for all to see.

use jiff::{SignedDuration, Timestamp};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::act::{ActKind, limits};
use crate::{Refusal, check::Situation, refusal, text};

/// Somebody opens a restricted case all the same (紧急查阅; DOMAIN 3.2).
///
/// Needs a reason, a time of at most a day, and somebody who does not stand aside. Nobody has to agree: it is for when
/// there is no time to ask. It stays in the case, and stands in the inboxes of its home office and of those that watch
/// over that office.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BreakGlass {
    /// Why.
    pub reason: String,
    /// For how many hours from then on: at most [`BreakGlass::HOURS_MAX`].
    pub hours: u8,
}

impl BreakGlass {
    /// Most hours for which a case is opened at once.
    pub const HOURS_MAX: u8 = 24;

    /// Until when the case is open to who opened it at this moment.
    #[must_use]
    pub fn until(&self, opened: Timestamp) -> Timestamp {
        let hours = SignedDuration::from_hours(self.hours.min(Self::HOURS_MAX).into());
        opened.checked_add(hours).unwrap_or(Timestamp::MAX)
    }
}

impl ActKind for BreakGlass {
    const KIND: &'static str = "break_glass";
    const WORK: bool = false;

    fn check(&self, now: &Situation<'_>) -> Result<(), Refusal> {
        now.registered()?;
        text::written("reason", &self.reason, limits::REASON_CHARS)?;
        if !(1..=Self::HOURS_MAX).contains(&self.hours) {
            return Err(Refusal::because(&refusal::OPEN_TOO_LONG).missing("hours: 1 to 24"));
        }
        if !now.view.reading.is_restricted() {
            return Err(Refusal::because(&refusal::NOT_RESTRICTED));
        }
        Ok(())
    }
}
