//! The relay: an authenticated, append-only, per-audience log of envelopes.
//!
//! It knows the protocol and nothing of what a case is: it moves sealed letters. `log` keeps them and says who reads what
//! in which order; `auth` says who is calling, `nonces` whether the same was heard before, `allowance` how often somebody
//! may try, `rates` how much each caller may ask, and `reads` who was given much; `answers` and `patience` bound what is kept
//! for those who read slowly; `routes` has one file for each thing that a caller can ask, `webapp` what a browser is given;
//! `serve` owns the sockets, `tls` their certificate, and `cli` the process.

mod allowance;
mod answers;
mod app;
mod auth;
pub mod cli;
mod config;
mod error;
mod headers;
mod journal;
mod live;
pub mod log;
mod metrics;
mod nonces;
mod patience;
mod rates;
mod reads;
mod refusal;
mod routes;
mod serve;
mod tls;
mod webapp;
mod witness;

pub use app::Clock;
pub use config::Config;
pub use error::Error;
pub use routes::paths;
pub use serve::Server;
pub use webapp::WebApp;
