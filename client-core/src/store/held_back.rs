//! What is not applied: the waiting room, the quarantine, and the list of suspects. All three are bounded.

use rusqlite::{Connection, Row, params};
use sha2::{Digest as _, Sha256};
use taizhang_wire::{Code, DocId, Item, Position, limits};

use super::conduct;

/// An item in quarantine.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, schemars::JsonSchema)]
pub struct Quarantined {
    /// Its number, for people to name it by.
    pub id: i64,
    /// The document it claims to belong to.
    pub doc: Option<DocId>,
    /// Why it is here: a stable code.
    pub code: String,
    /// Why, in words.
    pub detail: String,
    /// When it came here, by this device's clock, in milliseconds since 1970.
    pub at_ms: i64,
    /// Its size in bytes.
    pub bytes: u64,
}

/// An item that waits, or is to be taken in.
#[derive(Clone, Debug)]
pub(crate) struct Waiting {
    pub(crate) item: Vec<u8>,
    pub(crate) from_relay: bool,
    /// Where it stood in our feed, in the relay's present epoch.
    pub(crate) position: Option<Position>,
}

/// An item that goes from a document on this device into the waiting room.
pub(crate) const fn parked_here(item: Vec<u8>) -> Waiting {
    Waiting { item, from_relay: false, position: None }
}

pub(crate) fn digest(item: &[u8]) -> [u8; 32] {
    Sha256::digest(item).into()
}

/// Parks an item until `needs` is here. Where the room is full, what has waited longest leaves for the quarantine.
pub(crate) fn park(db: &Connection, needs: &str, waiting: &Waiting, at_ms: i64) -> rusqlite::Result<()> {
    let Waiting { item, from_relay, position } = waiting;
    let doc = match Item::decode_up_to(item, u8::MAX) {
        Ok(Item::Envelope(envelope)) => Some(envelope.doc.0),
        Ok(Item::Snapshot(snapshot)) => Some(snapshot.doc.0),
        Ok(Item::Control(control)) => control.doc().map(|doc| doc.0),
        Err(_) => None,
    };
    db.prepare_cached(
        "INSERT INTO waiting (needs, digest, item, from_relay, doc, position) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
         ON CONFLICT DO UPDATE SET needs = excluded.needs, from_relay = max(from_relay, excluded.from_relay),
             position = coalesce(excluded.position, position)",
    )?
    .execute(params![needs, digest(item), item, from_relay, doc, position])?;
    while over(db, "waiting", limits::WAITING_ITEMS_MAX, limits::WAITING_BYTES_MAX)? {
        let (id, item): (i64, Vec<u8>) = db
            .prepare_cached("SELECT id, item FROM waiting ORDER BY id LIMIT 1")?
            .query_row([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        db.prepare_cached("DELETE FROM waiting WHERE id = ?1")?.execute([id])?;
        quarantine(db, None, Code::WaitingRoomFull, "it had waited longest", &item, at_ms)?;
    }
    Ok(())
}

/// Whether more is kept than may be.
fn over(db: &Connection, what: &str, items_max: usize, bytes_max: usize) -> rusqlite::Result<bool> {
    let (items, bytes) = total(db, what)?;
    Ok(items > items_max as u64 || bytes > bytes_max as u64)
}

fn total(db: &Connection, what: &str) -> rusqlite::Result<(u64, u64)> {
    db.prepare_cached("SELECT items, bytes FROM totals WHERE what = ?1")?
        .query_row([what], |row| Ok((row.get(0)?, row.get(1)?)))
}

/// Takes out what waited for `needs`.
pub(crate) fn unpark(db: &Connection, needs: &str) -> rusqlite::Result<Vec<Waiting>> {
    db.prepare_cached("DELETE FROM waiting WHERE needs = ?1 RETURNING item, from_relay, position")?
        .query_map([needs], waiting_row)?
        .collect()
}

fn waiting_row(row: &Row<'_>) -> rusqlite::Result<Waiting> {
    Ok(Waiting { item: row.get(0)?, from_relay: row.get(1)?, position: row.get(2)? })
}

/// What waits for an administrator to confirm it.
pub(crate) fn waiting_for_confirmation(db: &Connection) -> rusqlite::Result<Vec<Vec<u8>>> {
    db.prepare_cached("SELECT item FROM waiting WHERE needs >= 'confirm:' AND needs < 'confirm;' ORDER BY id")?
        .query_map([], |row| row.get(0))?
        .collect()
}

/// What waits of a document, whatever it waits for.
pub(crate) fn waiting_of(db: &Connection, doc: DocId) -> rusqlite::Result<Vec<Vec<u8>>> {
    db.prepare_cached("SELECT item FROM waiting WHERE doc = ?1 ORDER BY id")?
        .query_map([doc.0], |row| row.get(0))?
        .collect()
}

/// Takes out what waited for the key of a document, any of them.
pub(crate) fn unpark_for_keys(db: &Connection) -> rusqlite::Result<Vec<Waiting>> {
    db.prepare_cached(
        "DELETE FROM waiting WHERE needs >= 'key:' AND needs < 'key;' RETURNING item, from_relay, position",
    )?
    .query_map([], waiting_row)?
    .collect()
}

pub(crate) fn waiting_count(db: &Connection) -> rusqlite::Result<u64> {
    total(db, "waiting").map(|(items, _)| items)
}

pub(crate) fn quarantined_count(db: &Connection) -> rusqlite::Result<u64> {
    total(db, "quarantine").map(|(items, _)| items)
}

pub(crate) fn quarantine(
    db: &Connection,
    doc: Option<DocId>,
    code: Code,
    detail: &str,
    item: &[u8],
    at_ms: i64,
) -> rusqlite::Result<()> {
    conduct::set_unclear(db, doc)?;
    db.prepare_cached(
        "INSERT INTO quarantine (digest, doc, code, detail, at_ms, item) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
         ON CONFLICT DO NOTHING",
    )?
    .execute(params![digest(item), doc.map(|doc| doc.0), code.as_str(), detail, at_ms, item])?;
    while over(db, "quarantine", limits::QUARANTINE_ITEMS_MAX, limits::QUARANTINE_BYTES_MAX)? {
        db.prepare_cached("DELETE FROM quarantine WHERE id = (SELECT min(id) FROM quarantine)")?.execute([])?;
    }
    Ok(())
}

pub(crate) fn quarantined(db: &Connection) -> rusqlite::Result<Vec<Quarantined>> {
    let read = |row: &Row<'_>| {
        Ok(Quarantined {
            id: row.get(0)?,
            doc: row.get::<_, Option<[u8; 16]>>(1)?.map(taizhang_model::CaseId),
            code: row.get(2)?,
            detail: row.get(3)?,
            at_ms: row.get(4)?,
            bytes: row.get(5)?,
        })
    };
    db.prepare_cached("SELECT id, doc, code, detail, at_ms, length(item) FROM quarantine ORDER BY id")?
        .query_map([], read)?
        .collect()
}

/// Takes out the items that an older version of this program could not read and this one can.
pub(crate) fn release_newer(db: &Connection, version_max: u8) -> rusqlite::Result<Vec<Vec<u8>>> {
    db.prepare_cached("DELETE FROM quarantine WHERE code = ?1 AND substr(item, 1, 1) <= ?2 RETURNING item")?
        .query_map(params![Code::UnsupportedVersion.as_str(), [version_max]], |row| row.get(0))?
        .collect()
}

pub(crate) fn suspect(db: &Connection, item: &[u8]) -> rusqlite::Result<()> {
    db.prepare_cached(
        "INSERT INTO suspects (digest, tried) VALUES (?1, 1) ON CONFLICT DO UPDATE SET tried = tried + 1",
    )?
    .execute([digest(item)])
    .map(drop)
}

/// Takes back what [`suspect`] has written down last.
pub(crate) fn unsuspect(db: &Connection, item: &[u8]) -> rusqlite::Result<()> {
    db.prepare_cached("UPDATE suspects SET tried = tried - 1 WHERE digest = ?1")?.execute([digest(item)]).map(drop)
}

/// Whether there is any suspect at all.
pub(crate) fn any_suspect(db: &Connection) -> rusqlite::Result<bool> {
    db.prepare_cached("SELECT 1 FROM suspects LIMIT 1")?.exists([])
}

/// Whether so many processes died while they tried the item that it is the item's doing. A process that is killed for
/// other reasons leaves an innocent suspect, which must be tried again.
pub(crate) fn is_convicted(db: &Connection, item: &[u8]) -> rusqlite::Result<bool> {
    const DEATHS_MAX: u32 = 3;
    db.prepare_cached("SELECT 1 FROM suspects WHERE digest = ?1 AND tried > ?2")?
        .exists(params![digest(item), DEATHS_MAX])
}

pub(crate) fn clear_suspect(db: &Connection, item: &[u8]) -> rusqlite::Result<()> {
    db.prepare_cached("DELETE FROM suspects WHERE digest = ?1")?.execute([digest(item)]).map(drop)
}

/// Documents of which something from the relay waits for a change.
pub(crate) fn docs_waiting_for_changes(db: &Connection) -> rusqlite::Result<Vec<DocId>> {
    const DOCS_MAX: u32 = 64;
    let find = "SELECT DISTINCT substr(needs, 8, 26) FROM waiting
                WHERE needs >= 'change:' AND needs < 'change;' AND from_relay = 1 LIMIT ?1";
    let named: Vec<String> =
        db.prepare_cached(find)?.query_map([DOCS_MAX], |row| row.get(0))?.collect::<Result<_, _>>()?;
    Ok(named.iter().filter_map(|doc| doc.parse().ok()).collect())
}
