//! K11: two numbers of one scheme, given without seeing each other. Both stay valid until the numbering office chooses;
//! the other is kept as an alias. One number on two cases is found between cases: [`crate::between`].

use super::Rule;
use crate::{
    DisputeRule, Interim, SettleBy, Settler,
    act::Number,
    causality::Ranks,
    fold::{
        court::{Court, Settled},
        docket::Docket,
    },
};

/// K11, within a case.
pub(crate) struct TwoNumbers;

/// The numbers of a scheme in force at a scope.
pub(crate) fn live_numbers(court: &Court<'_>, scheme: &str, scope: &Ranks, settled: &Settled) -> Vec<usize> {
    let numbers = court.docket.of::<Number>().filter(|(_, number)| number.scheme == scheme);
    let numbers: Vec<usize> = numbers.map(|(rank, _)| rank).filter(|rank| !settled.against.has(*rank)).collect();
    court.latest(scope, &numbers).collect()
}

impl Rule for TwoNumbers {
    fn id(&self) -> DisputeRule {
        DisputeRule::K11
    }

    fn interim(&self) -> Interim {
        Interim::ProvisionalNumbers
    }

    fn contests(&self, court: &Court<'_>, scope: &Ranks, settled: &Settled) -> Vec<Vec<usize>> {
        if court.docket.ranks::<Number>().len() < 2 {
            return Vec::new();
        }
        let live = Number::SCHEMES.iter().map(|scheme| live_numbers(court, scheme, scope, settled));
        live.filter(|acts| acts.iter().any(|rank| !self.same(court, acts, *rank, acts[0]))).collect()
    }

    fn enders(&self, docket: &Docket<'_>) -> Vec<usize> {
        let numbers = docket.ranks::<Number>();
        if numbers.len() < 2 { Vec::new() } else { numbers.to_vec() }
    }

    fn same(&self, court: &Court<'_>, _acts: &[usize], one: usize, other: usize) -> bool {
        let number = |rank| court.docket.at::<Number>(rank).map(|number| &number.number);
        number(one) == number(other)
    }

    fn settler(&self, court: &Court<'_>, acts: &[usize]) -> Settler {
        Settler { by: SettleBy::Numbering, ..court.common_superior(acts) }
    }
}
