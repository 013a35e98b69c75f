//! An item made ready for the writer: decoded, and its signatures checked, on whatever thread brought it. The writer
//! then has nothing left to do but SQL.

use taizhang_wire::{Attestation, Code, DocId, Grants, Item};

/// An item on its way into the log.
#[derive(Clone, Debug)]
pub struct Prepared {
    /// As it came; as it will be served.
    pub(super) bytes: Vec<u8>,
    /// What it says, or why it cannot be taken.
    pub(super) item: Result<Item, Code>,
    /// Whether every attestation in it was checked. Not so where an author's grant was not known yet.
    pub(super) verified: bool,
}

impl Prepared {
    /// Decodes an item and checks what attestations can be checked against the directory. Control records are left to
    /// the writer: they are few, and what they may do depends on what came before them.
    #[must_use]
    pub fn new(grants: &Grants, bytes: Vec<u8>) -> Self {
        let item = Item::decode(&bytes).map_err(|error| error.code());
        let verdict = match &item {
            Ok(Item::Envelope(envelope)) => verify(grants, envelope.doc, std::slice::from_ref(&envelope.attestation)),
            Ok(Item::Snapshot(snapshot)) => verify(grants, snapshot.doc, &snapshot.tips),
            Ok(Item::Control(_)) | Err(_) => Verified::Unknown,
        };
        match verdict {
            Verified::Yes => Self { bytes, item, verified: true },
            Verified::Unknown => Self { bytes, item, verified: false },
            Verified::No => Self { bytes, item: Err(Code::BadSignature), verified: false },
        }
    }

    /// The item's kind, for the metrics.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match &self.item {
            Ok(Item::Envelope(_)) => "envelope",
            Ok(Item::Control(_)) => "control",
            Ok(Item::Snapshot(_)) => "snapshot",
            Err(_) => "bad",
        }
    }
}

/// The word on a set of attestations.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verified {
    /// Every one holds.
    Yes,
    /// One does not.
    No,
    /// One is of a device that the directory does not know.
    Unknown,
}

/// A device's id is the hash of its key, so an attestation that verifies once does so for ever.
pub(super) fn verify(grants: &Grants, doc: DocId, attestations: &[Attestation]) -> Verified {
    let mut word = Verified::Yes;
    for attestation in attestations {
        match grants.device(attestation.actor.device()) {
            Some(grant) if attestation.verify(doc, &grant.key).is_ok() => {}
            Some(_) => return Verified::No,
            None => word = Verified::Unknown,
        }
    }
    word
}
