//! K9: a case is opened again here while it is audited as resolved there. It is open; the audit office decides.

use super::{Rule, openers};
use crate::{
    DisputeRule, Interim, SettleBy, Settler,
    act::Audit,
    causality::Ranks,
    fold::{
        court::{Court, Settled},
        docket::Docket,
    },
};

/// K9. A contest is the audit, then what opened the case beside it.
pub(crate) struct ReopenedAndResolved;

/// The audits at a scope that say "resolved" and that nothing which came after undid.
fn live(court: &Court<'_>, scope: &Ranks, settled: &Settled) -> Vec<usize> {
    let holds = |rank: &usize| !settled.against.has(*rank);
    let openers: Vec<usize> = court.openers.iter().copied().filter(holds).collect();
    let undone = court.seen_by(scope, &openers);
    let audits: Vec<usize> = court.docket.ranks::<Audit>().iter().copied().filter(holds).collect();
    let resolved = |rank: &usize| court.docket.at::<Audit>(*rank).is_some_and(|audit| audit.resolved);
    court.latest(scope, &audits).filter(resolved).filter(|rank| !undone.has(*rank)).collect()
}

impl Rule for ReopenedAndResolved {
    fn id(&self) -> DisputeRule {
        DisputeRule::K9
    }

    fn interim(&self) -> Interim {
        Interim::Reopened
    }

    fn contests(&self, court: &Court<'_>, scope: &Ranks, settled: &Settled) -> Vec<Vec<usize>> {
        if court.docket.ranks::<Audit>().is_empty() || court.reopeners.is_empty() {
            return Vec::new();
        }
        let holds = |rank: &usize| scope.has(*rank) && !settled.against.has(*rank);
        let reopeners: Vec<usize> = court.reopeners.iter().copied().filter(holds).collect();
        let mut contests = Vec::new();
        for audit in live(court, scope, settled) {
            let beside = reopeners.iter().copied().filter(|rank| court.docket.graph.apart(audit, *rank));
            let acts: Vec<usize> = std::iter::once(audit).chain(beside).collect();
            if acts.len() > 1 {
                contests.push(acts);
            }
        }
        contests
    }

    fn enders(&self, docket: &Docket<'_>) -> Vec<usize> {
        let audits = docket.ranks::<Audit>();
        if audits.is_empty() {
            return Vec::new();
        }
        let mut enders = openers(docket);
        enders.extend(audits);
        enders.sort_unstable();
        enders.dedup();
        enders
    }

    /// Either the case is resolved, or it is open.
    fn same(&self, _court: &Court<'_>, acts: &[usize], one: usize, other: usize) -> bool {
        (one == acts[0]) == (other == acts[0])
    }

    /// The office that audited, or one above it.
    fn settler(&self, court: &Court<'_>, acts: &[usize]) -> Settler {
        Settler { office: Some(court.docket.office(acts[0])), by: SettleBy::Anyone }
    }
}
