//! A snapshot: a document's history in one compact piece, with the latest attestation of each actor that wrote in it.
//! Any client may make one; nothing in it is trusted because of who made it.

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::{Attestation, ChangeHash, DocId, Error, limits};

/// A compacted document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Snapshot {
    /// The document.
    pub doc: DocId,
    /// The latest attestation of every actor in it, in order of actor.
    pub tips: Vec<Attestation>,
    /// The document's heads, sorted.
    pub heads: Vec<ChangeHash>,
    /// The key that seals the payload; 0 means that it is clear.
    pub key_id: u32,
    /// The compact Automerge document.
    #[serde(with = "serde_bytes")]
    pub payload: Vec<u8>,
}

impl Snapshot {
    /// The bounds and the order that hold whoever sent it.
    ///
    /// # Errors
    /// [`Error::TooLarge`] or [`Error::Malformed`].
    pub fn check(&self) -> Result<(), Error> {
        if self.payload.len() > limits::SNAPSHOT_BYTES_MAX {
            return Err(Error::TooLarge { what: "snapshot", max: limits::SNAPSHOT_BYTES_MAX });
        }
        if self.tips.len() > limits::TIPS_MAX || self.heads.len() > limits::DEPS_MAX {
            return Err(Error::TooLarge { what: "snapshot tips", max: limits::TIPS_MAX });
        }
        let sorted = self.tips.windows(2).all(|pair| pair[0].actor < pair[1].actor)
            && self.heads.windows(2).all(|pair| pair[0] < pair[1]);
        let counted = self.tips.iter().all(|tip| tip.seq > 0 && tip.seq <= u64::from(u32::MAX));
        if self.tips.is_empty() || self.heads.is_empty() || !sorted || !counted {
            return Err(Error::Malformed { what: "snapshot" });
        }
        Ok(())
    }

    /// The snapshot's name. Equal heads may save to different bytes, so the heads name it and not the payload.
    #[must_use]
    pub fn id(&self) -> ChangeHash {
        let mut hash = Sha256::new();
        hash.update(b"taizhang snapshot v1\0");
        hash.update(self.doc.as_bytes());
        for head in &self.heads {
            hash.update(head.as_bytes());
        }
        ChangeHash(hash.finalize().into())
    }
}
