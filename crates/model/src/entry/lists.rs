//! What entries come to for an office or a day: who still owes an answer, what stands in the calendar, whether a leader
//! held the month's reception. Pure functions over folded entries; entries that were struck out do not count.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{EntryView, Value};
use crate::{EntryId, OfficeId, StaffId};

/// Something that an office owes: the answer to a letter, a proposal, an inspection; a task of a meeting.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct Owed {
    /// By when.
    pub due: Date,
    /// The entry.
    pub entry: EntryId,
    /// Its kind.
    pub kind: String,
    /// The number of the task; none: the answer to the entry as a whole.
    pub task: Option<String>,
    /// What is to be done, of a task.
    pub what: String,
}

/// What this office owes, the earliest first (督办清单、任务清单; DOMAIN P17, S02, S04, S05).
#[must_use]
pub fn owed<'a>(entries: impl IntoIterator<Item = &'a EntryView>, office: OfficeId) -> Vec<Owed> {
    let mut owed = Vec::new();
    for view in entries.into_iter().filter(|view| view.stands()) {
        let item = |due, task, what| Owed { due, entry: view.id, kind: view.kind.clone(), task, what };
        if let Some(due) = view.answer_due
            && view.answered_by.is_none()
            && view.answer_from.contains(&office)
        {
            owed.push(item(due, None, String::new()));
        }
        for task in view.tasks.iter().filter(|task| task.done_by.is_none() && task.office == Some(office)) {
            if let Some(due) = task.due {
                owed.push(item(due, Some(task.no.clone()), task.what.clone()));
            }
        }
    }
    owed.sort();
    owed
}

/// What happens on a day of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum DayKind {
    /// A reception day (接访日).
    Reception,
    /// A meeting (会议).
    Meeting,
    /// The last day to contact the host, give notice, hand in materials or report, by its requirement row.
    Due,
}

/// One line of the calendar.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct Day {
    /// The day.
    pub on: Date,
    /// What happens.
    pub kind: DayKind,
    /// The entry.
    pub entry: EntryId,
    /// The requirement row of what is due; empty otherwise.
    pub rule: String,
    /// Whether what is due was done.
    pub done: bool,
}

/// Reception days and meetings between two days, with what is due around them (接访日历; DOMAIN V01 to V12).
#[must_use]
pub fn calendar<'a>(entries: impl IntoIterator<Item = &'a EntryView>, from: Date, until: Date) -> Vec<Day> {
    let mut days = Vec::new();
    for view in entries.into_iter().filter(|view| view.stands()) {
        let kind = match view.kind.as_str() {
            "reception" => DayKind::Reception,
            "meeting" => DayKind::Meeting,
            _ => continue,
        };
        let day = |on, kind, rule, done| Day { on, kind, entry: view.id, rule, done };
        days.extend(view.values.get("on").and_then(Value::as_date).map(|on| day(on, kind, String::new(), false)));
        days.extend(
            view.dates.iter().map(|date| day(date.due, DayKind::Due, date.rule.clone(), date.met_on.is_some())),
        );
    }
    days.retain(|day| from <= day.on && day.on <= until);
    days.sort();
    days
}

/// How many receptions and visits down this leader holds in the month of that day; one is owed (DOMAIN V01, V12).
#[must_use]
pub fn receptions_held<'a>(entries: impl IntoIterator<Item = &'a EntryView>, leader: StaffId, month: Date) -> usize {
    let (first, last) = (month.first_of_month(), month.last_of_month());
    let held = |view: &&EntryView| {
        let on = view.values.get("on").and_then(Value::as_date);
        view.kind == "reception"
            && view.stands()
            && view.values.get("leader").and_then(Value::as_id) == Some(leader)
            && view.values.get("mode").and_then(Value::as_text) != Some("letter_reading")
            && on.is_some_and(|on| first <= on && on <= last)
    };
    entries.into_iter().filter(held).count()
}
