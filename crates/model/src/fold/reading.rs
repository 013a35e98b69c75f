//! 限制知悉: which restrictions hold, who may read the case, and who opened it all the same.
//!
//! A restriction and its lifting that had not seen each other leave it restricted, and of two restrictions both hold: who
//! waits for a reader loses an hour, and what was read cannot be taken back.

use std::collections::BTreeSet;

use super::{docket::Docket, standing::Standing};
use crate::{
    DutyView, Opening, Reading, ReadingView, Restriction, StaffId,
    act::{BreakGlass, LiftRestriction, Register, Restrict, Secrecy},
    flag,
};

/// Reads the acts of this group, and says in `standing` which of them are superseded or without effect.
pub(super) fn fold(docket: &Docket<'_>, duty: &DutyView, standing: &mut Standing) -> ReadingView {
    let (acts, lifts) = (docket.ranks::<Restrict>(), docket.ranks::<LiftRestriction>());
    let registered = docket.of::<Register>().next().filter(|(_, register)| register.secrecy == Secrecy::Restricted);
    let registered = registered.map(|(rank, _)| rank);
    let restricting: Vec<usize> = registered.into_iter().chain(acts.iter().copied()).collect();

    for lift in lifts {
        if !restricting.iter().any(|rank| docket.saw(*lift, *rank)) {
            standing.void(*lift, flag::ALREADY_DONE);
        }
    }
    let mut in_force = restricting.clone();
    in_force.retain(|rank| !lifts.iter().chain(&restricting).any(|later| later != rank && docket.saw(*later, *rank)));
    for rank in restricting.iter().filter(|rank| Some(**rank) != registered && !in_force.contains(rank)) {
        standing.supersede(*rank);
    }
    let openings = openings(docket, duty, standing);
    if in_force.is_empty() {
        return ReadingView { openings, ..ReadingView::default() };
    }
    ReadingView {
        state: Reading::Restricted,
        readers: readers(docket, &in_force, duty),
        restrictions: in_force.iter().map(|rank| restriction(docket, *rank)).collect(),
        openings,
    }
}

fn restriction(docket: &Docket<'_>, rank: usize) -> Restriction {
    let act = docket.acts[rank];
    let reason = docket.at::<Restrict>(rank).map(|restrict| restrict.reason.clone()).unwrap_or_default();
    Restriction { act: act.id, by: act.by, office: act.office, on: act.effective_on, reason }
}

/// Who may read while these restrictions hold.
fn readers(docket: &Docket<'_>, in_force: &[usize], duty: &DutyView) -> BTreeSet<StaffId> {
    let named = in_force
        .iter()
        .map(|rank| docket.at::<Restrict>(*rank).map(|restrict| restrict.readers.clone()).unwrap_or_default());
    let mut readers = named.reduce(|one, other| &one & &other).unwrap_or_default();
    readers.extend(in_force.iter().map(|rank| docket.acts[*rank].by));
    for charge in &duty.in_charge {
        readers.extend([charge.lead].into_iter().chain(charge.handler).chain(charge.co_leads.iter().copied()));
    }
    readers.retain(|staff| !stands_aside(duty, *staff));
    readers
}

fn openings(docket: &Docket<'_>, duty: &DutyView, standing: &mut Standing) -> Vec<Opening> {
    let mut openings = Vec::new();
    for (rank, opened) in docket.of::<BreakGlass>() {
        let act = docket.acts[rank];
        if stands_aside(duty, act.by) {
            standing.void(rank, flag::BY_ONE_STANDING_ASIDE);
            continue;
        }
        let (from, until) = (act.made_at, opened.until(act.made_at));
        let reason = opened.reason.clone();
        openings.push(Opening { act: act.id, by: act.by, office: act.office, reason, from, until });
    }
    openings
}

fn stands_aside(duty: &DutyView, staff: StaffId) -> bool {
    duty.recusals.iter().any(|recusal| recusal.staff == staff)
}
