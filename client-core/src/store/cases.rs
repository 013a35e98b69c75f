//! The read model: one row a case and its folded view. A received change costs its own case only.

use std::collections::BTreeSet;

use jiff::civil::Date;
use rusqlite::{Connection, OptionalExtension as _, Row, params};
use schemars::JsonSchema;
use serde::Serialize;
use taizhang_model::{CaseId, CaseRecord, CaseView, ConfigVersion, Context, OfficeId, Reading, Stage};

use super::{
    decisions::OfCase,
    indexed::{self, Indexed},
    lists::Lists,
    reading::{OfReading, Reader},
    receipts,
    search::{self, Found},
};

/// A line of the ledger.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CaseLine {
    /// The case.
    pub id: CaseId,
    /// Its number, as the registering office gave it.
    pub number: String,
    /// Its title.
    pub title: String,
    /// The petitioner's name as it may be shown.
    pub petitioner: String,
    /// Where it arose.
    pub area: String,
    /// Its stage.
    pub stage: String,
    /// When it was received.
    pub received_on: Option<String>,
    /// The next date by which something is due.
    pub due: Option<String>,
    /// Its home office.
    pub home: OfficeId,
    /// How many disputes of record are open.
    pub disputes: u32,
    /// How many fields hold concurrent values that nobody chose between.
    pub conflicts: u32,
    /// How much of it the person at this device may read.
    pub reading: Reading,
}

/// What of the ledger to list.
#[derive(Clone, Debug, Default)]
pub struct CaseFilter {
    /// Only cases whose text holds all these words.
    pub search: Option<String>,
    /// Only cases at this stage.
    pub stage: Option<String>,
    /// Only cases with an open dispute of record.
    pub in_dispute: bool,
    /// Only cases with a field conflict.
    pub in_conflict: bool,
    /// Only cases of these home offices; none: of all.
    pub homes: Vec<OfficeId>,
    /// Only cases that the holder of this device leads, handles or works on.
    pub own: bool,
    /// Only closed cases, or only those that are not.
    pub closed: Option<bool>,
    /// Only cases received on or after this day.
    pub received_from: Option<Date>,
    /// Only cases received on or before this day.
    pub received_until: Option<Date>,
    /// Only cases in which something is due on or before this day.
    pub due_until: Option<Date>,
    /// Only these cases.
    pub only: Option<Vec<CaseId>>,
    /// In which order.
    pub order: CaseOrder,
    /// The other way round.
    pub reversed: bool,
    /// At most this many; 0 means the default of 50.
    pub limit: usize,
    /// Leave out this many.
    pub offset: usize,
}

/// The order of a list. Each is by what everybody may read of a case.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CaseOrder {
    /// The latest touched first.
    #[default]
    Touched,
    /// The latest received first.
    Received,
    /// The earliest due first; those in which nothing is due last.
    Due,
    /// By number.
    Number,
}

/// A part of the ledger, and how much there is of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CasePage {
    /// How many cases the filter finds.
    pub total: u64,
    /// The lines that were asked for.
    pub cases: Vec<CaseLine>,
}

const LINE: &str = "SELECT c.doc, c.number, c.title, c.petitioner, c.area, c.stage, c.received_on, c.due, c.home, c.disputes, c.conflicts, c.id FROM cases c";

/// A line as it stands there, and its row: only a [`Reader`] makes one that is shown of it.
fn line(row: &Row<'_>) -> rusqlite::Result<(i64, CaseLine)> {
    let line = CaseLine {
        id: CaseId(row.get(0)?),
        number: row.get(1)?,
        title: row.get(2)?,
        petitioner: row.get(3)?,
        area: row.get(4)?,
        stage: row.get(5)?,
        received_on: row.get(6)?,
        due: row.get(7)?,
        home: OfficeId(row.get(8)?),
        disputes: row.get(9)?,
        conflicts: row.get(10)?,
        reading: Reading::Open,
    };
    Ok((row.get(11)?, line))
}

/// A case as the read model keeps it: a function of its document and the directory alone.
pub(crate) struct CaseRow {
    view: CaseView,
    stage: String,
    due: Option<String>,
    disputes: usize,
    /// Versions of the configuration that its acts name and that are not here.
    waits_for: BTreeSet<ConfigVersion>,
    json: Vec<u8>,
    lists: Lists,
    decisions: OfCase,
    reading: OfReading,
    indexed: Indexed,
}

impl CaseRow {
    /// Folds a case.
    pub(crate) fn of(record: &CaseRecord, context: Context<'_>) -> Self {
        let view = taizhang_model::fold(record, context);
        let due = view.next_due();
        let stage = serde_json::to_value(view.stage).ok().and_then(|stage| stage.as_str().map(str::to_owned));
        let versions = record.acts.iter().map(|act| act.config);
        Self {
            waits_for: versions.filter(|version| context.configs.get(*version).is_none()).collect(),
            stage: stage.unwrap_or_default(),
            due: due.map(|date| date.to_string()),
            disputes: view.open_disputes().count(),
            json: serde_json::to_vec(&view).expect("views are plain data with text keys"),
            lists: Lists::of(&view),
            decisions: OfCase::of(record, &view, context.directory),
            reading: OfReading::of(&view, context.directory),
            indexed: Indexed::of(record, &view, context.directory),
            view,
        }
    }
}

/// Writes a case's row and view. Gives the row's number, and what of it is to be indexed. A batch writes its indexes at its
/// end: before each other statement SQLite lets the full text write out all it has gathered.
pub(crate) fn put_row(
    db: &Connection,
    row: CaseRow,
    updated_ms: i64,
    directory: i64,
) -> rusqlite::Result<(i64, Indexed)> {
    let CaseRow { view, stage, due, disputes, waits_for, json, lists, decisions, reading, indexed } = row;
    let id = db
        .prepare_cached(
            "INSERT INTO cases (doc, number, title, petitioner, area, stage, received_on, due, home, disputes, conflicts,
             updated_ms, directory, view) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, x'')
             ON CONFLICT (doc) DO UPDATE SET number = excluded.number, title = excluded.title,
             petitioner = excluded.petitioner, area = excluded.area, stage = excluded.stage,
             received_on = excluded.received_on, due = excluded.due, home = excluded.home,
             disputes = excluded.disputes, conflicts = excluded.conflicts, updated_ms = excluded.updated_ms,
             directory = excluded.directory, compared = min(compared, 1) RETURNING id",
        )?
        .query_row(
            params![
                view.id.0,
                view.number,
                view.title,
                view.petitioner,
                view.area,
                stage,
                view.received_on.map(|date| date.to_string()),
                due,
                view.home.0,
                disputes,
                view.conflicts.len(),
                updated_ms,
                directory,
            ],
            |row| row.get(0),
        )?;
    db.prepare_cached("INSERT OR REPLACE INTO views (id, view) VALUES (?1, ?2)")?.execute(params![id, json])?;
    lists.put(db, id)?;
    decisions.put(db, id)?;
    reading.put(db, id)?;
    receipts::put(db, id, &view)?;
    for version in waits_for {
        db.prepare_cached("INSERT INTO waiting_config (version, doc) VALUES (?1, ?2) ON CONFLICT DO NOTHING")?
            .execute(params![version.0, view.id.0])?;
    }
    Ok((id, indexed))
}

/// The row of a case.
pub(crate) fn row_of(db: &Connection, doc: CaseId) -> rusqlite::Result<Option<i64>> {
    db.prepare_cached("SELECT id FROM cases WHERE doc = ?1")?.query_row([doc.0], |row| row.get(0)).optional()
}

pub(crate) fn remove(db: &Connection, doc: CaseId) -> rusqlite::Result<()> {
    indexed::remove(db, doc)?;
    db.prepare_cached("DELETE FROM cases WHERE doc = ?1")?.execute([doc.0]).map(drop)
}

/// Lines of the ledger, the latest touched first. The words of what is withheld from the reader are not found.
pub(crate) fn list(db: &Connection, reader: &Reader, filter: &CaseFilter) -> rusqlite::Result<Vec<CaseLine>> {
    if let Some(words) = &filter.search {
        let mut found = search::found(db, words)?;
        // The rest are entries of the register.
        found.rows.retain(|row| *row > 0);
        let rows = page(db, reader, filter, &found, (filter.offset, limit(filter)))?;
        return rows.into_iter().filter_map(|row| line_in(db, reader, row).transpose()).collect();
    }
    let (conditions, mut values) = conditions(reader, filter);
    values.push(Box::new(limit(filter)));
    values.push(Box::new(filter.offset));
    let sql = format!("{LINE} WHERE 1{conditions} ORDER BY {} LIMIT ? OFFSET ?", order(filter));
    let mut statement = db.prepare_cached(&sql)?;
    let lines: Vec<_> = statement.query_map(rusqlite::params_from_iter(values), line)?.collect::<Result<_, _>>()?;
    lines.into_iter().map(|(row, line)| reader.line(db, row, line)).collect()
}

/// As [`list`], with how many there are.
pub(crate) fn list_page(db: &Connection, reader: &Reader, filter: &CaseFilter) -> rusqlite::Result<CasePage> {
    let Some(words) = &filter.search else {
        let (conditions, values) = conditions(reader, filter);
        let sql = format!("SELECT count(*) FROM cases c WHERE 1{conditions}");
        let total = db.prepare_cached(&sql)?.query_row(rusqlite::params_from_iter(values), |row| row.get(0))?;
        return Ok(CasePage { total, cases: list(db, reader, filter)? });
    };
    let mut found = search::found(db, words)?;
    found.rows.retain(|row| *row > 0);
    let rows = page(db, reader, filter, &found, (0, usize::MAX))?;
    let shown = rows.iter().skip(filter.offset).take(limit(filter));
    let cases = shown.filter_map(|row| line_in(db, reader, *row).transpose()).collect::<Result<_, _>>()?;
    Ok(CasePage { total: rows.len() as u64, cases })
}

/// Cases of one name that are told apart: more are as good as three.
const FOUND_MAX: usize = 3;

/// Rows found by a search that are looked up one by one. Of more, the ledger is walked along in the order of the list, until
/// the page is full.
const LOOKED_UP_MAX: usize = 300;

/// The rows of a page of what a search found: so many are left out, and at most so many given.
fn page(
    db: &Connection,
    reader: &Reader,
    filter: &CaseFilter,
    found: &Found,
    (offset, limit): (usize, usize),
) -> rusqlite::Result<Vec<i64>> {
    let (mut conditions, mut values) = conditions(reader, filter);
    if found.rows.len() <= LOOKED_UP_MAX {
        conditions.push_str(" AND c.id IN (SELECT value FROM json_each(?))");
        values.push(Box::new(serde_json::to_string(&found.rows).expect("numbers")));
    }
    let sql = format!("SELECT c.id FROM cases c WHERE 1{conditions} ORDER BY {}", order(filter));
    let mut statement = db.prepare_cached(&sql)?;
    let mut rows = statement.query(rusqlite::params_from_iter(values))?;
    let (mut left_out, mut page) = (0, Vec::new());
    while let Some(row) = rows.next()? {
        let id = row.get(0)?;
        if !found.holds(db, id)? || reader.of_row(db, id)? == Reading::Withheld {
            continue;
        }
        if left_out < offset {
            left_out += 1;
            continue;
        }
        page.push(id);
        if page.len() == limit {
            break;
        }
    }
    Ok(page)
}

const fn limit(filter: &CaseFilter) -> usize {
    if filter.limit == 0 { 50 } else { filter.limit }
}

/// The order of a filter, as SQL.
const fn order(filter: &CaseFilter) -> &'static str {
    match (filter.order, filter.reversed) {
        (CaseOrder::Touched, false) => "c.updated_ms DESC, c.id DESC",
        (CaseOrder::Touched, true) => "c.updated_ms, c.id",
        (CaseOrder::Received, false) => "c.received_on DESC, c.id DESC",
        (CaseOrder::Received, true) => "c.received_on IS NULL, c.received_on, c.id",
        (CaseOrder::Due, false) => "c.due IS NULL, c.due, c.id",
        (CaseOrder::Due, true) => "c.due DESC, c.id DESC",
        (CaseOrder::Number, false) => "c.number, c.id",
        (CaseOrder::Number, true) => "c.number DESC, c.id DESC",
    }
}

/// What a filter asks of a row beside words.
fn conditions(reader: &Reader, filter: &CaseFilter) -> (String, Vec<Box<dyn rusqlite::ToSql>>) {
    let (mut sql, mut values): (_, Vec<Box<dyn rusqlite::ToSql>>) = (String::new(), Vec::new());
    if let Some(stage) = &filter.stage {
        sql.push_str(" AND c.stage = ?");
        values.push(Box::new(stage.clone()));
    }
    if filter.in_dispute {
        sql.push_str(" AND c.disputes > 0");
    }
    if filter.in_conflict {
        sql.push_str(" AND c.conflicts > 0");
    }
    if !filter.homes.is_empty() {
        let marks: Vec<_> = filter.homes.iter().map(|_| "?").collect();
        sql.push_str(&format!(" AND c.home IN ({})", marks.join(", ")));
        values.extend(filter.homes.iter().map(|home| Box::new(home.0) as Box<dyn rusqlite::ToSql>));
    }
    if filter.own {
        sql.push_str(" AND c.id IN (SELECT case_id FROM duties WHERE staff = ?)");
        values.push(Box::new(reader.staff().map(|staff| staff.0)));
    }
    if let Some(closed) = filter.closed {
        let stages = Stage::ALL.iter().filter(|stage| stage.is_closed());
        let stages: Vec<_> = stages.filter_map(|stage| serde_json::to_string(stage).ok()).collect();
        let words = stages.join(", ").replace('"', "'");
        sql.push_str(&format!(" AND c.stage {} ({words})", if closed { "IN" } else { "NOT IN" }));
    }
    if let Some(only) = &filter.only {
        let ids: Vec<_> = only.iter().map(|case| data_encoding::HEXLOWER.encode(&case.0)).collect();
        sql.push_str(" AND c.doc IN (SELECT unhex(value) FROM json_each(?))");
        values.push(Box::new(serde_json::to_string(&ids).expect("texts")));
    }
    let days = [
        (" AND c.received_on >= ?", filter.received_from),
        (" AND c.received_on <= ?", filter.received_until),
        (" AND c.due <= ?", filter.due_until),
    ];
    for (condition, day) in days {
        if let Some(day) = day {
            sql.push_str(condition);
            values.push(Box::new(day.to_string()));
        }
    }
    (sql, values)
}

/// The line of a row.
pub(crate) fn line_in(db: &Connection, reader: &Reader, row: i64) -> rusqlite::Result<Option<CaseLine>> {
    line_where(db, reader, "c.id = ?1", row)
}

/// The line of a case.
pub(crate) fn line_of(db: &Connection, reader: &Reader, doc: CaseId) -> rusqlite::Result<Option<CaseLine>> {
    line_where(db, reader, "c.doc = ?1", doc.0)
}

fn line_where(
    db: &Connection,
    reader: &Reader,
    condition: &str,
    key: impl rusqlite::ToSql,
) -> rusqlite::Result<Option<CaseLine>> {
    let found = db.prepare_cached(&format!("{LINE} WHERE {condition}"))?.query_row([key], line).optional()?;
    found.map(|(row, line)| reader.line(db, row, line)).transpose()
}

pub(crate) fn count(db: &Connection) -> rusqlite::Result<u64> {
    db.prepare_cached("SELECT count(*) FROM cases")?.query_row([], |row| row.get(0))
}

/// Cases received between two days.
pub(crate) fn received(db: &Connection, from: Option<Date>, until: Option<Date>) -> rusqlite::Result<Vec<CaseId>> {
    let text = |date: Option<Date>| date.map(|date| date.to_string());
    db.prepare_cached(
        "SELECT doc FROM cases WHERE (?1 IS NULL OR received_on >= ?1) AND (?2 IS NULL OR received_on <= ?2) ORDER BY id",
    )?
    .query_map(params![text(from), text(until)], |row| row.get(0).map(CaseId))?
    .collect()
}

/// A case's folded view, and the state of the directory that it was folded with.
pub(crate) fn view(db: &Connection, doc: CaseId) -> rusqlite::Result<Option<(Vec<u8>, i64)>> {
    db.prepare_cached("SELECT v.view, c.directory FROM cases c JOIN views v ON v.id = c.id WHERE c.doc = ?1")?
        .query_row([doc.0], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()
}

/// Cases that were folded with an older directory, and when each was last touched.
pub(crate) fn folded_before(db: &Connection, directory: i64, limit: usize) -> rusqlite::Result<Vec<(CaseId, i64)>> {
    db.prepare_cached("SELECT doc, updated_ms FROM cases WHERE directory < ?1 LIMIT ?2")?
        .query_map(params![directory, limit], |row| Ok((CaseId(row.get(0)?), row.get(1)?)))?
        .collect()
}

/// A case that cannot be folded again stays as it was.
pub(crate) fn folded_as_it_is(db: &Connection, doc: CaseId, directory: i64) -> rusqlite::Result<()> {
    db.prepare_cached("UPDATE cases SET directory = ?2 WHERE doc = ?1")?.execute(params![doc.0, directory]).map(drop)
}

/// The cases that people may mean by a number, or by a title that they may read.
pub(crate) fn find(db: &Connection, reader: &Reader, name: &str) -> rusqlite::Result<Vec<CaseId>> {
    let sql = "SELECT id, doc, number = ?1 FROM cases WHERE number = ?1
        UNION SELECT id, doc, number = ?1 FROM cases WHERE title = ?1";
    let mut statement = db.prepare_cached(sql)?;
    let mut rows = statement.query([name])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let by_number: bool = row.get(2)?;
        if by_number || reader.of_row(db, row.get(0)?)? != Reading::Withheld {
            found.push(CaseId(row.get(1)?));
        }
        if found.len() == FOUND_MAX {
            break;
        }
    }
    Ok(found)
}

/// Cases whose id lies in a range.
pub(crate) fn in_range(db: &Connection, from: [u8; 16], to: [u8; 16]) -> rusqlite::Result<Vec<CaseId>> {
    db.prepare_cached("SELECT doc FROM cases WHERE doc BETWEEN ?1 AND ?2 LIMIT 3")?
        .query_map([from, to], |row| row.get(0).map(CaseId))?
        .collect()
}
