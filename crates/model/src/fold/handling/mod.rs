//! 办理、调解与帮扶: what was done and what came of it.

mod aid;
mod inquiry;
mod matter;
mod mediation;
mod pauses;

pub(crate) use mediation::owed;

use std::collections::BTreeMap;

use super::{
    court::{Court, Findings},
    docket::Docket,
    standing::Standing,
};
use crate::{
    ActId, ClaimHandling, FindingState, FindingView, HandlingView, MeetingView, ThreeChecks,
    act::{InBody, OutcomeKind, Reply},
    causality::Ranks,
    flag,
};

/// Reads the acts of this group, and says in `standing` which of them are superseded or without effect.
pub(crate) fn fold(
    docket: &Docket<'_>,
    court: &Court<'_>,
    findings: &Findings,
    standing: &mut Standing,
) -> HandlingView {
    let claims = matter::claims(docket, findings, standing);
    let found = inquiry::findings(docket, court, findings, standing);
    let visits = matter::visits(docket);
    let meetings = matter::meetings(docket);
    let mediations = mediation::mediations(docket);
    let aids = aid::aids(docket, findings, standing);
    HandlingView {
        three: three(docket, &claims, &found, &meetings),
        last_met_on: matter::last_met_on(&visits, &meetings),
        visits_due: matter::visits_due(docket, &aids),
        owed: owed(docket),
        pauses: pauses::pauses(docket, standing),
        mediation_succeeded: mediation::succeeded(docket),
        path_notices: mediation::path_notices(docket),
        path_notice_due: mediation::path_notice_due(docket),
        agreements: mediation::agreements(docket, standing),
        funds: aid::funds(docket, findings),
        claims,
        findings: found,
        visits,
        meetings,
        mediations,
        aids,
    }
}

/// Cause found, concerns answered, problem solved (H28).
fn three(
    docket: &Docket<'_>,
    claims: &[ClaimHandling],
    found: &[FindingView],
    meetings: &[MeetingView],
) -> ThreeChecks {
    let names_cause = |finding: &FindingView| {
        let causes = [&finding.substance_cause, &finding.procedure_cause];
        finding.state == FindingState::Valid && causes.iter().any(|cause| !cause.trim().is_empty())
    };
    let concerns_answered = if claims.is_empty() {
        !docket.ranks::<Reply>().is_empty()
    } else {
        claims.iter().all(|claim| !claim.outcomes.is_empty())
    };
    let mut ends = claims.iter().flat_map(|claim| &claim.outcomes).map(|end| end.outcome);
    ThreeChecks {
        cause_found: found.iter().any(names_cause) || meetings.iter().any(|meeting| !meeting.causes.trim().is_empty()),
        concerns_answered,
        problem_solved: concerns_answered && ends.all(|end| !matches!(end, OutcomeKind::Part | OutcomeKind::None)),
    }
}

/// The versions of a kind: those that a later one took the place of are superseded, those that name no such version are
/// without effect. What is left holds.
fn versions<T: InBody>(
    docket: &Docket<'_>,
    standing: &mut Standing,
    replaces: impl Fn(&T) -> Option<ActId>,
) -> Vec<usize> {
    let mut replaced = Ranks::default();
    let mut held = Vec::new();
    for (rank, version) in docket.of::<T>() {
        match replaces(version).map(|id| docket.seen_by::<T>(rank, id)) {
            Some(None) => {
                standing.void(rank, flag::NAMES_NO_SUCH_ACT);
                continue;
            }
            Some(Some((earlier, _))) => replaced.add(earlier),
            None => {}
        }
        held.push(rank);
    }
    for rank in held.extract_if(.., |rank| replaced.has(*rank)) {
        standing.supersede(rank);
    }
    held
}

/// Those of `ranks`, ascending, by what they are about.
fn grouped<K: Ord>(ranks: impl Iterator<Item = (K, usize)>) -> BTreeMap<K, Vec<usize>> {
    let mut groups: BTreeMap<K, Vec<usize>> = BTreeMap::new();
    ranks.for_each(|(key, rank)| groups.entry(key).or_default().push(rank));
    groups
}
