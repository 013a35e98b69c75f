//! The key file beside the database: the device's identity and the database's key, sealed.
//!
//! A file key seals them, and a lock opens the file key: a passphrase by way of Argon2id, or a key in the operating
//! system's keystore. So a new passphrase wraps one key anew, while a process that has the file open goes on, and a new
//! incarnation is written without asking anybody. Where the bytes lie is a [`KeyPlace`]: a file, or what a browser has
//! instead. An adapter: it takes randomness from the system.

mod drawer;
mod place;
mod slots;

use std::{fmt, io, path::PathBuf};

use ed25519_dalek::SigningKey;
use serde::{Deserialize, Serialize};
use taizhang_wire::{Epoch, Incarnation, PublicKey};
use zeroize::Zeroizing;

pub use drawer::SealedDrawer;
pub use place::{FilePlace, KeyPlace};
pub use slots::{Slot, TwoSlots};

use crate::{
    DbKey, Error, Identity, KeyKeeper, Passphrase, PassphraseCost, SecretKey, files, runtime::MaybeSend,
    secret::SALT_BYTES,
};

/// The operating system's keystore, as a shell brings it along.
pub trait Keystore: MaybeSend {
    /// The key of this entry, where there is one.
    ///
    /// # Errors
    /// [`Error::Keystore`].
    fn get(&self, entry: &str) -> Result<Option<SecretKey>, Error>;

    /// Keeps a key, durably, before it returns.
    ///
    /// # Errors
    /// [`Error::Keystore`].
    fn put(&self, entry: &str, key: &SecretKey) -> Result<(), Error>;

    /// Forgets a key.
    ///
    /// # Errors
    /// [`Error::Keystore`].
    fn remove(&self, entry: &str) -> Result<(), Error>;
}

/// What opens a key file.
pub enum Lock {
    /// A passphrase, and what a guess at it costs where the lock is made anew.
    Passphrase {
        /// The passphrase.
        passphrase: Passphrase,
        /// The cost; a lock that is there says its own.
        cost: PassphraseCost,
    },
    /// The operating system's keystore.
    Keystore(Box<dyn Keystore>),
}

impl fmt::Debug for Lock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Passphrase { .. } => "Lock::Passphrase",
            Self::Keystore(_) => "Lock::Keystore",
        })
    }
}

/// How a key file is locked: what a shell has to bring.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LockedBy {
    /// By nothing: an older version wrote it. The first opening locks it.
    Nothing,
    /// By a passphrase, at this cost.
    Passphrase(PassphraseCost),
    /// By the operating system's keystore.
    Keystore,
}

/// A key file that was opened. While it lives it holds the keys in memory.
#[derive(Debug)]
pub struct KeyFile {
    place: Box<dyn KeyPlace>,
    file_key: SecretKey,
    db_key: DbKey,
    lock: LockText,
}

/// The file.
#[derive(Serialize, Deserialize)]
struct FileText {
    version: u32,
    lock: LockText,
    sealed: Hex,
}

/// The part of the file that opens the rest.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct LockText {
    #[serde(flatten)]
    by: LockKind,
    /// The file key, sealed; what stands in `by` is sealed with it.
    key: Hex,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(tag = "by", rename_all = "lowercase")]
enum LockKind {
    Argon2id {
        #[serde(flatten)]
        cost: PassphraseCost,
        salt: Hex,
    },
    Keystore {
        entry: String,
    },
}

/// What is sealed.
#[derive(Serialize, Deserialize)]
struct SecretText {
    database: PublicKey,
    #[serde(flatten)]
    identity: IdentityText,
}

/// The whole of the file in version 1, which sealed nothing.
#[derive(Serialize, Deserialize)]
struct IdentityText {
    secret: PublicKey,
    incarnation: Incarnation,
    instance: Epoch,
    authority: Option<PublicKey>,
    county: Option<PublicKey>,
    pinned_code: Option<String>,
}

/// Bytes in hexadecimal.
#[derive(Clone, Debug)]
struct Hex(Vec<u8>);

impl Serialize for Hex {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&data_encoding::HEXLOWER.encode(&self.0))
    }
}

impl<'de> Deserialize<'de> for Hex {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        data_encoding::HEXLOWER.decode(text.as_bytes()).map(Self).map_err(serde::de::Error::custom)
    }
}

const VERSION: u32 = 2;
const SEALED: &[u8] = b"taizhang key file 2: secrets";

impl KeyFile {
    /// How the file is locked; `None` where there is no file.
    ///
    /// # Errors
    /// [`Error::File`], [`Error::KeyFile`].
    pub fn locked_by(path: impl Into<PathBuf>) -> Result<Option<LockedBy>, Error> {
        Self::locked_by_at(&FilePlace::new(path))
    }

    /// As [`KeyFile::locked_by`], in another place than a file.
    ///
    /// # Errors
    /// As [`KeyFile::locked_by`].
    pub fn locked_by_at(place: &dyn KeyPlace) -> Result<Option<LockedBy>, Error> {
        Ok(read(place)?.map(|read| match read {
            Read::Clear(_) => LockedBy::Nothing,
            Read::Locked(FileText { lock: LockText { by: LockKind::Argon2id { cost, .. }, .. }, .. }) => {
                LockedBy::Passphrase(cost)
            }
            Read::Locked(_) => LockedBy::Keystore,
        }))
    }

    /// New keys for a device that has none. Nothing is written before an identity is saved.
    ///
    /// # Errors
    /// [`Error::Keystore`], or [`Error::KeyFile`] where the cost is out of bounds.
    pub fn create(path: impl Into<PathBuf>, lock: &Lock) -> Result<Self, Error> {
        Self::create_at(Box::new(FilePlace::new(path)), lock)
    }

    /// As [`KeyFile::create`], in another place than a file.
    ///
    /// # Errors
    /// As [`KeyFile::create`].
    pub fn create_at(place: Box<dyn KeyPlace>, lock: &Lock) -> Result<Self, Error> {
        let file_key = SecretKey::new(random());
        let lock = LockText::new(lock, &file_key)?;
        Ok(Self { place, file_key, db_key: DbKey::new(random()), lock })
    }

    /// Opens the file. One that an older version wrote is locked first, durably.
    ///
    /// # Errors
    /// [`Error::WrongPassphrase`], [`Error::Keystore`], [`Error::KeyFile`], [`Error::File`].
    pub fn open(path: impl Into<PathBuf>, lock: &Lock) -> Result<Self, Error> {
        let path = path.into();
        let was_clear = matches!(Self::locked_by(&path)?, Some(LockedBy::Nothing));
        let opened = Self::open_at(Box::new(FilePlace::new(&path)), lock)?;
        if was_clear {
            // What version 1 left behind where it was cut short, in the clear.
            let left = path.with_extension("new");
            files::remove(&left).map_err(files::failed("remove", &left))?;
        }
        Ok(opened)
    }

    /// As [`KeyFile::open`], in another place than a file.
    ///
    /// # Errors
    /// As [`KeyFile::open`].
    pub fn open_at(place: Box<dyn KeyPlace>, lock: &Lock) -> Result<Self, Error> {
        match read(&*place)? {
            Some(Read::Clear(identity)) => {
                let opened = Self::create_at(place, lock)?;
                opened.write(&opened.lock, identity)?;
                Ok(opened)
            }
            Some(Read::Locked(file)) => {
                let file_key = file.lock.open(lock)?;
                let db_key = DbKey::new(file.secrets(&file_key)?.database.0);
                Ok(Self { place, file_key, db_key, lock: file.lock })
            }
            None => Err(place.failed("read", io::ErrorKind::NotFound.into())),
        }
    }

    /// The key of the database beside it.
    #[must_use]
    pub fn db_key(&self) -> DbKey {
        self.db_key.clone()
    }

    /// From now on another lock opens the file, and the one before does not. A copy of the file that somebody took
    /// before is still opened by the lock it has.
    ///
    /// # Errors
    /// [`Error::Keystore`], [`Error::KeyFile`], [`Error::File`].
    pub fn relock(&mut self, lock: &Lock) -> Result<(), Error> {
        let Some(Read::Locked(file)) = read(&*self.place)? else { return Err(Error::KeyFile) };
        let identity = file.secrets(&self.file_key)?.identity;
        let new = LockText::new(lock, &self.file_key)?;
        self.write(&new, identity)?;
        self.lock = new;
        match (file.lock.by, lock) {
            (LockKind::Keystore { entry }, Lock::Keystore(store)) => store.remove(&entry),
            // Left behind it opens nothing any more.
            _ => Ok(()),
        }
    }

    fn write(&self, lock: &LockText, identity: IdentityText) -> Result<(), Error> {
        let secrets = SecretText { database: PublicKey(*self.db_key.bytes()), identity };
        let secrets = Zeroizing::new(serde_json::to_vec(&secrets).expect("it is plain data"));
        let sealed = Hex(self.file_key.seal(&random(), SEALED, &secrets));
        let text = FileText { version: VERSION, lock: lock.clone(), sealed };
        let text = serde_json::to_vec_pretty(&text).expect("it is plain data");
        self.place.replace(&text)
    }
}

impl KeyKeeper for KeyFile {
    fn load(&self) -> Result<Option<Identity>, Error> {
        match read(&*self.place)? {
            Some(Read::Locked(file)) => Ok(Some(file.secrets(&self.file_key)?.identity.into())),
            Some(Read::Clear(_)) => Err(Error::KeyFile),
            None => Ok(None),
        }
    }

    fn save(&self, identity: &Identity) -> Result<(), Error> {
        // Another process may have changed the passphrase since this one opened the file.
        match read(&*self.place)? {
            Some(Read::Locked(file)) => self.write(&file.lock, identity.into()),
            _ => self.write(&self.lock, identity.into()),
        }
    }
}

impl FileText {
    fn secrets(&self, file_key: &SecretKey) -> Result<SecretText, Error> {
        let opened = file_key.open(SEALED, &self.sealed.0).ok_or(Error::KeyFile)?;
        serde_json::from_slice(&opened).map_err(|_| Error::KeyFile)
    }
}

impl LockText {
    fn new(lock: &Lock, file_key: &SecretKey) -> Result<Self, Error> {
        let (by, key) = match lock {
            Lock::Passphrase { passphrase, cost } => {
                let salt: [u8; SALT_BYTES] = random();
                let key = cost.stretch(passphrase, &salt).ok_or(Error::KeyFile)?;
                (LockKind::Argon2id { cost: *cost, salt: Hex(salt.to_vec()) }, key)
            }
            Lock::Keystore(store) => {
                let name: [u8; 8] = random();
                let (entry, key) = (data_encoding::HEXLOWER.encode(&name), SecretKey::new(random()));
                store.put(&entry, &key)?;
                (LockKind::Keystore { entry }, key)
            }
        };
        let key = Hex(key.seal(&random(), &by.purpose(), file_key.bytes()));
        Ok(Self { by, key })
    }

    /// The file key.
    fn open(&self, lock: &Lock) -> Result<SecretKey, Error> {
        let key = match (&self.by, lock) {
            (LockKind::Argon2id { cost, salt }, Lock::Passphrase { passphrase, .. }) => {
                let salt = salt.0.as_slice().try_into().map_err(|_| Error::KeyFile)?;
                cost.stretch(passphrase, salt).ok_or(Error::KeyFile)?
            }
            (LockKind::Keystore { entry }, Lock::Keystore(store)) => {
                let missing = || Error::Keystore { detail: "it has no key for this device".to_owned() };
                store.get(entry)?.ok_or_else(missing)?
            }
            _ => return Err(Error::WrongPassphrase),
        };
        let opened = key.open(&self.by.purpose(), &self.key.0).ok_or(Error::WrongPassphrase)?;
        Ok(SecretKey::new(opened.as_slice().try_into().map_err(|_| Error::KeyFile)?))
    }
}

impl LockKind {
    /// Binds the lock's own words to what it locks.
    fn purpose(&self) -> Vec<u8> {
        let mut words = b"taizhang key file 2: lock ".to_vec();
        serde_json::to_writer(&mut words, self).expect("it is plain data");
        words
    }
}

impl From<IdentityText> for Identity {
    fn from(text: IdentityText) -> Self {
        Self {
            secret: SigningKey::from_bytes(&text.secret.0),
            incarnation: text.incarnation,
            instance: text.instance.0,
            authority: text.authority.map(|key| SigningKey::from_bytes(&key.0)),
            county: text.county,
            pinned_code: text.pinned_code,
        }
    }
}

impl From<&Identity> for IdentityText {
    fn from(identity: &Identity) -> Self {
        Self {
            secret: PublicKey(identity.secret.to_bytes()),
            incarnation: identity.incarnation,
            instance: Epoch(identity.instance),
            authority: identity.authority.as_ref().map(|key| PublicKey(key.to_bytes())),
            county: identity.county,
            pinned_code: identity.pinned_code.clone(),
        }
    }
}

enum Read {
    Clear(IdentityText),
    Locked(FileText),
}

fn read(place: &dyn KeyPlace) -> Result<Option<Read>, Error> {
    let Some(text) = place.read()?.map(Zeroizing::new) else { return Ok(None) };
    #[derive(Deserialize)]
    struct Version {
        version: u32,
    }
    let Version { version } = serde_json::from_slice(&text).map_err(|_| Error::KeyFile)?;
    let read = match version {
        1 => serde_json::from_slice(&text).map(Read::Clear),
        VERSION => serde_json::from_slice(&text).map(Read::Locked),
        _ => return Err(Error::KeyFile),
    };
    read.map(Some).map_err(|_| Error::KeyFile)
}

#[expect(clippy::disallowed_methods, reason = "this is the adapter by which randomness for keys enters")]
fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).expect("without the system's randomness no key may be made");
    bytes
}

#[cfg(test)]
mod tests;
