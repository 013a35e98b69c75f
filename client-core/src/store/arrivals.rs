//! What came here from elsewhere, and when: by it a person sees what a sync changed.

use rusqlite::{Connection, OptionalExtension as _, params};
use taizhang_model::CaseId;
use taizhang_wire::ChangeHash;

/// How long it is kept, in milliseconds.
const KEPT_MS: i64 = 62 * 24 * 3_600_000;

/// Changes of a case that came here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Arrival {
    /// The case.
    pub(crate) case: CaseId,
    /// When the latest of them came, by this device's clock, in milliseconds since 1970.
    pub(crate) at_ms: i64,
    /// The latest changes that were here before the first of them; none where the case was not here.
    pub(crate) before: Vec<ChangeHash>,
}

pub(crate) fn put(db: &Connection, case: CaseId, at_ms: i64, before: &[ChangeHash]) -> rusqlite::Result<()> {
    let heads: Vec<u8> = before.iter().flat_map(|hash| hash.0).collect();
    db.prepare_cached("INSERT INTO arrivals (doc, at_ms, heads) VALUES (?1, ?2, ?3)")?
        .execute(params![case.0, at_ms, heads])
        .map(drop)
}

/// Forgets what nobody compares with any more.
pub(crate) fn forget(db: &Connection, now_ms: i64) -> rusqlite::Result<()> {
    db.prepare_cached("DELETE FROM arrivals WHERE at_ms < ?1")?.execute([now_ms - KEPT_MS]).map(drop)
}

/// What came at this moment or later, the latest first, one for each case that is on the ledger.
pub(crate) fn since(db: &Connection, since_ms: i64, (offset, limit): (usize, usize)) -> rusqlite::Result<Vec<Arrival>> {
    db.prepare_cached(
        "SELECT a.doc, max(a.at_ms), (SELECT b.heads FROM arrivals b WHERE b.doc = a.doc AND b.at_ms >= ?1
         ORDER BY b.id LIMIT 1) FROM arrivals a WHERE a.at_ms >= ?1 AND a.doc IN (SELECT doc FROM cases)
         GROUP BY a.doc ORDER BY 2 DESC, a.doc LIMIT ?2 OFFSET ?3",
    )?
    .query_map(params![since_ms, limit, offset], |row| {
        let heads: Vec<u8> = row.get(2)?;
        Ok(Arrival { case: CaseId(row.get(0)?), at_ms: row.get(1)?, before: hashes(&heads) })
    })?
    .collect()
}

/// How many cases something came of, and how many of them were not here before.
pub(crate) fn counts(db: &Connection, since_ms: i64) -> rusqlite::Result<(u64, u64)> {
    db.prepare_cached(
        "SELECT count(DISTINCT doc), count(DISTINCT doc) FILTER (WHERE length(heads) = 0) FROM arrivals
         WHERE at_ms >= ?1 AND doc IN (SELECT doc FROM cases)",
    )?
    .query_row([since_ms], |row| Ok((row.get(0)?, row.get(1)?)))
}

/// The changes of a case that were here before the first that came at this moment or later; `None` where nothing came.
pub(crate) fn before(db: &Connection, case: CaseId, since_ms: i64) -> rusqlite::Result<Option<Vec<ChangeHash>>> {
    let heads: Option<Vec<u8>> = db
        .prepare_cached("SELECT heads FROM arrivals WHERE doc = ?1 AND at_ms >= ?2 ORDER BY id LIMIT 1")?
        .query_row(params![case.0, since_ms], |row| row.get(0))
        .optional()?;
    Ok(heads.map(|heads| hashes(&heads)))
}

fn hashes(bytes: &[u8]) -> Vec<ChangeHash> {
    bytes.as_chunks().0.iter().map(|hash| ChangeHash(*hash)).collect()
}
