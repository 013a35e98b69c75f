//! The time limits of a case as its people know them: started, met, moved by hand.

use jiff::civil::Date;
use serde::Serialize;
use taizhang_model::{ActId, DeadlineState, OfficeId};

use crate::days;

/// What whoever has the matter in hand owes, and not whoever had it when it began.
const WITH_THE_MATTER: &[&str] = &["forward-15d", "accept-15d", "accept-transferred-15d", "handle-60d", "rehandle-60d"];
/// What somebody may do by a day, and need not.
const RIGHTS: &[&str] = &["objection-5wd", "ask-review-30d", "ask-reexam-30d", "court-confirm-30d"];
/// Of a time limit, the part in hundredths after which it is due soon.
const SOON_AFTER: i64 = 80;
/// Days before its own from which on a step of a plan is due soon.
const STEP_SOON: i64 = 3;

/// A time limit.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Clock {
    /// Its rule.
    pub rule: &'static str,
    /// The office that owes it.
    pub office: OfficeId,
    /// The day that starts it.
    pub from: Date,
    /// Its last day; none where nobody can say.
    pub due: Option<Date>,
    /// The day it was met.
    pub met: Option<Date>,
    /// Whether it stands still.
    pub stands_still: bool,
    /// What it answers to, where there can be several of its kind.
    #[serde(skip)]
    pub(crate) of: Option<(ActId, u16)>,
}

impl Clock {
    /// Whether an office owes it still.
    pub(crate) fn is_owed(&self) -> bool {
        self.met.is_none() && !RIGHTS.contains(&self.rule)
    }

    /// How it stands on a day on which it is owed.
    pub(crate) fn state(&self, today: Date) -> DeadlineState {
        let Some(due) = self.due else { return DeadlineState::Unknown };
        // The part of the days that has to pass, the last one of them in full.
        let passed = i64::from((due - self.from).get_days()) * SOON_AFTER;
        let soon = days::later(self.from, passed / 100 + i64::from(passed % 100 > 0));
        if self.stands_still { DeadlineState::Paused } else { stands(today, soon, due) }
    }
}

/// A step of a plan that is still to be done.
#[derive(Clone, Debug, Serialize)]
pub struct Step {
    /// Who does it.
    pub office: OfficeId,
    /// By when.
    pub due: Date,
}

impl Step {
    /// How it stands on a day.
    pub(crate) fn state(&self, today: Date) -> DeadlineState {
        stands(today, days::later(self.due, -STEP_SOON), self.due)
    }
}

fn stands(today: Date, soon: Date, due: Date) -> DeadlineState {
    match today {
        today if today > due => DeadlineState::Late,
        today if today == due => DeadlineState::DueToday,
        today if today >= soon => DeadlineState::Soon,
        _ => DeadlineState::OnTime,
    }
}

/// All of a case.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Clocks {
    /// In the order in which they were started.
    #[serde(rename = "deadlines")]
    pub all: Vec<Clock>,
}

impl Clocks {
    /// A limit begins for an office.
    pub(crate) fn start(&mut self, rule: &'static str, office: OfficeId, from: Date, due: Option<Date>) {
        self.all.push(Clock { rule, office, from, due, met: None, stands_still: false, of: None });
    }

    /// One that a certain act, or an item of it, starts, and that something can answer by its name.
    pub(crate) fn start_of(
        &mut self,
        rule: &'static str,
        office: OfficeId,
        (from, due): (Date, Option<Date>),
        of: (ActId, u16),
    ) {
        self.all.push(Clock { rule, office, from, due, met: None, stands_still: false, of: Some(of) });
    }

    /// What goes with the matter is owed by the office that has it in hand now.
    pub(crate) fn pass_on(&mut self, to: OfficeId) {
        for clock in self.all.iter_mut().filter(|clock| clock.met.is_none() && WITH_THE_MATTER.contains(&clock.rule)) {
            clock.office = to;
        }
    }

    /// A limit stands still from now on.
    pub(crate) fn stand_still(&mut self, rule: &str) {
        self.all.iter_mut().filter(|clock| clock.rule == rule).for_each(|clock| clock.stands_still = true);
    }

    /// Everything under these rules that is still open is met.
    pub(crate) fn meet(&mut self, rules: &[&str], on: Date) {
        for clock in self.all.iter_mut().filter(|clock| rules.contains(&clock.rule)) {
            clock.met.get_or_insert(on);
        }
    }

    /// What this act, or this item of it, had started is met.
    pub(crate) fn meet_of(&mut self, of: ActId, item: u16, on: Date) {
        for clock in self.all.iter_mut().filter(|clock| clock.of == Some((of, item))) {
            clock.met.get_or_insert(on);
        }
    }

    /// Its day was moved, with the petitioner's agreement.
    pub(crate) fn put_off(&mut self, of: ActId, item: u16, due: Date) {
        for clock in self.all.iter_mut().filter(|clock| clock.of == Some((of, item))) {
            clock.due = Some(due);
        }
    }

    /// There is no such limit any more.
    pub(crate) fn drop_of(&mut self, of: ActId, item: u16) {
        self.all.retain(|clock| clock.of != Some((of, item)));
    }

    /// That many days more.
    pub(crate) fn lengthen(&mut self, rule: &str, more: i64) {
        for clock in self.all.iter_mut().filter(|clock| clock.rule == rule) {
            clock.due = clock.due.map(|due| days::later(due, more));
        }
    }

    /// No limit of this rule is kept.
    pub(crate) fn forget(&mut self, rule: &str) {
        self.all.retain(|clock| clock.rule != rule);
    }

    /// The limits of some rules were there from another day on.
    pub(crate) fn begin_earlier(&mut self, rules: &[&str], from: Date, days: i64) {
        for clock in self.all.iter_mut().filter(|clock| rules.contains(&clock.rule)) {
            (clock.from, clock.due) = (from, Some(days::later(from, days)));
        }
    }
}
