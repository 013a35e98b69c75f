//! What of a case is indexed: its full text, how its short texts sound, and the terms by which the same matter is found.
//!
//! Sounds and terms share an index, which is rewritten only when they change: most acts touch neither.

use rusqlite::{Connection, params};
use taizhang_model::{
    CaseId, CaseRecord, CaseView, Directory, fields,
    matching::{MatterFacts, blocking_terms},
};

use super::{
    cases,
    matching::token,
    search::{letters, search_text},
    sounds,
};

/// Most characters of one short text whose sounds are indexed.
const SPOKEN_CHARS: usize = 60;

/// What of a case is indexed.
pub(crate) struct Indexed {
    letters: String,
    facts: Vec<u8>,
    spoken: String,
    tokens: String,
}

impl Indexed {
    /// What of a case is indexed: a function of its document, its view and the directory.
    pub(super) fn of(record: &CaseRecord, view: &CaseView, directory: &Directory) -> Self {
        let facts = MatterFacts::of(record, view);
        let spoken = spoken(record, view, directory);
        let mut tokens: Vec<String> = sounds::tokens(&spoken).into_iter().collect();
        tokens.extend(blocking_terms(&facts).into_iter().map(token));
        Self {
            letters: letters(&format!("{}{spoken}", search_text(record, view))),
            facts: serde_json::to_vec(&facts).expect("facts are plain data"),
            spoken,
            tokens: tokens.join(" "),
        }
    }
}

/// Writes what of some rows is indexed, of those that are still there.
pub(crate) fn put<'a>(db: &Connection, rows: impl IntoIterator<Item = (i64, &'a Indexed)>) -> rusqlite::Result<()> {
    let (mut there, mut changed) = (Vec::new(), Vec::new());
    for (id, indexed) in rows {
        if db.prepare_cached("SELECT 1 FROM cases WHERE id = ?1")?.exists([id])? {
            there.push((id, indexed));
        }
    }
    for &(id, indexed) in &there {
        let known = "SELECT 1 FROM matters WHERE id = ?1 AND facts = ?2 AND spoken = ?3";
        if !db.prepare_cached(known)?.exists(params![id, indexed.facts, indexed.spoken])? {
            db.prepare_cached("INSERT OR REPLACE INTO matters (id, facts, spoken) VALUES (?1, ?2, ?3)")?
                .execute(params![id, indexed.facts, indexed.spoken])?;
            db.prepare_cached("UPDATE cases SET compared = 0 WHERE id = ?1")?.execute([id])?;
            changed.push((id, indexed));
        }
    }
    // One index after the other: before each statement on another table SQLite lets a full text write out what it gathered.
    for (id, indexed) in there {
        put_body(db, "search", id, &indexed.letters)?;
    }
    for (id, indexed) in changed {
        put_body(db, "tokens", id, &indexed.tokens)?;
    }
    Ok(())
}

fn put_body(db: &Connection, index: &str, row: i64, body: &str) -> rusqlite::Result<()> {
    db.prepare_cached(&format!("DELETE FROM {index} WHERE rowid = ?1"))?.execute([row])?;
    db.prepare_cached(&format!("INSERT INTO {index} (rowid, body) VALUES (?1, ?2)"))?
        .execute(params![row, body])
        .map(drop)
}

/// The row of an entry in the indexes, which it shares with the cases: below 0, so that the two never meet.
pub(super) const fn row_of_entry(id: i64) -> i64 {
    -id
}

/// Writes what of an entry of the register is indexed: the texts it holds, and how the short ones among them sound.
pub(super) fn put_entry(db: &Connection, id: i64, texts: &[String]) -> rusqlite::Result<()> {
    let row = row_of_entry(id);
    let short: Vec<&str> =
        texts.iter().map(String::as_str).filter(|text| text.chars().count() <= SPOKEN_CHARS).collect();
    let spoken = short.join("\n");
    db.prepare_cached("INSERT OR REPLACE INTO matters (id, facts, spoken) VALUES (?1, x'', ?2)")?
        .execute(params![row, spoken])?;
    put_body(db, "search", row, &letters(&texts.join("\n")))?;
    let tokens: Vec<String> = sounds::tokens(&spoken).into_iter().collect();
    put_body(db, "tokens", row, &tokens.join(" "))
}

/// Forgets what of a case is indexed. Its row must still be there.
pub(super) fn remove(db: &Connection, doc: CaseId) -> rusqlite::Result<()> {
    cases::row_of(db, doc)?.map_or(Ok(()), |row| forget(db, row))
}

/// Forgets what of a row is indexed.
pub(super) fn forget(db: &Connection, row: i64) -> rusqlite::Result<()> {
    for statement in [
        "DELETE FROM search WHERE rowid = ?1",
        "DELETE FROM tokens WHERE rowid = ?1",
        "DELETE FROM matters WHERE id = ?1",
    ] {
        db.prepare_cached(statement)?.execute([row])?;
    }
    Ok(())
}

/// Cases after this row that were written before there was an index of sounds and terms.
pub(crate) fn not_indexed(db: &Connection, after: i64, limit: usize) -> rusqlite::Result<Vec<(i64, CaseId, i64)>> {
    db.prepare_cached(
        "SELECT id, doc, updated_ms FROM cases c WHERE id > ?1 AND NOT EXISTS (SELECT 1 FROM matters m WHERE m.id = c.id)
         ORDER BY id LIMIT ?2",
    )?
    .query_map(params![after, limit], |row| Ok((row.get(0)?, CaseId(row.get(1)?), row.get(2)?)))?
    .collect()
}

/// Forgets what all cases are compared by: they are to be indexed again.
pub(crate) fn forget_matters(db: &Connection) -> rusqlite::Result<()> {
    db.execute("DELETE FROM matters WHERE id > 0", []).map(drop)
}

/// The short texts that are found by how they sound, one a line.
fn spoken(record: &CaseRecord, view: &CaseView, directory: &Directory) -> String {
    const FIELDS: [&str; 7] = [
        fields::TITLE,
        fields::PETITIONER,
        fields::AREA,
        fields::SUBJECT,
        fields::LISTED_LEAD,
        fields::LISTED_UNIT,
        fields::LISTED_HANDLER,
    ];
    let written =
        FIELDS.iter().filter_map(|field| record.fields.get(*field)).flatten().map(|value| value.value.clone());
    let staff = view.leads.iter().map(|lead| lead.staff).chain(view.handler).map(|staff| directory.staff_name(staff));
    let units = view.leads.iter().map(|lead| directory.office_name(lead.unit));
    let mut lines: Vec<String> = written
        .chain(staff)
        .chain(units)
        .map(|line| line.chars().take(SPOKEN_CHARS).collect())
        .filter(|line: &String| !line.is_empty())
        .collect();
    lines.dedup();
    lines.join("\n")
}
