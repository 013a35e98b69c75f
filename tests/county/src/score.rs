//! What a replica shows, beside what was meant.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Debug,
};

use serde::Serialize;
use taizhang_client::{CaseFilter, CountFilter, EntryFilter};
use taizhang_model::{
    CaseId, CaseView, DisputeRule, EntryId, NumberUse, OfficeId, between::same_numbers, metrics::overtaken,
};
use taizhang_wire::DocId;

use crate::{
    clocks::Clock,
    desk::Desk,
    lists,
    meant::{Disputes, Meant},
    papers::Paper,
    year::{Truth, by_id, held_by},
};

/// Something that is not as it was meant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Mismatch {
    /// The replica.
    pub replica: String,
    /// The case's number and plot; empty: it is about all of them.
    pub case: String,
    /// What differs.
    pub what: &'static str,
    /// What was meant.
    pub expected: String,
    /// What the replica shows.
    pub got: String,
}

/// Cases of which the lists are brought up to date in one go.
const CAUGHT_UP_AT_ONCE: usize = 500;

/// Compares replica by replica.
pub(crate) struct Scorer<'t> {
    truth: &'t Truth,
    cases: BTreeMap<CaseId, &'t Meant>,
    pub(crate) compared: usize,
    pub(crate) mismatches: Vec<Mismatch>,
}

impl<'t> Scorer<'t> {
    pub(crate) fn new(truth: &'t Truth) -> Self {
        Self { truth, cases: by_id(&truth.cases), compared: 0, mismatches: Vec::new() }
    }

    /// Compares everything that a replica holds.
    pub(crate) fn score(&mut self, replica: &mut Desk, office: &str, below: &BTreeSet<OfficeId>) -> anyhow::Result<()> {
        while replica.ledger.catch_up(CAUGHT_UP_AT_ONCE)?.cases() > 0 {}
        let limit = self.truth.cases.len() + 1;
        let mut listed = |filter| -> anyhow::Result<BTreeSet<CaseId>> {
            Ok(replica.ledger.list(&filter)?.into_iter().map(|line| line.id).collect())
        };
        let held = listed(CaseFilter { limit, ..CaseFilter::default() })?;
        let in_dispute = listed(CaseFilter { limit, in_dispute: true, ..CaseFilter::default() })?;
        let name = replica.name.clone();
        let expected = held_by(&self.truth.cases, replica.office);
        self.compare(&name, None, "cases held", &expected, &held);
        let disputed = |case: &&CaseId| self.cases.get(case).is_some_and(|case| case.in_dispute());
        let disputed = expected.iter().filter(disputed).copied().collect();
        self.compare(&name, None, "cases in dispute", &disputed, &in_dispute);
        let mut uses = Vec::new();
        for case in held {
            let Some(meant) = self.cases.get(&case).copied() else { continue };
            let view = replica.ledger.view(case)?;
            self.case(&name, meant, &view);
            self.candidates(replica, meant)?;
            uses.extend(view.answer.numbers.into_iter().map(|used| (case, used)));
        }
        self.out_of_reach(replica)?;
        self.entries(replica)?;
        for list in lists::all(replica, self.truth, below)? {
            self.compared += 1;
            if list.meant != list.shown {
                let (missing, more) = list.difference();
                let (expected, got) = (format!("{missing:?}"), format!("{more:?}"));
                self.mismatches.push(Mismatch {
                    replica: name.clone(),
                    case: String::new(),
                    what: list.what,
                    expected,
                    got,
                });
            }
        }
        if let Some(rates) = self.truth.rates.get(office) {
            let counted = replica.ledger.count(&CountFilter::default())?.figures;
            self.compare(&name, None, "rates", rates, &counted);
        }
        self.numbers(replica, &uses)?;
        self.returns(replica)
    }

    fn case(&mut self, replica: &str, meant: &Meant, view: &CaseView) {
        let of = Some(meant);
        self.compare(replica, of, "acts", &meant.acts, &view.timeline.len());
        self.compare(replica, of, "stage", &meant.stage, &view.stage);
        let closing = &view.closing;
        self.compare(replica, of, "办结", &meant.closed_on, &closing.closed.map(|fact| fact.on));
        self.compare(replica, of, "closed", &meant.closed_on.is_some(), &view.closed);
        self.compare(replica, of, "报结", &meant.reported, &view.flags.reported);
        self.compare(replica, of, "化解", &meant.resolved_on, &closing.resolved.map(|fact| fact.on));
        self.compare(replica, of, "终结", &meant.finalised, &view.flags.finalised);
        self.compare(replica, of, "accepted", &meant.accepted, &view.intake.is_accepted());
        self.compare(replica, of, "listed", &meant.listed, &view.flags.listed);
        let in_charge = view.leads.iter().map(|lead| (lead.staff, lead.unit)).collect();
        self.compare(replica, of, "in charge", &meant.in_charge(), &in_charge);
        let mut deadlines: Vec<_> = meant.clocks.all.iter().map(shown).collect();
        deadlines.sort_unstable();
        let ran = |deadline: &taizhang_model::Deadline| {
            let day = |day: Option<jiff::civil::Date>| day.map_or_else(|| "-".to_owned(), |day| day.to_string());
            let (due, met) = (day(deadline.due), day(deadline.met_on));
            format!("{} from {} due {due} met {met}", deadline.rule, deadline.starts_on)
        };
        let mut ran: Vec<_> = view.deadlines.iter().map(ran).collect();
        ran.sort_unstable();
        self.compare(replica, of, "deadlines", &deadlines, &ran);
        let mut disputes: BTreeMap<&'static str, Disputes> = BTreeMap::new();
        for dispute in &view.disputes {
            let stands = disputes.entry(dispute.rule.as_str()).or_default();
            match (dispute.is_open(), dispute.notice) {
                (true, _) => stands.open += 1,
                (_, true) => stands.notices += 1,
                _ => stands.ended += 1,
            }
        }
        self.compare(replica, of, "disputes", &meant.disputes, &disputes);
        let conflicts: BTreeSet<&str> = view.conflicts.iter().map(|conflict| conflict.field.as_str()).collect();
        self.compare(replica, of, "conflicts", &meant.conflicts, &conflicts);
    }

    /// A case that an office may not read, or may not read any more, is not there, by whatever name it is asked for.
    fn out_of_reach(&mut self, replica: &mut Desk) -> anyhow::Result<()> {
        for case in self.truth.cases.iter().filter(|case| !case.audience.contains(&replica.office)) {
            let readable = replica.ledger.view(case.case).is_ok() || replica.ledger.find_case(&case.number).is_ok();
            self.compare(&replica.name, Some(case), "out of reach", &false, &readable);
        }
        Ok(())
    }

    /// Nothing of a case that accuses an office was ever brought to a device of it.
    pub(crate) fn never_brought(&mut self, replica: &Desk, brought: &BTreeSet<DocId>) {
        for case in self.truth.cases.iter().filter(|case| case.never.contains(&replica.office)) {
            let came = brought.contains(&case.case);
            self.compare(&replica.name, Some(case), "came to an office that it accuses", &false, &came);
        }
    }

    /// The entries of the register that the office reads, each as it was meant to end.
    fn entries(&mut self, replica: &mut Desk) -> anyhow::Result<()> {
        let limit = self.truth.entries.len() + 1;
        let listed = replica.ledger.entries(&EntryFilter { struck: true, limit, ..EntryFilter::default() })?;
        let listed: BTreeSet<EntryId> = listed.into_iter().map(|line| line.id).collect();
        let reads = |paper: &&Paper| paper.readers.contains(&replica.office);
        let expected = self.truth.entries.iter().filter(reads).map(|paper| paper.entry).collect();
        self.compare(&replica.name, None, "entries", &expected, &listed);
        for paper in self.truth.entries.iter().filter(|paper| listed.contains(&paper.entry)) {
            let view = replica.ledger.entry(paper.entry)?;
            let meant = (paper.kind, paper.revisions, paper.responses, paper.published, paper.struck);
            let shown = (
                view.kind.as_str(),
                view.revisions,
                view.responses.len() + view.tasks.iter().map(|task| task.responses.len()).sum::<usize>(),
                view.published.len(),
                !view.stands(),
            );
            self.compare(&replica.name, None, "entry", &meant, &shown);
        }
        Ok(())
    }

    /// K3: a twin that is here too, and that nobody has decided about, is shown beside the case; one that somebody has
    /// decided about is not.
    fn candidates(&mut self, replica: &mut Desk, meant: &Meant) -> anyhow::Result<()> {
        if meant.possibly_same_as.is_empty() && meant.same_as.is_empty() {
            return Ok(());
        }
        let held =
            |other: &&CaseId| self.cases.get(other).is_some_and(|other| other.audience.contains(&replica.office));
        let expected: BTreeSet<CaseId> = meant.possibly_same_as.iter().filter(held).copied().collect();
        let shown: BTreeSet<CaseId> =
            replica.ledger.candidates(meant.case)?.into_iter().map(|found| found.case.id).collect();
        let twins = meant.possibly_same_as.iter().chain(&meant.same_as);
        let shown = twins.filter(|twin| shown.contains(twin)).copied().collect();
        let name = replica.name.clone();
        self.compare(&name, Some(meant), "K3 candidates", &expected, &shown);
        Ok(())
    }

    /// K11 between cases: one dispute for each number that two cases have which are both here, and each its own.
    fn numbers(&mut self, replica: &mut Desk, uses: &[(CaseId, NumberUse)]) -> anyhow::Result<()> {
        let held = |case: &CaseId| self.cases.get(case).is_some_and(|case| case.audience.contains(&replica.office));
        let pairs = self.truth.cases.iter().filter_map(|case| Some((case.case, case.same_number_as?)));
        let expected = pairs.filter(|(one, other)| one < other && held(one) && held(other)).count();
        let disputes = same_numbers(uses, &replica.ledger.directory()?);
        let found: BTreeSet<_> = disputes.iter().map(|(dispute, _)| dispute.id).collect();
        self.compare(&replica.name.clone(), None, "K11 between cases", &expected, &disputes.len());
        self.compare(&replica.name.clone(), None, "K11 told apart", &expected, &found.len());
        Ok(())
    }

    /// K17: the acts that came too late for the return, and no others.
    fn returns(&mut self, replica: &mut Desk) -> anyhow::Result<()> {
        let Some(issued) = &self.truth.issued else { return Ok(()) };
        let entry = replica.ledger.entry(issued.entry)?;
        for case in &issued.cases {
            let Some(meant) = self.cases.get(case).filter(|case| case.audience.contains(&replica.office)).copied()
            else {
                continue;
            };
            let record = replica.ledger.record(*case)?;
            let dispute = overtaken(&entry, *case, &record.acts);
            // The first is the return's own.
            let late = dispute.iter().flat_map(|dispute| &dispute.acts[1..]).copied().collect();
            self.compare(&replica.name.clone(), Some(meant), "K17 late acts", &meant.late_for_return, &late);
            let rule = dispute.map(|dispute| dispute.rule);
            let expected = (!meant.late_for_return.is_empty()).then_some(DisputeRule::K17);
            self.compare(&replica.name.clone(), Some(meant), "K17", &expected, &rule);
        }
        Ok(())
    }

    fn compare<T: PartialEq + Debug>(
        &mut self,
        replica: &str,
        case: Option<&Meant>,
        what: &'static str,
        expected: &T,
        got: &T,
    ) {
        self.compared += 1;
        if expected != got {
            let case = case.map(|case| format!("{} ({})", case.number, case.plot)).unwrap_or_default();
            let (expected, got) = (format!("{expected:?}"), format!("{got:?}"));
            self.mismatches.push(Mismatch { replica: replica.to_owned(), case, what, expected, got });
        }
    }
}

/// A time limit as it is compared.
fn shown(clock: &Clock) -> String {
    let day = |day: Option<jiff::civil::Date>| day.map_or_else(|| "-".to_owned(), |day| day.to_string());
    format!("{} from {} due {} met {}", clock.rule, clock.from, day(clock.due), day(clock.met))
}
