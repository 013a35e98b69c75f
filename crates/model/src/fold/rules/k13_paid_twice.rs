//! K13: aid was granted or paid twice from one fund for one period by offices that had not seen each other. Both are
//! shown, nothing more is paid, and a finance officer decides.

use std::collections::BTreeMap;

use super::Rule;
use crate::{
    DisputeRule, Interim, SettleBy, Settler,
    act::{Aid, Pay},
    causality::Ranks,
    fold::{
        court::{Court, Settled},
        docket::Docket,
    },
};

/// K13.
pub(crate) struct PaidTwice;

/// What money came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Purse<'a> {
    /// A fund, for a period.
    Fund(&'a str, &'a str),
    /// One aid whose fund is not known.
    Aid(usize),
}

/// What this aid is paid from.
pub(crate) fn purse<'a>(rank: usize, aid: &'a Aid) -> Purse<'a> {
    aid.purse().map_or(Purse::Aid(rank), |(fund, period)| Purse::Fund(fund, period))
}

/// Those of `ranks`, ascending, that had not seen one another, in groups that hang together. In the common order such a
/// group stands in one piece: what lies between two acts of it belongs to it.
fn apart(docket: &Docket<'_>, ranks: &[usize]) -> Vec<Vec<usize>> {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    let mut earlier = Ranks::default();
    for rank in ranks.iter().copied() {
        let mut group = vec![rank];
        if let Some(first) = earlier.first_beside(docket.graph.seen(rank)) {
            let from = groups.partition_point(|group| group.last().is_some_and(|last| *last < first));
            group = groups.drain(from..).flatten().chain(group).collect();
        }
        earlier.add(rank);
        groups.push(group);
    }
    groups.retain(|group| group.len() > 1);
    groups
}

impl Rule for PaidTwice {
    fn id(&self) -> DisputeRule {
        DisputeRule::K13
    }

    fn interim(&self) -> Interim {
        Interim::PaymentBlocked
    }

    /// Grants beside grants, and payments beside payments.
    fn contests(&self, court: &Court<'_>, scope: &Ranks, settled: &Settled) -> Vec<Vec<usize>> {
        let docket = court.docket;
        let holds = |rank: usize| scope.has(rank) && !settled.against.has(rank);
        let mut grants: BTreeMap<Purse<'_>, Vec<usize>> = BTreeMap::new();
        for (rank, aid) in docket.of::<Aid>().filter(|(rank, aid)| holds(*rank) && aid.purse().is_some()) {
            grants.entry(purse(rank, aid)).or_default().push(rank);
        }
        let mut pays: BTreeMap<Purse<'_>, Vec<usize>> = BTreeMap::new();
        for (rank, pay) in docket.of::<Pay>().filter(|(rank, _)| holds(*rank)) {
            if let Some((of, aid)) = docket.seen_by::<Aid>(rank, pay.aid) {
                pays.entry(purse(of, aid)).or_default().push(rank);
            }
        }
        grants.into_values().chain(pays.into_values()).flat_map(|ranks| apart(docket, &ranks)).collect()
    }

    /// No act ends it: money is not put right by more of it.
    fn enders(&self, _docket: &Docket<'_>) -> Vec<usize> {
        Vec::new()
    }

    fn settler(&self, court: &Court<'_>, acts: &[usize]) -> Settler {
        Settler { by: SettleBy::Finance, ..court.common_superior(acts) }
    }
}
