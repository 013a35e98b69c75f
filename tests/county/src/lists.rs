//! What stands on the lists of an office, as it follows from what its cases were meant to come to: what is due, who leads
//! what, what was demanded, what waits for a decision. Each line as a sentence, so that a difference can be read.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::{Date, date};
use taizhang_client::{
    DueCounts, DueLine, InboxCounts, InboxItem, ListFilter, Page, Reach, RosterLine, SupervisionLine,
};
use taizhang_model::{CaseId, DeadlineState, OfficeId};

use crate::{
    clocks::Clock,
    desk::Desk,
    meant::{Meant, Question},
    papers::{Owed, Paper},
    year::Truth,
};

/// The day on which the lists are read: late in a county's year, when some things are late, some soon and some not yet.
const TODAY: Date = date(2026, 8, 3);
/// More than any list holds.
const ALL: Page = Page { limit: 1_000_000, offset: 0 };

/// One list of one office: what was meant to stand on it, and what does.
pub(crate) struct Compared {
    pub(crate) what: &'static str,
    pub(crate) meant: Vec<String>,
    pub(crate) shown: Vec<String>,
}

/// All lists that a replica shows.
pub(crate) fn all(replica: &mut Desk, truth: &Truth, below: &BTreeSet<OfficeId>) -> anyhow::Result<Vec<Compared>> {
    let held: Vec<&Meant> = truth.cases.iter().filter(|case| case.audience.contains(&replica.office)).collect();
    let own = BTreeSet::from([replica.office]);
    let mut lists = vec![inbox(replica, &held)?];
    for (reach, offices) in [(Reach::Office, &own), (Reach::Below, below)] {
        let of = ListFilter { office: None, reach, page: ALL };
        lists.push(due(replica, &of, &held, truth, offices)?);
        let shown = replica.ledger.roster(&of)?;
        lists.push(roster(&held, offices, &shown));
        for sent in [false, true] {
            for answered in [false, true] {
                let shown = replica.ledger.supervision_list(TODAY, sent, answered, &of)?;
                lists.push(supervision(&held, offices, (sent, answered), &shown));
            }
        }
    }
    Ok(lists)
}

impl Compared {
    fn new(what: &'static str, meant: impl IntoIterator<Item = String>, shown: Vec<String>) -> Self {
        let (mut meant, mut shown) = (meant.into_iter().collect::<Vec<_>>(), shown);
        meant.sort_unstable();
        shown.sort_unstable();
        Self { what, meant, shown }
    }

    /// Of long lists only what is on one and not on the other.
    pub(crate) fn difference(&self) -> (Vec<&String>, Vec<&String>) {
        let count = |list: &[String], line: &String| list.iter().filter(|one| *one == line).count();
        let lacks = |from: &[String], of: &[String], line: &&String| count(from, line) > count(of, line);
        let missing = self.meant.iter().filter(|line| lacks(&self.meant, &self.shown, line)).collect();
        let more = self.shown.iter().filter(|line| lacks(&self.shown, &self.meant, line)).collect();
        (missing, more)
    }
}

/// A list says that it is not in the order that it promises.
fn disorder(in_order: bool) -> Option<String> {
    (!in_order).then(|| "out of order".to_owned())
}

fn day(day: Option<Date>) -> String {
    day.map_or_else(|| "-".to_owned(), |day| day.to_string())
}

fn due(
    replica: &mut Desk,
    of: &ListFilter,
    held: &[&Meant],
    truth: &Truth,
    offices: &BTreeSet<OfficeId>,
) -> anyhow::Result<Compared> {
    let list = replica.ledger.due_list(TODAY, None, of)?;
    let line = |case: &str, rule: &str, office: OfficeId, due: Option<Date>, state: DeadlineState| {
        format!("{case}: {rule} of {office} due {} {state:?}", day(due))
    };
    let (mut meant, mut states) = (Vec::new(), Vec::new());
    for case in held {
        let owed = |clock: &&Clock| clock.is_owed() && offices.contains(&clock.office);
        for clock in case.clocks.all.iter().filter(owed) {
            let state = clock.state(TODAY);
            states.push(state);
            meant.push(line(&case.number, clock.rule, clock.office, clock.due, state));
        }
        let steps = case.steps.iter().filter(|step| case.closed_on.is_none() && offices.contains(&step.office));
        for step in steps {
            let state = step.state(TODAY);
            states.push(state);
            meant.push(line(&case.number, "plan-step", step.office, Some(step.due), state));
        }
    }
    let count = |state| states.iter().filter(|one| **one == state).count() as u64;
    let counts = DueCounts {
        late: count(DeadlineState::Late),
        due_today: count(DeadlineState::DueToday),
        soon: count(DeadlineState::Soon),
        on_time: count(DeadlineState::OnTime),
        paused: count(DeadlineState::Paused),
        unknown: count(DeadlineState::Unknown),
    };
    meant.push(format!("{counts:?}"));
    let papers = truth.entries.iter().filter(|paper| paper.readers.contains(&replica.office) && !paper.struck);
    let owed =
        |paper: &Paper, owed: &Owed| format!("{}: {} task {:?} due {}", paper.entry, paper.kind, owed.task, owed.due);
    meant.extend(papers.flat_map(|paper| {
        paper.owed.iter().filter(|one| offices.contains(&one.office)).map(|one| owed(paper, one)).collect::<Vec<_>>()
    }));

    let told =
        |shown: &DueLine| line(&shown.case.number, &shown.item.rule, shown.item.office, shown.item.due, shown.state);
    let mut shown: Vec<String> = list.lines.iter().map(told).collect();
    shown.push(format!("{:?}", list.counts));
    shown.extend(
        list.owed.iter().map(|owed| format!("{}: {} task {:?} due {}", owed.entry, owed.kind, owed.task, owed.due)),
    );
    let sorted = list.lines.is_sorted_by_key(|line| line.item.due.or(line.item.at_earliest).unwrap_or(Date::MAX));
    shown.extend(disorder(sorted));
    Ok(Compared::new("due list", meant, shown))
}

fn roster(held: &[&Meant], offices: &BTreeSet<OfficeId>, shown: &[RosterLine]) -> Compared {
    let line = |case: &str, by, lead, unit, handler, on, due, letter_no: &str| {
        let parts: [String; 2] = [format!("{handler:?}"), day(due)];
        format!("{case}: {lead} for {unit} by {by} on {on}, handler {}, due {}, {letter_no}", parts[0], parts[1])
    };
    let meant = held.iter().flat_map(|case| {
        let charges = case.charges.iter().filter(|charge| offices.contains(&charge.unit));
        charges.map(|of| {
            let lines = (of.by.to_string(), of.lead.to_string(), of.unit.to_string());
            line(&case.number, lines.0, lines.1, lines.2, of.handler, of.on, of.due, &of.letter_no)
        })
    });
    let told = |shown: &RosterLine| {
        let of = &shown.charge;
        // Nobody of this county names what another office has decided: whose decision it is, is who assigned.
        let by = if of.office == of.decided_by { of.office.to_string() } else { "two offices".to_owned() };
        let letter_no = of.letter_no.as_deref().unwrap_or("-");
        let ids = (of.lead.to_string(), of.unit.to_string());
        line(&shown.case.number, by, ids.0, ids.1, of.handler, of.on, of.due, letter_no)
    };
    let meant: Vec<String> = meant.collect();
    let mut lines: Vec<String> = shown.iter().map(told).collect();
    lines.extend(disorder(shown.is_sorted_by_key(|line| line.charge.unit)));
    Compared::new("roster", meant, lines)
}

fn supervision(
    held: &[&Meant],
    offices: &BTreeSet<OfficeId>,
    (sent, answered): (bool, bool),
    shown: &[SupervisionLine],
) -> Compared {
    let line = |case: &str, ids: (OfficeId, OfficeId), number: &str, due, answered_on, late: bool| {
        let (from, to) = ids;
        format!("{case}: {number} from {from} to {to}, due {}, answered {}, late {late}", day(due), day(answered_on))
    };
    let mut meant = Vec::new();
    for case in held {
        let office = |demand: &crate::meant::Demand| if sent { demand.from } else { demand.to };
        let here = case.demands.iter().filter(|demand| offices.contains(&office(demand)));
        for of in here.filter(|demand| answered || demand.answered_on.is_none()) {
            let late = of.answered_on.is_none() && of.due.is_some_and(|due| due < TODAY);
            meant.push(line(&case.number, (of.from, of.to), &of.number, of.due, of.answered_on, late));
        }
    }
    let told = |shown: &SupervisionLine| {
        let (of, number) = (&shown.item, shown.item.number.as_deref().unwrap_or("-"));
        let answered_on = of.answer.as_ref().map(|answer| answer.on);
        line(&shown.case.number, (of.from, of.to), number, of.due, answered_on, shown.late)
    };
    let mut lines: Vec<String> = shown.iter().map(told).collect();
    let order = |line: &SupervisionLine| (line.item.answer.is_some(), line.item.due.unwrap_or(Date::MAX));
    lines.extend(disorder(shown.is_sorted_by_key(order)));
    Compared::new("supervision list", meant, lines)
}

fn inbox(replica: &mut Desk, held: &[&Meant]) -> anyhow::Result<Compared> {
    let own = replica.office;
    let meant_lines = questions(own, held);
    let list = replica.ledger.inbox(None, ALL)?;
    let twins: BTreeMap<CaseId, &Meant> = held.iter().map(|case| (case.case, *case)).collect();
    // Two matters that only look alike are put to people too: how often, the matching's own test says.
    let unmeant = |item: &&InboxItem| {
        let pair = item.other.as_ref().filter(|_| item.decision.dispute.rule.as_str() == "K3");
        let twin = |other| twins.get(&item.case.id).is_some_and(|case| case.possibly_same_as.contains(&other));
        pair.is_some_and(|other| !twin(other.id))
    };
    let alike: Vec<&InboxItem> = list.items.iter().filter(unmeant).collect();
    let here = |here: bool| alike.iter().filter(|item| item.here == here).count() as u64;
    let told = |item: &InboxItem| {
        let sides = item.decision.sides.iter().map(|side| side.office).collect();
        let mut cases = BTreeSet::from([item.case.number.clone()]);
        cases.extend(item.other.as_ref().map(|other| other.number.clone()));
        line(item.here, item.decision.dispute.rule.as_str(), &cases, &sides, item.entry.is_some())
    };
    let mut shown: Vec<String> = list.items.iter().filter(|item| !unmeant(item)).map(told).collect();
    shown.push(format!("{:?}", list.counts));
    shown.extend(disorder(list.items.is_sorted_by_key(|item| !item.here)));

    let to_decide = meant_lines.iter().filter(|(here, _)| *here).count() as u64;
    let elsewhere = meant_lines.len() as u64 - to_decide;
    let counts = InboxCounts { here: to_decide + here(true), elsewhere: elsewhere + here(false) };
    let meant = meant_lines.into_iter().map(|(_, line)| line).chain([format!("{counts:?}")]);
    Ok(Compared::new("inbox", meant, shown))
}

fn line(here: bool, rule: &str, cases: &BTreeSet<String>, sides: &BTreeSet<OfficeId>, report: bool) -> String {
    let place = if here { "here" } else { "elsewhere" };
    let cases: Vec<&str> = cases.iter().map(String::as_str).collect();
    let sides: Vec<String> = sides.iter().map(ToString::to_string).collect();
    let report = if report { ", beside a report" } else { "" };
    format!("{rule} {place} in {} between {}{report}", cases.join(" and "), sides.join(" and "))
}

/// What stands in an office's inbox: what it decides, and what is decided elsewhere and concerns it.
fn questions(own: OfficeId, held: &[&Meant]) -> Vec<(bool, String)> {
    let mut lines = Vec::new();
    let mut ask = |at: OfficeId, concerned: BTreeSet<OfficeId>, line: &dyn Fn(bool) -> String| {
        if at == own || concerned.contains(&own) {
            lines.push((at == own, line(at == own)));
        }
    };
    for case in held {
        let of_case = BTreeSet::from([case.number.clone()]);
        for question in &case.questions {
            let concerned = case.concerned().into_iter().chain(question.sides.iter().copied()).collect();
            ask(question.at, concerned, &|here| line(here, question.rule, &of_case, &question.sides, false));
        }
        // K14: whoever keeps the case writes one of the two.
        for _ in &case.conflicts {
            ask(case.home, case.concerned(), &|here| line(here, "K14", &of_case, &BTreeSet::new(), false));
        }
        for between in &case.between {
            let Question { rule, at, sides } = &between.question;
            let mut cases = of_case.clone();
            if let Some(other) = between.other {
                let Some(other) = held.iter().find(|one| one.case == other) else { continue };
                cases.insert(other.number.clone());
            }
            let concerned = sides.union(&between.concerns).copied().collect();
            ask(*at, concerned, &|here| line(here, rule, &cases, sides, between.other.is_none()));
        }
    }
    lines
}
