//! Figures of a list of cases (统计; DOMAIN M01 to M13): every rate with its numerator and its denominator. Pure functions
//! of facts folded from cases; how a rate is rounded for people is configuration ([`crate::config::rate`]).
//!
//! What is counted is cases, never the people who brought them. A leader's own figures are asked for by name, one at
//! a time; there is no list that puts persons into an order.

mod behind;
mod facts;
mod frozen;
mod named;

#[cfg(test)]
mod tests;

pub use behind::{Part, behind};
pub use frozen::{FrozenList, FrozenReturn, ListChange, late_for, overtaken};
pub use named::Named;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use self::behind::{Is, Rate};
use crate::{
    CaseId, StaffId,
    config::{Metric, Target},
    entry::{EntryView, Value},
};

/// What the figures need to know of one case. The flags are facts of their own: 办结, 报结 and 化解 do not imply each other
/// (DOMAIN 0.1).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CaseFacts {
    /// The case.
    pub case: CaseId,
    /// The day it came in.
    pub received_on: Date,
    /// A superior assigned it (上级交办).
    pub superior_assigned: bool,
    /// It is listed for supervision (挂账、挂牌督办).
    pub listed: bool,
    /// It is an early issue (苗头).
    pub early_issue: bool,
    /// Who leads it (包案领导).
    pub leads: Vec<StaffId>,
    /// Batches of a group visit (批次).
    pub batches: u32,
    /// Persons who brought it (人次).
    pub persons: u32,
    /// It was accepted (立案、受理).
    pub accepted: bool,
    /// 办结.
    pub closed: bool,
    /// 报结.
    pub reported: bool,
    /// 化解, with the day it was audited.
    pub resolved_on: Option<Date>,
    /// The same matter came again after it was resolved, within the year (DOMAIN F15).
    pub repeated: bool,
    /// A dispute of record is open.
    pub in_dispute: bool,
    /// Mediation ended (调处): whether in an agreement. None: it was not mediated.
    pub mediated: Option<bool>,
    /// A reply was issued.
    pub replied: bool,
    /// The petitioner rated it as not satisfied.
    pub dissatisfied: bool,
    /// Cases that a person found to be the same matter: together they are counted once (DOMAIN K3).
    pub same_matter: Vec<CaseId>,
}

impl CaseFacts {
    /// Whether it counts as resolved: audited, not repeated since (F15), and nothing about it in dispute (DOMAIN 3.4).
    #[must_use]
    pub fn counts_as_resolved(&self) -> bool {
        self.resolved_on.is_some() && !self.repeated && !self.in_dispute
    }
}

/// So many of so many.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Ratio {
    /// How many did.
    pub numerator: u64,
    /// Of how many.
    pub denominator: u64,
}

impl Ratio {
    /// Of the cases that `belong`, those that `did`.
    fn of(cases: &[&CaseFacts], belong: impl Fn(&CaseFacts) -> bool, did: impl Fn(&CaseFacts) -> bool) -> Self {
        let mut ratio = Self::default();
        for case in cases.iter().filter(|case| belong(case)) {
            ratio.denominator += 1;
            ratio.numerator += u64::from(did(case));
        }
        ratio
    }

    /// Whether it reaches so many per cent; none when there was nothing to reach it with.
    #[must_use]
    pub fn reaches(self, percent: u8) -> Option<bool> {
        let (part, whole) = (u128::from(self.numerator), u128::from(self.denominator));
        (whole > 0).then_some(part * 100 >= whole * u128::from(percent))
    }
}

/// 办结率, 报结率 and 化解率: three rates, never one.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ThreeRates {
    /// 办结率.
    pub closure: Ratio,
    /// 报结率.
    pub reported: Ratio,
    /// 化解率.
    pub resolution: Ratio,
}

/// What came in and what became of it (接待量; DOMAIN M10).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Volume {
    /// Cases (件).
    pub cases: u64,
    /// Batches (批次).
    pub batches: u64,
    /// Persons (人次).
    pub persons: u64,
    /// Accepted (立案).
    pub accepted: u64,
    /// Closed (办结).
    pub closed: u64,
    /// Not closed yet.
    pub open: u64,
}

/// The figures of a list of cases.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Figures {
    /// What came in.
    pub volume: Volume,
    /// The three rates of all cases.
    pub all: ThreeRates,
    /// The three rates of those that a superior assigned (M01).
    pub superior_assigned: ThreeRates,
    /// Of the cases listed for supervision, those resolved (M02).
    pub listed_resolution: Ratio,
    /// Of the cases with a lead, those resolved (M03).
    pub led_resolution: Ratio,
    /// Of the early issues, those resolved (M06).
    pub early_issue_resolution: Ratio,
    /// Of the cases whose mediation ended, those with an agreement (M08).
    pub mediation_success: Ratio,
    /// Of the cases that were replied to, those unresolved or rated as not satisfied (重回复轻调处; M13).
    pub reply_without_resolution: Ratio,
    /// Cases in dispute: counted as not resolved, and said so in every report.
    pub in_dispute: u64,
}

impl Figures {
    /// The rate that a target of a campaign names (M01 to M08).
    #[must_use]
    pub fn rate(&self, metric: Metric) -> Ratio {
        match metric {
            Metric::Closure => self.all.closure,
            Metric::Reported => self.all.reported,
            Metric::Resolution => self.all.resolution,
            Metric::ListedResolution => self.listed_resolution,
            Metric::LedResolution => self.led_resolution,
            Metric::EarlyIssueResolution => self.early_issue_resolution,
            Metric::MediationSuccess => self.mediation_success,
        }
    }

    /// Whether a target is reached (M04 to M06); none when no case falls under it.
    #[must_use]
    pub fn reaches(&self, target: &Target) -> Option<bool> {
        self.rate(target.metric).reaches(target.percent)
    }
}

/// The figures of these cases. A case that is named twice, and cases that are one matter, count once.
#[must_use]
pub fn figures<'a>(facts: impl IntoIterator<Item = &'a CaseFacts>) -> Figures {
    let cases = counted(facts);
    let count = |is: Is| cases.iter().filter(|case| is(case)).count() as u64;
    let rate = |Rate { belongs, did }: Rate| Ratio::of(&cases, belongs, did);
    Figures {
        volume: Volume {
            cases: count(behind::EVERY),
            batches: cases.iter().map(|case| u64::from(case.batches)).sum(),
            persons: cases.iter().map(|case| u64::from(case.persons)).sum(),
            accepted: count(behind::ACCEPTED),
            closed: count(behind::CLOSED),
            open: count(behind::OPEN),
        },
        all: ThreeRates {
            closure: rate(behind::CLOSURE),
            reported: rate(behind::REPORTED),
            resolution: rate(behind::RESOLUTION),
        },
        superior_assigned: ThreeRates {
            closure: rate(behind::SUPERIOR_CLOSURE),
            reported: rate(behind::SUPERIOR_REPORTED),
            resolution: rate(behind::SUPERIOR_RESOLUTION),
        },
        listed_resolution: rate(behind::LISTED_RESOLUTION),
        led_resolution: rate(behind::LED_RESOLUTION),
        early_issue_resolution: rate(behind::EARLY_ISSUE_RESOLUTION),
        mediation_success: rate(behind::MEDIATION_SUCCESS),
        reply_without_resolution: rate(behind::REPLY_WITHOUT_RESOLUTION),
        in_dispute: count(behind::IN_DISPUTE),
    }
}

/// Of the cases that this leader leads, those resolved (领导包案化解率; M03).
#[must_use]
pub fn lead_resolution<'a>(facts: impl IntoIterator<Item = &'a CaseFacts>, lead: StaffId) -> Ratio {
    Ratio::of(&counted(facts), |case| case.leads.contains(&lead), CaseFacts::counts_as_resolved)
}

/// Of the cases a leader owes in a year, those resolved in it (年内化解数; M11); more than owed is shown as such.
#[must_use]
pub fn lead_quota<'a>(facts: impl IntoIterator<Item = &'a CaseFacts>, lead: StaffId, year: i16, owed: u32) -> Ratio {
    let in_year = |case: &CaseFacts| case.resolved_on.is_some_and(|on| on.year() == year);
    let led = |case: &&&CaseFacts| case.leads.contains(&lead) && case.counts_as_resolved() && in_year(case);
    Ratio { numerator: counted(facts).iter().filter(led).count() as u64, denominator: owed.into() }
}

/// A figure beside that of the same period of the year before (同比; M09): the change is theirs to put into words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct YearOnYear {
    /// Now.
    pub now: u64,
    /// In the same period of the year before.
    pub before: u64,
}

/// The same days one year earlier; 29 February becomes the 28th.
#[must_use]
pub fn year_before(from: Date, until: Date) -> Option<(Date, Date)> {
    let before = |date: Date| {
        let first = Date::new(date.year().checked_sub(1)?, date.month(), 1).ok()?;
        Date::new(first.year(), first.month(), date.day().min(first.days_in_month())).ok()
    };
    // The last day of a month stays the last day.
    let end = if until == until.last_of_month() { before(until)?.last_of_month() } else { before(until)? };
    Some((before(from)?, end))
}

/// A volume figure of the cases received in a period, beside the year before (M09).
#[must_use]
pub fn received_year_on_year(facts: &[CaseFacts], from: Date, until: Date) -> Option<YearOnYear> {
    let (from_before, until_before) = year_before(from, until)?;
    let received = |from: Date, until: Date| {
        let within = facts.iter().filter(|case| from <= case.received_on && case.received_on <= until);
        counted(within).len() as u64
    };
    Some(YearOnYear { now: received(from, until), before: received(from_before, until_before) })
}

/// The answers of an awareness survey, question by question (知晓率、认可度; M12).
#[must_use]
pub fn awareness(survey: &EntryView) -> Vec<(String, Ratio)> {
    let number = |value: Option<&Value>| match value {
        Some(Value::Number(number)) => u64::try_from(*number).unwrap_or(0),
        _ => 0,
    };
    let rows = survey.values.get("results").map(Value::items).unwrap_or_default();
    rows.iter()
        .filter_map(|row| if let Value::Row(row) = row { Some(row) } else { None })
        .map(|row| {
            let question = row.get("question").and_then(Value::as_text).unwrap_or_default().to_owned();
            (question, Ratio { numerator: number(row.get("positive")), denominator: number(row.get("answers")) })
        })
        .collect()
}

/// The cases that count, in the order of their receipt: of those that are one matter the one received first, of two of one
/// day that with the lower id. It does not matter which of two cases names the other.
fn counted<'a>(facts: impl IntoIterator<Item = &'a CaseFacts>) -> Vec<&'a CaseFacts> {
    let cases: BTreeMap<CaseId, &CaseFacts> = facts.into_iter().map(|case| (case.case, case)).collect();
    let mut beside: BTreeMap<CaseId, Vec<CaseId>> = BTreeMap::new();
    for case in cases.values() {
        for other in case.same_matter.iter().filter(|other| cases.contains_key(other)) {
            beside.entry(case.case).or_default().push(*other);
            beside.entry(*other).or_default().push(case.case);
        }
    }
    let mut taken = BTreeSet::new();
    let mut by_receipt: Vec<&CaseFacts> = cases.into_values().collect();
    by_receipt.sort_by_key(|case| (case.received_on, case.case));
    by_receipt.retain(|case| {
        let first = taken.insert(case.case);
        let mut reached = vec![case.case];
        while let Some(other) = reached.pop().filter(|_| first) {
            reached.extend(beside.get(&other).into_iter().flatten().filter(|other| taken.insert(**other)));
        }
        first
    });
    by_receipt
}
