//! Records of one document: who opens it for which offices, how that changes, and the keys of its content.

use serde::{Deserialize, Serialize};
use taizhang_model::{DeviceId, OfficeId};

use crate::{ControlId, DocId, OfficeKeyId, SealedKey};

/// What a document holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum DocKind {
    /// One case.
    Case,
    /// One entry of the register: a meeting, a letter, a report, a body.
    Entry,
    /// The details of one party.
    Party,
    /// The county's configuration.
    Configuration,
}

/// Opens a document: signed by the device that makes it. The document's id is this record's hash, so that nobody can
/// open another's document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Open {
    /// What it holds.
    pub kind: DocKind,
    /// The office that it belongs to.
    pub home: OfficeId,
    /// The offices that may read and write it, in order of id, the home office among them.
    pub audience: Vec<OfficeId>,
    /// Sixteen random bytes.
    pub nonce: [u8; 16],
    /// The device that opens it.
    pub device: DeviceId,
    /// The document's first key, number 1, for each office of the audience that has a key; none where content is clear.
    pub shares: Vec<DocKeyShare>,
}

/// Adds offices to a document's audience, or withdraws them: signed by a device of the home office or one above it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AudienceChange {
    /// The document.
    pub doc: DocId,
    /// The document's control record before this one; the records of one document form a chain.
    pub previous: ControlId,
    /// Offices that may read and write from now on.
    pub add: Vec<OfficeId>,
    /// Offices that may not any more.
    pub withdraw: Vec<OfficeId>,
    /// The device that signs.
    pub device: DeviceId,
    /// Every key so far for the offices that come in; where one leaves, a new key for those that stay.
    pub shares: Vec<DocKeyShare>,
}

/// A key of a document's content, sealed for one office.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocKeyShare {
    /// Which of the document's keys: 1, 2, 3, ... as [`crate::Envelope::key_id`] names it.
    pub key_id: u32,
    /// The office.
    pub office: OfficeId,
    /// The office's key that it is sealed for.
    pub office_key: OfficeKeyId,
    /// The document's key.
    pub sealed: SealedKey,
}
