//! Drafts: what a shell keeps for its person on this device alone, inside the encrypted database. No sync sees them.

use super::Ledger;
use crate::{
    Error,
    store::drafts::{self, Draft},
};

impl Ledger {
    /// The most that [`Ledger::drafts`] gives.
    pub const DRAFTS_MAX: usize = 1_000;

    /// Keeps a draft under a name, in place of what stood there; with `None` it is thrown away. On the disk when the call
    /// returns.
    ///
    /// # Errors
    /// [`Error::Storage`].
    pub fn keep_draft(&mut self, name: &str, body: Option<&str>, at_ms: i64) -> Result<(), Error> {
        self.write(|_, tx| match body {
            Some(body) => Ok(drafts::put(tx, name, body, at_ms)?),
            None => Ok(drafts::remove(tx, name)?),
        })
    }

    /// A draft, where there is one of this name.
    ///
    /// # Errors
    /// [`Error::Storage`].
    pub fn draft(&mut self, name: &str) -> Result<Option<Draft>, Error> {
        self.read(|_, tx| Ok(drafts::get(tx, name)?))
    }

    /// The drafts whose names begin with `prefix`, newest first.
    ///
    /// # Errors
    /// [`Error::Storage`].
    pub fn drafts(&mut self, prefix: &str) -> Result<Vec<Draft>, Error> {
        self.read(|_, tx| Ok(drafts::list(tx, prefix, Self::DRAFTS_MAX)?))
    }
}
