//! Cases that come out of another ledger, such as an office's spreadsheet. Each carries a key, so that importing the
//! same file twice registers nothing twice.

use jiff::Timestamp;
use sha2::{Digest as _, Sha256};

use super::{Ledger, NewCase, Registered};
use crate::{Error, store};

/// What makes a row of another ledger that row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ImportKey([u8; 32]);

impl ImportKey {
    /// The key of these parts, in this order. Take what does not change while the matter is handled.
    #[must_use]
    pub fn of(parts: &[&str]) -> Self {
        let mut hash = Sha256::new();
        for part in parts {
            hash.update((part.len() as u64).to_be_bytes());
            hash.update(part.as_bytes());
        }
        Self(hash.finalize().into())
    }

    fn meta_key(self) -> String {
        format!("imported {}", data_encoding::HEXLOWER.encode(&self.0))
    }
}

impl Ledger {
    /// Which of these were imported on this device before.
    ///
    /// # Errors
    /// [`Error::Storage`].
    pub fn imported(&mut self, keys: &[ImportKey]) -> Result<Vec<bool>, Error> {
        self.read(|_, tx| keys.iter().map(|key| Ok(store::meta(tx, &key.meta_key())?.is_some())).collect())
    }

    /// Registers what was not imported before, in one transaction: all or none. `None` stands where it was.
    ///
    /// # Errors
    /// As [`Ledger::register`].
    pub fn register_once(
        &mut self,
        now: Timestamp,
        cases: Vec<(ImportKey, NewCase)>,
    ) -> Result<Vec<Option<Registered>>, Error> {
        self.write(|core, tx| {
            let once = |(key, case): (ImportKey, NewCase)| {
                let key = key.meta_key();
                if store::meta(tx, &key)?.is_some() {
                    return Ok(None);
                }
                let registered = core.register(tx, now, case)?;
                store::set_meta(tx, &key, &registered.case.0)?;
                Ok(Some(registered))
            };
            cases.into_iter().map(once).collect()
        })
    }
}
