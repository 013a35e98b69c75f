//! What a call answers, and how texts out of documents are shown: no control character ever reaches a terminal.

use jiff::{Timestamp, tz};
use serde::Serialize;
use serde_json::Value;
use taizhang_model::Reading;

use crate::{
    failure::Exit,
    words::{self, Lang},
};

/// What a call answers: for machines, and in words.
#[derive(Debug)]
pub struct Answer {
    json: Value,
    text: String,
    exit: Option<Exit>,
}

impl Answer {
    /// An answer, for machines and in words.
    pub fn new(json: impl Serialize, text: impl Into<String>) -> Self {
        Self {
            json: serde_json::to_value(json).expect("answers are plain data with text keys"),
            text: text.into(),
            exit: None,
        }
    }

    /// With an exit status of its own: what was asked for is said, and it is no good news.
    pub fn exiting(self, exit: Exit) -> Self {
        Self { exit: Some(exit), ..self }
    }

    /// The document for machines.
    #[must_use]
    pub fn into_json(self) -> Value {
        self.json
    }

    /// The exit status.
    pub fn status(&self) -> u8 {
        self.exit.map_or(0, |exit| exit as u8)
    }

    /// As it is printed, without a line break at its end.
    pub fn printed(&self, json: bool) -> String {
        if json { self.json.to_string() } else { self.text.trim_end().to_owned() }
    }
}

/// A text out of a document, in one line, with what a terminal would obey made visible.
pub fn shown(text: &str) -> String {
    escaped(text, false)
}

/// As [`shown`], line breaks kept.
pub fn shown_lines(text: &str) -> String {
    escaped(text, true)
}

fn escaped(text: &str, lines: bool) -> String {
    let mut shown = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\n' if lines => shown.push('\n'),
            '\n' | '\r' | '\t' => shown.push(' '),
            // The last two ranges turn the direction of writing.
            _ if letter.is_control() || matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}') => {
                shown.extend(letter.escape_unicode());
            }
            _ => shown.push(letter),
        }
    }
    shown
}

/// A time as people in China read it.
pub fn time_in_china(at: Timestamp) -> String {
    at.to_zoned(tz::TimeZone::fixed(tz::offset(8))).strftime("%Y-%m-%d %H:%M").to_string()
}

/// As [`time_in_china`], from milliseconds since 1970.
pub fn ms_in_china(at_ms: i64) -> String {
    Timestamp::from_millisecond(at_ms).map(time_in_china).unwrap_or_default()
}

/// The day of it alone.
pub fn day_in_china(at_ms: i64) -> String {
    ms_in_china(at_ms).split(' ').next().unwrap_or_default().to_owned()
}

/// Rows in columns, as wide as their widest cell.
pub fn table(rows: &[Vec<String>]) -> String {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let widest =
        |column: usize| rows.iter().filter_map(|row| row.get(column)).map(|cell| width(cell)).max().unwrap_or(0);
    let widths: Vec<usize> = (0..columns).map(widest).collect();
    let mut text = String::new();
    for row in rows {
        let mut line = String::new();
        for (cell, widest) in row.iter().zip(&widths) {
            line.push_str(cell);
            line.extend(std::iter::repeat_n(' ', widest + 2 - width(cell)));
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

/// Cells that a text takes on a terminal: two for each ideograph and full-width form.
fn width(text: &str) -> usize {
    text.chars()
        .map(
            |letter| {
                if matches!(letter, '\u{1100}'..='\u{115f}' | '\u{2e80}'..='\u{ffef}' | '\u{20000}'..) { 2 } else { 1 }
            },
        )
        .sum()
}

/// The title of a case, or that it is withheld from who asks.
pub fn case_title(title: &str, reading: Reading, lang: Lang) -> String {
    if reading == Reading::Withheld { words::RESTRICTED_TITLE.text(lang).to_owned() } else { shown(title) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_terminal_is_never_told_what_to_do() {
        assert_eq!(shown("甲\u{1b}[2J\u{7}乙\n丙\u{202e}"), "甲\\u{1b}[2J\\u{7}乙 丙\\u{202e}");
        assert_eq!(shown_lines("一\n二\u{9b}"), "一\n二\\u{9b}");
    }

    #[test]
    fn columns_stand_under_one_another() {
        let rows = [["编号", "a"], ["QH", "b"]].map(|row| row.map(str::to_owned).to_vec());
        assert_eq!(table(&rows), "编号  a\nQH    b\n");
    }

    #[test]
    fn times_are_those_of_china() {
        assert_eq!(ms_in_china(0), "1970-01-01 08:00");
    }
}
