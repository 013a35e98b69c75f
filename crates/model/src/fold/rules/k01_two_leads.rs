//! K1: two offices name different leads. Both carry the duty until the lowest common superior decides.

use super::Rule;
use crate::{
    DisputeRule, Interim,
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
    court.latest(scope, court.docket.ranks::<Assign>()).filter(|rank| !settled.against.has(*rank)).collect()
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

    fn same(&self, court: &Court<'_>, _acts: &[usize], one: usize, other: usize) -> bool {
        let duty = |rank| court.docket.at::<Assign>(rank).map(Assign::duty);
        duty(one) == duty(other)
    }
}
