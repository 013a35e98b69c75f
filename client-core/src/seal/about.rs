//! What each sealed thing is bound to, spelled once: it opens for the same office, document, number and holder only, so
//! that nothing that was sealed in one place passes for anything in another.

use taizhang_model::{DeviceId, OfficeId};
use taizhang_wire::{AudienceChange, DocId, Envelope, Holder, InviteId, OfficeKeyId, Open, Snapshot};

const OFFICE_KEY: &[u8] = b"taizhang office key v1\0";
const INVITED: &[u8] = b"taizhang invited office key v1\0";
const DOCUMENT_KEY: &[u8] = b"taizhang document key v1\0";
const ENVELOPE: &[u8] = b"taizhang sealed envelope v1\0";
const SNAPSHOT: &[u8] = b"taizhang sealed snapshot v1\0";

/// The secret half of an office's key, for a holder.
pub(crate) fn office_key(office: OfficeId, key: OfficeKeyId, to: Holder) -> Vec<u8> {
    let (kind, device) = match to {
        Holder::Authority => (0, DeviceId([0; 16])),
        Holder::Device(device) => (1, device),
    };
    [OFFICE_KEY, office.as_bytes(), key.as_bytes(), &[kind], device.as_bytes()].concat()
}

/// The secret half of an office's key, for whoever holds an enrolment code.
pub(crate) fn invited(office: OfficeId, key: OfficeKeyId, invite: InviteId) -> Vec<u8> {
    [INVITED, office.as_bytes(), key.as_bytes(), invite.as_bytes()].concat()
}

/// The record that a document's key stands in: who signed it, and for which document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Origin([u8; 32]);

impl Origin {
    /// A document's id is made of the record that opens it, shares and all: so its first key is bound to the nonce there.
    pub(crate) fn of_open(open: &Open) -> Self {
        Self::new(open.nonce, open.device)
    }

    pub(crate) fn of_audience(change: &AudienceChange) -> Self {
        Self::new(change.doc.0, change.device)
    }

    fn new(of: [u8; 16], by: DeviceId) -> Self {
        let mut bytes = [0; 32];
        bytes[..16].copy_from_slice(&of);
        bytes[16..].copy_from_slice(&by.0);
        Self(bytes)
    }
}

/// A document's key, for an office.
pub(crate) fn document_key(origin: Origin, key_id: u32, office: OfficeId, office_key: OfficeKeyId) -> Vec<u8> {
    [DOCUMENT_KEY, &origin.0, &key_id.to_be_bytes(), office.as_bytes(), office_key.as_bytes()].concat()
}

/// What stands beside the content of an envelope.
pub(crate) fn envelope(envelope: &Envelope) -> Vec<u8> {
    let Envelope { doc, attestation, key_id, .. } = envelope;
    let (actor, hash) = (attestation.actor.as_bytes(), attestation.hash.as_bytes());
    [ENVELOPE, doc.as_bytes(), actor, &attestation.seq.to_be_bytes(), hash, &key_id.to_be_bytes()].concat()
}

/// What stands beside the content of a snapshot.
pub(crate) fn snapshot(snapshot: &Snapshot) -> Vec<u8> {
    let doc: DocId = snapshot.doc;
    [SNAPSHOT, doc.as_bytes(), snapshot.id().as_bytes(), &snapshot.key_id.to_be_bytes()].concat()
}
