//! How far the case has come (办理阶段; DOMAIN 3.2): one word for what the sections found, the furthest that holds first.

use super::{court::Court, docket::Docket};
use crate::{
    ActId, AnswersView, CaseFlags, ClosingView, Dispute, DutyView, IntakeView, Outcome, Stage,
    act::{
        AssessClaim, Extend, Finding, Mediate, MediationResult, Meet, Note, Pause, PauseReason, Plan, Register, Resume,
        ReviewTier, Visit,
    },
    fold::court::Findings,
};

/// What the stage is read from.
pub(crate) struct Facts<'v> {
    pub(crate) findings: &'v Findings,
    pub(crate) assigns: &'v [usize],
    pub(crate) intake: &'v IntakeView,
    pub(crate) duty: &'v DutyView,
    pub(crate) answer: &'v AnswersView,
    pub(crate) closing: &'v ClosingView,
}

/// The stage of a case.
pub(crate) fn stage(court: &Court<'_>, facts: &Facts<'_>) -> Stage {
    let docket = court.docket;
    if docket.ranks::<Register>().is_empty() {
        return Stage::Draft;
    }
    closed(facts)
        .or_else(|| facts.intake.withdrawn.as_ref().map(|_| Stage::Withdrawn))
        .or_else(|| closing_requested(facts).then_some(Stage::ClosingRequested))
        .or_else(|| facts.answer.finalised.map(|_| Stage::Finalised))
        .or_else(|| in_review(facts))
        .or_else(|| replied(court, facts))
        .or_else(|| handled(court, facts))
        .unwrap_or_else(|| taken_on(facts))
}

/// What is true of the case beside its stage.
pub(crate) fn flags(facts: &Facts<'_>) -> CaseFlags {
    CaseFlags {
        resolved: facts.closing.resolved.is_some(),
        reported: facts.closing.reported.is_some(),
        finalised: facts.answer.finalised.is_some(),
        listed: facts.duty.listed(),
        in_dispute: facts.findings.disputes.iter().any(Dispute::is_open),
    }
}

fn closed(facts: &Facts<'_>) -> Option<Stage> {
    let ClosingView { closed, reported, audited, resolved, .. } = facts.closing;
    let furthest =
        [(resolved, Stage::Resolved), (audited, Stage::Audited), (reported, Stage::Reported), (closed, Stage::Closed)];
    closed.and_then(|_| furthest.into_iter().find(|(fact, _)| fact.is_some()).map(|(_, stage)| stage))
}

fn closing_requested(facts: &Facts<'_>) -> bool {
    facts.closing.closings.iter().any(|closing| closing.holds)
}

fn in_review(facts: &Facts<'_>) -> Option<Stage> {
    let pending = facts.answer.reviews.iter().rfind(|review| review.result.is_none())?;
    Some(match pending.tier {
        ReviewTier::Review => Stage::InReview,
        ReviewTier::Reexamination => Stage::InReexamination,
    })
}

/// What opened the case again and was not decided against (K9).
fn reopeners<'c>(court: &'c Court<'_>, facts: &'c Facts<'_>) -> impl Iterator<Item = usize> + 'c {
    court.reopeners.iter().copied().filter(|rank| !facts.findings.settled.against.has(*rank))
}

/// A reply holds that saw everything which opened the case again.
fn replied(court: &Court<'_>, facts: &Facts<'_>) -> Option<Stage> {
    let docket = court.docket;
    let reply = facts.answer.current_reply.and_then(|reply| docket.graph.rank(reply))?;
    let answers = reopeners(court, facts).all(|opener| docket.saw(reply, opener));
    let stage = if facts.answer.served_on.is_some() { Stage::Served } else { Stage::Replied };
    answers.then_some(stage)
}

/// Assigned or opened again: what is going on.
fn handled(court: &Court<'_>, facts: &Facts<'_>) -> Option<Stage> {
    let docket = court.docket;
    if let Some(pause) = paused(docket) {
        return Some(match pause {
            PauseReason::Hearing => Stage::Hearing,
            PauseReason::Mediation => Stage::Mediation,
            PauseReason::Appraisal | PauseReason::AwaitingOther => Stage::AwaitingOther,
        });
    }
    let mut last = reopeners(court, facts).peekable();
    let reopened = last.peek().is_some();
    if !reopened && facts.assigns.is_empty() {
        return None;
    }
    if docket.of::<Mediate>().next_back().is_some_and(|(_, said)| said.result == MediationResult::Continuing) {
        return Some(Stage::Mediation);
    }
    let work = [
        docket.ranks::<Note>(),
        docket.ranks::<Visit>(),
        docket.ranks::<Extend>(),
        docket.ranks::<Plan>(),
        docket.ranks::<AssessClaim>(),
        docket.ranks::<Finding>(),
        docket.ranks::<Meet>(),
        docket.ranks::<Mediate>(),
    ];
    let after = |start: usize| work.iter().copied().flatten().any(|work| docket.saw(*work, start));
    let beside = |start: usize| work.iter().copied().flatten().any(|work| !docket.saw(start, *work));
    if reopened {
        return Some(if last.any(after) { Stage::Handling } else { Stage::Reopened });
    }
    let worked = facts.assigns.iter().copied().any(beside);
    Some(if worked { Stage::Handling } else { Stage::Assigned })
}

/// Why the clock stands still now: the last pause that did not end.
fn paused(docket: &Docket<'_>) -> Option<PauseReason> {
    let ended: Vec<ActId> = docket.of::<Resume>().map(|(_, resume)| resume.pause).collect();
    let mut running = docket.of::<Pause>().filter(|(rank, _)| !ended.contains(&docket.id(*rank)));
    running.next_back().map(|(_, pause)| pause.kind)
}

/// Nobody carries the duty yet: whose matter it is.
fn taken_on(facts: &Facts<'_>) -> Stage {
    match facts.intake.decision.as_ref().map(|decision| decision.outcome) {
        None => Stage::Registered,
        Some(Outcome::Accepted) => Stage::Accepted,
        Some(Outcome::NotAccepted | Outcome::NoLongerAccepted) => Stage::NotAccepted,
        Some(Outcome::Transferred | Outcome::Referred) => Stage::Transferred,
    }
}
