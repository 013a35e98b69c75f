//! K15: the configuration was changed while acts were still judged by the older version. Each act is judged by the
//! version its author saw; a notice says which were judged by an older one than others beside or before them.
//!
//! Which of two versions is the newer is read from the case alone: the one that was used later in the timeline, by an act
//! that had seen one judged by the other.

use std::collections::BTreeMap;

use super::Rule;
use crate::{
    ConfigVersion, DisputeRule, Interim,
    causality::Ranks,
    fold::{
        court::{Court, Settled},
        docket::Docket,
    },
};

/// K15. A contest is the first act judged by a newer version, then those judged by the older one that it had not seen.
pub(crate) struct OlderVersion;

/// The acts of a scope that were judged by one version.
#[derive(Default)]
struct Judged {
    acts: Vec<usize>,
    /// What any of them had seen.
    seen_by_any: Ranks,
    /// What all of them had seen.
    seen_by_all: Option<Ranks>,
}

impl Judged {
    fn add(&mut self, rank: usize, seen: &Ranks) {
        self.acts.push(rank);
        self.seen_by_any.add_all(seen);
        match &mut self.seen_by_all {
            Some(all) => all.keep_common(seen),
            None => self.seen_by_all = Some(seen.clone()),
        }
    }

    fn is_newer_than(&self, other: &Self) -> bool {
        other.acts.first() < self.acts.first() && other.acts.iter().any(|rank| self.seen_by_any.has(*rank))
    }
}

impl Rule for OlderVersion {
    fn id(&self) -> DisputeRule {
        DisputeRule::K15
    }

    fn interim(&self) -> Interim {
        Interim::JudgedAsSeen
    }

    fn contests(&self, court: &Court<'_>, scope: &Ranks, _settled: &Settled) -> Vec<Vec<usize>> {
        let docket = court.docket;
        if docket.acts.windows(2).all(|two| two[0].config == two[1].config) {
            return Vec::new();
        }
        let mut versions: BTreeMap<ConfigVersion, Judged> = BTreeMap::new();
        for (rank, act) in docket.admitted().filter(|(rank, _)| scope.has(*rank)) {
            versions.entry(act.config).or_default().add(rank, docket.graph.seen(rank));
        }
        let mut contests = Vec::new();
        for (version, older) in &versions {
            let newer = versions.iter().filter(|(other, judged)| *other != version && judged.is_newer_than(older));
            let newer: Vec<&Judged> = newer.map(|(_, judged)| judged).collect();
            let late = |rank: &usize| {
                newer.iter().any(|judged| !judged.seen_by_all.as_ref().is_some_and(|all| all.has(*rank)))
            };
            let acts: Vec<usize> = older.acts.iter().copied().filter(late).collect();
            let first = newer.iter().filter_map(|judged| judged.acts.first()).min();
            if let (Some(first), false) = (first, acts.is_empty()) {
                contests.push(std::iter::once(*first).chain(acts).collect());
            }
        }
        contests
    }

    fn enders(&self, _docket: &Docket<'_>) -> Vec<usize> {
        Vec::new()
    }

    fn is_notice(&self) -> bool {
        true
    }
}
