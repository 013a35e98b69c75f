//! Every command of a shell as a library: what is asked, what is answered, and the sentences in both languages.
//!
//! A shell (the command line, the web app) brings [`Surroundings`]: a clock, the open ledger, files by name. The desk knows
//! no terminal, no file system, no socket and no clock of its own. Rules about cases live in the crates beneath.

pub mod commands;
mod csv;
mod desk;
mod failure;
mod net;
pub mod print;
pub mod words;

pub use desk::{Desk, Open, Progress, Surroundings};
pub use failure::{Exit, Failure, io_words, named_wrongly};
pub use net::{is_of_code, net_failure};
pub use print::Answer;
pub use words::Lang;
