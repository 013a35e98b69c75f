//! Who takes no part in the case, and whose acts wait for their head.

use std::collections::BTreeMap;

use crate::{
    RecusalView, StaffId,
    act::{Assign, Confirm, Note, Recuse},
    causality::Ranks,
    flag,
    fold::{
        court::{Court, Findings},
        docket::Docket,
        rules::{Verdict, verdict},
        standing::Standing,
    },
};

/// Who stands aside (Art. 28). Work that they record having seen it is kept and marked, and so is an assignment that
/// names them.
pub(super) fn recusals(docket: &Docket<'_>, standing: &mut Standing) -> Vec<RecusalView> {
    let mut aside: BTreeMap<StaffId, Vec<usize>> = BTreeMap::new();
    let mut recusals = Vec::new();
    for (rank, recuse) in docket.of::<Recuse>() {
        let act = docket.acts[rank];
        let known = aside.entry(recuse.staff).or_default();
        if known.is_empty() {
            let (staff, reason) = (recuse.staff, recuse.reason.clone());
            recusals.push(RecusalView { staff, act: act.id, reason, on: act.effective_on });
        }
        known.push(rank);
    }
    if aside.is_empty() {
        return recusals;
    }
    let knew = |rank: usize, staff: StaffId| {
        aside.get(&staff).is_some_and(|recusals| recusals.iter().any(|recusal| docket.saw(rank, *recusal)))
    };
    for rank in docket.work.iter().chain(docket.ranks::<Note>()) {
        if knew(*rank, docket.acts[*rank].by) {
            standing.flag(*rank, flag::BY_ONE_STANDING_ASIDE);
        }
    }
    for (rank, assign) in docket.of::<Assign>() {
        if assign.persons().any(|staff| knew(rank, staff)) {
            standing.flag(rank, flag::NAMES_ONE_STANDING_ASIDE);
        }
    }
    recusals
}

/// Acts that wait for the head, were confirmed, or were not (K12); and confirmations that count for nothing.
pub(super) fn confirmations(docket: &Docket<'_>, court: &Court<'_>, findings: &Findings, standing: &mut Standing) {
    let everything = Ranks::first(docket.acts.len());
    for rank in &court.lapsed {
        let word = match verdict(court, &everything, &findings.settled, *rank) {
            Verdict::Waiting => flag::NEEDS_CONFIRMATION,
            Verdict::Confirmed => flag::CONFIRMED,
            Verdict::Declined => flag::NOT_CONFIRMED,
        };
        standing.flag(*rank, word);
    }
    for (rank, confirm) in docket.of::<Confirm>() {
        let of = docket.graph.rank(confirm.act).filter(|of| docket.saw(rank, *of));
        match of {
            None => standing.void(rank, flag::NAMES_NO_SUCH_ACT),
            Some(of) if court.lapsed.binary_search(&of).is_err() => standing.void(rank, flag::NOTHING_TO_CONFIRM),
            Some(of) if !court.confirms.get(&of).is_some_and(|counts| counts.contains(&rank)) => {
                standing.void(rank, flag::LACKED_AUTHORITY);
            }
            Some(_) => {}
        }
    }
}
