//! What was meant: written down while a case is made up, by what its people wanted, and never read off a fold.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::Serialize;
use taizhang_model::{ActId, CaseId, OfficeId, StaffId, Stage, act::CaseKind};

use crate::{clocks::Clocks, days};

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

/// What a case was meant to come to.
#[derive(Clone, Debug, Serialize)]
pub struct Meant {
    /// The case.
    pub case: CaseId,
    /// Its provisional number.
    pub number: String,
    /// What happens to it.
    pub plot: &'static str,
    /// The offices that hold it.
    pub audience: BTreeSet<OfficeId>,
    /// Acts recorded in it.
    pub acts: usize,
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
    /// Leads and units in charge.
    pub in_charge: BTreeSet<(StaffId, OfficeId)>,
    /// Its time limits.
    #[serde(flatten)]
    pub clocks: Clocks,
    /// Its disputes, by rule.
    pub disputes: BTreeMap<&'static str, Disputes>,
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
    pub(crate) fn registered(case: CaseId, number: String, received_on: Date, by: OfficeId) -> Self {
        let mut meant = Self {
            case,
            number,
            plot: "",
            audience: BTreeSet::new(),
            acts: 1,
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
            in_charge: BTreeSet::new(),
            clocks: Clocks::default(),
            disputes: BTreeMap::new(),
            conflicts: BTreeSet::new(),
            same_as: Vec::new(),
            possibly_same_as: Vec::new(),
            same_number_as: None,
            late_for_return: BTreeSet::new(),
            holder: None,
        };
        meant.clocks.start("forward-15d", received_on, Some(days::later(received_on, 15)));
        meant.clocks.start("accept-15d", received_on, Some(days::later(received_on, 15)));
        meant.held(by, received_on);
        meant
    }

    /// An office has the matter in hand from a day on.
    pub(crate) fn held(&mut self, by: OfficeId, on: Date) {
        if self.holder.replace(by) != Some(by) {
            self.clocks.meet(&["hold-10wd"], on);
            self.clocks.start("hold-10wd", on, days::working_days_later(on, 10));
        }
    }

    /// Somebody worked on it, and says so.
    pub(crate) fn worked(&mut self) {
        if matches!(self.stage, Stage::Assigned | Stage::Reopened) {
            self.stage = Stage::Handling;
        }
    }

    /// A dispute of this rule is open.
    pub(crate) fn disputed(&mut self, rule: &'static str) {
        self.disputes.entry(rule).or_default().open += 1;
    }

    /// One that was open is decided.
    pub(crate) fn decided(&mut self, rule: &'static str) {
        let disputes = self.disputes.entry(rule).or_default();
        (disputes.open, disputes.ended) = (disputes.open - 1, disputes.ended + 1);
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
        self.clocks.start("rehandle-60d", on, Some(days::later(on, 60)));
    }
}
