//! The county's figures, counted from what was meant.

use std::collections::{BTreeMap, BTreeSet};

use taizhang_model::{
    CaseId,
    act::CaseKind,
    metrics::{Figures, Ratio, ThreeRates, Volume},
};

use crate::meant::Meant;

/// The figures of some cases. Two that a person found to be one matter count once, as the one that came first.
pub(crate) fn of<'a>(cases: impl Iterator<Item = &'a Meant>) -> Figures {
    let cases: BTreeMap<CaseId, &Meant> = cases.map(|case| (case.case, case)).collect();
    let counted: Vec<&Meant> = cases.values().copied().filter(|case| !is_a_later_twin(case, &cases)).collect();
    let count = |is: &dyn Fn(&Meant) -> bool| counted.iter().filter(|case| is(case)).count() as u64;
    let ratio = |belong: &dyn Fn(&Meant) -> bool, did: &dyn Fn(&Meant) -> bool| Ratio {
        numerator: count(&|case| belong(case) && did(case)),
        denominator: count(belong),
    };
    let three = |belong: &dyn Fn(&Meant) -> bool| ThreeRates {
        closure: ratio(belong, &|case| case.closed_on.is_some()),
        reported: ratio(belong, &|case| case.reported),
        resolution: ratio(belong, &Meant::counts_as_resolved),
    };
    let resolved = |belong: &dyn Fn(&Meant) -> bool| ratio(belong, &Meant::counts_as_resolved);
    Figures {
        volume: Volume {
            cases: counted.len() as u64,
            batches: counted.iter().map(|case| u64::from(case.batches)).sum(),
            persons: counted.iter().map(|case| u64::from(case.persons)).sum(),
            accepted: count(&|case| case.accepted),
            closed: count(&|case| case.closed_on.is_some()),
            open: count(&|case| case.closed_on.is_none()),
        },
        all: three(&|_| true),
        superior_assigned: three(&|case| case.superior_assigned),
        listed_resolution: resolved(&|case| case.listed),
        led_resolution: resolved(&|case| !case.charges.is_empty()),
        early_issue_resolution: resolved(&|case| case.kind == CaseKind::EarlyIssue),
        mediation_success: ratio(&|case| case.mediated.is_some(), &|case| case.mediated == Some(true)),
        reply_without_resolution: ratio(&|case| case.replied, &|case| !case.counts_as_resolved() || case.dissatisfied),
        in_dispute: count(&Meant::in_dispute),
    }
}

fn is_a_later_twin(case: &Meant, cases: &BTreeMap<CaseId, &Meant>) -> bool {
    let mut one: BTreeSet<CaseId> = BTreeSet::from([case.case]);
    let mut next = vec![case.case];
    while let Some(of) = next.pop() {
        let same = cases.get(&of).into_iter().flat_map(|case| &case.same_as);
        next.extend(same.copied().filter(|other| cases.contains_key(other) && one.insert(*other)));
    }
    one.iter()
        .filter_map(|other| cases.get(other))
        .any(|other| (other.received_on, other.case) < (case.received_on, case.case))
}
