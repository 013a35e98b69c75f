//! K2: one office closes while another records work. The case is not closed, the work is kept; a closing that covers it
//! ends the dispute.

use super::{Rule, revocations};
use crate::{
    DisputeRule, Interim,
    act::{Audit, Close, LookBack, LookBackResult, Reopen, RepeatContact, Reply, Review, ReviewDecision, ReviewResult},
    causality::Ranks,
    fold::{
        court::{Court, Settled},
        docket::Docket,
    },
};

/// K2. A contest is the closing, then the work that it missed.
pub(crate) struct ClosedUnseen;

/// What opens a closed case again (DOMAIN 3.2): a further contact, a reopening, a relapse, a revoked reply, a changed
/// opinion, an audit that returns it.
pub(crate) fn openers(docket: &Docket<'_>) -> Vec<usize> {
    let mut openers = [docket.ranks::<RepeatContact>(), docket.ranks::<Reopen>()].concat();
    let relapsed = docket.of::<LookBack>().filter(|(_, look)| look.result == LookBackResult::Relapsed);
    openers.extend(relapsed.map(|(rank, _)| rank));
    openers.extend(changes(docket));
    let of_replies = revocations(docket).filter(|(_, of)| docket.at::<Reply>(*of).is_some());
    openers.extend(of_replies.map(|(revoke, _)| revoke));
    let returned = docket.of::<Audit>().filter(|(_, audit)| !audit.resolved);
    openers.extend(returned.map(|(rank, _)| rank));
    openers.sort_unstable();
    openers
}

/// Opinions of a review that did not uphold.
pub(crate) fn changes<'d>(docket: &'d Docket<'_>) -> impl Iterator<Item = usize> + 'd {
    let results = docket.of::<ReviewResult>();
    let changed = results.filter(|(_, said)| said.result != ReviewDecision::Uphold);
    changed.filter(|(_, said)| docket.find::<Review>(said.review).is_some()).map(|(rank, _)| rank)
}

/// The closings that no later one replaced and nothing that came after undid.
pub(crate) fn live_closes(court: &Court<'_>, scope: &Ranks, settled: &Settled) -> Vec<usize> {
    let docket = court.docket;
    // What opened a case again mostly stands soon after its closing.
    let undone = |close: usize| {
        let later = &court.openers[court.openers.partition_point(|opener| *opener < close)..];
        let mut openers = later.iter().filter(|opener| scope.has(**opener) && !settled.against.has(**opener));
        openers.any(|opener| docket.saw(*opener, close))
    };
    let closes = court.latest(scope, docket.ranks::<Close>());
    closes.filter(|close| !settled.against.has(*close) && !undone(*close)).collect()
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
        let closes = docket.ranks::<Close>();
        if closes.is_empty() {
            return Vec::new();
        }
        let mut enders = [closes, &openers(docket)].concat();
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
