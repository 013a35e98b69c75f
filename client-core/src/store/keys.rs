//! Opened keys on disk: of offices, and of documents.

use std::collections::BTreeMap;

use rusqlite::{Connection, params};
use taizhang_model::OfficeId;
use taizhang_wire::{DocId, OfficeKeyId};

use crate::seal::{DocKeys, Secret};

fn secret_of(bytes: &[u8; 32]) -> Secret {
    Secret::new(*bytes)
}

pub(crate) fn put_office_key(db: &Connection, id: OfficeKeyId, office: OfficeId, key: &Secret) -> rusqlite::Result<()> {
    db.prepare_cached("INSERT INTO office_keys (id, office, secret) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING")?
        .execute(params![id.0, office.0, key.as_bytes()])
        .map(drop)
}

pub(crate) fn office_keys(db: &Connection) -> rusqlite::Result<BTreeMap<OfficeKeyId, Secret>> {
    db.prepare_cached("SELECT id, secret FROM office_keys")?
        .query_map([], |row| Ok((OfficeKeyId(row.get(0)?), secret_of(&row.get(1)?))))?
        .collect()
}

/// The first key under a number stands.
pub(crate) fn put_doc_key(db: &Connection, doc: DocId, key_id: u32, key: &Secret) -> rusqlite::Result<()> {
    db.prepare_cached("INSERT INTO doc_keys (doc, key_id, key) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING")?
        .execute(params![doc.0, key_id, key.as_bytes()])
        .map(drop)
}

/// A document's keys, and whether everything in it is to be sealed.
pub(crate) fn doc_keys(db: &Connection, doc: DocId) -> rusqlite::Result<DocKeys> {
    let held: BTreeMap<u32, Secret> = db
        .prepare_cached("SELECT key_id, key FROM doc_keys WHERE doc = ?1")?
        .query_map([doc.0], |row| Ok((row.get(0)?, secret_of(&row.get(1)?))))?
        .collect::<Result<_, _>>()?;
    let sealed = db.prepare_cached("SELECT 1 FROM docs WHERE doc = ?1 AND sealed = 1")?.exists([doc.0])?;
    Ok(DocKeys::new(held, sealed))
}

/// From now on nothing in this document is taken in clear.
pub(crate) fn set_sealed(db: &Connection, doc: DocId) -> rusqlite::Result<()> {
    db.prepare_cached("UPDATE docs SET sealed = 1 WHERE doc = ?1")?.execute([doc.0]).map(drop)
}

/// Its office was withdrawn: should it be let in again, it is given every key anew.
pub(crate) fn forget_doc_keys(db: &Connection, doc: DocId) -> rusqlite::Result<()> {
    db.prepare_cached("DELETE FROM doc_keys WHERE doc = ?1")?.execute([doc.0]).map(drop)
}
