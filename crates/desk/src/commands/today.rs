//! What a screen of the day needs in one call: what is due, what came, what is to be decided, what was not sent.

use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::json;

use super::{
    inbox,
    lists::{self, DueArguments},
    past::{self, Since},
};
use crate::{desk::Desk, failure::Failure, print::Answer};

/// What to begin from.
#[derive(Debug, Deserialize, JsonSchema)]
pub(crate) struct Today {
    /// What came here at this moment or later counts as new, in milliseconds since 1970 [default: a day ago].
    since_ms: Option<i64>,
    /// First lines of each list.
    #[serde(default = "few")]
    limit: usize,
    /// What is due in the offices below too.
    #[serde(default)]
    below: bool,
    /// What is due in the cases that you lead, handle or work on alone.
    #[serde(default)]
    mine: bool,
}

const fn few() -> usize {
    5
}

/// A day, in milliseconds.
const DAY_MS: i64 = 24 * 3_600_000;

/// The day.
pub(crate) fn run(desk: &Desk, Today { since_ms, limit, below, mine }: Today) -> Result<Answer, Failure> {
    let since_ms = since_ms.unwrap_or_else(|| desk.now().as_millisecond() - DAY_MS);
    let due = lists::due(desk, &DueArguments::first(limit, below, mine))?.into_json();
    let inbox = inbox::run(desk, &inbox::Arguments::first(limit))?.into_json();
    let arrivals = past::since(desk, Since { since_ms, limit, offset: 0 })?.into_json();
    let status = desk.ledger()?.status()?;
    let json = json!({
        "today": desk.today(), "since_ms": since_ms, "due": due, "inbox": inbox, "arrivals": arrivals,
        "cases": status.cases, "unsent": status.unsent, "refused": status.refused, "waiting": status.waiting,
        "quarantined": status.quarantined, "not_let_in": status.not_let_in,
    });
    Ok(Answer::new(json, String::new()))
}
