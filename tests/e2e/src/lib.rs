//! What the end-to-end tests share: a small county in memory, devices on disks that fail, and the programs as processes.
//!
//! Each file under `tests/` tells one story: `disk_client` and `disk_relay` crash a database at every write, `kill`
//! kills real processes, `badinput` gives the command line what it must refuse, `live` watches, `tour` follows the
//! README.

#![allow(clippy::unwrap_used, reason = "everything here is a test's fixture: where it does not hold, the test fails")]

pub mod county;
pub mod dice;
pub mod every_write;
pub mod programs;
