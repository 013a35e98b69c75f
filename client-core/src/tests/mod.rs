//! Ledgers against each other, without a relay: what a bundle carries, what a document keeps, what a copy may not do.

mod bundles;
mod documents;
mod epochs;
mod lists;
mod office;
mod parties;
mod search;

pub(crate) use office::County;
