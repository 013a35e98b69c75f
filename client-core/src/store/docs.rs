//! Documents, their changes and their tips on disk.

use rusqlite::{Connection, OptionalExtension as _, Row, params};
use taizhang_model::{ConfigVersion, DeviceId, OfficeId};
use taizhang_wire::{
    ActorId, Attestation, ChangeHash, ControlId, DocId, DocKind, Envelope, Position, Scope, Signature,
};

use super::controls::Held;

/// A document's row, without its history.
#[derive(Clone, Debug)]
pub(crate) struct DocRow {
    pub(crate) scope: Scope,
    pub(crate) opener: DeviceId,
    pub(crate) has_base: bool,
    pub(crate) tail: u32,
    pub(crate) since_snapshot: u32,
}

impl DocRow {
    /// Whether any of its changes is here.
    pub(crate) const fn has_content(&self) -> bool {
        self.has_base || self.tail > 0
    }
}

/// A change's row.
#[derive(Clone, Debug)]
pub(crate) struct ChangeRow {
    pub(crate) doc: DocId,
    pub(crate) attestation: Attestation,
    pub(crate) deps: Vec<ChangeHash>,
    pub(crate) payload: Vec<u8>,
}

impl ChangeRow {
    pub(crate) fn envelope(self) -> Envelope {
        Envelope { doc: self.doc, attestation: self.attestation, deps: self.deps, key_id: 0, payload: self.payload }
    }
}

fn packed<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> Vec<u8> {
    parts.into_iter().flatten().copied().collect()
}

fn offices(bytes: &[u8]) -> impl Iterator<Item = OfficeId> {
    bytes.as_chunks::<16>().0.iter().map(|chunk| OfficeId(*chunk))
}

pub(crate) fn insert(db: &Connection, doc: DocId, scope: &Scope, opener: DeviceId) -> rusqlite::Result<()> {
    db.prepare_cached(
        "INSERT INTO docs (doc, kind, home, opener, audience, ever, tip) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
         ON CONFLICT DO UPDATE SET audience = excluded.audience, ever = excluded.ever, tip = excluded.tip",
    )?
    .execute(params![
        doc.0,
        number_of(scope.kind),
        scope.home.0,
        opener.0,
        packed(scope.audience.iter().map(|office| &office.0[..])),
        packed(scope.ever.iter().map(|office| &office.0[..])),
        scope.tip.0,
    ])
    .map(drop)
}

const KINDS: [DocKind; 4] = [DocKind::Case, DocKind::Entry, DocKind::Party, DocKind::Configuration];

fn number_of(kind: DocKind) -> usize {
    KINDS.iter().position(|known| *known == kind).expect("every kind is in the table")
}

fn kind_of(number: usize) -> DocKind {
    KINDS.get(number).copied().unwrap_or(DocKind::Case)
}

pub(crate) fn row(db: &Connection, doc: DocId) -> rusqlite::Result<Option<DocRow>> {
    let read = |row: &Row<'_>| {
        let (audience, ever): (Vec<u8>, Vec<u8>) = (row.get(2)?, row.get(3)?);
        Ok(DocRow {
            scope: Scope {
                kind: kind_of(row.get(8)?),
                home: OfficeId(row.get(0)?),
                audience: offices(&audience).collect(),
                ever: offices(&ever).collect(),
                tip: ControlId(row.get(4)?),
            },
            opener: DeviceId(row.get(1)?),
            has_base: row.get(5)?,
            tail: row.get(6)?,
            since_snapshot: row.get(7)?,
        })
    };
    db.prepare_cached(
        "SELECT home, opener, audience, ever, tip, base IS NOT NULL, tail, since_snapshot, kind FROM docs WHERE doc = ?1",
    )?
    .query_row([doc.0], read)
    .optional()
}

pub(crate) fn base(db: &Connection, doc: DocId) -> rusqlite::Result<Option<Vec<u8>>> {
    let base =
        db.prepare_cached("SELECT base FROM docs WHERE doc = ?1")?.query_row([doc.0], |row| row.get(0)).optional()?;
    Ok(base.flatten())
}

/// Folds the history up to now into the base. Changes that the relay does not hold keep their rows.
pub(crate) fn set_base(db: &Connection, doc: DocId, base: &[u8]) -> rusqlite::Result<()> {
    db.prepare_cached("UPDATE docs SET base = ?2, tail = 0 WHERE doc = ?1")?.execute(params![doc.0, base])?;
    db.prepare_cached("DELETE FROM changes WHERE doc = ?1 AND held = 1")?.execute([doc.0])?;
    db.prepare_cached("UPDATE changes SET in_base = 1 WHERE doc = ?1")?.execute([doc.0]).map(drop)
}

/// The first content of a document, all in one piece: none of its changes has a row.
pub(crate) fn set_first_base(db: &Connection, doc: DocId, base: &[u8]) -> rusqlite::Result<()> {
    db.prepare_cached("UPDATE docs SET base = ?2 WHERE doc = ?1")?.execute(params![doc.0, base]).map(drop)
}

pub(crate) fn count_changes(db: &Connection, doc: DocId, tail: u32, since_snapshot: u32) -> rusqlite::Result<()> {
    db.prepare_cached("UPDATE docs SET tail = tail + ?2, since_snapshot = since_snapshot + ?3 WHERE doc = ?1")?
        .execute(params![doc.0, tail, since_snapshot])
        .map(drop)
}

pub(crate) fn snapshot_seen(db: &Connection, doc: DocId) -> rusqlite::Result<()> {
    db.prepare_cached("UPDATE docs SET since_snapshot = 0, snapshot_due = 0 WHERE doc = ?1")?.execute([doc.0]).map(drop)
}

/// A snapshot is to be offered: to spare readers the single changes, or because the relay has lost them.
pub(crate) fn set_snapshot_due(db: &Connection, doc: DocId) -> rusqlite::Result<()> {
    db.prepare_cached("UPDATE docs SET snapshot_due = 1 WHERE doc = ?1")?.execute([doc.0]).map(drop)
}

/// Documents of which a snapshot is to be offered: none of which changes are still to be. The relay sees a fork in single
/// changes, and could not see it in a snapshot that came along with them.
pub(crate) fn snapshots_due(db: &Connection, limit: usize) -> rusqlite::Result<Vec<DocId>> {
    db.prepare_cached(
        "SELECT doc FROM docs WHERE snapshot_due = 1
             AND NOT EXISTS (SELECT 1 FROM changes WHERE changes.doc = docs.doc AND held = 0) LIMIT ?1",
    )?
    .query_map([limit], |row| row.get(0).map(taizhang_model::CaseId))?
    .collect()
}

/// The documents of a kind, in the order of their ids.
pub(crate) fn of_kind(db: &Connection, kind: DocKind) -> rusqlite::Result<Vec<DocId>> {
    db.prepare_cached("SELECT doc FROM docs WHERE kind = ?1 ORDER BY doc")?
        .query_map([number_of(kind)], |row| row.get(0).map(taizhang_model::CaseId))?
        .collect()
}

/// Cases that wait for this version of the configuration are folded again.
pub(crate) fn fold_again(db: &Connection, version: ConfigVersion) -> rusqlite::Result<()> {
    db.prepare_cached(
        "UPDATE cases SET directory = -1 WHERE doc IN (SELECT doc FROM waiting_config WHERE version = ?1)",
    )?
    .execute([version.0])?;
    db.prepare_cached("DELETE FROM waiting_config WHERE version = ?1")?.execute([version.0]).map(drop)
}

/// Whether a change of the document's audience still waits for the relay's word.
pub(crate) fn audience_pending(db: &Connection, doc: DocId) -> rusqlite::Result<bool> {
    db.prepare_cached("SELECT 1 FROM controls WHERE doc = ?1 AND held = 0 AND substr(id, 1, 16) <> ?1")?.exists([doc.0])
}

pub(crate) fn all(db: &Connection) -> rusqlite::Result<Vec<DocId>> {
    db.prepare_cached("SELECT doc FROM docs ORDER BY doc")?
        .query_map([], |row| row.get(0).map(taizhang_model::CaseId))?
        .collect()
}

/// Forgets what a document holds: its office was withdrawn from it. Who may read it stays known.
pub(crate) fn forget_content(db: &Connection, doc: DocId) -> rusqlite::Result<()> {
    for table in ["changes", "tips", "wants", "unreturned"] {
        db.execute(&format!("DELETE FROM {table} WHERE doc = ?1"), [doc.0])?;
    }
    let empty = "UPDATE docs SET base = NULL, tail = 0, since_snapshot = 0, snapshot_due = 0 WHERE doc = ?1";
    db.execute(empty, [doc.0]).map(drop)
}

pub(crate) fn insert_change(
    db: &Connection,
    change: &ChangeRow,
    held: Held,
    position: Option<Position>,
) -> rusqlite::Result<()> {
    let Attestation { actor, seq, hash, signature } = &change.attestation;
    db.prepare_cached(
        "INSERT INTO changes (doc, hash, actor, seq, signature, deps, payload, held, position)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) ON CONFLICT DO NOTHING",
    )?
    .execute(params![
        change.doc.0,
        hash.0,
        actor.0,
        seq,
        signature.0,
        packed(change.deps.iter().map(|dep| &dep.0[..])),
        change.payload,
        held as i64,
        position,
    ])
    .map(drop)
}

fn change_row(row: &Row<'_>) -> rusqlite::Result<ChangeRow> {
    let deps: Vec<u8> = row.get(5)?;
    Ok(ChangeRow {
        doc: taizhang_model::CaseId(row.get(0)?),
        attestation: Attestation {
            actor: ActorId(row.get(1)?),
            seq: row.get(2)?,
            hash: ChangeHash(row.get(3)?),
            signature: Signature(row.get(4)?),
        },
        deps: deps.as_chunks::<32>().0.iter().map(|chunk| ChangeHash(*chunk)).collect(),
        payload: row.get(6)?,
    })
}

/// Changes to offer, oldest first, after an ordinal.
pub(crate) fn to_offer(db: &Connection, limit: usize) -> rusqlite::Result<Vec<ChangeRow>> {
    db.prepare_cached(
        "SELECT doc, actor, seq, hash, signature, deps, payload FROM changes WHERE held = 0 ORDER BY ordinal LIMIT ?1",
    )?
    .query_map([limit], change_row)?
    .collect()
}

pub(crate) fn any_to_offer(db: &Connection) -> rusqlite::Result<bool> {
    let waiting = "SELECT 1 FROM changes WHERE held = 0 UNION ALL SELECT 1 FROM docs WHERE snapshot_due = 1 LIMIT 1";
    db.prepare_cached(waiting)?.exists([])
}

/// The changes that the base lacks, in an order in which each follows what it builds on.
pub(crate) fn tail(db: &Connection, doc: DocId) -> rusqlite::Result<Vec<Vec<u8>>> {
    db.prepare_cached("SELECT payload FROM changes WHERE doc = ?1 AND in_base = 0 ORDER BY ordinal")?
        .query_map([doc.0], |row| row.get(0))?
        .collect()
}

/// Every change of a document that has a row of its own.
pub(crate) fn changes(db: &Connection, doc: DocId) -> rusqlite::Result<Vec<(ChangeRow, i64)>> {
    db.prepare_cached(
        "SELECT doc, actor, seq, hash, signature, deps, payload, held FROM changes WHERE doc = ?1 ORDER BY ordinal",
    )?
    .query_map([doc.0], |row| Ok((change_row(row)?, row.get(7)?)))?
    .collect()
}

pub(crate) fn set_change_held(
    db: &Connection,
    doc: DocId,
    hash: ChangeHash,
    held: Held,
    answer: Option<&str>,
) -> rusqlite::Result<bool> {
    let changed = db
        .prepare_cached("UPDATE changes SET held = ?3, answer = ?4 WHERE doc = ?1 AND hash = ?2 AND held <> ?3")?
        .execute(params![doc.0, hash.0, held as i64, answer])?;
    Ok(changed > 0)
}

pub(crate) fn remove_change(db: &Connection, doc: DocId, hash: ChangeHash) -> rusqlite::Result<()> {
    db.prepare_cached("DELETE FROM changes WHERE doc = ?1 AND hash = ?2")?.execute(params![doc.0, hash.0]).map(drop)
}

/// How many of this device's saved edits the relay does not hold, and how many it refused.
pub(crate) fn unsent(db: &Connection) -> rusqlite::Result<(u64, u64)> {
    db.prepare_cached("SELECT count(*) FILTER (WHERE held IN (0, 3)), count(*) FILTER (WHERE held = 2) FROM changes")?
        .query_row([], |row| Ok((row.get(0)?, row.get(1)?)))
}

/// Every document's changes are to be offered again, until the new epoch's feed shows them.
pub(crate) fn offer_all_again(db: &Connection) -> rusqlite::Result<()> {
    db.execute("UPDATE changes SET held = 0, answer = NULL", [])?;
    db.execute("UPDATE tips SET relay_seq = 0", []).map(drop)
}

/// Documents of which the relay lacks changes that have no row of their own any more.
pub(crate) fn lost_by_relay(db: &Connection) -> rusqlite::Result<Vec<DocId>> {
    db.prepare_cached(
        "SELECT DISTINCT t.doc FROM tips t WHERE t.relay_seq < t.seq AND
         (SELECT count(*) FROM changes c WHERE c.doc = t.doc AND c.actor = t.actor AND c.seq > t.relay_seq)
         < t.seq - t.relay_seq",
    )?
    .query_map([], |row| row.get(0).map(taizhang_model::CaseId))?
    .collect()
}

pub(crate) fn tips(db: &Connection, doc: DocId) -> rusqlite::Result<Vec<Attestation>> {
    let read = |row: &Row<'_>| {
        Ok(Attestation {
            actor: ActorId(row.get(0)?),
            seq: row.get(1)?,
            hash: ChangeHash(row.get(2)?),
            signature: Signature(row.get(3)?),
        })
    };
    db.prepare_cached("SELECT actor, seq, hash, signature FROM tips WHERE doc = ?1 ORDER BY actor")?
        .query_map([doc.0], read)?
        .collect()
}

/// The documents in which a device wrote, by each of its actors, and the last change of each.
pub(crate) fn written_by(db: &Connection, device: DeviceId) -> rusqlite::Result<Vec<(DocId, ActorId, u64)>> {
    db.prepare_cached("SELECT doc, actor, seq FROM tips WHERE substr(actor, 1, 16) = ?1 ORDER BY doc, actor")?
        .query_map([device.0], |row| Ok((taizhang_model::CaseId(row.get(0)?), ActorId(row.get(1)?), row.get(2)?)))?
        .collect()
}

pub(crate) fn raise_tip(db: &Connection, doc: DocId, tip: &Attestation) -> rusqlite::Result<()> {
    db.prepare_cached(
        "INSERT INTO tips (doc, actor, seq, hash, signature) VALUES (?1, ?2, ?3, ?4, ?5)
         ON CONFLICT DO UPDATE SET seq = excluded.seq, hash = excluded.hash, signature = excluded.signature,
             position = NULL WHERE excluded.seq > seq",
    )?
    .execute(params![doc.0, tip.actor.0, tip.seq, tip.hash.0, tip.signature.0])
    .map(drop)
}

pub(crate) fn remove_tips(db: &Connection, doc: DocId) -> rusqlite::Result<()> {
    db.prepare_cached("DELETE FROM tips WHERE doc = ?1")?.execute([doc.0]).map(drop)
}

/// The relay is known to hold this actor's changes up to `seq`; and the last of them stands in our feed, where it says so.
pub(crate) fn relay_holds(
    db: &Connection,
    doc: DocId,
    actor: ActorId,
    seq: u64,
    position: Option<Position>,
) -> rusqlite::Result<()> {
    db.prepare_cached(
        "UPDATE tips SET relay_seq = max(relay_seq, ?3),
             position = CASE WHEN seq <= ?3 THEN coalesce(?4, position) ELSE position END
         WHERE doc = ?1 AND actor = ?2",
    )?
    .execute(params![doc.0, actor.0, seq, position])?;
    db.prepare_cached("UPDATE changes SET held = 1 WHERE doc = ?1 AND actor = ?2 AND seq <= ?3 AND held = 0")?
        .execute(params![doc.0, actor.0, seq])
        .map(drop)
}

/// The relay is known to hold all of a document that was not here before, and came from there in one piece.
pub(crate) fn relay_holds_all(db: &Connection, doc: DocId, position: Option<Position>) -> rusqlite::Result<()> {
    db.prepare_cached("UPDATE tips SET relay_seq = seq, position = ?2 WHERE doc = ?1")?
        .execute(params![doc.0, position])
        .map(drop)
}

pub(crate) fn want(db: &Connection, doc: DocId) -> rusqlite::Result<()> {
    db.prepare_cached("INSERT INTO wants (doc) VALUES (?1) ON CONFLICT DO NOTHING")?.execute([doc.0]).map(drop)
}

pub(crate) fn wanted(db: &Connection) -> rusqlite::Result<Vec<DocId>> {
    db.prepare_cached("SELECT doc FROM wants LIMIT 100")?
        .query_map([], |row| row.get(0).map(taizhang_model::CaseId))?
        .collect()
}

pub(crate) fn unwant(db: &Connection, doc: DocId) -> rusqlite::Result<()> {
    db.prepare_cached("DELETE FROM wants WHERE doc = ?1")?.execute([doc.0]).map(drop)
}

/// Tips as a batch left them: each raised, none lowered.
pub(crate) fn raise_tips<'a>(
    db: &Connection,
    doc: DocId,
    tips: impl IntoIterator<Item = &'a Attestation>,
) -> rusqlite::Result<()> {
    for tip in tips {
        db.prepare_cached(
            "INSERT INTO tips (doc, actor, seq, hash, signature) VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT DO UPDATE SET
                 position = CASE WHEN excluded.seq > seq THEN NULL ELSE position END,
                 seq = excluded.seq, hash = excluded.hash, signature = excluded.signature
             WHERE excluded.seq > seq OR (excluded.seq = seq AND signature = zeroblob(64))",
        )?
        .execute(params![doc.0, tip.actor.0, tip.seq, tip.hash.0, tip.signature.0])?;
    }
    Ok(())
}

/// Keeps the envelope of a change that is in the base already, so that the relay can be offered it.
pub(crate) fn keep_attested(db: &Connection, envelope: &Envelope) -> rusqlite::Result<()> {
    let Envelope { doc, attestation, deps, key_id: _, payload } = envelope.clone();
    let known: bool = db
        .prepare_cached("SELECT 1 FROM tips WHERE doc = ?1 AND actor = ?2 AND relay_seq >= ?3")?
        .exists(params![doc.0, attestation.actor.0, attestation.seq])?;
    let here: bool = db
        .prepare_cached("SELECT 1 FROM changes WHERE doc = ?1 AND hash = ?2")?
        .exists(params![doc.0, attestation.hash.0])?;
    if known || here {
        return Ok(());
    }
    insert_change(db, &ChangeRow { doc, attestation, deps, payload }, Held::No, None)?;
    db.prepare_cached("UPDATE changes SET in_base = 1 WHERE doc = ?1 AND hash = ?2")?
        .execute(params![doc.0, attestation.hash.0])
        .map(drop)
}

/// How far the relay is known to hold each actor's changes.
pub(crate) fn relay_tips(db: &Connection, doc: DocId) -> rusqlite::Result<Vec<(ActorId, u64)>> {
    db.prepare_cached("SELECT actor, relay_seq FROM tips WHERE doc = ?1")?
        .query_map([doc.0], |row| Ok((ActorId(row.get(0)?), row.get(1)?)))?
        .collect()
}
