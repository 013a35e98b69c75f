//! What is remembered of the relay's conduct: what it has yet to show, what cannot be vouched for, and what was found.

use rusqlite::{Connection, OptionalExtension as _, Row, params};
use taizhang_model::DeviceId;
use taizhang_wire::{ActorId, ChangeHash, Cursor, DocId, Epoch, Position};

/// Findings kept at most. What is found beyond them is not written down: the first ones say enough.
pub(crate) const FINDINGS_MAX: u32 = 1_000;
/// Epochs remembered at most.
const EPOCHS_MAX: usize = 64;
/// Stands for a document that nobody knows.
const SOME_DOC: [u8; 16] = [0; 16];

/// A row of the findings.
#[derive(Clone, Debug)]
pub(crate) struct FindingRow {
    pub(crate) code: String,
    pub(crate) doc: Option<DocId>,
    pub(crate) change: Option<ChangeHash>,
    pub(crate) device: Option<DeviceId>,
    pub(crate) at_ms: i64,
}

/// Writes a finding down, unless it is known or there are too many.
pub(crate) fn find(db: &Connection, row: &FindingRow) -> rusqlite::Result<()> {
    let bytes = |bytes: Option<&[u8]>| bytes.unwrap_or_default().to_vec();
    db.prepare_cached(
        "INSERT INTO findings (code, doc, change, device, at_ms) SELECT ?1, ?2, ?3, ?4, ?5
         WHERE (SELECT count(*) FROM findings) < ?6 ON CONFLICT DO NOTHING",
    )?
    .execute(params![
        row.code,
        bytes(row.doc.as_ref().map(|doc| &doc.0[..])),
        bytes(row.change.as_ref().map(|change| &change.0[..])),
        bytes(row.device.as_ref().map(|device| &device.0[..])),
        row.at_ms,
        FINDINGS_MAX,
    ])
    .map(drop)
}

/// All findings, oldest first.
pub(crate) fn findings(db: &Connection) -> rusqlite::Result<Vec<FindingRow>> {
    let read = |row: &Row<'_>| {
        let (doc, change, device): (Vec<u8>, Vec<u8>, Vec<u8>) = (row.get(1)?, row.get(2)?, row.get(3)?);
        Ok(FindingRow {
            code: row.get(0)?,
            doc: doc.try_into().ok().map(taizhang_model::CaseId),
            change: change.try_into().ok().map(ChangeHash),
            device: device.try_into().ok().map(DeviceId),
            at_ms: row.get(4)?,
        })
    };
    db.prepare_cached("SELECT code, doc, change, device, at_ms FROM findings ORDER BY id")?
        .query_map([], read)?
        .collect()
}

/// Takes one back: it no longer holds.
pub(crate) fn lift(db: &Connection, code: &str, doc: DocId, change: ChangeHash) -> rusqlite::Result<()> {
    db.prepare_cached("DELETE FROM findings WHERE code = ?1 AND doc = ?2 AND change = ?3")?
        .execute(params![code, doc.0, change.0])
        .map(drop)
}

/// Forgets all findings; gives how many there were.
pub(crate) fn forget_findings(db: &Connection) -> rusqlite::Result<usize> {
    db.execute("DELETE FROM findings", [])
}

/// A change was written here: the relay is to show it some day.
pub(crate) fn expect_return(
    db: &Connection,
    doc: DocId,
    actor: ActorId,
    seq: u64,
    hash: ChangeHash,
) -> rusqlite::Result<()> {
    db.prepare_cached("INSERT INTO unreturned (doc, actor, seq, hash) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING")?
        .execute(params![doc.0, actor.0, seq, hash.0])
        .map(drop)
}

/// The relay has just taken the change.
pub(crate) fn acknowledged(db: &Connection, doc: DocId, actor: ActorId, seq: u64) -> rusqlite::Result<()> {
    db.prepare_cached("UPDATE unreturned SET acked = 1 WHERE doc = ?1 AND actor = ?2 AND seq = ?3")?
        .execute(params![doc.0, actor.0, seq])
        .map(drop)
}

/// The relay showed an actor's changes up to this one.
pub(crate) fn returned(db: &Connection, doc: DocId, actor: ActorId, seq: u64, alone: bool) -> rusqlite::Result<()> {
    db.prepare_cached("DELETE FROM unreturned WHERE doc = ?1 AND actor = ?2 AND (seq = ?3 OR (seq < ?3 AND NOT ?4))")?
        .execute(params![doc.0, actor.0, seq, alone])
        .map(drop)
}

/// What the relay took and has not shown.
pub(crate) fn unreturned(db: &Connection) -> rusqlite::Result<Vec<(DocId, ChangeHash)>> {
    db.prepare_cached("SELECT doc, hash FROM unreturned WHERE acked = 1 LIMIT ?1")?
        .query_map([FINDINGS_MAX], |row| Ok((taizhang_model::CaseId(row.get(0)?), ChangeHash(row.get(1)?))))?
        .collect()
}

/// Something came that could not be read: what the relay has may have been in it, though its answer is still on its way.
pub(crate) fn expect_nothing(db: &Connection) -> rusqlite::Result<()> {
    db.prepare_cached("DELETE FROM unreturned")?.execute([]).map(drop)
}

/// What this device has of the document is no longer all that the relay showed it.
pub(crate) fn set_unclear(db: &Connection, doc: Option<DocId>) -> rusqlite::Result<()> {
    db.prepare_cached("INSERT INTO unclear (doc) VALUES (?1) ON CONFLICT DO NOTHING")?
        .execute([doc.map_or(SOME_DOC, |doc| doc.0)])
        .map(drop)
}

/// Whether all that the relay showed of a document is in it: nothing waits, is to be fetched or was put aside.
pub(crate) fn is_whole(db: &Connection, doc: DocId) -> rusqlite::Result<bool> {
    let lacks = "SELECT 1 FROM waiting WHERE doc = ?1 UNION ALL SELECT 1 FROM wants WHERE doc = ?1
                 UNION ALL SELECT 1 FROM unclear WHERE doc IN (?1, ?2) LIMIT 1";
    Ok(!db.prepare_cached(lacks)?.exists(params![doc.0, SOME_DOC])?)
}

/// The changes of a document that stood in the feed at this position or before, as far as they have rows of their own,
/// and each actor's last change that did.
pub(crate) fn stood(db: &Connection, doc: DocId, until: Position) -> rusqlite::Result<Vec<ChangeHash>> {
    db.prepare_cached(
        "SELECT hash FROM tips WHERE doc = ?1 AND position <= ?2
         UNION SELECT hash FROM changes WHERE doc = ?1 AND position <= ?2",
    )?
    .query_map(params![doc.0, until], |row| row.get(0).map(ChangeHash))?
    .collect()
}

/// A change that was here before came at this position.
pub(crate) fn stands_at(db: &Connection, doc: DocId, hash: ChangeHash, at: Position) -> rusqlite::Result<()> {
    db.prepare_cached("UPDATE changes SET position = ?3 WHERE doc = ?1 AND hash = ?2")?
        .execute(params![doc.0, hash.0, at])
        .map(drop)
}

/// What items from the feed wait for, where that is a change: the documents, and what the waiting room calls it.
pub(crate) fn awaited(db: &Connection) -> rusqlite::Result<Vec<(DocId, String)>> {
    db.prepare_cached(
        "SELECT DISTINCT doc, needs FROM waiting
         WHERE needs >= 'change:' AND needs < 'change;' AND doc IS NOT NULL AND position IS NOT NULL LIMIT ?1",
    )?
    .query_map([FINDINGS_MAX], |row| Ok((taizhang_model::CaseId(row.get(0)?), row.get(1)?)))?
    .collect()
}

/// Another epoch, or a log that lost its end: positions mean nothing any more, and all is shown anew.
pub(crate) fn begin_anew(db: &Connection) -> rusqlite::Result<()> {
    db.execute_batch(
        "UPDATE changes SET position = NULL WHERE position IS NOT NULL;
         UPDATE tips SET position = NULL WHERE position IS NOT NULL;
         UPDATE waiting SET position = NULL WHERE position IS NOT NULL;
         DELETE FROM unreturned;
         DELETE FROM unclear;",
    )
}

/// The epochs that ended here, oldest first.
pub(crate) fn ended_epochs(db: &Connection) -> rusqlite::Result<Vec<Epoch>> {
    let known = super::meta(db, "ended epochs")?.unwrap_or_default();
    Ok(known.as_chunks::<16>().0.iter().map(|epoch| Epoch(*epoch)).collect())
}

/// An epoch ends here.
pub(crate) fn end_epoch(db: &Connection, epoch: Epoch) -> rusqlite::Result<()> {
    let mut ended = ended_epochs(db)?;
    ended.retain(|known| *known != epoch);
    ended.push(epoch);
    let late = ended.len().saturating_sub(EPOCHS_MAX);
    let bytes: Vec<u8> = ended[late..].iter().flat_map(|epoch| epoch.0).collect();
    super::set_meta(db, "ended epochs", &bytes)
}

/// Writes down that the feed is read to its end, or that it is not.
pub(crate) fn set_read_to_end(db: &Connection, cursor: Option<Cursor>) -> rusqlite::Result<()> {
    match cursor {
        Some(cursor) => {
            super::set_meta(db, "read to end", &[&cursor.epoch.0[..], &cursor.after.to_be_bytes()].concat())
        }
        None => super::remove_meta(db, "read to end"),
    }
}

/// The cursor, where the feed was read to its end there.
pub(crate) fn read_to_end(db: &Connection) -> rusqlite::Result<Option<Cursor>> {
    let same = "SELECT 1 FROM meta a JOIN meta b ON a.value = b.value WHERE a.key = 'cursor' AND b.key = 'read to end'";
    let is_end = db.prepare_cached(same)?.query_row([], |_| Ok(())).optional()?.is_some();
    if is_end { super::cursor(db) } else { Ok(None) }
}
