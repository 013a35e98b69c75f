//! The time limits of a case as its people know them: started, met, moved by hand.

use jiff::civil::Date;
use serde::Serialize;
use taizhang_model::ActId;

use crate::days;

/// A time limit.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Clock {
    /// Its rule.
    pub rule: &'static str,
    /// The day that starts it.
    pub from: Date,
    /// Its last day; none where nobody can say.
    pub due: Option<Date>,
    /// The day it was met.
    pub met: Option<Date>,
    /// What it answers to, where there can be several of its kind.
    #[serde(skip)]
    pub(crate) of: Option<(ActId, u16)>,
}

/// All of a case.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Clocks {
    /// In the order in which they were started.
    #[serde(rename = "deadlines")]
    pub all: Vec<Clock>,
}

impl Clocks {
    pub(crate) fn start(&mut self, rule: &'static str, from: Date, due: Option<Date>) {
        self.all.push(Clock { rule, from, due, met: None, of: None });
    }

    pub(crate) fn start_of(&mut self, rule: &'static str, from: Date, due: Option<Date>, of: ActId) {
        self.start_item(rule, from, due, of, 0);
    }

    pub(crate) fn start_item(&mut self, rule: &'static str, from: Date, due: Option<Date>, of: ActId, item: u16) {
        self.all.push(Clock { rule, from, due, met: None, of: Some((of, item)) });
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
