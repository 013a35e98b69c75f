//! Claims, visits and meetings.

use jiff::civil::Date;

use super::grouped;
use crate::{
    AidView, ClaimAssessment, ClaimEnd, ClaimHandling, ClaimId, MeetingView, VisitDue, VisitView,
    act::{AssessClaim, ClaimMerit, ClaimOutcome, InBody, Meet, OutcomeKind, Visit},
    flag,
    fold::{court::Findings, docket::Docket, standing::Standing},
};

/// What each claim comes to and how it ended, in the order of the claims.
pub(super) fn claims(docket: &Docket<'_>, findings: &Findings, standing: &mut Standing) -> Vec<ClaimHandling> {
    let mut assessed = latest_by_claim::<AssessClaim>(docket, findings, standing, |said| said.claim);
    let mut ended = latest_by_claim::<ClaimOutcome>(docket, findings, standing, |said| said.claim);
    let claim = |claim: &ClaimId| {
        let assessments: Vec<_> =
            assessed.remove(claim).into_iter().flatten().filter_map(|rank| assessment(docket, rank)).collect();
        let outcomes: Vec<_> = ended.remove(claim).into_iter().flatten().filter_map(|rank| end(docket, rank)).collect();
        let clear = assessments.iter().any(|said| said.merit == ClaimMerit::Clear);
        let done = |end: &ClaimEnd| matches!(end.outcome, OutcomeKind::Full | OutcomeKind::Referred);
        ClaimHandling {
            claim: *claim,
            contested: assessments
                .iter()
                .any(|said| (said.merit, said.track) != (assessments[0].merit, assessments[0].track))
                || outcomes.iter().any(|end| end.outcome != outcomes[0].outcome),
            blocks_closing: clear && (outcomes.is_empty() || !outcomes.iter().all(done)),
            assessments,
            outcomes,
        }
    };
    docket.record.claims.keys().map(claim).collect()
}

fn latest_by_claim<T: InBody>(
    docket: &Docket<'_>,
    findings: &Findings,
    standing: &mut Standing,
    claim: impl Fn(&T) -> ClaimId,
) -> std::collections::BTreeMap<ClaimId, Vec<usize>> {
    let mut groups = grouped(docket.of::<T>().map(|(rank, said)| (claim(said), rank)));
    for (claim, ranks) in &mut groups {
        if !docket.record.claims.contains_key(claim) {
            ranks.drain(..).for_each(|rank| standing.void(rank, flag::NAMES_NO_SUCH_CLAIM));
            continue;
        }
        let latest = docket.latest(ranks);
        let holds = |rank: &usize| latest.binary_search(rank).is_ok() && !findings.settled.against.has(*rank);
        ranks.iter().filter(|rank| !holds(rank)).for_each(|rank| standing.supersede(*rank));
        ranks.retain(holds);
    }
    groups
}

fn assessment(docket: &Docket<'_>, rank: usize) -> Option<ClaimAssessment> {
    let said = docket.at::<AssessClaim>(rank)?;
    let reason = said.reason.clone();
    Some(ClaimAssessment { act: docket.id(rank), merit: said.merit, track: said.track, reason, unit: said.unit })
}

fn end(docket: &Docket<'_>, rank: usize) -> Option<ClaimEnd> {
    let said = docket.at::<ClaimOutcome>(rank)?;
    Some(ClaimEnd {
        act: docket.id(rank),
        outcome: said.outcome,
        text: said.text.clone(),
        quantity: said.quantity.clone(),
        unit: said.unit.clone(),
    })
}

pub(super) fn visits(docket: &Docket<'_>) -> Vec<VisitView> {
    let view = |(rank, visit): (usize, &Visit)| VisitView {
        act: docket.id(rank),
        kind: visit.kind,
        on: docket.acts[rank].effective_on,
        office: docket.office(rank),
        place: visit.place.clone(),
        petitioner_words: visit.petitioner_words.clone(),
        team: visit.team.clone(),
        missed: visit.missed,
    };
    docket.of::<Visit>().map(view).collect()
}

pub(super) fn meetings(docket: &Docket<'_>) -> Vec<MeetingView> {
    let view = |(rank, meet): (usize, &Meet)| MeetingView {
        act: docket.id(rank),
        kind: meet.kind,
        on: docket.acts[rank].effective_on,
        place: meet.place.clone(),
        leader: meet.leader,
        units: meet.units.clone(),
        petitioner_present: meet.petitioner_present,
        text: meet.text.clone(),
        causes: meet.causes.clone(),
        opinions: meet.opinions.clone(),
        outcomes: meet.outcomes.clone(),
        tasks: meet.tasks.clone(),
    };
    docket.of::<Meet>().map(view).collect()
}

/// When the petitioner was last met (H11).
pub(super) fn last_met_on(visits: &[VisitView], meetings: &[MeetingView]) -> Option<Date> {
    let visited = visits.iter().filter(|visit| !visit.missed).map(|visit| visit.on);
    let met = meetings.iter().filter(|meeting| meeting.petitioner_present).map(|meeting| meeting.on);
    visited.chain(met).max()
}

/// The visits that an act announced and that none who saw it has made (F18, F19), the nearest first.
pub(super) fn visits_due(docket: &Docket<'_>, aids: &[AidView]) -> Vec<VisitDue> {
    let made = docket.of::<Visit>().filter(|(_, visit)| !visit.missed).map(|(rank, _)| rank);
    let answered = docket.graph.seen_by_any(made);
    let visits = docket.of::<Visit>().filter_map(|(rank, visit)| Some((rank, visit.next_visit?)));
    let helps = aids.iter().filter(|aid| !aid.taken_away);
    let aids = helps.filter_map(|aid| Some((docket.graph.rank(aid.act)?, aid.next_visit?)));
    let mut due: Vec<(Date, usize)> = visits.chain(aids).map(|(rank, on)| (on, rank)).collect();
    due.retain(|(_, rank)| !answered.has(*rank));
    due.sort_unstable();
    due.into_iter().map(|(on, rank)| VisitDue { act: docket.id(rank), office: docket.office(rank), on }).collect()
}
