//! Register entries (台账条目): everything the ledger keeps that is not a case. Leading groups, letters of assignment,
//! meetings, reception days, returns, inspections, training records: one carrier for all of them, so that each is
//! entered, checked, revised, found and exported in the same way, and a new one is a row of a table, not a new type.
//!
//! [`kind`] finds the row: its fields, their types, the requirement rows it carries. [`EntryData::check`] says what a new entry
//! lacks; [`fold_entry`] turns the acts on an entry into the [`EntryView`] that people read, with concurrent
//! revisions of one field side by side until a person chooses (DOMAIN K14).
//!
//! The subject of an entry is an office, a case, a document or a day's work. No kind holds anything about a person
//! who brings a matter, and kinds that are passed on outside the office refuse personal numbers.

mod acts;
mod check;
mod export;
mod kinds;
mod leads;
mod lists;
mod returns;
mod spec;
mod view;

#[cfg(test)]
mod tests;

pub use acts::{Publish, Respond, Revise, Strike, check_entry};
pub use export::{Column, EntryQuery, columns, export, row};
pub use kinds::{ACCESS_LOG, ALL, kind};
pub use leads::{LeadProposal, LeadReason, propose_leads};
pub use lists::{Day, DayKind, Owed, calendar, owed, receptions_held};
pub use returns::{ReturnDue, returns_due};
pub use spec::{Advice, Answer, Choice, Derived, EntryKind, FieldSpec, FieldType, Plan, Rule};
pub use view::{Accessed, DerivedDate, EntryConflict, EntryValue, EntryView, Lack, Publication, TaskView, fold_entry};

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Bounds on entries.
pub mod limits {
    /// Most bytes of an entry's values as JSON: together with what an act adds, they fit an act.
    pub const VALUES_BYTES: usize = 48 * 1024;
    /// Most items of a list.
    pub const LIST: usize = 1_000;
    /// Most rows of a table within an entry: a roster of a year's days fits.
    pub const ROWS: usize = 366;
    /// Most characters of a text of one line.
    pub const LINE_CHARS: usize = crate::act::limits::LINE_CHARS;
    /// Most characters of a long text.
    pub const TEXT_CHARS: usize = crate::act::limits::TEXT_CHARS;
}

/// One value of a field. What it means is said by the [`FieldType`] of its field: a date is a text `2026-07-10`, money is
/// a whole number of fen (分), a reference is the text of its id.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Value {
    /// Yes or no.
    Bool(bool),
    /// A whole number.
    Number(i64),
    /// A text, a date, a choice or a reference.
    Text(String),
    /// Several of one type.
    List(Vec<Value>),
    /// One row of a table within the entry.
    Row(Values),
}

/// Values by the name of their field.
pub type Values = BTreeMap<String, Value>;

impl Value {
    /// Whether it says nothing: an empty text or an empty list, by which a revision clears a field.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Text(text) => text.trim().is_empty(),
            Self::List(list) => list.is_empty(),
            Self::Row(row) => row.is_empty(),
            Self::Bool(_) | Self::Number(_) => false,
        }
    }

    /// The text, where it is one.
    #[must_use]
    pub fn as_text(&self) -> Option<&str> {
        if let Self::Text(text) = self { Some(text) } else { None }
    }

    /// The date, where the text is one.
    #[must_use]
    pub fn as_date(&self) -> Option<jiff::civil::Date> {
        self.as_text().and_then(|text| text.parse().ok())
    }

    /// The id that the text is: of a member of staff, an office, a case.
    #[must_use]
    pub fn as_id<I: std::str::FromStr>(&self) -> Option<I> {
        self.as_text().and_then(|text| text.parse().ok())
    }

    /// Its items, where it is a list; none otherwise.
    #[must_use]
    pub fn items(&self) -> &[Self] {
        if let Self::List(items) = self { items } else { &[] }
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

/// What is entered (录入): the payload of the act `enter`, which opens an entry.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EntryData {
    /// The kind: a name of [`ALL`].
    pub kind: String,
    /// The values by field.
    pub values: Values,
}
