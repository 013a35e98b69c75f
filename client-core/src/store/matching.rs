//! What cases are compared by when the same matter is looked for, and the rows that stand under a term.

use rusqlite::{Connection, OptionalExtension as _, params};
use taizhang_model::matching::{MatterFacts, Term};

/// What the case of a row is compared by.
pub(crate) fn facts_in(db: &Connection, row: i64) -> rusqlite::Result<Option<MatterFacts>> {
    let facts: Option<Vec<u8>> =
        db.prepare_cached("SELECT facts FROM matters WHERE id = ?1")?.query_row([row], |row| row.get(0)).optional()?;
    Ok(facts.and_then(|facts| serde_json::from_slice(&facts).ok()))
}

/// The rows that stand under a term, the latest first.
pub(crate) fn under(db: &Connection, term: Term, limit: usize) -> rusqlite::Result<Vec<i64>> {
    db.prepare_cached("SELECT rowid FROM tokens WHERE tokens MATCH ?1 ORDER BY rowid DESC LIMIT ?2")?
        .query_map(params![token(term), limit], |row| row.get(0))?
        .collect()
}

/// A term in the index: no syllable is written with these digits.
pub(super) fn token(term: Term) -> String {
    format!("0{term:016x}")
}
