//! Cases that come out of another ledger, such as an office's spreadsheet. Each carries a key, so that importing the
//! same file twice registers nothing twice.

use jiff::Timestamp;
use sha2::{Digest as _, Sha256};

use taizhang_model::ActBody;

use super::{Ledger, NewCase, NewParty, Registered};
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

/// A case out of another ledger.
#[derive(Clone, Debug)]
pub struct ImportedCase {
    /// What it is known again by.
    pub key: ImportKey,
    /// The case.
    pub case: NewCase,
    /// The details of the party that the first `party` act of the case names: they get a document of their own.
    pub party: Option<NewParty>,
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
    /// As [`Ledger::register`] and [`Ledger::add_party`].
    pub fn register_once(
        &mut self,
        now: Timestamp,
        cases: Vec<ImportedCase>,
    ) -> Result<Vec<Option<Registered>>, Error> {
        self.write(|core, tx| {
            let once = |ImportedCase { key, mut case, party }: ImportedCase| {
                let key = key.meta_key();
                if store::meta(tx, &key)?.is_some() {
                    return Ok(None);
                }
                if let Some(details) = party {
                    let named = case.acts.iter_mut().find_map(|(act, _)| match act {
                        ActBody::Party(party) if party.party.is_none() => Some(party),
                        _ => None,
                    });
                    if let Some(named) = named {
                        named.party = Some(core.add_party(tx, now, details)?);
                    }
                }
                let registered = core.register(tx, now, case)?;
                store::set_meta(tx, &key, &registered.case.0)?;
                Ok(Some(registered))
            };
            cases.into_iter().map(once).collect()
        })
    }
}
