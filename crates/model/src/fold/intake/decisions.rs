//! 受理与转送: what was decided about the matter, and what of it holds (DOMAIN I14 to I16, K6).

use std::collections::BTreeMap;

use super::objections::returning;
use crate::{
    Decision, IntakeView, Outcome,
    act::{Accept, Decline, Finalise, Refused, Transfer, TransferKind, in_line},
    causality::Ranks,
    flag,
    fold::{
        court::{Court, Settled},
        docket::Docket,
        standing::Standing,
    },
};

/// What holds among the decisions at a scope.
pub(crate) struct Deciding {
    /// Decisions in force that no other decision in force had seen, ascending.
    pub(crate) heads: Vec<usize>,
    /// By transfer: the answer by which it came back.
    pub(crate) returned: BTreeMap<usize, usize>,
    /// Refusals and transfers whose authors had seen an acceptance that holds: without effect.
    idle: Ranks,
}

/// Whether the act at a rank decides whose the matter is. A notice of no further acceptance does so only in a case that
/// nobody accepted: elsewhere it answers a contact.
pub(crate) fn is_decision(docket: &Docket<'_>, rank: usize) -> bool {
    match docket.at::<Decline>(rank) {
        Some(decline) if decline.kind == Refused::NoLongerAccepted => {
            decline.concluded_in.is_some() && !docket.ranks::<Accept>().iter().any(|accept| docket.saw(rank, *accept))
        }
        Some(_) => true,
        None => docket.at::<Accept>(rank).is_some() || docket.at::<Transfer>(rank).is_some(),
    }
}

/// What holds among the decisions at a scope. An acceptance binds everybody who had seen it: only a settlement ends it.
pub(crate) fn deciding(court: &Court<'_>, scope: &Ranks, settled: &Settled) -> Deciding {
    let docket = court.docket;
    let counts = |rank: &&usize| scope.has(**rank) && !settled.against.has(**rank);
    let mut accepts: Vec<usize> = Vec::new();
    for rank in docket.ranks::<Accept>().iter().filter(counts) {
        if !accepts.iter().any(|first| docket.saw(*rank, *first)) {
            accepts.push(*rank);
        }
    }
    let returned = returning(docket, scope);
    let mut idle = Ranks::default();
    let mut force = accepts.clone();
    for rank in docket.ranks::<Decline>().iter().chain(docket.ranks::<Transfer>()).filter(counts) {
        if returned.contains_key(rank) || !is_decision(docket, *rank) {
            continue;
        }
        if accepts.iter().any(|accept| docket.saw(*rank, *accept)) {
            idle.add(*rank);
        } else {
            force.push(*rank);
        }
    }
    force.sort_unstable();
    let mut heads: Vec<usize> = court.latest(scope, &force).collect();
    // A transfer to the very office that accepted says the same as the acceptance.
    let accepted_for = |rank: &usize| {
        let to = docket.at::<Transfer>(*rank).and_then(|transfer| transfer.to);
        to.is_some_and(|to| accepts.iter().any(|accept| docket.office(*accept) == to))
    };
    heads.retain(|rank| !accepted_for(rank));
    Deciding { heads, returned, idle }
}

pub(super) fn fold(court: &Court<'_>, settled: &Settled, view: &mut IntakeView, standing: &mut Standing) {
    let docket = court.docket;
    let everything = Ranks::first(docket.acts.len());
    let found = deciding(court, &everything, settled);
    let ranks = || {
        let mut ranks = [docket.ranks::<Accept>(), docket.ranks::<Decline>(), docket.ranks::<Transfer>()].concat();
        ranks.sort_unstable();
        ranks
    };
    let accepts: Vec<usize> = found.heads.iter().copied().filter(|rank| docket.at::<Accept>(*rank).is_some()).collect();
    for rank in ranks() {
        let mut holds = true;
        if settled.against.has(rank) || found.returned.contains_key(&rank) {
            standing.supersede(rank);
            holds = false;
        } else if found.idle.has(rank) {
            standing.void(rank, flag::AFTER_ACCEPTANCE);
            holds = false;
        } else if docket.at::<Accept>(rank).is_some() {
            holds = accepts.contains(&rank);
        } else if !is_decision(docket, rank) {
            if !concluded(docket, rank) {
                standing.void(rank, flag::NOT_CONCLUDED);
                holds = false;
            }
        } else if docket.at::<Decline>(rank).is_some() && !found.heads.contains(&rank) {
            standing.supersede(rank);
            holds = false;
        }
        if let Some(decision) = decision(docket, rank, &found, holds) {
            view.decisions.push(decision);
        }
    }
    let of = |outcome: fn(Outcome) -> bool| {
        let mut heads = view.decisions.iter().filter(|decision| {
            decision.holds
                && outcome(decision.outcome)
                && docket.graph.rank(decision.act).is_some_and(|rank| found.heads.contains(&rank))
        });
        heads.next_back().cloned()
    };
    // What keeps the duty alive comes first: an acceptance, then a passing on, and a refusal last.
    view.decision = of(|outcome| outcome == Outcome::Accepted)
        .or_else(|| of(|outcome| matches!(outcome, Outcome::Transferred | Outcome::Referred)))
        .or_else(|| of(|_| true));
}

/// F12: the matter was concluded in the eyes of the author, here or in a case of the same matter.
fn concluded(docket: &Docket<'_>, rank: usize) -> bool {
    docket.at::<Decline>(rank).is_some_and(|decline| decline.concluded_in.is_some())
        || docket.ranks::<Finalise>().iter().any(|end| docket.saw(rank, *end))
}

/// Whether the author of a decision had seen that the matter was passed on to an office that is not theirs. `settled` is
/// what does not hold in their eyes.
pub(crate) fn passed_on(court: &Court<'_>, rank: usize, settled: &Settled) -> bool {
    let docket = court.docket;
    if !is_decision(docket, rank) || !docket.ranks::<Transfer>().iter().any(|transfer| docket.saw(rank, *transfer)) {
        return false;
    }
    let scope = docket.graph.seen(rank);
    let heads = deciding(court, scope, settled).heads;
    let elsewhere = |head: &usize| {
        let to = docket.at::<Transfer>(*head).and_then(|transfer| transfer.to);
        to.is_some_and(|to| !in_line(docket.context.directory, to, docket.office(rank)))
    };
    !heads.is_empty() && heads.iter().all(elsewhere)
}

fn decision(docket: &Docket<'_>, rank: usize, found: &Deciding, holds: bool) -> Option<Decision> {
    let blank = |outcome, notice_no: &Option<String>, reason: &str| Decision {
        act: docket.id(rank),
        outcome,
        office: docket.office(rank),
        on: docket.acts[rank].effective_on,
        notice_no: notice_no.clone(),
        reason: reason.to_owned(),
        to: None,
        to_name: None,
        feedback_by: None,
        returned_by: found.returned.get(&rank).map(|answer| docket.id(*answer)),
        holds,
    };
    if let Some(accept) = docket.at::<Accept>(rank) {
        return Some(blank(Outcome::Accepted, &accept.notice_no, ""));
    }
    if let Some(decline) = docket.at::<Decline>(rank) {
        let outcome = match decline.kind {
            Refused::NotAccepted => Outcome::NotAccepted,
            Refused::NoLongerAccepted => Outcome::NoLongerAccepted,
        };
        return Some(blank(outcome, &decline.notice_no, &decline.reason));
    }
    let transfer = docket.at::<Transfer>(rank)?;
    let outcome = match transfer.kind {
        TransferKind::Transfer => Outcome::Transferred,
        TransferKind::Refer => Outcome::Referred,
    };
    let row = blank(outcome, &transfer.notice_no, &transfer.reason);
    Some(Decision { to: transfer.to, to_name: transfer.to_name.clone(), feedback_by: transfer.feedback_by, ..row })
}
