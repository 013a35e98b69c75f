//! Fixed-width byte strings: hashes, keys, signatures, actors.

use std::fmt;

use data_encoding::HEXLOWER;
use ed25519_dalek::{Signer as _, SigningKey, VerifyingKey};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use sha2::{Digest as _, Sha256};
use taizhang_model::DeviceId;

use crate::Error;

/// A document's id. A case's document has the case's id.
pub type DocId = taizhang_model::CaseId;

macro_rules! byte_strings {
    ($($(#[$doc:meta])* $name:ident[$len:literal];)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub [u8; $len]);

        impl $name {
            /// The bytes.
            #[must_use]
            pub const fn as_bytes(&self) -> &[u8; $len] { &self.0 }

            /// Takes exactly the right number of bytes.
            #[must_use]
            pub fn from_slice(bytes: &[u8]) -> Option<Self> { bytes.try_into().ok().map(Self) }

            /// Reads lower-case hexadecimal.
            #[must_use]
            pub fn from_hex(text: &str) -> Option<Self> {
                HEXLOWER.decode(text.as_bytes()).ok().and_then(|bytes| Self::from_slice(&bytes))
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.write_str(&HEXLOWER.encode(&self.0)) }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), HEXLOWER.encode(&self.0[..4]))
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                if to.is_human_readable() { to.collect_str(self) } else { to.serialize_bytes(&self.0) }
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                if from.is_human_readable() {
                    let text = String::deserialize(from)?;
                    Self::from_hex(&text).ok_or_else(|| serde::de::Error::custom("not the right number of hex digits"))
                } else {
                    serde_bytes::ByteArray::<$len>::deserialize(from).map(|bytes| Self(bytes.into_array()))
                }
            }
        }
    )*};
}

byte_strings! {
    /// Who wrote a change: a device id and one of that device's incarnations.
    ActorId[24];
    /// A random number that a device takes when it can no longer prove that it continues its own history.
    Incarnation[8];
    /// The SHA-256 of an Automerge change, as Automerge computes it.
    ChangeHash[32];
    /// The SHA-256 of a control record's body.
    ControlId[32];
    /// An Ed25519 public key.
    PublicKey[32];
    /// An Ed25519 signature.
    Signature[64];
    /// An X25519 public key that content keys are sealed for, by HPKE.
    SealKey[32];
    /// A 32-byte secret sealed by HPKE: the encapsulated key, then the ciphertext with its tag.
    SealedKey[80];
    /// An office's key, by the first bytes of the SHA-256 of its public half.
    OfficeKeyId[8];
    /// An invitation, as its code names it.
    InviteId[4];
    /// One unbroken life of a relay's log. A relay restored from a backup starts a new one.
    Epoch[16];
}

impl ActorId {
    /// The actor of a device's incarnation.
    #[must_use]
    pub fn new(device: DeviceId, incarnation: Incarnation) -> Self {
        let mut actor = [0; 24];
        actor[..16].copy_from_slice(&device.0);
        actor[16..].copy_from_slice(&incarnation.0);
        Self(actor)
    }

    /// The incarnation that wrote.
    #[must_use]
    pub fn incarnation(&self) -> Incarnation {
        Incarnation(std::array::from_fn(|index| self.0[16 + index]))
    }

    /// The device that this actor belongs to.
    #[must_use]
    pub fn device(&self) -> DeviceId {
        let mut device = [0; 16];
        device.copy_from_slice(&self.0[..16]);
        DeviceId(device)
    }
}

impl SealKey {
    /// What shares name this key by.
    #[must_use]
    pub fn id(&self) -> OfficeKeyId {
        let hash: [u8; 32] = Sha256::digest(self.0).into();
        OfficeKeyId(std::array::from_fn(|index| hash[index]))
    }
}

impl PublicKey {
    /// The public half of a secret key.
    #[must_use]
    pub fn of(secret: &SigningKey) -> Self {
        Self(secret.verifying_key().to_bytes())
    }

    /// The device that this key is the key of.
    #[must_use]
    pub fn device(&self) -> DeviceId {
        DeviceId::from_hash(&Sha256::digest(self.0).into())
    }

    /// Checks a signature strictly: small-order keys and malleable signatures fail.
    ///
    /// # Errors
    /// [`Error::BadSignature`].
    pub fn verify(&self, tag: &str, message: &[u8], signature: &Signature) -> Result<(), Error> {
        self.verify_bare(&tagged(tag, message), signature)
    }

    /// As [`PublicKey::verify`], of a message that carries its purpose within it.
    pub(crate) fn verify_bare(&self, message: &[u8], signature: &Signature) -> Result<(), Error> {
        let key = VerifyingKey::from_bytes(&self.0).map_err(|_| Error::BadSignature)?;
        let signature = ed25519_dalek::Signature::from_bytes(&signature.0);
        key.verify_strict(message, &signature).map_err(|_| Error::BadSignature)
    }
}

impl Signature {
    /// Signs a message under a domain tag, so that no signature can serve for another purpose.
    #[must_use]
    pub fn sign(secret: &SigningKey, tag: &str, message: &[u8]) -> Self {
        Self::sign_bare(secret, &tagged(tag, message))
    }

    /// As [`Signature::sign`], of a message that carries its purpose within it.
    pub(crate) fn sign_bare(secret: &SigningKey, message: &[u8]) -> Self {
        Self(secret.sign(message).to_bytes())
    }
}

/// `tag`, a zero byte, the message: tags hold no zero byte, so no two tags can be confused.
fn tagged(tag: &str, message: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(tag.len() + 1 + message.len());
    bytes.extend_from_slice(tag.as_bytes());
    bytes.push(0);
    bytes.extend_from_slice(message);
    bytes
}
