//! The three things that a feed, a push and a bundle carry, and their bytes.

use serde::{Deserialize, Serialize, de::DeserializeOwned};

use taizhang_model::CaseId;

use crate::{Control, DocId, Envelope, Error, Snapshot, limits};

/// The newest item version that this program reads. Version 2 has version 1's layout and is reserved for items
/// that an older reader must put aside until it is updated.
pub const VERSION_MAX: u8 = 1;

const KIND_ENVELOPE: u8 = 1;
const KIND_CONTROL: u8 = 2;
const KIND_SNAPSHOT: u8 = 3;

/// One item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Item {
    /// A change.
    Envelope(Envelope),
    /// A record of the directory, or of a document's audience.
    Control(Control),
    /// A compacted document.
    Snapshot(Snapshot),
}

impl Item {
    /// The item's bytes, in version 1.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        self.encode_as(1)
    }

    /// The item's bytes under another version byte, for peers that agreed on one.
    #[must_use]
    pub fn encode_as(&self, version: u8) -> Vec<u8> {
        match self {
            Self::Envelope(body) => frame(version, KIND_ENVELOPE, body),
            Self::Control(body) => frame(version, KIND_CONTROL, body),
            Self::Snapshot(body) => frame(version, KIND_SNAPSHOT, body),
        }
    }

    /// Whether an encoded item is a control record, by its first two bytes alone.
    #[must_use]
    pub const fn is_control(head: &[u8]) -> bool {
        matches!(head, [_, KIND_CONTROL, ..])
    }

    /// The document whose content an encoded item holds, by its first bytes alone; `None` for a control record.
    #[must_use]
    pub fn content_doc(bytes: &[u8]) -> Option<DocId> {
        match bytes {
            [_, KIND_ENVELOPE | KIND_SNAPSHOT, body @ ..] => Some(CaseId(*body.first_chunk()?)),
            _ => None,
        }
    }

    /// Reads an item of a version up to [`VERSION_MAX`] and checks its bounds.
    ///
    /// # Errors
    /// [`Error::UnsupportedVersion`], [`Error::TooLarge`] or [`Error::Malformed`].
    pub fn decode(bytes: &[u8]) -> Result<Self, Error> {
        Self::decode_up_to(bytes, VERSION_MAX)
    }

    /// Reads an item of a version up to `version_max`.
    ///
    /// # Errors
    /// As [`Item::decode`].
    pub fn decode_up_to(bytes: &[u8], version_max: u8) -> Result<Self, Error> {
        let [version, kind, body @ ..] = bytes else { return Err(Error::Malformed { what: "item" }) };
        if *version == 0 {
            return Err(Error::Malformed { what: "item" });
        }
        if *version > version_max {
            return Err(Error::UnsupportedVersion { version: *version });
        }
        match *kind {
            KIND_ENVELOPE => {
                let item: Envelope = unframe(body, "envelope", limits::ENVELOPE_BYTES_MAX + 16 * 1024)?;
                item.check()?;
                Ok(Self::Envelope(item))
            }
            KIND_CONTROL => {
                let item: Control = unframe(body, "control record", limits::CONTROL_BYTES_MAX)?;
                item.check()?;
                Ok(Self::Control(item))
            }
            KIND_SNAPSHOT => {
                let item: Snapshot = unframe(body, "snapshot", limits::SNAPSHOT_BYTES_MAX + 600 * 1024)?;
                item.check()?;
                Ok(Self::Snapshot(item))
            }
            _ => Err(Error::Malformed { what: "item" }),
        }
    }
}

fn frame(version: u8, kind: u8, body: &impl Serialize) -> Vec<u8> {
    let mut bytes = vec![version, kind];
    bytes.extend(postcard::to_allocvec(body).expect("items hold nothing that postcard cannot write"));
    bytes
}

fn unframe<T: DeserializeOwned>(bytes: &[u8], what: &'static str, max: usize) -> Result<T, Error> {
    if bytes.len() > max {
        return Err(Error::TooLarge { what, max });
    }
    from_bytes(bytes, what)
}

/// Reads all of `bytes` as one value; left-over bytes are an error.
pub(crate) fn from_bytes<'de, T: Deserialize<'de>>(bytes: &'de [u8], what: &'static str) -> Result<T, Error> {
    match postcard::take_from_bytes(bytes) {
        Ok((value, [])) => Ok(value),
        _ => Err(Error::Malformed { what }),
    }
}
