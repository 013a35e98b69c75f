//! K18: a redacted file is added again, by somebody who had not seen that it is, or who had. It is not shown until the
//! privacy officer decides.

use std::collections::{BTreeMap, BTreeSet};

use super::Rule;
use crate::{
    DisputeRule, Interim, SettleBy, Settler,
    act::{Attach, Redact},
    causality::Ranks,
    fold::{
        court::{Court, Settled},
        docket::Docket,
    },
};

/// K18. A contest is the redactions of a file that hold, then what added it without their authors having seen it.
pub(crate) struct RedactedAgain;

/// By hash, the redactions at a scope that no later one saw and that nobody decided against.
pub(crate) fn live_redactions<'a>(
    court: &Court<'a>,
    scope: &Ranks,
    settled: &Settled,
) -> BTreeMap<&'a str, Vec<usize>> {
    let mut by_hash: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (rank, redact) in court.docket.of::<Redact>() {
        if scope.has(rank) && !settled.against.has(rank) {
            by_hash.entry(&redact.sha256).or_default().push(rank);
        }
    }
    by_hash.values_mut().for_each(|ranks| *ranks = court.docket.latest(ranks));
    by_hash
}

impl Rule for RedactedAgain {
    fn id(&self) -> DisputeRule {
        DisputeRule::K18
    }

    fn interim(&self) -> Interim {
        Interim::NotServed
    }

    fn contests(&self, court: &Court<'_>, scope: &Ranks, settled: &Settled) -> Vec<Vec<usize>> {
        let docket = court.docket;
        if docket.ranks::<Redact>().is_empty() {
            return Vec::new();
        }
        let mut contests = live_redactions(court, scope, settled);
        let redactions: BTreeMap<&str, Ranks> =
            contests.iter().map(|(hash, redacts)| (*hash, court.seen_by(scope, redacts))).collect();
        let mut added = BTreeSet::new();
        for (rank, attach) in docket.of::<Attach>().filter(|(rank, _)| scope.has(*rank)) {
            let seen = redactions.get(attach.sha256.as_str());
            if seen.is_some_and(|seen| !seen.has(rank)) && !settled.against.has(rank) {
                added.insert(attach.sha256.as_str());
                contests.entry(&attach.sha256).or_default().push(rank);
            }
        }
        contests.retain(|hash, _| added.contains(hash));
        contests.into_values().collect()
    }

    fn enders(&self, docket: &Docket<'_>) -> Vec<usize> {
        docket.ranks::<Redact>().to_vec()
    }

    /// Either the file is shown, or it is not.
    fn same(&self, court: &Court<'_>, _acts: &[usize], one: usize, other: usize) -> bool {
        let redacts = |rank| court.docket.at::<Redact>(rank).is_some();
        redacts(one) == redacts(other)
    }

    fn settler(&self, court: &Court<'_>, acts: &[usize]) -> Settler {
        Settler { by: SettleBy::Privacy, ..court.common_superior(acts) }
    }
}
