//! The index of receipt codes: it leads from a code that a petitioner holds to their case, and from nothing else.

use std::collections::BTreeSet;

use rusqlite::{Connection, params};
use taizhang_model::{CaseId, CaseView, receipt_key};

/// Writes the codes of a case's row. Most folds change none.
pub(super) fn put(db: &Connection, row: i64, view: &CaseView) -> rusqlite::Result<()> {
    let keys = view.receipt_keys();
    let known: BTreeSet<String> = db
        .prepare_cached("SELECT code FROM receipts WHERE case_id = ?1")?
        .query_map([row], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    for gone in known.difference(&keys) {
        db.prepare_cached("DELETE FROM receipts WHERE case_id = ?1 AND code = ?2")?.execute(params![row, gone])?;
    }
    for new in keys.difference(&known) {
        db.prepare_cached("INSERT INTO receipts (case_id, code) VALUES (?1, ?2)")?.execute(params![row, new])?;
    }
    Ok(())
}

/// The cases that a receipt code asks for: at most one, but for codes that another ledger gave out.
pub(crate) fn cases(db: &Connection, code: &str) -> rusqlite::Result<Vec<CaseId>> {
    db.prepare_cached("SELECT c.doc FROM receipts r JOIN cases c ON c.id = r.case_id WHERE r.code = ?1 LIMIT 2")?
        .query_map([receipt_key(code)], |row| row.get(0).map(CaseId))?
        .collect()
}
