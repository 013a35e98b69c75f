//! K8: the case was reassigned while the earlier handler or unit worked on. Their work is kept and credited to them; a
//! notice tells those who have the case now.

use super::Rule;
use crate::{
    DisputeRule, Interim,
    act::{Assign, Note, RepeatContact, Withdraw},
    causality::Ranks,
    fold::{
        court::{Court, Settled},
        docket::Docket,
    },
};

/// K8. A contest is the assignment, then the work beside it.
pub(crate) struct WorkedOn;

impl Rule for WorkedOn {
    fn id(&self) -> DisputeRule {
        DisputeRule::K8
    }

    fn interim(&self) -> Interim {
        Interim::WorkKept
    }

    fn contests(&self, court: &Court<'_>, scope: &Ranks, _settled: &Settled) -> Vec<Vec<usize>> {
        let assigns = court.assigns();
        if assigns.len() < 2 {
            return Vec::new();
        }
        let work: Vec<usize> = work(court.docket).into_iter().filter(|work| scope.has(*work)).collect();
        let of = |assign: &usize| {
            let beside = worked_on(court, &assigns, *assign, &work);
            (!beside.is_empty()).then(|| std::iter::once(*assign).chain(beside).collect())
        };
        assigns.iter().filter(|assign| scope.has(**assign)).filter_map(of).collect()
    }

    fn enders(&self, _docket: &Docket<'_>) -> Vec<usize> {
        Vec::new()
    }

    fn is_notice(&self) -> bool {
        true
    }
}

/// Work on the case itself: no contact and no words of its petitioner, and no assignment (those are K1).
fn work(docket: &Docket<'_>) -> Vec<usize> {
    let no_work = [docket.ranks::<RepeatContact>(), docket.ranks::<Withdraw>(), docket.ranks::<Assign>()].concat();
    let mut not = Ranks::default();
    no_work.into_iter().for_each(|rank| not.add(rank));
    let mut work: Vec<usize> = docket.work.iter().copied().filter(|rank| !not.has(*rank)).collect();
    work.extend(docket.ranks::<Note>());
    work.sort_unstable();
    work
}

/// The work beside an assignment by those who had the case under what it replaced, and no longer have it.
fn worked_on(court: &Court<'_>, assigns: &[usize], assign: usize, work: &[usize]) -> Vec<usize> {
    let docket = court.docket;
    let Some(now) = docket.at::<Assign>(assign) else { return Vec::new() };
    let before: Vec<(usize, &Assign)> = court
        .latest(docket.graph.seen(assign), assigns)
        .filter_map(|rank| Some((rank, docket.at::<Assign>(rank)?)))
        .collect();
    if before.is_empty() {
        return Vec::new();
    }
    let has = |of: &Assign, rank: usize| {
        let act = docket.acts[rank];
        of.unit == act.office || of.persons().any(|staff| staff == act.by)
    };
    let still = |rank: usize| has(now, rank) || now.assist_units.contains(&docket.office(rank));
    let had = |rank: usize| before.iter().any(|(last, of)| docket.saw(rank, *last) && has(of, rank));
    work.iter().copied().filter(|rank| docket.graph.apart(assign, *rank) && had(*rank) && !still(*rank)).collect()
}
