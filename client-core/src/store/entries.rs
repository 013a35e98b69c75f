//! The read model of the register: one row an entry, and its folded view.

use rusqlite::{Connection, OptionalExtension as _, Row, params};
use schemars::JsonSchema;
use serde::Serialize;
use taizhang_model::{
    CaseRecord, Context, EntryId, OfficeId,
    entry::{self, EntryView, FieldType},
};
use taizhang_wire::DocId;

use super::{indexed, search};

/// The kind of a report that late acts are compared with (K17).
pub(crate) const PERIOD_REPORT: &str = "period_report";

/// A line of the register.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct EntryLine {
    /// The entry.
    pub id: EntryId,
    /// Its kind: a name of [`taizhang_model::entry::ALL`].
    pub kind: String,
    /// The text of its first field.
    pub title: String,
    /// Its date, where it has one.
    pub on: Option<String>,
    /// The next date by which somebody has to answer or act.
    pub due: Option<String>,
    /// The office that keeps it.
    pub home: OfficeId,
    /// Whether it was struck out.
    pub struck: bool,
    /// How many fields hold concurrent values.
    pub conflicts: u32,
}

/// What of the register to list.
#[derive(Clone, Debug, Default)]
pub struct EntryFilter {
    /// Only entries of this kind.
    pub kind: Option<String>,
    /// Only entries that this office keeps.
    pub home: Option<OfficeId>,
    /// Only entries dated on or after this day.
    pub from: Option<jiff::civil::Date>,
    /// Only entries dated on or before this day.
    pub to: Option<jiff::civil::Date>,
    /// Only entries whose texts hold all these words, in Chinese or by pinyin.
    pub search: Option<String>,
    /// Struck entries too.
    pub struck: bool,
    /// At most this many; 0 means the default of 50.
    pub limit: usize,
}

/// An entry as the read model keeps it.
pub(crate) struct EntryRow {
    view: EntryView,
    json: Vec<u8>,
}

impl EntryRow {
    pub(crate) fn of(record: &CaseRecord, context: Context<'_>) -> Self {
        let view = entry::fold_entry(record, context.directory);
        let json = serde_json::to_vec(&view).expect("views are plain data with text keys");
        Self { view, json }
    }

    pub(crate) fn put(self, db: &Connection, updated_ms: i64, directory: i64) -> rusqlite::Result<()> {
        let Self { view, json } = self;
        let values = view.values.values();
        let title = entry::kind(&view.kind)
            .and_then(|kind| {
                let words = kind.fields.iter().filter(|field| matches!(field.ty, FieldType::Text | FieldType::Long));
                words.clone().find_map(|field| view.values.get(field.name)?.as_text())
            })
            .unwrap_or_default();
        let on = values.clone().find_map(entry::Value::as_date);
        let tasks = view.tasks.iter().filter(|task| task.done_by.is_none()).filter_map(|task| task.due);
        let answer = view.answer_due.filter(|_| view.answered_by.is_none());
        let due = tasks.chain(answer).min();
        let texts = searched(&view);
        let id = db.prepare_cached(
            "INSERT INTO entries (doc, kind, title, on_date, due, home, struck, conflicts, updated_ms, directory, view)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
             ON CONFLICT (doc) DO UPDATE SET kind = excluded.kind, title = excluded.title, on_date = excluded.on_date,
             due = excluded.due, home = excluded.home, struck = excluded.struck, conflicts = excluded.conflicts,
             updated_ms = excluded.updated_ms, directory = excluded.directory, view = excluded.view RETURNING id",
        )?
        .query_row(
            params![view.id.0,
            view.kind,
            title,
            on.map(|date| date.to_string()),
            due.map(|date| date.to_string()),
            view.home.0,
            view.struck_by.is_some(),
            view.conflicts.len(),
            updated_ms,
            directory,
            json
        ], |row| row.get(0))?;
        if view.kind == PERIOD_REPORT {
            super::decisions::compare_with_reports_again(db)?;
        }
        indexed::put_entry(db, id, &texts)
    }
}

fn line(row: &Row<'_>) -> rusqlite::Result<EntryLine> {
    Ok(EntryLine {
        id: EntryId(row.get(0)?),
        kind: row.get(1)?,
        title: row.get(2)?,
        on: row.get(3)?,
        due: row.get(4)?,
        home: OfficeId(row.get(5)?),
        struck: row.get(6)?,
        conflicts: row.get(7)?,
    })
}

/// What of an entry is searched: what its kind is called, and the texts it holds.
fn searched(view: &EntryView) -> Vec<String> {
    let kind = entry::kind(&view.kind).map(|kind| kind.label_zh.to_owned());
    let mut texts: Vec<String> = kind.into_iter().collect();
    for value in view.values.values() {
        collect_text(&serde_json::to_value(value).unwrap_or_default(), &mut texts);
    }
    texts
}

fn collect_text(value: &serde_json::Value, texts: &mut Vec<String>) {
    match value {
        // Ids are no words.
        serde_json::Value::String(text) if text.len() != 26 => texts.push(text.clone()),
        serde_json::Value::Array(parts) => parts.iter().for_each(|part| collect_text(part, texts)),
        serde_json::Value::Object(parts) => parts.values().for_each(|part| collect_text(part, texts)),
        _ => {}
    }
}

/// Lines of the register, the latest date first.
pub(crate) fn list(db: &Connection, filter: &EntryFilter) -> rusqlite::Result<Vec<EntryLine>> {
    let date = |date: Option<jiff::civil::Date>| date.map(|date| date.to_string());
    let rows = match &filter.search {
        None => None,
        Some(words) => {
            let found = search::found(db, words)?;
            let mut rows = Vec::new();
            for row in found.rows.iter().copied().filter(|row| *row < 0) {
                if found.holds(db, row)? {
                    rows.push(indexed::row_of_entry(row));
                }
            }
            Some(serde_json::to_string(&rows).expect("numbers"))
        }
    };
    db.prepare_cached(
        "SELECT doc, kind, title, on_date, due, home, struck, conflicts FROM entries
         WHERE (?1 IS NULL OR kind = ?1) AND (?2 IS NULL OR home = ?2) AND (?3 IS NULL OR on_date >= ?3)
         AND (?4 IS NULL OR on_date <= ?4) AND (?5 OR struck = 0)
         AND (?6 IS NULL OR id IN (SELECT value FROM json_each(?6)))
         ORDER BY on_date DESC, updated_ms DESC, id DESC LIMIT ?7",
    )?
    .query_map(
        params![
            filter.kind,
            filter.home.map(|home| home.0),
            date(filter.from),
            date(filter.to),
            filter.struck,
            rows,
            if filter.limit == 0 { 50 } else { filter.limit }
        ],
        line,
    )?
    .collect()
}

/// An entry's folded view, and the state of the directory that it was folded with.
pub(crate) fn view(db: &Connection, doc: DocId) -> rusqlite::Result<Option<(Vec<u8>, i64)>> {
    db.prepare_cached("SELECT view, directory FROM entries WHERE doc = ?1")?
        .query_row([doc.0], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()
}

/// The entries of a kind that were not struck out.
pub(crate) fn views_of_kind(db: &Connection, kind: &str) -> rusqlite::Result<Vec<EntryView>> {
    views(db, "kind = ?1 AND struck = 0", params![kind])
}

/// The entries of a kind, those that were struck out too.
pub(crate) fn all_views_of_kind(db: &Connection, kind: &str) -> rusqlite::Result<Vec<EntryView>> {
    views(db, "kind = ?1", params![kind])
}

/// The entries of a kind that are dated between two days and were not struck out.
pub(crate) fn views_between(
    db: &Connection,
    kind: &str,
    from: jiff::civil::Date,
    until: jiff::civil::Date,
) -> rusqlite::Result<Vec<EntryView>> {
    let (from, until) = (from.to_string(), until.to_string());
    views(db, "kind = ?1 AND struck = 0 AND on_date BETWEEN ?2 AND ?3", params![kind, from, until])
}

/// The entries by which somebody still owes an answer or a task.
pub(crate) fn views_with_due(db: &Connection) -> rusqlite::Result<Vec<EntryView>> {
    views(db, "due IS NOT NULL AND struck = 0", params![])
}

fn views(db: &Connection, condition: &str, values: &[&dyn rusqlite::ToSql]) -> rusqlite::Result<Vec<EntryView>> {
    let mut statement = db.prepare_cached(&format!("SELECT view FROM entries WHERE {condition}"))?;
    let rows = statement.query_map(values, |row| row.get::<_, Vec<u8>>(0))?;
    rows.map(|view| view.and_then(|view| super::lists::read(&view))).collect()
}

/// Entries whose id lies in a range, or whose title is this.
pub(crate) fn find(
    db: &Connection,
    title: &str,
    range: Option<([u8; 16], [u8; 16])>,
) -> rusqlite::Result<Vec<EntryId>> {
    let (from, to) = range.map_or((None, None), |(from, to)| (Some(from), Some(to)));
    db.prepare_cached("SELECT doc FROM entries WHERE title = ?1 OR doc BETWEEN ?2 AND ?3 LIMIT 3")?
        .query_map(params![title, from, to], |row| row.get(0).map(EntryId))?
        .collect()
}

pub(crate) fn remove(db: &Connection, doc: DocId) -> rusqlite::Result<()> {
    let id =
        db.prepare_cached("SELECT id FROM entries WHERE doc = ?1")?.query_row([doc.0], |row| row.get(0)).optional()?;
    if let Some(id) = id {
        indexed::forget(db, indexed::row_of_entry(id))?;
        // Where it was a report, no act is late for it any more.
        super::decisions::compare_with_reports_again(db)?;
    }
    db.prepare_cached("DELETE FROM entries WHERE doc = ?1")?.execute([doc.0]).map(drop)
}
