//! 办结与回访: closing, audit, rating, opening again. Closed, reported and resolved are three facts (DOMAIN 0.1).

mod after;
mod signers;

use super::{
    court::{Court, Findings},
    docket::Docket,
    rules::{live_closes, missed},
    signatures::Signatures,
    standing::Standing,
};
use crate::{
    AuditView, ClosingRequest, ClosingView, Fact,
    act::{Audit, Close, ReportClosed},
    causality::Ranks,
    flag,
};

/// Reads the acts of this group, and says in `standing` which of them are superseded or without effect.
pub(crate) fn fold(
    docket: &Docket<'_>,
    court: &Court<'_>,
    findings: &Findings,
    signatures: &Signatures,
    standing: &mut Standing,
) -> ClosingView {
    let everything = Ranks::first(docket.acts.len());
    let mut holding = live_closes(court, &everything, &findings.settled);
    holding.retain(|close| missed(court, *close, &everything, &findings.settled).is_empty());
    let (closings, closed) = closings(docket, signatures, &holding);
    let closing = closed.as_ref().map(|(rank, _)| *rank);
    let closed = closed.map(|(_, fact)| fact);
    let audits = audits(docket);
    let audited = closing.and_then(|close| audited(court, findings, close));
    let in_dispute = findings.disputes.iter().any(crate::Dispute::is_open);
    ClosingView {
        closings,
        closed,
        reported: reported(docket, closing, standing),
        audited,
        resolved: audited.filter(|_| !in_dispute),
        first_reviews: after::first_reviews(docket),
        audits,
        ratings: after::ratings(docket, standing),
        look_backs: after::look_backs(docket),
        reopenings: after::reopenings(court, standing),
        marks: after::marks(docket, standing),
    }
}

/// Every request to close, and the one by which the case is closed: signed by all who have to. It is closed on the day
/// of the last signature it needed.
fn closings(
    docket: &Docket<'_>,
    signatures: &Signatures,
    holding: &[usize],
) -> (Vec<ClosingRequest>, Option<(usize, Fact)>) {
    let mut closings = Vec::new();
    let mut closed = None;
    for (rank, close) in docket.of::<Close>() {
        let act = docket.acts[rank];
        let signatures = signatures.get(&rank).cloned().unwrap_or_default();
        let config = docket.config(rank).unwrap_or(docket.context.configs.current());
        let (chosen, awaiting) = signers::choose(&config.closing.signatures, &signatures);
        let holds = holding.contains(&rank);
        if holds && awaiting.is_empty() && closed.is_none() {
            let on = chosen.iter().map(|signature| signature.on).fold(act.effective_on, Ord::max);
            closed = Some((rank, Fact { act: act.id, on }));
        }
        closings.push(ClosingRequest {
            act: act.id,
            by: act.by,
            office: act.office,
            on: act.effective_on,
            checklist: close.checklist.clone(),
            signatures,
            awaiting,
            holds,
        });
    }
    (closings, closed)
}

/// Every audit of somebody independent.
fn audits(docket: &Docket<'_>) -> Vec<AuditView> {
    let view = |(rank, audit): (usize, &Audit)| {
        let act = docket.acts[rank];
        AuditView { act: act.id, by: act.by, office: act.office, on: act.effective_on, resolved: audit.resolved }
    };
    docket.of::<Audit>().map(view).collect()
}

/// The audit that says of this closing that the matter is resolved: seen by no later one, and not decided against (K9).
fn audited(court: &Court<'_>, findings: &Findings, close: usize) -> Option<Fact> {
    let docket = court.docket;
    let holds = |rank: &usize| docket.saw(*rank, close) && !findings.settled.against.has(*rank);
    let audits: Vec<usize> = docket.ranks::<Audit>().iter().copied().filter(holds).collect();
    let latest = docket.latest(&audits);
    let resolved = |rank: &usize| docket.at::<Audit>(*rank).is_some_and(|audit| audit.resolved);
    let by = latest.into_iter().find(resolved)?;
    Some(Fact { act: docket.id(by), on: docket.acts[by].effective_on })
}

/// The first report of this closing. One whose author had seen no closing at all reports nothing.
fn reported(docket: &Docket<'_>, closing: Option<usize>, standing: &mut Standing) -> Option<Fact> {
    let mut first = None;
    for (rank, _) in docket.of::<ReportClosed>() {
        if !docket.ranks::<Close>().iter().any(|close| docket.saw(rank, *close)) {
            standing.void(rank, flag::NOT_AFTER_A_CLOSING);
        } else if first.is_none() && closing.is_some_and(|close| docket.saw(rank, close)) {
            first = Some(Fact { act: docket.id(rank), on: docket.acts[rank].effective_on });
        }
    }
    first
}
