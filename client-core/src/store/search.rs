//! The full text of the cases: one token a character, so that a phrase query finds any substring of Chinese text, and
//! finds exactly what a scan for the substring would.

use rusqlite::{Connection, params};
use taizhang_model::{CaseId, CaseRecord, CaseView};

/// Writes the search text of a row, if the row is still there.
pub(crate) fn put(db: &Connection, id: i64, text: &str) -> rusqlite::Result<()> {
    if !db.prepare_cached("SELECT 1 FROM cases WHERE id = ?1")?.exists([id])? {
        return Ok(());
    }
    db.prepare_cached("DELETE FROM search WHERE rowid = ?1")?.execute([id])?;
    db.prepare_cached("INSERT INTO search (rowid, body) VALUES (?1, ?2)")?.execute(params![id, text]).map(drop)
}

/// Forgets the search text of a case. Its row must still be there.
pub(super) fn remove(db: &Connection, doc: CaseId) -> rusqlite::Result<()> {
    db.prepare_cached("DELETE FROM search WHERE rowid = (SELECT id FROM cases WHERE doc = ?1)")?
        .execute([doc.0])
        .map(drop)
}

/// All that is searched of a case: its fields, free text, claims and what its acts say.
pub(super) fn search_text(record: &CaseRecord, view: &CaseView) -> String {
    let mut text = format!("{}\n{}\n{}\n", view.number, view.receipt_code, record.narrative);
    for values in record.fields.values().chain(record.claims.values().flat_map(|claim| claim.values())) {
        for value in values {
            text.push_str(&value.value);
            text.push('\n');
        }
    }
    for act in &record.acts {
        collect_text(&act.body.payload(), &mut text);
    }
    text
}

fn collect_text(value: &serde_json::Value, text: &mut String) {
    match value {
        serde_json::Value::String(part) if part.len() != 26 => {
            text.push_str(part);
            text.push('\n');
        }
        serde_json::Value::Array(parts) => parts.iter().for_each(|part| collect_text(part, text)),
        serde_json::Value::Object(parts) => parts.values().for_each(|part| collect_text(part, text)),
        _ => {}
    }
}

/// One token a character: letters and digits of other scripts too, so that any substring is a phrase.
pub(super) fn letters(text: &str) -> String {
    let mut spaced = String::with_capacity(text.len() * 2);
    for letter in text.chars() {
        if letter.is_alphanumeric() {
            spaced.extend(letter.to_lowercase());
        }
        spaced.push(' ');
    }
    spaced
}

/// The phrase query of some words: each word a phrase of its letters. `None` where nothing is left to look for.
pub(super) fn phrases(words: &str) -> Option<String> {
    let phrase = |word: &str| {
        let spaced = letters(word);
        let spaced = spaced.split_whitespace().collect::<Vec<_>>().join(" ");
        (!spaced.is_empty()).then(|| format!("\"{spaced}\""))
    };
    let phrases: Vec<_> = words.split_whitespace().take(16).filter_map(phrase).collect();
    (!phrases.is_empty()).then(|| phrases.join(" AND "))
}
