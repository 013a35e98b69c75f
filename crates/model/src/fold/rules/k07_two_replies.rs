//! K7: two replies that did not see each other say different things. The one that was served last is shown; a reply of
//! the unit in charge that saw both takes their place.

use super::{Rule, changes, live_assigns};
use crate::{
    DisputeRule, Interim, SettleBy, Settler,
    act::{Assign, Reply, ReviewResult, Revoke, can_be_revoked},
    causality::Ranks,
    fold::{
        court::{Court, Settled},
        docket::Docket,
    },
};

/// K7.
pub(crate) struct TwoReplies;

/// The acts that revoke something, with what they revoke.
pub(crate) fn revocations<'d>(docket: &'d Docket<'_>) -> impl Iterator<Item = (usize, usize)> + 'd {
    docket.of::<Revoke>().filter_map(|(rank, revoke)| {
        let target = docket.graph.rank(revoke.act)?;
        docket.body(target).is_some_and(can_be_revoked).then_some((rank, target))
    })
}

/// Documents and replies that were revoked at a scope, and replies that a review took away.
pub(crate) fn revoked(court: &Court<'_>, scope: &Ranks) -> Ranks {
    let docket = court.docket;
    let mut revoked = Ranks::default();
    for (_, target) in revocations(docket).filter(|(rank, _)| scope.has(*rank)) {
        revoked.add(target);
    }
    let changes: Vec<usize> = changes(docket).collect();
    let before = court.seen_by(scope, &changes);
    docket.ranks::<Reply>().iter().filter(|reply| before.has(**reply)).for_each(|reply| revoked.add(*reply));
    revoked
}

/// The replies that hold at a scope: those that no later one saw, and that nobody took back.
pub(crate) fn live_replies(court: &Court<'_>, scope: &Ranks, settled: &Settled) -> Vec<usize> {
    let replies = court.docket.ranks::<Reply>();
    let replies: Vec<usize> = replies.iter().copied().filter(|rank| !settled.against.has(*rank)).collect();
    let revoked = revoked(court, scope);
    court.latest(scope, &replies).filter(|rank| !revoked.has(*rank)).collect()
}

impl Rule for TwoReplies {
    fn id(&self) -> DisputeRule {
        DisputeRule::K7
    }

    fn interim(&self) -> Interim {
        Interim::NewestServedShown
    }

    fn contests(&self, court: &Court<'_>, scope: &Ranks, settled: &Settled) -> Vec<Vec<usize>> {
        if court.docket.ranks::<Reply>().len() < 2 {
            return Vec::new();
        }
        let acts = live_replies(court, scope, settled);
        let differ = acts.iter().any(|rank| !self.same(court, &acts, *rank, acts[0]));
        if differ { vec![acts] } else { Vec::new() }
    }

    fn enders(&self, docket: &Docket<'_>) -> Vec<usize> {
        if docket.ranks::<Reply>().len() < 2 {
            return Vec::new();
        }
        let replies = docket.ranks::<Reply>();
        let mut enders = [replies, docket.ranks::<Revoke>(), docket.ranks::<ReviewResult>()].concat();
        enders.sort_unstable();
        enders
    }

    fn same(&self, court: &Court<'_>, _acts: &[usize], one: usize, other: usize) -> bool {
        let said = |rank| court.docket.at::<Reply>(rank).map(|reply| (reply.position, &reply.text, &reply.opinions));
        said(one) == said(other)
    }

    /// The unit in charge, as the replies' authors knew it; where they knew of several or none, their common superior.
    fn settler(&self, court: &Court<'_>, acts: &[usize]) -> Settler {
        let known = court.docket.graph.seen_by_any(acts.iter().copied());
        let assigns = live_assigns(court, &known, &court.settled(&known));
        let mut units: Vec<_> =
            assigns.iter().filter_map(|rank| Some(court.docket.at::<Assign>(*rank)?.unit)).collect();
        units.sort_unstable();
        units.dedup();
        match units[..] {
            [unit] => Settler { office: Some(unit), by: SettleBy::Anyone },
            _ => court.common_superior(acts),
        }
    }
}
