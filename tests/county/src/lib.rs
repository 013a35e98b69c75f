//! A year in a county: petitions, disputes and backlog, made up from a seed, recorded through real ledgers by people who
//! do not always hear of each other, and beside it the truth: what each case was meant to come to.
//!
//! The truth is written down while a case is made up, in the words of its plot ("two assign apart and nobody decides"),
//! with days counted by hand. A replay takes everything that each office may read to a device of that office that knows
//! nothing yet, shuffled, in parts and repeated, and compares what the device then shows with what was meant.
//!
//! The same seed makes the same county, act by act.

mod answer;
mod clocks;
mod closing;
mod days;
mod desk;
mod dice;
mod duty;
mod handling;
mod intake;
mod lists;
mod meant;
mod papers;
mod plots;
mod post;
mod rates;
mod replay;
mod returns;
mod score;
mod story;
mod words;
mod world;
mod year;

pub use clocks::{Clock, Clocks, Step};
pub use meant::{Charge, Demand, Disputes, Meant, Question};
pub use papers::{Owed, Paper};
pub use returns::Return;
pub use score::Mismatch;
pub use world::{OFFICES_MAX, OFFICES_MIN};
pub use year::{County, Options, Replayed, Truth};
