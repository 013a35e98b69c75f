//! K4: two extensions that did not see each other. The earlier due date holds; they are never added up.

use std::collections::BTreeMap;

use super::{Rule, in_function};
use crate::{
    DisputeRule, Interim, SettleBy, Settler,
    act::Extend,
    causality::Ranks,
    fold::{
        court::{Court, Settled},
        docket::Docket,
    },
};

/// K4.
pub(crate) struct TwoExtensions;

/// The extensions and what they come to.
#[derive(Debug, Default)]
pub(crate) struct Extensions {
    /// Days in all: of several that did not see each other the fewest, never a sum; at most 30.
    pub(crate) days: u16,
    /// Those that count.
    pub(crate) counted: Ranks,
    /// Those that the cap cut short.
    pub(crate) capped: Ranks,
}

fn live(court: &Court<'_>, scope: &Ranks, settled: &Settled) -> Vec<usize> {
    let holds = |rank: &usize| in_function(court, scope, settled, *rank);
    let extends: Vec<usize> = in_force(court.docket).filter(holds).collect();
    court.latest(scope, &extends).filter(|rank| !settled.against.has(*rank)).collect()
}

/// The extensions of some days.
fn in_force<'d>(docket: &'d Docket<'_>) -> impl Iterator<Item = usize> + 'd {
    docket.of::<Extend>().filter(|(_, extend)| extend.days > 0).map(|(rank, _)| rank)
}

/// What the extensions at a scope come to.
pub(crate) fn extensions(court: &Court<'_>, scope: &Ranks, settled: &Settled) -> Extensions {
    let mut totals: BTreeMap<usize, u16> = BTreeMap::new();
    let least = |totals: &BTreeMap<usize, u16>, ranks: &[usize]| {
        ranks.iter().filter_map(|rank| totals.get(rank)).min().copied().unwrap_or(0)
    };
    let mut extensions = Extensions::default();
    for (rank, extend) in court.docket.of::<Extend>() {
        let before = least(&totals, &live(court, court.docket.graph.seen(rank), settled));
        let asked = before.saturating_add(extend.days);
        let most = Extend::most_days(court.docket.config(rank));
        if asked > most {
            extensions.capped.add(rank);
        }
        totals.insert(rank, asked.min(most));
    }
    let live = live(court, scope, settled);
    extensions.days = least(&totals, &live);
    for rank in in_force(court.docket).filter(|rank| !settled.against.has(*rank)) {
        if live.iter().any(|last| *last == rank || court.docket.saw(*last, rank)) {
            extensions.counted.add(rank);
        }
    }
    extensions
}

impl Rule for TwoExtensions {
    fn id(&self) -> DisputeRule {
        DisputeRule::K4
    }

    fn interim(&self) -> Interim {
        Interim::EarlierDueDate
    }

    fn contests(&self, court: &Court<'_>, scope: &Ranks, settled: &Settled) -> Vec<Vec<usize>> {
        let acts = live(court, scope, settled);
        if acts.len() > 1 { vec![acts] } else { Vec::new() }
    }

    fn enders(&self, docket: &Docket<'_>) -> Vec<usize> {
        in_force(docket).collect()
    }

    fn settler(&self, court: &Court<'_>, acts: &[usize]) -> Settler {
        Settler { by: SettleBy::Head, ..court.common_superior(acts) }
    }
}
