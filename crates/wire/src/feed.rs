//! A feed: what one office may read, in the order in which the relay took it. A client says how far it has read.

use serde::{Deserialize, Serialize};

use crate::{Epoch, Error, item::from_bytes, limits};

/// A place in one office's feed: 1, 2, 3, ... within an epoch. 0 is before everything.
pub type Position = u64;

/// How far a client has read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cursor {
    /// The relay's epoch.
    pub epoch: Epoch,
    /// Everything up to and including this position is on the client's disk.
    pub after: Position,
}

/// One entry of a page. The bytes are an encoded item, not yet decoded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeedEntry {
    /// Its place.
    pub position: Position,
    /// The encoded item.
    #[serde(with = "serde_bytes")]
    pub item: Vec<u8>,
}

/// What the relay answers to "everything after this cursor".
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeedPage {
    /// The relay's epoch. Where it is not the one that was asked for, the page starts from the beginning.
    pub epoch: Epoch,
    /// The entries, in ascending order of position. Positions may be missing where a snapshot took their place.
    pub entries: Vec<FeedEntry>,
    /// Ask after this position next.
    pub next: Position,
    /// Whether there is more already.
    pub more: bool,
}

impl FeedPage {
    /// The page's bytes.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        postcard::to_allocvec(self).expect("a page holds nothing that postcard cannot write")
    }

    /// Reads a page and checks its bounds and its order.
    ///
    /// # Errors
    /// [`Error::TooLarge`] or [`Error::Malformed`].
    pub fn decode(bytes: &[u8]) -> Result<Self, Error> {
        if bytes.len() > limits::BODY_BYTES_MAX {
            return Err(Error::TooLarge { what: "feed page", max: limits::BODY_BYTES_MAX });
        }
        let page: Self = from_bytes(bytes, "feed page")?;
        let ordered = page.entries.windows(2).all(|pair| pair[0].position < pair[1].position);
        let last = page.entries.last().map_or(0, |entry| entry.position);
        if !ordered || last > page.next || page.entries.len() > limits::PAGE_ITEMS_MAX {
            return Err(Error::Malformed { what: "feed page" });
        }
        Ok(page)
    }
}

/// What a live stream says: the feed has advanced to here; come and read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LiveNotice {
    /// The relay's epoch.
    pub epoch: Epoch,
    /// The feed's last position.
    pub head: Position,
}
