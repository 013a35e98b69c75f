//! Rows that may be the same matter entered twice. They are pointed out, never merged: a person may well bring one matter again, and
//! that is a contact of its own. A person who brings *another* matter is not pointed out, nor are anybody's matters counted.

use std::collections::{HashMap, HashSet};

use crate::Row;

/// The rows seen so far, by what tells a person apart.
#[derive(Debug, Default)]
pub(crate) struct Duplicates {
    seen: Vec<Seen>,
    by_key: HashMap<String, Vec<usize>>,
}

#[derive(Debug)]
struct Seen {
    row: u32,
    pairs: HashSet<(char, char)>,
}

/// Earlier rows of one person that are compared, and characters of a text: so that no file makes this slow.
const COMPARED_ROWS: usize = 8;
const COMPARED_CHARS: usize = 200;

/// Two texts are near when they share this much of their pairs of characters (Dice's coefficient, in hundredths).
const NEAR: usize = 60;

impl Duplicates {
    /// The latest earlier row that may be the same matter; remembers this one.
    pub(crate) fn earlier(&mut self, row: &Row) -> Option<u32> {
        let chars: Vec<char> = row.text.chars().filter(|char| !char.is_whitespace()).take(COMPARED_CHARS).collect();
        let pairs: HashSet<(char, char)> = chars.windows(2).map(|pair| (pair[0], pair[1])).collect();
        let keys = [
            row.person.identity.as_ref().map(|identity| format!("identity:{identity}")),
            row.person.phone.as_ref().map(|phone| format!("phone:{phone}")),
            // A name alone is shared by many; with the village it is one person often enough for a hint.
            (!row.petitioner.is_empty() && !row.area.is_empty())
                .then(|| format!("name:{}:{}", row.petitioner, row.area)),
        ];
        let index = self.seen.len();
        let mut found = None;
        for key in keys.into_iter().flatten() {
            let rows = self.by_key.entry(key).or_default();
            let near = rows.iter().rev().find(|earlier| is_near(&self.seen[**earlier].pairs, &pairs)).copied();
            found = found.max(near);
            if rows.len() == COMPARED_ROWS {
                rows.remove(0);
            }
            rows.push(index);
        }
        self.seen.push(Seen { row: row.row, pairs });
        found.map(|earlier| self.seen[earlier].row)
    }
}

fn is_near(one: &HashSet<(char, char)>, other: &HashSet<(char, char)>) -> bool {
    let all = one.len() + other.len();
    all > 0 && 200 * one.intersection(other).count() >= NEAR * all
}
