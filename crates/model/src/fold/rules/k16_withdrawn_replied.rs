//! K16: the petitioner withdrew while a reply was issued. The reply stands and the withdrawal is noted, until the head of
//! the unit that replied decides; a later reply, contact or withdrawal that saw both ends it.

use super::Rule;
use crate::{
    DisputeRule, Interim, SettleBy, Settler,
    act::{RepeatContact, Reply, Withdraw},
    causality::Ranks,
    fold::{
        court::{Court, Settled},
        docket::Docket,
        intake::live_withdrawals,
    },
};

/// K16. A contest is the withdrawals and the replies beside them.
pub(crate) struct WithdrawnReplied;

impl Rule for WithdrawnReplied {
    fn id(&self) -> DisputeRule {
        DisputeRule::K16
    }

    fn interim(&self) -> Interim {
        Interim::ReplyStands
    }

    fn contests(&self, court: &Court<'_>, scope: &Ranks, settled: &Settled) -> Vec<Vec<usize>> {
        let docket = court.docket;
        let withdrawals = live_withdrawals(court, scope).into_iter().filter(|rank| !settled.against.has(*rank));
        let withdrawals: Vec<usize> = withdrawals.collect();
        if withdrawals.is_empty() {
            return Vec::new();
        }
        let replies: Vec<usize> = court.latest(scope, docket.ranks::<Reply>()).collect();
        let excused = |withdrawal: usize, reply: usize| {
            settled.excused.get(&withdrawal).is_some_and(|excused| excused.has(reply))
        };
        let beside =
            |withdrawal: usize, reply: usize| docket.graph.apart(withdrawal, reply) && !excused(withdrawal, reply);
        let withdrawn = withdrawals.iter().filter(|own| replies.iter().any(|reply| beside(**own, *reply)));
        let replied = replies.iter().filter(|reply| withdrawals.iter().any(|own| beside(*own, **reply)));
        let mut acts: Vec<usize> = withdrawn.chain(replied).copied().collect();
        acts.sort_unstable();
        if acts.is_empty() { Vec::new() } else { vec![acts] }
    }

    fn enders(&self, docket: &Docket<'_>) -> Vec<usize> {
        if docket.ranks::<Withdraw>().is_empty() || docket.ranks::<Reply>().is_empty() {
            return Vec::new();
        }
        let mut enders =
            [docket.ranks::<Withdraw>(), docket.ranks::<Reply>(), docket.ranks::<RepeatContact>()].concat();
        enders.sort_unstable();
        enders
    }

    /// Either the withdrawal counts, or the replies do.
    fn same(&self, court: &Court<'_>, _acts: &[usize], one: usize, other: usize) -> bool {
        let withdrawn = |rank| court.docket.at::<Withdraw>(rank).is_some();
        withdrawn(one) == withdrawn(other)
    }

    /// The reply stays in either case: choosing the withdrawal makes it count beside the reply.
    fn settle(&self, court: &Court<'_>, acts: &[usize], choose: usize, settled: &mut Settled) {
        let withdrawn = |rank: usize| court.docket.at::<Withdraw>(rank).is_some();
        for withdrawal in acts.iter().filter(|rank| withdrawn(**rank)) {
            if withdrawn(choose) {
                let excused = settled.excused.entry(*withdrawal).or_default();
                acts.iter().filter(|rank| !withdrawn(**rank)).for_each(|reply| excused.add(*reply));
            } else {
                settled.against.add(*withdrawal);
            }
        }
    }

    /// The head of the unit that replied: it has the matter in hand.
    fn settler(&self, court: &Court<'_>, acts: &[usize]) -> Settler {
        let replies: Vec<usize> =
            acts.iter().copied().filter(|rank| court.docket.at::<Reply>(*rank).is_some()).collect();
        Settler { by: SettleBy::Head, ..court.common_superior(&replies) }
    }
}
