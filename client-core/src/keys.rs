//! The device's identity, kept beside the database and never in it: a backup of the database carries no identity,
//! and a database that does not match the identity beside it makes the device take a new incarnation.

use std::fmt;

use ed25519_dalek::SigningKey;
use taizhang_model::DeviceId;
use taizhang_wire::{ActorId, Incarnation, PublicKey};

use crate::{Error, runtime::MaybeSend};

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
pub trait KeyKeeper: MaybeSend {
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
