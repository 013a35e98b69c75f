//! Who may read what of a restricted case on this device (限制知悉; DOMAIN 3.2).
//!
//! Whatever the read model gives out of a case is asked of a [`Reader`]: no function here or in its neighbours makes a
//! line without one. The device holds the bytes all the same; who must not hold them stands outside the audience.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension as _, params};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use taizhang_model::{CaseId, CaseView, Directory, OfficeId, Opening, PartyId, Reading, ReadingView, StaffId};

use super::{
    cases::{self, CaseLine},
    lists::{json, read},
};

/// Who asks, and when.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reader {
    staff: Option<StaffId>,
    now: Option<Timestamp>,
    everything: bool,
}

impl Reader {
    /// The program itself, for what nobody is shown: folding, comparing, counting.
    pub(crate) const PROGRAM: Self = Self { staff: None, now: None, everything: true };

    /// The holder of a device, by what its clock was last told to show.
    pub(crate) const fn person(staff: Option<StaffId>, now: Option<Timestamp>) -> Self {
        Self { staff, now, everything: false }
    }

    /// The member of staff who asks.
    pub(crate) const fn staff(&self) -> Option<StaffId> {
        self.staff
    }

    /// What they may read of a case that says this about its reading.
    pub(crate) fn of(&self, reading: &ReadingView) -> Reading {
        if self.everything || reading.may_read(self.staff, self.now) { reading.state } else { Reading::Withheld }
    }

    /// What they may read of the case in a row.
    pub(crate) fn of_row(&self, db: &Connection, row: i64) -> rusqlite::Result<Reading> {
        let kept = db.prepare_cached("SELECT line FROM restricted WHERE case_id = ?1")?;
        self.of_kept(kept, row)
    }

    /// What they may read of a case.
    pub(crate) fn of_case(&self, db: &Connection, case: CaseId) -> rusqlite::Result<Reading> {
        let row = "SELECT line FROM restricted WHERE case_id = (SELECT id FROM cases WHERE doc = ?1)";
        self.of_kept(db.prepare_cached(row)?, case.0)
    }

    fn of_kept(&self, mut kept: rusqlite::CachedStatement<'_>, key: impl rusqlite::ToSql) -> rusqlite::Result<Reading> {
        let line: Option<Vec<u8>> = kept.query_row([key], |row| row.get(0)).optional()?;
        let Some(line) = line else { return Ok(Reading::Open) };
        let withheld = if self.everything { Reading::Restricted } else { Reading::Withheld };
        Ok(read::<Option<Restricted>>(&line)?.map_or(withheld, |kept| self.of(&kept.reading)))
    }

    /// A line as they may see it: without title, name and place where the case is withheld.
    pub(super) fn line(&self, db: &Connection, row: i64, mut line: CaseLine) -> rusqlite::Result<CaseLine> {
        line.reading = self.of_row(db, row)?;
        if line.reading == Reading::Withheld {
            for text in [&mut line.title, &mut line.petitioner, &mut line.area] {
                text.clear();
            }
        }
        Ok(line)
    }
}

/// What is kept of a restricted case, so that no document is opened to say who may read it.
#[derive(Serialize, Deserialize)]
struct Restricted {
    reading: ReadingView,
    /// Whose details stand beside it.
    parties: Vec<PartyId>,
}

/// What a case says about its reading, and in whose inboxes an opening stands.
pub(super) struct OfReading {
    restricted: Option<Restricted>,
    openings: Vec<Opening>,
    offices: Vec<OfficeId>,
}

impl OfReading {
    pub(super) fn of(view: &CaseView, directory: &Directory) -> Self {
        let parties = || view.links.parties.iter().filter_map(|party| party.party).collect();
        let reading = || view.reading.clone();
        let restricted = view.reading.is_restricted().then(|| Restricted { reading: reading(), parties: parties() });
        let openings = view.reading.openings.clone();
        let mut offices = Vec::new();
        if !openings.is_empty() {
            offices.push(view.home);
            offices.extend(directory.supervising_office(view.home));
            offices.extend(directory.ancestors(view.home).first());
            offices.sort_unstable();
            offices.dedup();
        }
        Self { restricted, openings, offices }
    }

    /// Writes it in the place of what stood there.
    pub(super) fn put(&self, db: &Connection, case: i64) -> rusqlite::Result<()> {
        for table in ["restricted", "openings"] {
            db.prepare_cached(&format!("DELETE FROM {table} WHERE case_id = ?1"))?.execute([case])?;
        }
        if let Some(restricted) = &self.restricted {
            db.prepare_cached("INSERT INTO restricted (case_id, line) VALUES (?1, ?2)")?
                .execute(params![case, json(restricted)])?;
        }
        for (n, opening) in self.openings.iter().enumerate() {
            for office in &self.offices {
                db.prepare_cached(
                    "INSERT INTO openings (case_id, n, office, opened_ms, line) VALUES (?1, ?2, ?3, ?4, ?5)",
                )?
                .execute(params![case, n, office.0, opening.from.as_millisecond(), json(opening)])?;
            }
        }
        Ok(())
    }
}

/// A restricted case that somebody opened all the same, with its case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct OpeningLine {
    /// Who, for which office, why, from when until when.
    #[serde(flatten)]
    pub opening: Opening,
    /// The case.
    pub case: CaseLine,
}

/// Openings that an office is told of, the latest first; at most so many.
pub(crate) fn openings(
    db: &Connection,
    reader: &Reader,
    office: OfficeId,
    limit: usize,
) -> rusqlite::Result<Vec<OpeningLine>> {
    let sql = "SELECT case_id, line FROM openings WHERE office = ?1 ORDER BY opened_ms DESC, case_id, n DESC LIMIT ?2";
    let mut statement = db.prepare_cached(sql)?;
    let rows = statement.query_map(params![office.0, limit], |row| Ok((row.get(0)?, row.get::<_, Vec<u8>>(1)?)))?;
    let rows: Vec<(i64, Vec<u8>)> = rows.collect::<Result<_, _>>()?;
    let mut lines = Vec::with_capacity(rows.len());
    for (row, line) in rows {
        if let Some(case) = cases::line_in(db, reader, row)? {
            lines.push(OpeningLine { opening: read(&line)?, case });
        }
    }
    Ok(lines)
}

/// The restricted cases in which a party stands.
pub(crate) fn restricted_cases_of(db: &Connection, party: PartyId) -> rusqlite::Result<Vec<CaseId>> {
    let mut statement = db.prepare_cached("SELECT c.doc, r.line FROM restricted r JOIN cases c ON c.id = r.case_id")?;
    let rows = statement.query_map([], |row| Ok((row.get(0).map(CaseId)?, row.get::<_, Vec<u8>>(1)?)))?;
    let mut found = Vec::new();
    for row in rows {
        let (case, line) = row?;
        if read::<Option<Restricted>>(&line)?.is_some_and(|kept| kept.parties.contains(&party)) {
            found.push(case);
        }
    }
    Ok(found)
}
