//! K2: one office closes while another records work. The case is not closed, the work is kept; a closing that covers it
//! ends the dispute.

use super::Rule;
use crate::{
    DisputeRule, Interim,
    act::{Close, RepeatContact},
    causality::Ranks,
    fold::{
        court::{Court, Settled},
        docket::Docket,
    },
};

/// K2. A contest is the closing, then the work that it missed.
pub(crate) struct ClosedUnseen;

/// The closings that no later one replaced and no later contact undid.
pub(crate) fn live_closes(court: &Court<'_>, scope: &Ranks, settled: &Settled) -> Vec<usize> {
    let undone = court.seen_by(scope, court.docket.ranks::<RepeatContact>());
    let closes = court.latest(scope, court.docket.ranks::<Close>());
    closes.filter(|rank| !undone.has(*rank) && !settled.against.has(*rank)).collect()
}

/// The work beside a closing that it neither saw nor covers.
pub(crate) fn missed(court: &Court<'_>, close: usize, scope: &Ranks, settled: &Settled) -> Vec<usize> {
    let docket = court.docket;
    let work = docket.work.iter().copied().filter(|work| scope.has(*work) && docket.graph.apart(close, *work));
    let covered = court.covered(close);
    let excused = settled.excused.get(&close);
    work.filter(|work| !covered.has(*work) && !excused.is_some_and(|excused| excused.has(*work))).collect()
}

impl Rule for ClosedUnseen {
    fn id(&self) -> DisputeRule {
        DisputeRule::K2
    }

    fn interim(&self) -> Interim {
        Interim::NotClosed
    }

    /// No closing holds that has seen everything; one contest for each that missed something.
    fn contests(&self, court: &Court<'_>, scope: &Ranks, settled: &Settled) -> Vec<Vec<usize>> {
        let mut contests = Vec::new();
        for close in live_closes(court, scope, settled) {
            let missed = missed(court, close, scope, settled);
            if missed.is_empty() {
                return Vec::new();
            }
            contests.push(std::iter::once(close).chain(missed).collect());
        }
        contests
    }

    fn enders(&self, docket: &Docket<'_>) -> Vec<usize> {
        if docket.ranks::<Close>().is_empty() {
            return Vec::new();
        }
        let mut enders = [docket.ranks::<Close>(), docket.ranks::<RepeatContact>()].concat();
        enders.sort_unstable();
        enders
    }

    /// Either the closing stands, or it does not: which work is chosen against it does not matter.
    fn same(&self, _court: &Court<'_>, acts: &[usize], one: usize, other: usize) -> bool {
        (one == acts[0]) == (other == acts[0])
    }

    fn settle(&self, _court: &Court<'_>, acts: &[usize], choose: usize, settled: &mut Settled) {
        if choose == acts[0] {
            let excused = settled.excused.entry(choose).or_default();
            acts[1..].iter().for_each(|act| excused.add(*act));
        } else {
            settled.against.add(acts[0]);
        }
    }

    fn parties<'c>(&self, acts: &'c [usize]) -> &'c [usize] {
        &acts[..1]
    }
}
