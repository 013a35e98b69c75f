//! K1: two offices name different leads. Both carry the duty until the lowest common superior decides.

use super::Rule;
use crate::{
    DisputeRule, Interim, OfficeId,
    act::Assign,
    causality::Ranks,
    fold::{
        court::{Court, Settled},
        docket::Docket,
    },
};

/// K1.
pub(crate) struct TwoLeads;

/// The assignments that hold at a scope.
pub(crate) fn live_assigns(court: &Court<'_>, scope: &Ranks, settled: &Settled) -> Vec<usize> {
    court.latest(scope, &court.assigns()).filter(|rank| !settled.against.has(*rank)).collect()
}

/// Whose decision the lead and the unit of an assignment are: its office's, or that of a higher level which its author
/// had seen to name the same. None: a higher level had named others, and its author had seen that.
pub(crate) fn decided_by(court: &Court<'_>, rank: usize) -> Option<OfficeId> {
    let docket = court.docket;
    let directory = docket.context.directory;
    let (assign, own) = (docket.at::<Assign>(rank)?, docket.office(rank));
    let scope = docket.graph.seen(rank);
    let mut decided = own;
    for last in live_assigns(court, scope, &court.settled(scope)) {
        let Some(by) = court.decided(last) else { continue };
        let same = docket.at::<Assign>(last).is_some_and(|last| last.duty() == assign.duty());
        let level = directory.deciding_level(by);
        if !same && level < directory.deciding_level(own) {
            return None;
        }
        if same && level < directory.deciding_level(decided) {
            decided = by;
        }
    }
    Some(decided)
}

impl Rule for TwoLeads {
    fn id(&self) -> DisputeRule {
        DisputeRule::K1
    }

    fn interim(&self) -> Interim {
        Interim::BothLeadsCarryDuty
    }

    fn contests(&self, court: &Court<'_>, scope: &Ranks, settled: &Settled) -> Vec<Vec<usize>> {
        let acts = live_assigns(court, scope, settled);
        let differ = acts.iter().any(|rank| !self.same(court, &acts, *rank, acts[0]));
        if differ { vec![acts] } else { Vec::new() }
    }

    fn enders(&self, docket: &Docket<'_>) -> Vec<usize> {
        docket.ranks::<Assign>().to_vec()
    }

    fn ends(&self, court: &Court<'_>, by: usize, _acts: &[usize]) -> bool {
        court.decided(by).is_some()
    }

    fn same(&self, court: &Court<'_>, _acts: &[usize], one: usize, other: usize) -> bool {
        let duty = |rank| court.docket.at::<Assign>(rank).map(Assign::duty);
        duty(one) == duty(other)
    }
}
