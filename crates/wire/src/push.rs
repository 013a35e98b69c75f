//! A push: up to 500 items, each answered for itself.

use serde::{Deserialize, Serialize};
use serde_bytes::ByteBuf;

use crate::{ChangeHash, Code, Error, item::from_bytes, limits};

/// What a client offers. The items are encoded, in an order in which each follows what it builds on.
#[derive(Clone, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct PushRequest {
    /// Encoded items.
    pub items: Vec<ByteBuf>,
}

/// The relay's word on one item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Answer {
    /// On the relay's disk, now.
    Stored,
    /// Was on the relay's disk before; pushing twice is the same as pushing once.
    Held,
    /// Not taken.
    Refused {
        /// Why.
        code: Code,
        /// With [`Code::MissingDeps`], what is missing; with [`Code::Fork`], the hash that holds the place.
        hashes: Vec<ChangeHash>,
    },
}

impl Answer {
    /// A refusal that names no hashes.
    #[must_use]
    pub const fn refused(code: Code) -> Self {
        Self::Refused { code, hashes: Vec::new() }
    }

    /// Whether the relay holds the item.
    #[must_use]
    pub const fn is_held(&self) -> bool {
        matches!(self, Self::Stored | Self::Held)
    }
}

/// One answer for each item, in the order of the request.
#[derive(Clone, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct PushAnswers {
    /// The answers.
    pub answers: Vec<Answer>,
}

impl PushRequest {
    /// The request's bytes.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        postcard::to_allocvec(self).expect("a push holds nothing that postcard cannot write")
    }

    /// Reads a push and checks its bounds; the items stay encoded.
    ///
    /// # Errors
    /// [`Error::TooLarge`] or [`Error::Malformed`].
    pub fn decode(bytes: &[u8]) -> Result<Self, Error> {
        if bytes.len() > limits::BODY_BYTES_MAX {
            return Err(Error::TooLarge { what: "push", max: limits::BODY_BYTES_MAX });
        }
        // Counted before they are read: an empty item is a byte here, and two dozen in memory.
        let (items, _) = postcard::take_from_bytes::<u64>(bytes).map_err(|_| Error::Malformed { what: "push" })?;
        if items > limits::BATCH_ITEMS_MAX as u64 {
            return Err(Error::TooLarge { what: "push", max: limits::BATCH_ITEMS_MAX });
        }
        from_bytes(bytes, "push")
    }
}

impl PushAnswers {
    /// The answers' bytes.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        postcard::to_allocvec(self).expect("answers hold nothing that postcard cannot write")
    }

    /// Reads the answers.
    ///
    /// # Errors
    /// [`Error::TooLarge`] or [`Error::Malformed`].
    pub fn decode(bytes: &[u8]) -> Result<Self, Error> {
        if bytes.len() > limits::BODY_BYTES_MAX {
            return Err(Error::TooLarge { what: "push answers", max: limits::BODY_BYTES_MAX });
        }
        let answers: Self = from_bytes(bytes, "push answers")?;
        if answers.answers.len() > limits::BATCH_ITEMS_MAX {
            return Err(Error::TooLarge { what: "push answers", max: limits::BATCH_ITEMS_MAX });
        }
        Ok(answers)
    }
}
