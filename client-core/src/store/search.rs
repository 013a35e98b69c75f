//! The questions that a search asks of the indexes: of the full text, and of how the short texts of a case sound.
//!
//! The full text has one token a character, so that a phrase query finds any substring of Chinese text, and finds exactly
//! what a scan for the substring would. A word of Latin letters finds the words that begin with it.

use std::collections::BTreeSet;

use rusqlite::{Connection, OptionalExtension as _};
use taizhang_model::{ActBody, CaseRecord, CaseView};

use super::sounds::{Letters, Query};

/// Most words of Latin letters of one case that are indexed as a whole, and most letters of each.
const LATIN_WORDS_MAX: usize = 500;
const LATIN_LETTERS_MAX: usize = 40;
/// Most words of a search; the rest is not looked at.
const WORDS_MAX: usize = 16;

/// All that is searched of a case: its fields, free text, claims and what its acts say. Of a party the name: who could search
/// for a keyed hash could ask what a person brought.
pub(super) fn search_text(record: &CaseRecord, view: &CaseView) -> String {
    let mut text = format!("{}\n{}\n{}\n", view.number, view.receipt_code, record.narrative);
    for values in record.fields.values().chain(record.claims.values().flat_map(|claim| claim.values())) {
        for value in values {
            text.push_str(&value.value);
            text.push('\n');
        }
    }
    for act in &record.acts {
        match &act.body {
            ActBody::Party(party) => {
                text.push_str(&party.name);
                text.push('\n');
            }
            body => collect_text(&body.payload(), &mut text),
        }
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

/// One token a character: letters and digits of other scripts too, so that any substring is a phrase. At the end the words
/// of Latin letters once more as a whole: nearly every text holds each of these letters, and a phrase of them is dear.
pub(super) fn letters(text: &str) -> String {
    let mut spaced = spaced(text);
    let words = text.split(|letter: char| !letter.is_ascii_alphanumeric());
    let words: BTreeSet<&str> = words.filter(|word| word.bytes().any(|byte| byte.is_ascii_alphabetic())).collect();
    for word in words.into_iter().take(LATIN_WORDS_MAX) {
        spaced.push_str(&whole(&word[..word.len().min(LATIN_LETTERS_MAX)]));
        spaced.push(' ');
    }
    spaced
}

fn spaced(text: &str) -> String {
    let mut spaced = String::with_capacity(text.len() * 2);
    for letter in text.chars() {
        if letter.is_alphanumeric() {
            spaced.extend(letter.to_lowercase());
        }
        spaced.push(' ');
    }
    spaced
}

/// A word of Latin letters as one token. The mark keeps it apart from single letters.
fn whole(word: &str) -> String {
    format!("9{}", word.to_ascii_lowercase())
}

/// A word as a phrase of its letters, or of Latin letters alone as the beginning of a whole word. `None` where nothing is left to look for.
fn phrase(word: &str) -> Option<String> {
    if word.bytes().all(|byte| byte.is_ascii_alphabetic()) && word.len() <= LATIN_LETTERS_MAX {
        return Some(format!("\"{}\"*", whole(word)));
    }
    let spaced = spaced(word);
    let spaced = spaced.split_whitespace().collect::<Vec<_>>().join(" ");
    (!spaced.is_empty()).then(|| format!("\"{spaced}\""))
}

/// What a search found.
pub(super) struct Found {
    /// Rows that hold all the words, or may; in order.
    pub(super) rows: Vec<i64>,
    /// Words that may have led to a row by their sound alone: such a row is to be read again.
    checks: Vec<Check>,
}

struct Check {
    letters: Letters,
    /// The rows that need not be read again, in order.
    sure: Vec<i64>,
}

impl Found {
    /// Whether a row among those found holds all the words.
    pub(super) fn holds(&self, db: &Connection, row: i64) -> rusqlite::Result<bool> {
        if self.rows.binary_search(&row).is_err() {
            return Ok(false);
        }
        for check in &self.checks {
            if check.sure.binary_search(&row).is_err() && !check.letters.sound_in(&spoken_in(db, row)?) {
                return Ok(false);
            }
        }
        Ok(true)
    }
}

/// The rows that hold all the words. A word of Latin letters may stand in the text, or be the pinyin of one of the case's
/// short texts.
pub(super) fn found(db: &Connection, words: &str) -> rusqlite::Result<Found> {
    let (mut phrases, mut spelled) = (Vec::new(), Vec::new());
    for word in words.split_whitespace().take(WORDS_MAX) {
        let Some(phrase) = phrase(word) else { continue };
        match Letters::typed(word) {
            Some(letters) => spelled.push((phrase, letters)),
            None => phrases.push(phrase),
        }
    }
    let mut rows = match phrases.join(" AND ") {
        all if all.is_empty() => None,
        all => Some(matched(db, "search", &all)?),
    };
    let mut checks = Vec::new();
    for (phrase, letters) in spelled {
        let Query { sure, likely } = letters.query();
        let mut either = matched(db, "search", &phrase)?;
        if let Some(sure) = sure {
            either = merged(either, matched(db, "tokens", &sure)?);
        }
        if let Some(likely) = likely {
            let all = merged(either.clone(), matched(db, "tokens", &likely)?);
            checks.push(Check { letters, sure: either });
            either = all;
        }
        rows = Some(match rows {
            Some(mut rows) => {
                rows.retain(|row| either.binary_search(row).is_ok());
                rows
            }
            None => either,
        });
    }
    Ok(Found { rows: rows.unwrap_or_default(), checks })
}

/// The rows that an index finds, in order.
fn matched(db: &Connection, index: &str, query: &str) -> rusqlite::Result<Vec<i64>> {
    let sql = format!("SELECT rowid FROM {index} WHERE {index} MATCH ?1");
    let mut rows: Vec<i64> =
        db.prepare_cached(&sql)?.query_map([query], |row| row.get(0))?.collect::<Result<_, _>>()?;
    rows.sort_unstable();
    Ok(rows)
}

fn merged(mut one: Vec<i64>, other: Vec<i64>) -> Vec<i64> {
    if one.is_empty() {
        return other;
    }
    one.extend(other);
    one.sort_unstable();
    one.dedup();
    one
}

fn spoken_in(db: &Connection, row: i64) -> rusqlite::Result<String> {
    let sql = "SELECT spoken FROM matters WHERE id = ?1";
    Ok(db.prepare_cached(sql)?.query_row([row], |row| row.get(0)).optional()?.unwrap_or_default())
}
