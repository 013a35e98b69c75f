//! An envelope: one change of one document, addressed, attested, its content opaque to whoever carries it.

use ed25519_dalek::SigningKey;
use serde::{Deserialize, Serialize};

use crate::{ActorId, ChangeHash, DocId, Error, PublicKey, Signature, limits};

const TAG: &str = "taizhang attestation v1";

/// A device's word that one of its actors wrote the change with this hash, as its `seq`th in this document.
/// A change names its ancestors by hash, so an actor's latest attestation vouches for all it wrote before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attestation {
    /// Who wrote it.
    pub actor: ActorId,
    /// Which of the actor's changes in this document: 1, 2, 3, ...
    pub seq: u64,
    /// The change's hash.
    pub hash: ChangeHash,
    /// By the device's key, over document, actor, seq and hash.
    pub signature: Signature,
}

impl Attestation {
    /// Signs for one change.
    #[must_use]
    pub fn sign(secret: &SigningKey, doc: DocId, actor: ActorId, seq: u64, hash: ChangeHash) -> Self {
        let signature = Signature::sign(secret, TAG, &message(doc, actor, seq, hash));
        Self { actor, seq, hash, signature }
    }

    /// Checks that `key` belongs to the actor's device and signed for this document.
    ///
    /// # Errors
    /// [`Error::BadSignature`].
    pub fn verify(&self, doc: DocId, key: &PublicKey) -> Result<(), Error> {
        if key.device() != self.actor.device() {
            return Err(Error::BadSignature);
        }
        key.verify(TAG, &message(doc, self.actor, self.seq, self.hash), &self.signature)
    }
}

fn message(doc: DocId, actor: ActorId, seq: u64, hash: ChangeHash) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(16 + 24 + 8 + 32);
    bytes.extend_from_slice(doc.as_bytes());
    bytes.extend_from_slice(actor.as_bytes());
    bytes.extend_from_slice(&seq.to_be_bytes());
    bytes.extend_from_slice(hash.as_bytes());
    bytes
}

/// One change on its way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Envelope {
    /// The document that the change belongs to.
    pub doc: DocId,
    /// Who wrote it, and their signature.
    pub attestation: Attestation,
    /// The changes it builds on.
    pub deps: Vec<ChangeHash>,
    /// The key that seals the payload; 0 means that it is clear.
    pub key_id: u32,
    /// The change itself: an uncompressed or compressed Automerge change chunk.
    #[serde(with = "serde_bytes")]
    pub payload: Vec<u8>,
}

impl Envelope {
    /// The bounds that hold whoever sent it.
    ///
    /// # Errors
    /// [`Error::TooLarge`] or [`Error::Malformed`].
    pub fn check(&self) -> Result<(), Error> {
        if self.payload.len() > limits::ENVELOPE_BYTES_MAX {
            return Err(Error::TooLarge { what: "envelope", max: limits::ENVELOPE_BYTES_MAX });
        }
        if self.deps.len() > limits::DEPS_MAX {
            return Err(Error::TooLarge { what: "dependencies", max: limits::DEPS_MAX });
        }
        if self.attestation.seq == 0 || self.attestation.seq > u64::from(u32::MAX) || self.payload.is_empty() {
            return Err(Error::Malformed { what: "envelope" });
        }
        Ok(())
    }
}
