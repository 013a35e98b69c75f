//! The device's identity, kept beside the database and never in it: a backup of the database carries no identity,
//! and a database that does not match the identity beside it makes the device take a new incarnation.

use std::{fmt, fs, io::Write as _, path::PathBuf};

use ed25519_dalek::SigningKey;
use serde::{Deserialize, Serialize};
use taizhang_model::DeviceId;
use taizhang_wire::{ActorId, Incarnation, PublicKey};

use crate::Error;

/// Who this device is.
#[derive(Clone)]
pub struct Identity {
    /// The device's secret key.
    pub secret: SigningKey,
    /// The random part of its actor id.
    pub incarnation: Incarnation,
    /// The database that this incarnation belongs to.
    pub instance: [u8; 16],
    /// On the administrator's device, the county's authority key.
    pub authority: Option<SigningKey>,
    /// The key of the county that the device was enrolled in.
    pub county: Option<PublicKey>,
    /// An enrolment code that was taken up before the county's records were here: they must match its pin.
    pub pinned_code: Option<String>,
}

impl Identity {
    /// A new identity from 72 random bytes.
    #[must_use]
    pub fn new(random: &[u8; 72]) -> Self {
        let part = |from: usize| -> [u8; 16] { std::array::from_fn(|index| random[from + index]) };
        let secret: [u8; 32] = std::array::from_fn(|index| random[index]);
        Self {
            secret: SigningKey::from_bytes(&secret),
            incarnation: Incarnation(std::array::from_fn(|index| random[32 + index])),
            instance: part(40),
            authority: None,
            county: None,
            pinned_code: None,
        }
    }

    /// The device's id.
    #[must_use]
    pub fn device(&self) -> DeviceId {
        PublicKey::of(&self.secret).device()
    }

    /// The actor that writes now.
    #[must_use]
    pub fn actor(&self) -> ActorId {
        ActorId::new(self.device(), self.incarnation)
    }
}

impl fmt::Debug for Identity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Identity").field("device", &self.device()).field("incarnation", &self.incarnation).finish()
    }
}

/// Where an identity is kept.
pub trait KeyKeeper: Send {
    /// The identity, where there is one.
    ///
    /// # Errors
    /// [`Error::File`] or [`Error::KeyFile`].
    fn load(&self) -> Result<Option<Identity>, Error>;

    /// Keeps the identity, durably, before it returns.
    ///
    /// # Errors
    /// [`Error::File`].
    fn save(&self, identity: &Identity) -> Result<(), Error>;
}

/// A file that only its owner may read.
#[derive(Clone, Debug)]
pub struct KeyFile {
    path: PathBuf,
}

#[derive(Serialize, Deserialize)]
struct KeyFileText {
    version: u32,
    secret: PublicKey,
    incarnation: Incarnation,
    instance: taizhang_wire::Epoch,
    authority: Option<PublicKey>,
    county: Option<PublicKey>,
    pinned_code: Option<String>,
}

impl KeyFile {
    /// The file at this path.
    #[must_use]
    pub fn at(path: impl Into<PathBuf>) -> Self {
        Self { path: path.into() }
    }
}

impl KeyKeeper for KeyFile {
    fn load(&self) -> Result<Option<Identity>, Error> {
        let text = match fs::read_to_string(&self.path) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(source) => return Err(Error::File { doing: format!("read {}", self.path.display()), source }),
        };
        let read: KeyFileText = serde_json::from_str(&text).map_err(|_| Error::KeyFile)?;
        Ok(Some(Identity {
            secret: SigningKey::from_bytes(&read.secret.0),
            incarnation: read.incarnation,
            instance: read.instance.0,
            authority: read.authority.map(|key| SigningKey::from_bytes(&key.0)),
            county: read.county,
            pinned_code: read.pinned_code,
        }))
    }

    fn save(&self, identity: &Identity) -> Result<(), Error> {
        let text = KeyFileText {
            version: 1,
            secret: PublicKey(identity.secret.to_bytes()),
            incarnation: identity.incarnation,
            instance: taizhang_wire::Epoch(identity.instance),
            authority: identity.authority.as_ref().map(|key| PublicKey(key.to_bytes())),
            county: identity.county,
            pinned_code: identity.pinned_code.clone(),
        };
        let text = serde_json::to_vec_pretty(&text).expect("the key file is plain data");
        write_durably(&self.path, &text)
            .map_err(|source| Error::File { doing: format!("write {}", self.path.display()), source })
    }
}

/// Writes beside, syncs, renames over, syncs the folder: the file is the old one or the new one, never half of each.
fn write_durably(path: &std::path::Path, bytes: &[u8]) -> std::io::Result<()> {
    let beside = path.with_extension("new");
    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(&beside)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    fs::rename(&beside, path)?;
    #[cfg(unix)]
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        fs::File::open(folder)?.sync_all()?;
    }
    Ok(())
}

/// An identity in memory: for tests, and for shells that keep it elsewhere.
#[derive(Clone, Debug, Default)]
pub struct KeysInMemory {
    identity: std::sync::Arc<std::sync::Mutex<Option<Identity>>>,
}

impl KeyKeeper for KeysInMemory {
    fn load(&self) -> Result<Option<Identity>, Error> {
        Ok(self.identity.lock().unwrap_or_else(std::sync::PoisonError::into_inner).clone())
    }

    fn save(&self, identity: &Identity) -> Result<(), Error> {
        *self.identity.lock().unwrap_or_else(std::sync::PoisonError::into_inner) = Some(identity.clone());
        Ok(())
    }
}
