//! The desk as a shell without a terminal has it: calls by name, answers and failures as JSON, ledgers and files in memory.
#![allow(missing_docs, clippy::unwrap_used)]

mod answers;
mod entries;
mod forms;
mod lists;
mod past;
mod place;
