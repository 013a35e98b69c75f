//! What was meant: written down while a case is made up, by what its people wanted, and never read off a fold.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::Serialize;
use taizhang_model::{ActId, CaseId, OfficeId, StaffId, Stage, act::CaseKind};

use crate::{
    clocks::{Clocks, Step},
    days,
};

/// How the disputes of one rule stand in one case.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Disputes {
    /// Waiting for a decision.
    pub open: usize,
    /// Decided, or ended by a later act.
    pub ended: usize,
    /// Only to be known.
    pub notices: usize,
}

/// Something that people have to decide, or should know of: it stands in the inbox of the office that decides, and in
/// those of the offices that it concerns.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Question {
    /// The rule.
    pub rule: &'static str,
    /// The office that decides.
    pub at: OfficeId,
    /// The offices whose acts cannot hold together.
    pub sides: BTreeSet<OfficeId>,
}

/// A question that lies between a case and another case, or a return: it concerns other offices than those of the duty.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Between {
    /// The question.
    #[serde(flatten)]
    pub question: Question,
    /// The other case; none: it is a return.
    pub other: Option<CaseId>,
    /// The offices that it concerns, beside those whose acts it is about.
    pub concerns: BTreeSet<OfficeId>,
}

/// An assignment that holds: a row of the roster.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Charge {
    /// The act.
    pub act: ActId,
    /// The office that assigned.
    pub by: OfficeId,
    /// Who leads.
    pub lead: StaffId,
    /// The unit in charge.
    pub unit: OfficeId,
    /// Who handles it.
    pub handler: Option<StaffId>,
    /// The day it is declared for.
    pub on: Date,
    /// By when.
    pub due: Option<Date>,
    /// Number of its letter.
    pub letter_no: String,
}

/// What one office demanded of another about a case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Demand {
    /// The act.
    pub act: ActId,
    /// Who demands.
    pub from: OfficeId,
    /// Who has to answer.
    pub to: OfficeId,
    /// Its number.
    pub number: String,
    /// By when, where it says so.
    pub due: Option<Date>,
    /// The day of the answer.
    pub answered_on: Option<Date>,
}

/// What a case was meant to come to.
#[derive(Clone, Debug, Serialize)]
pub struct Meant {
    /// The case.
    pub case: CaseId,
    /// Its provisional number.
    pub number: String,
    /// What happens to it.
    pub plot: &'static str,
    /// The office it belongs to.
    pub home: OfficeId,
    /// The office that registered it.
    pub registered_by: OfficeId,
    /// The offices that hold it.
    pub audience: BTreeSet<OfficeId>,
    /// Offices that it must never reach: those that it accuses, and those below them.
    pub never: BTreeSet<OfficeId>,
    /// Offices that held it and do not any more.
    pub left: BTreeSet<OfficeId>,
    /// Acts recorded in it.
    pub acts: usize,
    /// The days that they are declared for.
    #[serde(skip)]
    pub(crate) days: BTreeSet<Date>,
    /// The day it came in.
    pub received_on: Date,
    /// What it is.
    pub kind: CaseKind,
    /// A superior assigned it.
    pub superior_assigned: bool,
    /// Persons who brought it, over all contacts.
    pub persons: u32,
    /// Batches in which they came.
    pub batches: u32,
    /// How far it has come.
    pub stage: Stage,
    /// Whether it is accepted.
    pub accepted: bool,
    /// 办结, with its day.
    pub closed_on: Option<Date>,
    /// 报结.
    pub reported: bool,
    /// 化解, with the day of its audit.
    pub resolved_on: Option<Date>,
    /// Opened again by the same matter, and not resolved since.
    pub repeated: bool,
    /// 终结.
    pub finalised: bool,
    /// Whether a reply holds.
    pub replied: bool,
    /// Whether its mediation, where it ended, brought agreement.
    pub mediated: Option<bool>,
    /// Whether its petitioner was not satisfied.
    pub dissatisfied: bool,
    /// Whether it is listed for supervision.
    pub listed: bool,
    /// The assignments that hold.
    pub charges: Vec<Charge>,
    /// What was demanded of offices about it.
    pub demands: Vec<Demand>,
    /// Steps of its plan that are still to be done.
    pub steps: Vec<Step>,
    /// Its time limits.
    #[serde(flatten)]
    pub clocks: Clocks,
    /// Its disputes, by rule.
    pub disputes: BTreeMap<&'static str, Disputes>,
    /// What people have to decide in it, or should know of.
    pub questions: Vec<Question>,
    /// The same about it and another case, told with one of the two, or about it and a return.
    pub between: Vec<Between>,
    /// Plain fields with several values.
    pub conflicts: BTreeSet<&'static str>,
    /// The same matter, as a person decided.
    pub same_as: Vec<CaseId>,
    /// The same matter, which nobody has decided yet: each must be shown beside the other.
    pub possibly_same_as: Vec<CaseId>,
    /// A case that was given the same official number.
    pub same_number_as: Option<CaseId>,
    /// Acts that came too late for a return.
    pub late_for_return: BTreeSet<ActId>,
    /// The office that has the matter in hand.
    #[serde(skip)]
    pub(crate) holder: Option<OfficeId>,
}

impl Meant {
    /// A case that was just registered by an office.
    pub(crate) fn registered(case: CaseId, number: String, received_on: Date, by: OfficeId, home: OfficeId) -> Self {
        let mut meant = Self {
            case,
            number,
            plot: "",
            home,
            registered_by: by,
            audience: BTreeSet::new(),
            never: BTreeSet::new(),
            left: BTreeSet::new(),
            acts: 1,
            days: BTreeSet::from([received_on]),
            received_on,
            kind: CaseKind::Petition,
            superior_assigned: false,
            persons: 1,
            batches: 1,
            stage: Stage::Registered,
            accepted: false,
            closed_on: None,
            reported: false,
            resolved_on: None,
            repeated: false,
            finalised: false,
            replied: false,
            mediated: None,
            dissatisfied: false,
            listed: false,
            charges: Vec::new(),
            demands: Vec::new(),
            steps: Vec::new(),
            clocks: Clocks::default(),
            disputes: BTreeMap::new(),
            questions: Vec::new(),
            between: Vec::new(),
            conflicts: BTreeSet::new(),
            same_as: Vec::new(),
            possibly_same_as: Vec::new(),
            same_number_as: None,
            late_for_return: BTreeSet::new(),
            holder: None,
        };
        meant.clocks.start("forward-15d", by, received_on, Some(days::later(received_on, 15)));
        meant.clocks.start("accept-15d", by, received_on, Some(days::later(received_on, 15)));
        meant.held(by, received_on);
        meant
    }

    /// An office has the matter in hand from a day on.
    pub(crate) fn held(&mut self, by: OfficeId, on: Date) {
        if self.holder.replace(by) != Some(by) {
            self.clocks.meet(&["hold-10wd"], on);
            self.clocks.pass_on(by);
            self.clocks.start("hold-10wd", by, on, days::working_days_later(on, 10));
        }
    }

    /// Somebody worked on it, and says so.
    pub(crate) fn worked(&mut self) {
        if matches!(self.stage, Stage::Assigned | Stage::Reopened) {
            self.stage = Stage::Handling;
        }
    }

    /// A dispute of this rule is open between acts of some offices; another, or one of them, decides it.
    pub(crate) fn disputed(&mut self, rule: &'static str, at: OfficeId, sides: impl IntoIterator<Item = OfficeId>) {
        self.disputes.entry(rule).or_default().open += 1;
        self.questions.push(Question { rule, at, sides: sides.into_iter().collect() });
    }

    /// Something of this rule is to be known, and nobody has to decide.
    pub(crate) fn noticed(&mut self, rule: &'static str, at: OfficeId, sides: impl IntoIterator<Item = OfficeId>) {
        self.disputes.entry(rule).or_default().notices += 1;
        self.questions.push(Question { rule, at, sides: sides.into_iter().collect() });
    }

    /// One that was open is decided.
    pub(crate) fn decided(&mut self, rule: &'static str) {
        let disputes = self.disputes.entry(rule).or_default();
        (disputes.open, disputes.ended) = (disputes.open - 1, disputes.ended + 1);
        self.questions.retain(|question| question.rule != rule);
    }

    /// Leads and units in charge.
    pub(crate) fn in_charge(&self) -> BTreeSet<(StaffId, OfficeId)> {
        self.charges.iter().map(|charge| (charge.lead, charge.unit)).collect()
    }

    /// The offices that anything about the duty concerns, and the home office.
    pub(crate) fn concerned(&self) -> BTreeSet<OfficeId> {
        let of_duty = self.charges.iter().flat_map(|charge| [charge.unit, charge.by]);
        of_duty.chain([self.home]).collect()
    }

    /// Whether anything waits for a decision.
    #[must_use]
    pub fn in_dispute(&self) -> bool {
        self.disputes.values().any(|disputes| disputes.open > 0)
    }

    /// Whether it counts as resolved: audited, and nothing about it in dispute.
    #[must_use]
    pub fn counts_as_resolved(&self) -> bool {
        self.resolved_on.is_some() && !self.repeated && !self.in_dispute()
    }

    /// The matter came up again after its closing.
    pub(crate) fn opened_again(&mut self, on: Date, repeat: bool) {
        self.stage = Stage::Reopened;
        (self.closed_on, self.reported, self.resolved_on) = (None, false, None);
        self.repeated |= repeat;
        self.handled_anew(on);
    }

    /// The office that has the matter in hand has 60 days once more.
    pub(crate) fn handled_anew(&mut self, on: Date) {
        let office = self.holder.unwrap_or(self.registered_by);
        self.clocks.start("rehandle-60d", office, on, Some(days::later(on, 60)));
    }
}
