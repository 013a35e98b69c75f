//! A keystore for a system that keeps one key and no more, such as a browser: what is put in is sealed under that key and
//! lies in a place like a key file's.

use std::{cell::RefCell, collections::BTreeMap};

use super::{KeyPlace, Keystore, random};
use crate::{Error, SecretKey};

const PURPOSE: &[u8] = b"taizhang drawer: key";

/// Keys under one key.
#[derive(Debug)]
pub struct SealedDrawer {
    key: SecretKey,
    place: Box<dyn KeyPlace>,
    /// By entry, sealed, in hexadecimal.
    kept: RefCell<Option<BTreeMap<String, String>>>,
}

impl SealedDrawer {
    /// The drawer in this place, under this key.
    #[must_use]
    pub fn new(key: SecretKey, place: Box<dyn KeyPlace>) -> Self {
        Self { key, place, kept: RefCell::default() }
    }

    fn with<T>(&self, call: impl FnOnce(&mut BTreeMap<String, String>) -> T) -> Result<T, Error> {
        let mut kept = self.kept.borrow_mut();
        if kept.is_none() {
            let damaged = |_| Error::Keystore { detail: "what it kept is damaged".to_owned() };
            let read = self.place.read()?.map(|bytes| serde_json::from_slice(&bytes)).transpose();
            *kept = Some(read.map_err(damaged)?.unwrap_or_default());
        }
        Ok(call(kept.get_or_insert_default()))
    }

    fn write(&self) -> Result<(), Error> {
        let text = self.with(|kept| serde_json::to_vec(kept).expect("it is plain data"))?;
        self.place.replace(&text)
    }
}

/// Binds a key to its entry.
fn purpose(entry: &str) -> Vec<u8> {
    [PURPOSE, b" ", entry.as_bytes()].concat()
}

impl Keystore for SealedDrawer {
    fn get(&self, entry: &str) -> Result<Option<SecretKey>, Error> {
        let Some(sealed) = self.with(|kept| kept.get(entry).cloned())? else { return Ok(None) };
        let opened = data_encoding::HEXLOWER
            .decode(sealed.as_bytes())
            .ok()
            .and_then(|sealed| self.key.open(&purpose(entry), &sealed))
            .and_then(|key| Some(SecretKey::new(key.as_slice().try_into().ok()?)));
        let other = || Error::Keystore { detail: "what it kept is under another key".to_owned() };
        opened.map(Some).ok_or_else(other)
    }

    fn put(&self, entry: &str, key: &SecretKey) -> Result<(), Error> {
        let sealed = self.key.seal(&random(), &purpose(entry), key.bytes());
        self.with(|kept| kept.insert(entry.to_owned(), data_encoding::HEXLOWER.encode(&sealed)))?;
        self.write()
    }

    fn remove(&self, entry: &str) -> Result<(), Error> {
        match self.with(|kept| kept.remove(entry))? {
            Some(_) => self.write(),
            None => Ok(()),
        }
    }
}
