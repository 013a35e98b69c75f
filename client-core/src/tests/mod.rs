//! Ledgers against each other, without a relay: what a bundle carries, what a document keeps, what a copy may not do.

mod at_rest;
mod audit;
mod bundles;
mod changed;
mod directory;
mod documents;
mod drafts;
mod epochs;
mod figures;
mod lists;
mod office;
mod parties;
mod reading;
mod receipts;
mod revocation;
mod rights;
mod sealing;
mod search;
mod sharing;
mod staff;

pub(crate) use office::County;
