//! The log: what the relay keeps, and in which order each office reads it.
//!
//! One trait, one backend per file, one conformance suite that every backend runs. A log is driven by one writer: it
//! takes in many pushes, commits once, and only then are they answered. It has no clock, no randomness and no thread of
//! its own, so that the simulator can drive it directly.

use std::sync::Arc;

use taizhang_model::{DeviceId, OfficeId};
use taizhang_wire::{Answer, ChangeHash, Cursor, DeviceTips, DocId, Epoch, FeedPage, Grants, Position, Verdict};

use crate::Error;

pub mod conformance;
mod cursors;
mod prepared;
pub mod readers;
mod seen;
pub mod sqlite;
pub mod writer;

pub use cursors::Cursors;
pub use prepared::Prepared;
pub use readers::Readers;
pub use seen::{DAY_MS, Seen};
pub use sqlite::{SqliteLog, SqliteOptions};
pub use writer::Writer;

/// Who brings items to the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Caller {
    /// An enrolled device. The log itself looks up its office, and whether it was revoked meanwhile.
    Device(DeviceId),
    /// Somebody with an enrolment code: may bring a claim, and nothing else.
    Enrolment,
    /// The administrator of a county that has no device yet: may bring records of the directory, all or none.
    Bootstrap,
}

/// What a commit brought.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Committed {
    /// The offices whose feeds advanced, and to where.
    pub advanced: Vec<(OfficeId, Position)>,
}

/// How far one change got: its hash, the offices of which a device has read past it, and where it stands in the feeds.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Receipt {
    /// The change.
    pub change: ChangeHash,
    /// The offices that have it, in order of id.
    pub offices: Vec<OfficeId>,
    /// Where it stands in each office's feed, alone or in a snapshot, in order of the office's id.
    pub places: Vec<Place>,
}

/// A position in an office's feed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Place {
    /// The office.
    pub office: OfficeId,
    /// The position.
    pub position: Position,
}

/// Changes that one answer about receipts covers: the newest ones.
pub const RECEIPTS_MAX: usize = 1_000;

/// What can be read from a log, on the writer's connection or on another.
pub trait Read: Send {
    /// The log's present epoch.
    ///
    /// # Errors
    /// [`Error::Storage`], as everywhere in this trait.
    fn epoch(&self) -> Result<Epoch, Error>;

    /// The last position of an office's feed; 0 where there is nothing.
    ///
    /// # Errors
    /// [`Error::Storage`].
    fn head(&self, office: OfficeId) -> Result<Position, Error>;

    /// What follows a cursor in an office's feed. No cursor, one of another epoch, or one beyond the feed's end, reads
    /// from the beginning. `items_max` and `bytes_max` bound the page; one entry is always in it if there is one.
    ///
    /// # Errors
    /// [`Error::Storage`].
    fn page(
        &self,
        office: OfficeId,
        cursor: Option<Cursor>,
        items_max: usize,
        bytes_max: usize,
    ) -> Result<FeedPage, Error>;

    /// The records of the directory that stand in an office's feed behind a position of it, in their order there. Bounded
    /// as [`Read::page`].
    ///
    /// # Errors
    /// [`Error::Storage`].
    fn directory(
        &self,
        office: OfficeId,
        after: Position,
        items_max: usize,
        bytes_max: usize,
    ) -> Result<FeedPage, Error>;

    /// Everything that was ever stored of one document, but snapshots only where changes came in no other way: what a
    /// reader falls back on when a snapshot turns out to be unsound. Positions are the log's own and not a feed's.
    ///
    /// # Errors
    /// [`Error::NotFound`] where the office is not in the document's audience; [`Error::Storage`].
    fn doc_items(&self, office: OfficeId, doc: DocId, after: Position) -> Result<FeedPage, Error>;

    /// Which offices have read a document's changes: the newest [`RECEIPTS_MAX`], newest first.
    ///
    /// # Errors
    /// [`Error::NotFound`] where the office is not in the document's audience; [`Error::Storage`].
    fn receipts(&self, office: OfficeId, doc: DocId) -> Result<Vec<Receipt>, Error>;

    /// A device's last change in each document behind `after`, in order of document and incarnation: `tips_max` of them,
    /// and then to the end of the document.
    ///
    /// # Errors
    /// [`Error::Storage`].
    fn device_tips(&self, device: DeviceId, after: Option<DocId>, tips_max: usize) -> Result<DeviceTips, Error>;

    /// The number of the newest item; it only grows. A database that shows a smaller one was restored from a backup.
    ///
    /// # Errors
    /// [`Error::Storage`].
    fn items(&self) -> Result<u64, Error>;
}

/// A log that one writer drives.
pub trait Log: Read {
    /// Judges items one by one and keeps the good ones in the open transaction. Nothing is on disk before
    /// [`Log::commit`]; no answer may leave the relay before that. `now_ms` is the relay's time, in milliseconds since
    /// 1970: codes and delegations end by it.
    ///
    /// # Errors
    /// [`Error::Storage`]: everything since the last commit is dropped, as by [`Log::rollback`].
    fn append_prepared(&mut self, from: Caller, now_ms: i64, items: Vec<Prepared>) -> Result<Vec<Answer>, Error>;

    /// As [`Log::append_prepared`], checking the items' signatures here and now.
    ///
    /// # Errors
    /// As [`Log::append_prepared`].
    fn append(&mut self, from: Caller, now_ms: i64, items: &[&[u8]]) -> Result<Vec<Answer>, Error> {
        let grants = self.grants();
        let items = items.iter().map(|bytes| Prepared::new(&grants, bytes.to_vec())).collect();
        self.append_prepared(from, now_ms, items)
    }

    /// Puts everything since the last commit on disk.
    ///
    /// # Errors
    /// [`Error::Storage`]: nothing of it was kept.
    fn commit(&mut self) -> Result<Committed, Error>;

    /// Drops everything since the last commit.
    fn rollback(&mut self);

    /// Starts a new epoch, on disk at once: cursors of the old one no longer hold. Nothing may be uncommitted.
    ///
    /// # Errors
    /// [`Error::Storage`].
    fn new_epoch(&mut self, epoch: Epoch) -> Result<(), Error>;

    /// The directory as of the last commit.
    fn grants(&self) -> Arc<Grants>;

    /// Where the devices stand. What is noted there comes to disk with the next commit.
    fn cursors(&self) -> Arc<Cursors>;

    /// When the devices last came. What is noted there comes to disk with the next commit.
    fn seen(&self) -> Arc<Seen>;

    /// Another way in, for reading while the writer writes.
    ///
    /// # Errors
    /// [`Error::Unusable`] where the backend can have but one connection; [`Error::Storage`].
    fn reader(&self) -> Result<Box<dyn Read>, Error>;
}

/// The code of a verdict that is not to accept; `None` where the log holds the record already.
const fn refusal(verdict: &Verdict) -> Option<taizhang_wire::Code> {
    match verdict {
        Verdict::Accept | Verdict::Held => None,
        Verdict::Waits(_) => Some(taizhang_wire::Code::UnknownReference),
        Verdict::Refuse(code) => Some(*code),
    }
}
