//! The lists of offices in the read model: what is due, who has what to do, the roster of leads, what was demanded. Each
//! row stands for one case and is renewed with that case alone.

use rusqlite::{Connection, OptionalExtension as _, Row, ToSql, params, params_from_iter};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use taizhang_model::{
    CaseView, DeadlineState, InCharge, OfficeId, Reading, StaffId, SupervisionItem,
    lists::{DueItem, due_items, on_duty},
};

use super::{
    cases::{self, CaseLine},
    reading::Reader,
};

/// What a case puts on the lists of offices.
pub(crate) struct Lists {
    due: Vec<DueItem>,
    duties: Vec<StaffId>,
    charges: Vec<InCharge>,
    supervisions: Vec<SupervisionItem>,
}

impl Lists {
    pub(super) fn of(view: &CaseView) -> Self {
        Self {
            due: due_items(view),
            duties: on_duty(view),
            charges: view.duty.in_charge.clone(),
            supervisions: view.supervision.items.clone(),
        }
    }

    /// Writes them in the place of what the case had there.
    pub(super) fn put(&self, db: &Connection, case: i64) -> rusqlite::Result<()> {
        for table in ["due", "duties", "charges", "supervisions"] {
            db.prepare_cached(&format!("DELETE FROM {table} WHERE case_id = ?1"))?.execute([case])?;
        }
        for (n, item) in self.due.iter().enumerate() {
            db.prepare_cached(
                "INSERT INTO due (case_id, n, office, day, warn_on, still, line) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            )?
            .execute(params![
                case,
                n,
                item.office.0,
                item.due.or(item.at_earliest).map(|day| day.to_string()),
                item.warn_on.map(|day| day.to_string()),
                standstill(item),
                json(item)
            ])?;
        }
        for staff in &self.duties {
            db.prepare_cached("INSERT INTO duties (staff, case_id) VALUES (?1, ?2)")?
                .execute(params![staff.0, case])?;
        }
        for (n, charge) in self.charges.iter().enumerate() {
            db.prepare_cached("INSERT INTO charges (case_id, n, unit, line) VALUES (?1, ?2, ?3, ?4)")?
                .execute(params![case, n, charge.unit.0, json(charge)])?;
        }
        for (n, item) in self.supervisions.iter().enumerate() {
            db.prepare_cached(
                "INSERT INTO supervisions (case_id, n, sender, receiver, answered, due, line)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            )?
            .execute(params![
                case,
                n,
                item.from.0,
                item.to.0,
                item.answer.is_some(),
                item.due.map(|day| day.to_string()),
                json(item)
            ])?;
        }
        Ok(())
    }
}

/// What keeps a day from being one that anybody can miss: 0 nothing, 1 it stands still, 2 it is not known.
fn standstill(item: &DueItem) -> i64 {
    match (item.paused, item.due) {
        (true, _) => 1,
        (false, None) => 2,
        (false, Some(_)) => 0,
    }
}

pub(super) fn json(line: &impl Serialize) -> Vec<u8> {
    serde_json::to_vec(line).expect("lines are plain data with text keys")
}

pub(super) fn read<T: DeserializeOwned>(bytes: &[u8]) -> rusqlite::Result<T> {
    serde_json::from_slice(bytes)
        .map_err(|error| rusqlite::Error::FromSqlConversionFailure(0, rusqlite::types::Type::Blob, Box::new(error)))
}

/// Which part of a list to show.
#[derive(Clone, Copy, Debug, Default)]
pub struct Page {
    /// At most this many; 0 means the default of 100.
    pub limit: usize,
    /// Leave out this many.
    pub offset: usize,
}

impl Page {
    pub(crate) fn limit(self) -> usize {
        if self.limit == 0 { 100 } else { self.limit }
    }
}

/// Whose cases a list is about.
#[derive(Clone, Debug)]
pub(crate) enum Whose {
    /// Those of these offices.
    Offices(Vec<OfficeId>),
    /// Those that this member of staff has to do: the holder of this device.
    Own(StaffId),
}

impl Whose {
    /// The condition on a column that holds an office, or on the case, with its values: numbered from `first` on.
    fn condition(&self, office: &str, first: usize) -> (String, Vec<Box<dyn ToSql>>) {
        match self {
            Self::Offices(offices) => {
                let marks: Vec<_> = (first..first + offices.len()).map(|n| format!("?{n}")).collect();
                let values = offices.iter().map(|office| Box::new(office.0) as _).collect();
                (format!("{office} IN ({})", marks.join(", ")), values)
            }
            Self::Own(staff) => {
                let own = format!("case_id IN (SELECT case_id FROM duties WHERE staff = ?{first})");
                (own, vec![Box::new(staff.0)])
            }
        }
    }
}

/// Something that is due, with its case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct DueLine {
    /// How it stands today.
    pub state: DeadlineState,
    /// What is owed.
    #[serde(flatten)]
    pub item: DueItem,
    /// In which case.
    pub case: CaseLine,
}

/// How many things stand how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DueCounts {
    /// Their day has passed.
    pub late: u64,
    /// This is their last day.
    pub due_today: u64,
    /// Their larger part has passed.
    pub soon: u64,
    /// There is time.
    pub on_time: u64,
    /// They stand still.
    pub paused: u64,
    /// Nobody can say yet: a calendar or a configuration is missing.
    pub unknown: u64,
}

/// How something stands on the day `?1`, by [`DueItem::state`].
const STATE: &str = "CASE WHEN still = 1 THEN 'paused' WHEN still = 2 THEN 'unknown' WHEN day < ?1 THEN 'late'
    WHEN day = ?1 THEN 'due_today' WHEN warn_on <= ?1 THEN 'soon' ELSE 'on_time' END";

fn word(state: DeadlineState) -> String {
    let word = serde_json::to_value(state).expect("a state is a plain word");
    word.as_str().unwrap_or_default().to_owned()
}

/// What is due, the earliest first; what nobody can say a day of comes last.
pub(crate) fn due(
    db: &Connection,
    reader: &Reader,
    whose: &Whose,
    today: jiff::civil::Date,
    state: Option<DeadlineState>,
    page: Page,
) -> rusqlite::Result<Vec<DueLine>> {
    let (condition, own) = whose.condition("office", 2);
    let state = state.map(word);
    let mut values: Vec<Box<dyn ToSql>> = vec![Box::new(today.to_string())];
    values.extend(own);
    values.push(Box::new(state.clone()));
    values.push(Box::new(state));
    values.push(Box::new(page.limit()));
    values.push(Box::new(page.offset));
    let sql = format!(
        "SELECT case_id, line FROM due WHERE {condition} AND (? IS NULL OR {STATE} = ?)
         ORDER BY day IS NULL, day, case_id, n LIMIT ? OFFSET ?"
    );
    lines(db, reader, &sql, values, |item: DueItem, case| {
        let item = if case.reading == Reading::Withheld { item.withheld() } else { item };
        Some(DueLine { state: item.state(today), item, case })
    })
}

/// How many things stand how.
pub(crate) fn due_counts(db: &Connection, whose: &Whose, today: jiff::civil::Date) -> rusqlite::Result<DueCounts> {
    let (condition, own) = whose.condition("office", 2);
    let mut values: Vec<Box<dyn ToSql>> = vec![Box::new(today.to_string())];
    values.extend(own);
    let sql = format!("SELECT {STATE}, count(*) FROM due WHERE {condition} GROUP BY 1");
    let mut statement = db.prepare_cached(&sql)?;
    let mut rows = statement.query(params_from_iter(values))?;
    let mut counts = DueCounts::default();
    while let Some(row) = rows.next()? {
        let count = row.get(1)?;
        match row.get_ref(0)?.as_str().unwrap_or_default() {
            "late" => counts.late = count,
            "due_today" => counts.due_today = count,
            "soon" => counts.soon = count,
            "on_time" => counts.on_time = count,
            "paused" => counts.paused = count,
            _ => counts.unknown = count,
        }
    }
    Ok(counts)
}

/// A row of the roster of leads (包案台账; DOMAIN A07): who carries the duty for a case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct RosterLine {
    /// The assignment in force.
    #[serde(flatten)]
    pub charge: InCharge,
    /// The case.
    pub case: CaseLine,
}

/// The roster of leads, unit by unit. A case that is withheld from the reader stands on none.
pub(crate) fn roster(db: &Connection, reader: &Reader, whose: &Whose, page: Page) -> rusqlite::Result<Vec<RosterLine>> {
    let (condition, mut values) = whose.condition("unit", 1);
    values.push(Box::new(page.limit()));
    values.push(Box::new(page.offset));
    let sql = format!("SELECT case_id, line FROM charges WHERE {condition} ORDER BY unit, case_id, n LIMIT ? OFFSET ?");
    lines(db, reader, &sql, values, |charge, case| {
        (case.reading != Reading::Withheld).then_some(RosterLine { charge, case })
    })
}

/// A line of the list of supervisions (督办清单; DOMAIN S01 to S06): what was demanded of an office about a case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SupervisionLine {
    /// Whether it is unanswered and its day has passed.
    pub late: bool,
    /// What was demanded, and the answer.
    #[serde(flatten)]
    pub item: SupervisionItem,
    /// The case.
    pub case: CaseLine,
}

/// Supervisions that these offices have to answer, or that they sent: those without an answer first, the earliest day
/// first.
pub(crate) fn supervisions(
    db: &Connection,
    reader: &Reader,
    offices: &[OfficeId],
    sent: bool,
    answered: bool,
    today: jiff::civil::Date,
    page: Page,
) -> rusqlite::Result<Vec<SupervisionLine>> {
    let (condition, mut values) =
        Whose::Offices(offices.to_vec()).condition(if sent { "sender" } else { "receiver" }, 1);
    values.push(Box::new(answered));
    values.push(Box::new(page.limit()));
    values.push(Box::new(page.offset));
    let sql = format!(
        "SELECT case_id, line FROM supervisions WHERE {condition} AND answered <= ?
         ORDER BY answered, due IS NULL, due, case_id, n LIMIT ? OFFSET ?"
    );
    lines(db, reader, &sql, values, |item: SupervisionItem, case| {
        let item = if case.reading == Reading::Withheld { item.withheld() } else { item };
        Some(SupervisionLine { late: item.is_late(today), item, case })
    })
}

/// Lines that a query finds, each with its case.
fn lines<T: DeserializeOwned, L>(
    db: &Connection,
    reader: &Reader,
    sql: &str,
    values: Vec<Box<dyn ToSql>>,
    line: impl Fn(T, CaseLine) -> Option<L>,
) -> rusqlite::Result<Vec<L>> {
    let mut statement = db.prepare_cached(sql)?;
    let found = |row: &Row<'_>| Ok((row.get::<_, i64>(0)?, row.get::<_, Vec<u8>>(1)?));
    let rows: Vec<_> = statement.query_map(params_from_iter(values), found)?.collect::<Result<_, _>>()?;
    let mut lines = Vec::with_capacity(rows.len());
    for (case, bytes) in rows {
        if let Some(case) = cases::line_in(db, reader, case)? {
            lines.extend(line(read(&bytes)?, case));
        }
    }
    Ok(lines)
}

/// Whether some case was folded with an older directory: then the lists may lag behind.
pub(crate) fn lag(db: &Connection, directory: i64) -> rusqlite::Result<u64> {
    let sql = "SELECT count(*) FROM cases WHERE directory < ?1";
    Ok(db.prepare_cached(sql)?.query_row([directory], |row| row.get(0)).optional()?.unwrap_or_default())
}
