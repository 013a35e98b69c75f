//! Control records on disk.

use rusqlite::{Connection, OptionalExtension as _, params};
use taizhang_wire::{ControlId, DocId};

/// How the relay stands to a stored item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Held {
    /// To be offered.
    No = 0,
    /// The relay holds it.
    Yes = 1,
    /// The relay refused it; it stays here, with the answer.
    Refused = 2,
    /// The relay could not take it yet: offered again when something it may wait for has changed.
    Deferred = 3,
}

pub(crate) fn insert(
    db: &Connection,
    id: ControlId,
    doc: Option<DocId>,
    item: &[u8],
    held: Held,
) -> rusqlite::Result<()> {
    db.prepare_cached("INSERT INTO controls (id, doc, item, held) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING")?
        .execute(params![id.0, doc.map(|doc| doc.0), item, held as i64])
        .map(drop)
}

pub(crate) fn exists(db: &Connection, id: ControlId) -> rusqlite::Result<bool> {
    db.prepare_cached("SELECT 1 FROM controls WHERE id = ?1")?.exists([id.0])
}

pub(crate) fn set_held(db: &Connection, id: ControlId, held: Held, answer: Option<&str>) -> rusqlite::Result<()> {
    db.prepare_cached("UPDATE controls SET held = ?2, answer = ?3 WHERE id = ?1")?
        .execute(params![id.0, held as i64, answer])
        .map(drop)
}

/// The items of the directory, or of one document, in the order in which they were taken in.
pub(crate) fn items(db: &Connection, doc: Option<DocId>) -> rusqlite::Result<Vec<Vec<u8>>> {
    // `doc IS ?1` would do for both, but not use the index for one document: that leaves the directory out.
    let mut find = match doc {
        None => db.prepare_cached("SELECT item FROM controls WHERE doc IS NULL ORDER BY ordinal")?,
        Some(_) => db.prepare_cached("SELECT item FROM controls WHERE doc = ?1 ORDER BY ordinal")?,
    };
    find.query_map(rusqlite::params_from_iter(doc.map(|doc| doc.0)), |row| row.get(0))?.collect()
}

/// The directory's items that the relay is known to hold.
pub(crate) fn held_by_relay(db: &Connection) -> rusqlite::Result<Vec<Vec<u8>>> {
    db.prepare_cached("SELECT item FROM controls WHERE doc IS NULL AND held = 1 ORDER BY ordinal")?
        .query_map([], |row| row.get(0))?
        .collect()
}

/// A document's items that may be carried on: what the relay refused stays here.
pub(crate) fn carried(db: &Connection, doc: DocId) -> rusqlite::Result<Vec<Vec<u8>>> {
    db.prepare_cached("SELECT item FROM controls WHERE doc = ?1 AND held <> 2 ORDER BY ordinal")?
        .query_map([doc.0], |row| row.get(0))?
        .collect()
}

/// Items to offer, oldest first.
pub(crate) fn to_offer(db: &Connection, limit: usize) -> rusqlite::Result<Vec<Vec<u8>>> {
    db.prepare_cached("SELECT item FROM controls WHERE held = 0 ORDER BY ordinal LIMIT ?1")?
        .query_map([limit], |row| row.get(0))?
        .collect()
}

pub(crate) fn any_to_offer(db: &Connection) -> rusqlite::Result<bool> {
    db.prepare_cached("SELECT 1 FROM controls WHERE held = 0 LIMIT 1")?.exists([])
}

/// A new epoch of the relay: everything is to be offered again until it is seen there.
pub(crate) fn offer_all_again(db: &Connection) -> rusqlite::Result<()> {
    db.execute("UPDATE controls SET held = 0, answer = NULL WHERE held <> 0", []).map(drop)
}

pub(crate) fn held(db: &Connection, id: ControlId) -> rusqlite::Result<Option<i64>> {
    db.prepare_cached("SELECT held FROM controls WHERE id = ?1")?.query_row([id.0], |row| row.get(0)).optional()
}

/// Offers again what the relay could not take yet.
pub(crate) fn requeue_deferred(db: &Connection) -> rusqlite::Result<()> {
    db.prepare_cached("UPDATE controls SET held = 0 WHERE held = 3")?.execute([])?;
    db.prepare_cached("UPDATE changes SET held = 0 WHERE held = 3")?.execute([]).map(drop)
}
