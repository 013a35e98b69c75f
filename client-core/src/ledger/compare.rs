//! Comparing a case with other documents, after it is saved and when there is time: whether the same matter was
//! registered twice (K3), and whether its acts came too late for a report that was issued (K17). What an office holds is
//! large, so each call does a bounded part; the inbox says how much is left. Where the county weighs likeness otherwise than
//! before, its open cases are compared with each other anew, in the same way: some at each call, from where the last one
//! stopped.

use std::collections::BTreeMap;

use rusqlite::Connection;
use schemars::JsonSchema;
use serde::Serialize;
use taizhang_model::{
    Act, CaseId, EntryId, OfficeId,
    between::same_matter,
    entry::{EntryView, Value},
    lists::{Decision, Side},
    matching::Weights,
    metrics::{FrozenReturn, overtaken},
};

use super::{Core, Ledger, matching::Matters};
use crate::{
    Error,
    store::{
        self, cases,
        decisions::{self, Compared, Found, Kept},
        entries, indexed, lists,
        reading::Reader,
    },
};

/// Acts that one report is told to have missed in one case; more say nothing new. The dispute's id stands for them all.
const MISSED_TOLD: usize = 8;

/// Candidates of a case that are put to people at once: the likeliest.
const PUT_TO_PEOPLE: usize = 3;

/// Where it is noted which weights the open cases are compared by, and after which row there are some that are not yet:
/// none where all are.
const WEIGHED_KEY: &str = "weighed";

/// How far the lists of this device lag behind what it holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Lag {
    /// Cases to be folded again, since offices, staff or the configuration changed.
    pub to_fold: u64,
    /// Cases to be compared with other documents.
    pub to_compare: u64,
}

impl Lag {
    /// How many cases there is something to do for.
    #[must_use]
    pub const fn cases(self) -> u64 {
        self.to_fold + self.to_compare
    }
}

impl Ledger {
    /// How far the lists lag behind what is here.
    ///
    /// # Errors
    /// [`Error::Storage`].
    pub fn lag(&mut self) -> Result<Lag, Error> {
        self.read(|core, tx| core.lag(tx))
    }

    /// Brings the lists up to date for at most so many cases, and says how far they still lag. A shell calls it after it
    /// has synced until nothing is left: before it shows a list, or between calls where calls must not wait.
    ///
    /// # Errors
    /// [`Error::Storage`].
    pub fn catch_up(&mut self, cases_max: usize) -> Result<Lag, Error> {
        let (lag, weighed) = self.read(|core, tx| Ok((core.lag(tx)?, core.not_weighed(tx)?.is_none())))?;
        if lag == Lag::default() && weighed {
            return Ok(lag);
        }
        self.write(|core, tx| {
            let folded = core.fold_older(tx, cases_max)?;
            let weighed = core.weigh_some(tx, cases_max.saturating_sub(folded))?;
            core.compare_some(tx, cases_max.saturating_sub(folded + weighed))?;
            let lag = core.lag(tx)?;
            if lag == Lag::default() {
                core.matters = Matters::default();
            }
            Ok(lag)
        })
    }
}

impl Core {
    pub(super) fn lag(&self, tx: &Connection) -> Result<Lag, Error> {
        let to_fold = lists::lag(tx, self.directory_version)?;
        let to_compare = match self.not_weighed(tx)? {
            Some(after) => decisions::left_to_weigh(tx, after)?,
            None => decisions::left_to_compare(tx)?,
        };
        Ok(Lag { to_fold, to_compare })
    }

    /// The row after which open cases are not compared yet by the weights in force; none where all are.
    fn not_weighed(&self, tx: &Connection) -> Result<Option<i64>, Error> {
        let noted = store::meta(tx, WEIGHED_KEY)?;
        let noted = noted.and_then(|noted| serde_json::from_slice::<(Weights, Option<i64>)>(&noted).ok());
        Ok(match noted {
            Some((weights, after)) if weights == self.configs.current().matching => after,
            _ => Some(0),
        })
    }

    /// K3: looks again for the matters of some open cases that were compared by other weights. Gives their number.
    fn weigh_some(&mut self, tx: &Connection, limit: usize) -> Result<usize, Error> {
        let Some(after) = self.not_weighed(tx)?.filter(|_| limit > 0) else { return Ok(0) };
        let some = decisions::open_after(tx, after, limit)?;
        self.changed.lag();
        let mut matters = self.matters.taken_up(tx);
        for (row, case) in &some {
            self.compare_with_cases(tx, *row, *case, &mut matters)?;
        }
        let after = some.last().map(|(row, _)| *row).filter(|_| some.len() == limit);
        let noted = (&self.configs.current().matching, after);
        store::set_meta(tx, WEIGHED_KEY, &serde_json::to_vec(&noted).expect("weights are numbers by name"))?;
        matters.put_aside(tx, &mut self.matters);
        Ok(some.len())
    }

    /// Folds some cases again that were folded with an older directory or configuration. Gives their number.
    fn fold_older(&mut self, tx: &Connection, limit: usize) -> Result<usize, Error> {
        let older = cases::folded_before(tx, self.directory_version, limit)?;
        let mut to_index = Vec::new();
        if !older.is_empty() {
            self.changed.documents(older.iter().map(|(doc, _)| *doc));
        }
        for &(doc, touched_ms) in &older {
            // A document that does not load any more is shown as damaged elsewhere: it is not tried again and again.
            let row = match self.load(tx, doc) {
                Ok(Some(loaded)) => self.row_of(tx, doc, &loaded)?,
                _ => None,
            };
            match row {
                Some(row) => to_index.extend(row.put(tx, touched_ms, self.directory_version)?),
                None => cases::folded_as_it_is(tx, doc, self.directory_version)?,
            }
        }
        indexed::put(tx, to_index.iter().map(|(row, indexed)| (*row, indexed)))?;
        Ok(older.len())
    }

    fn compare_some(&mut self, tx: &Connection, limit: usize) -> Result<(), Error> {
        let some = decisions::to_compare(tx, limit)?;
        if some.is_empty() {
            return Ok(());
        }
        let reports = Report::all(tx)?;
        self.changed.lag();
        let mut matters = self.matters.taken_up(tx);
        for (row, case, compared) in some {
            if compared == Compared::Nothing {
                self.compare_with_cases(tx, row, case, &mut matters)?;
            }
            self.compare_with_reports(tx, row, case, &reports)?;
            decisions::set_compared(tx, row)?;
        }
        matters.put_aside(tx, &mut self.matters);
        Ok(())
    }

    /// K3: puts the likeliest candidates to people, in the place of those that were put to them before.
    fn compare_with_cases(
        &mut self,
        tx: &Connection,
        row: i64,
        case: CaseId,
        matters: &mut Matters,
    ) -> Result<(), Error> {
        // Where what it is compared by does not read any more it has no candidates, and its neighbours have theirs.
        let weights = &self.configs.current().matching;
        let mut found = matters.candidates(tx, &Reader::PROGRAM, row, case, weights)?.unwrap_or_default();
        if decisions::forget_pairs(tx, row)? {
            self.changed.case(case);
        }
        found.truncate(PUT_TO_PEOPLE);
        for other in found {
            let (Some(own), Some(its)) = (self.registration(tx, case)?, self.registration(tx, other.case.id)?) else {
                continue;
            };
            let homes = [own.1, its.1];
            let registered = [(case, own.0.act, own.1), (other.case.id, its.0.act, its.1)];
            let dispute = same_matter(registered, &self.directory);
            let sides = if case < other.case.id { vec![own.0, its.0] } else { vec![its.0, own.0] };
            let decision = Decision { dispute, sides, conflict: None };
            let kept = Kept::new(decision, homes, &self.directory).with_case(other.case.id, other.reasons);
            kept.put(tx, row, Found::Between)?;
            self.changed.documents([case, other.case.id]);
        }
        Ok(())
    }

    /// How a case was registered, and its home office.
    fn registration(&mut self, tx: &Connection, case: CaseId) -> Result<Option<(Side, OfficeId)>, Error> {
        let Ok((_, record, _)) = self.opened(tx, case) else { return Ok(None) };
        let registered = record.acts.iter().find(|act| act.body.kind() == "register");
        Ok(registered.map(|act| (Side::of(act, &record.acts), record.home)))
    }

    /// K17: acts that came too late for a report of the home office or one above it, in the place of those that did before.
    fn compare_with_reports(
        &mut self,
        tx: &Connection,
        row: i64,
        case: CaseId,
        reports: &[Report],
    ) -> Result<(), Error> {
        if decisions::forget_reports(tx, row)? {
            self.changed.case(case);
        }
        if reports.is_empty() {
            return Ok(());
        }
        let Ok((_, record, _)) = self.opened(tx, case) else { return Ok(()) };
        for report in reports.iter().filter(|report| report.covers(&record.acts)) {
            if !self.directory.is_ancestor_or_self(report.view.home, record.home) {
                continue;
            }
            let Some(mut dispute) = overtaken(&report.view, case, &record.acts) else { continue };
            dispute.acts.truncate(MISSED_TOLD + 1);
            // The first is the report's own act.
            let missed = dispute.acts[1..].iter().filter_map(|act| record.acts.iter().find(|one| one.id == *act));
            let sides = missed.map(|act| Side::of(act, &record.acts)).collect();
            let decision = Decision { dispute, sides, conflict: None };
            let kept = Kept::new(decision, [record.home], &self.directory).with_entry(report.view.id);
            kept.put(tx, row, Found::Between)?;
            self.changed.case(case);
        }
        Ok(())
    }
}

/// What a report is of: those of the same office that agree in all of it are revisions of one.
const OF: [&str; 5] = ["kind", "office", "from", "until", "schedule"];

/// A report in force, and the days it covers.
struct Report {
    view: EntryView,
    frozen: FrozenReturn,
}

impl Report {
    /// Every report in its last revision: that is the one to ask about.
    fn all(tx: &Connection) -> Result<Vec<Self>, Error> {
        let views = entries::views_of_kind(tx, entries::PERIOD_REPORT)?.into_iter().filter(EntryView::stands);
        let mut last = BTreeMap::<_, Self>::new();
        for report in views.filter_map(|view| FrozenReturn::of(&view).map(|frozen| Self { view, frozen })) {
            let of = (
                report.view.home,
                OF.map(|field| report.view.values.get(field).and_then(Value::as_text).map(str::to_owned)),
            );
            let is_later = |held: &Self| held.order() < report.order();
            if last.get(&of).is_none_or(is_later) {
                last.insert(of, report);
            }
        }
        Ok(last.into_values().collect())
    }

    /// Two revisions that were made apart bear one number; everywhere the same one is asked about.
    fn order(&self) -> (i64, EntryId) {
        (self.frozen.revision, self.view.id)
    }

    fn covers(&self, acts: &[Act]) -> bool {
        acts.iter().any(|act| self.frozen.from <= act.effective_on && act.effective_on <= self.frozen.until)
    }
}
