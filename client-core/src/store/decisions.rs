//! What people have to decide (待裁决), office by office. What a case holds in itself is renewed with that case; what two
//! documents make together is found when they are compared, and kept until one of them changes.

use rusqlite::{Connection, params};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use taizhang_model::{
    CaseId, CaseRecord, CaseView, Directory, EntryId, NumberUse, OfficeId, OfficeKind, Reading,
    lists::{Decision, Side, decisions},
    matching::Reason,
};

use super::{
    cases::{self, CaseLine},
    lists::{Page, json, read},
    reading::Reader,
};

/// The scheme by which offices number their registrations: made so that no two can be the same.
const OFFICE_SCHEME: &str = "office";

/// Who found something that has to be decided.
#[derive(Clone, Copy)]
pub(crate) enum Found {
    /// The case's own fold.
    InCase = 0,
    /// The comparison with other documents.
    Between = 1,
}

/// Something to be decided as it is kept, and in whose inboxes.
pub(crate) struct Kept {
    decision: Decision,
    /// The second case, where it lies between two.
    other: Option<CaseId>,
    /// The report that an act came too late for.
    entry: Option<EntryId>,
    /// What speaks for the two being the same matter.
    reasons: Vec<Reason>,
    /// Offices that settle it.
    here: Vec<OfficeId>,
    /// Offices that it concerns.
    concerns: Vec<OfficeId>,
}

impl Kept {
    /// A decision, in the inbox of the office that settles it and of those that it concerns.
    pub(crate) fn new(
        decision: Decision,
        concerned: impl IntoIterator<Item = OfficeId>,
        directory: &Directory,
    ) -> Self {
        let here = match decision.dispute.settle_at {
            Some(office) => vec![office],
            None => {
                let joint = directory.offices.values().filter(|office| office.kind == OfficeKind::JointMeeting);
                joint.map(|office| office.id).collect()
            }
        };
        let mut concerns: Vec<_> =
            decision.offices().chain(concerned).filter(|office| !here.contains(office)).collect();
        concerns.sort_unstable();
        concerns.dedup();
        Self { decision, other: None, entry: None, reasons: Vec::new(), here, concerns }
    }

    /// It lies between the case and this one.
    pub(crate) fn with_case(self, other: CaseId, reasons: Vec<Reason>) -> Self {
        Self { other: Some(other), reasons, ..self }
    }

    /// It lies between the case and this report.
    pub(crate) fn with_entry(self, entry: EntryId) -> Self {
        Self { entry: Some(entry), ..self }
    }

    pub(crate) fn put(&self, db: &Connection, case: i64, found: Found) -> rusqlite::Result<()> {
        let since = self.decision.sides.iter().map(|side| side.made_at).max();
        let since = since.map(|at| at.to_string()).unwrap_or_default();
        let other = match self.other {
            None => None,
            Some(other) => cases::row_of(db, other)?,
        };
        let line = json(&(&self.decision, &self.reasons));
        let id: i64 = db
            .prepare_cached(
                "INSERT INTO decisions (case_id, other, entry, found, rule, since, line)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) RETURNING id",
            )?
            .query_row(
                params![
                    case,
                    other,
                    self.entry.map(|entry| entry.0),
                    found as i64,
                    self.decision.dispute.rule.as_str(),
                    since,
                    line
                ],
                |row| row.get(0),
            )?;
        let offices = self.here.iter().map(|office| (office, true)).chain(self.concerns.iter().map(|o| (o, false)));
        for (office, here) in offices {
            db.prepare_cached("INSERT INTO inboxes (office, here, since, decision) VALUES (?1, ?2, ?3, ?4)")?
                .execute(params![office.0, here, since, id])?;
        }
        Ok(())
    }
}

/// A number in force on a case, and the act that gave it.
#[derive(Serialize, Deserialize)]
pub(crate) struct NumberGiven {
    pub(crate) case: CaseId,
    pub(crate) number: NumberUse,
    pub(crate) by: Option<Side>,
}

/// What a case makes people decide, and the numbers that others may have given too.
pub(crate) struct OfCase {
    decisions: Vec<Kept>,
    numbers: Vec<NumberGiven>,
}

impl OfCase {
    pub(super) fn of(record: &CaseRecord, view: &CaseView, directory: &Directory) -> Self {
        let concerned = view.duty.offices();
        let kept = |decision| Kept::new(decision, concerned.iter().copied().chain([view.home]), directory);
        let shared = |number: &&NumberUse| number.current && number.scheme != OFFICE_SCHEME;
        let given = |number: &NumberUse| NumberGiven {
            case: view.id,
            number: number.clone(),
            by: record.acts.iter().find(|act| act.id == number.act).map(|act| Side::of(act, &record.acts)),
        };
        Self {
            decisions: decisions(record, view).into_iter().map(kept).collect(),
            numbers: view.answer.numbers.iter().filter(shared).map(given).collect(),
        }
    }

    pub(super) fn put(&self, db: &Connection, case: i64) -> rusqlite::Result<()> {
        db.prepare_cached("DELETE FROM decisions WHERE case_id = ?1 AND found = 0")?.execute([case])?;
        db.prepare_cached("DELETE FROM numbers WHERE case_id = ?1")?.execute([case])?;
        for kept in &self.decisions {
            kept.put(db, case, Found::InCase)?;
        }
        for (n, number) in self.numbers.iter().enumerate() {
            db.prepare_cached("INSERT INTO numbers (case_id, n, scheme, number, line) VALUES (?1, ?2, ?3, ?4, ?5)")?
                .execute(params![case, n, number.number.scheme, number.number.number, json(number)])?;
        }
        Ok(())
    }
}

/// Something in an office's inbox.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct InboxItem {
    /// Whether this office settles it; otherwise it is one that the matter concerns.
    pub here: bool,
    /// What has to be decided, and who decided what before.
    #[serde(flatten)]
    pub decision: Decision,
    /// In which case.
    pub case: CaseLine,
    /// The other case, where it lies between two (K3, K11).
    pub other: Option<CaseLine>,
    /// The report that an act came too late for (K17).
    pub entry: Option<EntryId>,
    /// What speaks for the two cases being the same matter (K3).
    pub reasons: Vec<Reason>,
}

impl InboxItem {
    /// The same without what was said in a case that is withheld from the reader.
    #[must_use]
    pub(crate) fn for_reader(self) -> Self {
        let withheld = |case: &CaseLine| case.reading == Reading::Withheld;
        if withheld(&self.case) || self.other.as_ref().is_some_and(withheld) {
            return Self { decision: self.decision.withheld(), reasons: Vec::new(), ..self };
        }
        self
    }
}

/// How much an inbox holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct InboxCounts {
    /// To be settled by this office.
    pub here: u64,
    /// To be settled elsewhere, and known here because it concerns the office.
    pub elsewhere: u64,
}

/// An office's inbox: what it settles before what only concerns it, the latest first.
pub(crate) fn inbox(
    db: &Connection,
    reader: &Reader,
    office: OfficeId,
    page: Page,
) -> rusqlite::Result<Vec<InboxItem>> {
    let mut statement = db.prepare_cached(
        "SELECT i.here, d.case_id, d.other, d.entry, d.line FROM inboxes i JOIN decisions d ON d.id = i.decision
         WHERE i.office = ?1 ORDER BY i.here DESC, i.since DESC, i.decision DESC LIMIT ?2 OFFSET ?3",
    )?;
    let rows = statement.query_map(params![office.0, page.limit(), page.offset], |row| {
        let entry = row.get::<_, Option<[u8; 16]>>(3)?.map(EntryId);
        Ok((row.get(0)?, row.get(1)?, row.get::<_, Option<i64>>(2)?, entry, row.get::<_, Vec<u8>>(4)?))
    })?;
    let rows: Vec<_> = rows.collect::<Result<_, _>>()?;
    let mut items = Vec::with_capacity(rows.len());
    for (here, case, other, entry, line) in rows {
        let Some(case) = cases::line_in(db, reader, case)? else { continue };
        let other = other.map(|other| cases::line_in(db, reader, other)).transpose()?.flatten();
        let (decision, reasons) = read(&line)?;
        items.push(InboxItem { here, decision, case, other, entry, reasons }.for_reader());
    }
    Ok(items)
}

/// How much an inbox holds.
pub(crate) fn count(db: &Connection, office: OfficeId) -> rusqlite::Result<InboxCounts> {
    let count = |here: bool| {
        db.prepare_cached("SELECT count(*) FROM inboxes WHERE office = ?1 AND here = ?2")?
            .query_row(params![office.0, here], |row| row.get(0))
    };
    Ok(InboxCounts { here: count(true)?, elsewhere: count(false)? })
}

/// Numbers that stand on several cases at once; at most so many.
pub(crate) fn numbers_given_twice(db: &Connection, limit: usize) -> rusqlite::Result<Vec<NumberGiven>> {
    let sql = "SELECT line FROM numbers WHERE (scheme, number) IN
        (SELECT scheme, number FROM numbers GROUP BY scheme, number HAVING min(case_id) < max(case_id) LIMIT ?1)";
    let mut statement = db.prepare_cached(sql)?;
    statement.query_map([limit], |row| read(&row.get::<_, Vec<u8>>(0)?))?.collect()
}

/// How far a case is compared with other documents.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Compared {
    /// It is to be compared with other cases and with reports.
    Nothing,
    /// Only its acts changed: it is to be compared with reports.
    Matter,
}

/// Cases that are still to be compared.
pub(crate) fn to_compare(db: &Connection, limit: usize) -> rusqlite::Result<Vec<(i64, CaseId, Compared)>> {
    db.prepare_cached("SELECT id, doc, compared FROM cases WHERE compared < 2 ORDER BY id LIMIT ?1")?
        .query_map([limit], |row| {
            let compared = if row.get::<_, i64>(2)? == 0 { Compared::Nothing } else { Compared::Matter };
            Ok((row.get(0)?, CaseId(row.get(1)?), compared))
        })?
        .collect()
}

/// How many cases are still to be compared.
pub(crate) fn left_to_compare(db: &Connection) -> rusqlite::Result<u64> {
    db.prepare_cached("SELECT count(*) FROM cases WHERE compared < 2")?.query_row([], |row| row.get(0))
}

/// Of [`cases`], those that are not closed.
const OPEN: &str = "stage NOT IN ('closed', 'reported', 'audited', 'resolved')";

/// Open cases after this row that were compared with others before; at most so many.
pub(crate) fn open_after(db: &Connection, after: i64, limit: usize) -> rusqlite::Result<Vec<(i64, CaseId)>> {
    let sql = format!("SELECT id, doc FROM cases WHERE id > ?1 AND compared > 0 AND {OPEN} ORDER BY id LIMIT ?2");
    let mut statement = db.prepare_cached(&sql)?;
    statement.query_map(params![after, limit], |row| Ok((row.get(0)?, CaseId(row.get(1)?))))?.collect()
}

/// How many cases are still to be compared, those of [`open_after`] among them.
pub(crate) fn left_to_weigh(db: &Connection, after: i64) -> rusqlite::Result<u64> {
    let sql = format!("SELECT count(*) FROM cases WHERE compared < 2 OR id > ?1 AND {OPEN}");
    db.prepare_cached(&sql)?.query_row([after], |row| row.get(0))
}

/// A case was compared.
pub(crate) fn set_compared(db: &Connection, case: i64) -> rusqlite::Result<()> {
    db.prepare_cached("UPDATE cases SET compared = 2 WHERE id = ?1")?.execute([case]).map(drop)
}

/// Forgets what the last comparison with other cases found, whichever of the two was compared. Tells whether that was anything.
pub(crate) fn forget_pairs(db: &Connection, case: i64) -> rusqlite::Result<bool> {
    let sql = "DELETE FROM decisions WHERE found = 1 AND other IS NOT NULL AND (case_id = ?1 OR other = ?1)";
    Ok(db.prepare_cached(sql)?.execute([case])? > 0)
}

/// Forgets what the last comparison with reports found. Tells whether that was anything.
pub(crate) fn forget_reports(db: &Connection, case: i64) -> rusqlite::Result<bool> {
    let sql = "DELETE FROM decisions WHERE case_id = ?1 AND found = 1 AND other IS NULL";
    Ok(db.prepare_cached(sql)?.execute([case])? > 0)
}

/// A report was issued or revised: every case is to be compared with it.
pub(crate) fn compare_with_reports_again(db: &Connection) -> rusqlite::Result<()> {
    db.execute("UPDATE cases SET compared = 1 WHERE compared = 2", []).map(drop)
}

#[cfg(test)]
mod tests {
    use taizhang_model::Stage;

    #[test]
    fn a_case_is_open_at_every_stage_that_is_not_closed() {
        for stage in Stage::ALL {
            let word = serde_json::to_value(stage).expect("a stage is a plain word");
            let listed = super::OPEN.contains(&format!("'{}'", word.as_str().unwrap_or_default()));
            assert_eq!(listed, stage.is_closed(), "{stage:?}");
        }
    }
}
