//! Attackers at the relay's door, over real sockets: what they are answered, that nothing has changed for it, and that the
//! relay's memory stays within a bound. What the relay's own tests show of one route each (`server/tests/routes`) is not shown
//! again; `docs/THREATS.md` says which test shows what.
#![allow(clippy::unwrap_used, reason = "it is a test, its client included")]

mod asking;
mod crowds;
mod floods;
mod injection;
mod process;
mod records;
mod scopes;
// The relay's own tests and these ask it with the same client, each with a part of it.
#[allow(dead_code, reason = "the relay's own tests use the rest")]
#[path = "../../../../server/tests/routes/served.rs"]
mod served;
mod strangers;
