//! The relay: an authenticated, append-only, per-audience log of envelopes.
//!
//! It knows the protocol and nothing of what a case is: it moves sealed letters. `log` keeps them and says who reads what
//! in which order.

mod error;
pub mod log;

pub use error::Error;
