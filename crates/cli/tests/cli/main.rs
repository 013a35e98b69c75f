//! The built command, run as people run it: whole flows without a network, every bad input, both languages, and the
//! shapes of the JSON. Device keys are random, so ids are blotted out before anything is compared.
#![allow(missing_docs, clippy::unwrap_used)]

mod audit;
mod bad_input;
mod counter;
mod documented;
mod imports;
mod offices;
mod parties;
mod register;
mod secrets;
mod shapes;
mod story;
