//! K6: accepted here, refused or passed on there. The acceptance holds, and with it the duty, until the lowest common
//! superior decides. Where nobody accepted, a passing on holds rather than a refusal.

use super::Rule;
use crate::{
    ActId, DisputeRule, Interim, OfficeId,
    act::{Accept, AnswerObjection, Decline, Settle, Transfer},
    causality::Ranks,
    fold::{
        court::{Court, Settled},
        docket::Docket,
        intake::{deciding, is_decision, returning},
    },
};

/// K6.
pub(crate) struct AcceptedOrNot;

/// What a decision comes to.
#[derive(PartialEq, Eq)]
enum Comes<'a> {
    Accepted,
    Refused,
    To(Option<OfficeId>, Option<&'a str>),
    Other(ActId),
}

fn comes<'a>(docket: &Docket<'a>, rank: usize) -> Comes<'a> {
    if docket.at::<Accept>(rank).is_some() {
        Comes::Accepted
    } else if docket.at::<Decline>(rank).is_some() {
        Comes::Refused
    } else if let Some(transfer) = docket.at::<Transfer>(rank) {
        Comes::To(transfer.to, transfer.to_name.as_deref())
    } else {
        Comes::Other(docket.id(rank))
    }
}

impl Rule for AcceptedOrNot {
    fn id(&self) -> DisputeRule {
        DisputeRule::K6
    }

    fn interim(&self) -> Interim {
        Interim::AcceptanceHolds
    }

    fn contests(&self, court: &Court<'_>, scope: &Ranks, settled: &Settled) -> Vec<Vec<usize>> {
        let docket = court.docket;
        if docket.ranks::<Decline>().is_empty() && docket.ranks::<Transfer>().is_empty() {
            return Vec::new();
        }
        let heads = deciding(court, scope, settled).heads;
        let differ = heads.iter().any(|rank| comes(docket, *rank) != comes(docket, heads[0]));
        if differ { vec![heads] } else { Vec::new() }
    }

    /// Decisions that could take the place of others, and answers that took a transfer back. A refusal whose author had
    /// seen an acceptance ends nothing, unless it was settled before.
    fn enders(&self, docket: &Docket<'_>) -> Vec<usize> {
        if docket.ranks::<Decline>().is_empty() && docket.ranks::<Transfer>().is_empty() {
            return Vec::new();
        }
        let saw_any = |rank: usize, of: &[usize]| of.iter().any(|earlier| docket.saw(rank, *earlier));
        let free = |rank: usize| !saw_any(rank, docket.ranks::<Accept>()) || saw_any(rank, docket.ranks::<Settle>());
        let decisions = [docket.ranks::<Accept>(), docket.ranks::<Decline>(), docket.ranks::<Transfer>()].concat();
        let mut enders: Vec<usize> =
            decisions.into_iter().filter(|rank| is_decision(docket, *rank) && free(*rank)).collect();
        enders.extend(docket.ranks::<AnswerObjection>().iter().filter(|answer| {
            let mut scope = docket.graph.seen(**answer).clone();
            let before = returning(docket, &scope).len();
            scope.add(**answer);
            returning(docket, &scope).len() != before
        }));
        enders.sort_unstable();
        enders
    }

    fn same(&self, court: &Court<'_>, _acts: &[usize], one: usize, other: usize) -> bool {
        comes(court.docket, one) == comes(court.docket, other)
    }
}
