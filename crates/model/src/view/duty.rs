//! 交办与包案, as people read it: who carries the duty, what is planned and promised, where it was raised to.

use std::collections::BTreeSet;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    ActId, OfficeId, StaffId,
    act::{Instance, ProgressKind, RaiseKind, Undertaking},
};

/// 交办与包案.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct DutyView {
    /// The assignments that hold, that of the higher level first. More than one while K1 is open, or where offices
    /// assigned the same lead and unit apart.
    pub in_charge: Vec<InCharge>,
    /// Who led it before, each told by the act that replaced them.
    pub former_leads: Vec<FormerLead>,
    /// Which unit had the matter in hand from when on: where the holding clock starts anew.
    pub holdings: Vec<Holding>,
    /// What is still missing of what every case has (五个一、三要素; DOMAIN A03, A08): `lead`, `team`, `plan`, `handler`,
    /// `measures`, `due`.
    pub missing: Vec<String>,
    /// The plans that hold: more than one where they did not see each other.
    pub plans: Vec<PlanView>,
    /// Every promise: those made as such, and what offices owe by agreements in force and from meetings.
    pub promises: Vec<PromiseView>,
    /// Where it was raised to.
    pub raises: Vec<RaiseView>,
    /// Every listing.
    pub listings: Vec<ListingView>,
    /// Whether an audit found the matter resolved and nothing undid that since: a listing may be cleared.
    pub may_be_cleared: bool,
    /// Reports to other offices.
    pub reports: Vec<ReportView>,
    /// Answers that assignments asked for.
    pub feedback: Vec<FeedbackView>,
    /// Who takes no part in the case.
    pub recusals: Vec<RecusalView>,
    /// Those of them who still lead or handle it: somebody else has to be assigned.
    pub to_replace: Vec<StaffId>,
}

impl DutyView {
    /// The promises that are not kept and not given up.
    pub fn open_promises(&self) -> impl Iterator<Item = &PromiseView> {
        self.promises.iter().filter(|promise| promise.is_open())
    }

    /// The promises whose day has passed (承诺未落实; DOMAIN H27).
    pub fn broken_promises(&self, today: Date) -> impl Iterator<Item = &PromiseView> {
        self.promises.iter().filter(move |promise| promise.is_broken(today))
    }

    /// Whether the case is on the list (挂牌督办; DOMAIN A13).
    #[must_use]
    pub fn listed(&self) -> bool {
        self.listings.iter().any(|listing| listing.cleared_by.is_none())
    }

    /// The units in charge.
    pub fn units(&self) -> impl Iterator<Item = OfficeId> + '_ {
        self.in_charge.iter().map(|charge| charge.unit)
    }

    /// Leads and those who share their duty.
    pub fn leads(&self) -> impl Iterator<Item = StaffId> + '_ {
        self.in_charge.iter().flat_map(|charge| std::iter::once(charge.lead).chain(charge.co_leads.iter().copied()))
    }

    /// The offices with a part in it: in charge, assisting, and those that assigned.
    #[must_use]
    pub fn offices(&self) -> Vec<OfficeId> {
        let of = |charge: &InCharge| {
            let mut offices = vec![charge.unit, charge.office, charge.decided_by];
            offices.extend(&charge.assist_units);
            offices
        };
        let offices: BTreeSet<OfficeId> = self.in_charge.iter().flat_map(of).collect();
        offices.into_iter().collect()
    }
}

/// An assignment that holds (包案; DOMAIN A01 to A08): a row of the roster of leads (A07) and of the ledger of
/// assignments (I20).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct InCharge {
    /// The act.
    pub act: ActId,
    /// The office that assigned.
    pub office: OfficeId,
    /// The office whose decision lead and unit are: that of the highest level that named them. A lower one may fill in
    /// the rest, but not change them.
    pub decided_by: OfficeId,
    /// The day it is declared for.
    pub on: Date,
    /// Who carries the duty (包案领导).
    pub lead: StaffId,
    /// Who shares it (双领导).
    pub co_leads: BTreeSet<StaffId>,
    /// The unit in charge (主办单位).
    pub unit: OfficeId,
    /// Units that assist (协办单位).
    pub assist_units: BTreeSet<OfficeId>,
    /// Who handles it (承办人).
    pub handler: Option<StaffId>,
    /// What is to be done.
    pub measures: String,
    /// By when.
    pub due: Option<Date>,
    /// Number of the letter (交办函).
    pub letter_no: Option<String>,
    /// Whether the level was raised.
    pub instance: Instance,
}

/// Somebody who led the case before (原包案领导).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct FormerLead {
    /// Who.
    pub lead: StaffId,
    /// The unit then in charge.
    pub unit: OfficeId,
    /// The act that had assigned them.
    pub act: ActId,
    /// The assignment or settlement that took its place.
    pub replaced_by: Option<ActId>,
    /// The reason given.
    pub reason: Option<String>,
}

/// A unit has the matter in hand from a day on (在办).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Holding {
    /// The unit.
    pub unit: OfficeId,
    /// The assignment that gave it to them.
    pub act: ActId,
    /// The day it is declared for.
    pub from: Date,
}

/// A plan that holds (化解方案; DOMAIN H05).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PlanView {
    /// The act.
    pub act: ActId,
    /// The office that made it.
    pub office: OfficeId,
    /// The plan.
    pub text: String,
    /// The problem it solves.
    pub problem: String,
    /// Who works on it (班子、工作专班).
    pub team: BTreeSet<StaffId>,
    /// Its steps.
    pub steps: Vec<StepView>,
}

/// A step of a plan (节点; DOMAIN A09).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct StepView {
    /// Which, from 1.
    pub number: u16,
    /// What is done.
    pub text: String,
    /// Who does it.
    pub office: OfficeId,
    /// By when.
    pub due: Option<Date>,
    /// Which of the lead's undertakings it serves (四包; DOMAIN A05).
    pub undertaking: Option<Undertaking>,
    /// The act that says it is done.
    pub done_by: Option<ActId>,
    /// The day it was done.
    pub done_on: Option<Date>,
    /// The act by which a lead or the head signed it off.
    pub signed_by: Option<ActId>,
}

/// How a promise stands (DOMAIN H26).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PromiseState {
    /// 未兑现.
    Open,
    /// 已兑现.
    Kept,
    /// 已变更: open, with another day that the petitioner agreed to.
    Changed,
    /// 已取消: given up with the petitioner's agreement.
    Cancelled,
}

/// A promise to the people of the case (承诺; DOMAIN H26).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PromiseView {
    /// The act that promised: a promise, an agreement, or a meeting.
    pub act: ActId,
    /// Which term of the agreement or task of the meeting, from 1.
    pub term: Option<u16>,
    /// What was promised.
    pub text: String,
    /// The office that owes it.
    pub office: OfficeId,
    /// By when, as it stands; none: the agreement names no day.
    pub due: Option<Date>,
    /// The agreement, meeting or reply it comes from.
    pub of: Option<ActId>,
    /// How it stands.
    pub state: PromiseState,
    /// The act that kept it, changed it last or gave it up.
    pub by: Option<ActId>,
    /// The day it was kept.
    pub kept_on: Option<Date>,
    /// What shows that it was kept.
    pub proof: Option<String>,
}

impl PromiseView {
    /// Whether it is still owed.
    #[must_use]
    pub fn is_open(&self) -> bool {
        matches!(self.state, PromiseState::Open | PromiseState::Changed)
    }

    /// Whether it is still owed and its day has passed (承诺未落实; DOMAIN H27).
    #[must_use]
    pub fn is_broken(&self, today: Date) -> bool {
        self.is_open() && self.due.is_some_and(|due| due < today)
    }
}

/// How a raising stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RaiseState {
    /// 待答复.
    Waiting,
    /// 已受理、已认定: taken up.
    Taken,
    /// 已退回.
    Returned,
}

/// Where a matter was raised to (提级、上报; DOMAIN A10 to A12, A16).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RaiseView {
    /// The act.
    pub act: ActId,
    /// How.
    pub kind: RaiseKind,
    /// The office that raised it.
    pub from: OfficeId,
    /// The office it went to.
    pub to: OfficeId,
    /// Why.
    pub reason: String,
    /// The day it is declared for.
    pub on: Date,
    /// How it stands.
    pub state: RaiseState,
    /// The answer.
    pub answer: Option<ActId>,
    /// Why it was answered so.
    pub answer_reason: Option<String>,
}

/// A listing (挂牌督办; DOMAIN A13).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ListingView {
    /// The act.
    pub act: ActId,
    /// The office that listed it.
    pub office: OfficeId,
    /// Why.
    pub reason: String,
    /// The day it is declared for.
    pub on: Date,
    /// By when it should be cleared.
    pub due: Option<Date>,
    /// The act that cleared it (销号).
    pub cleared_by: Option<ActId>,
}

/// A report to another office (进展报告; DOMAIN A14, A15, A17).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ReportView {
    /// The act.
    pub act: ActId,
    /// What kind.
    pub kind: ProgressKind,
    /// The office that reported.
    pub from: OfficeId,
    /// The office it went to.
    pub to: OfficeId,
    /// The day it is declared for.
    pub on: Date,
    /// What was reported.
    pub text: String,
}

/// An answer that an assignment asked for (反馈; DOMAIN A14, I16).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct FeedbackView {
    /// The assignment.
    pub act: ActId,
    /// The office that wants to hear.
    pub to: OfficeId,
    /// The unit that owes the answer.
    pub unit: OfficeId,
    /// By when.
    pub due: Date,
    /// The report that gave it.
    pub given_by: Option<ActId>,
}

/// A member of staff who takes no part in the case (回避; Art. 28).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RecusalView {
    /// Who.
    pub staff: StaffId,
    /// The act.
    pub act: ActId,
    /// Why.
    pub reason: String,
    /// The day it is declared for.
    pub on: Date,
}
