//! K5: a version is signed here while it is replaced there. The signature is void for the new version, the old one
//! stays readable with it; signing the new version, having seen both, ends the dispute.

use std::collections::BTreeMap;

use super::Rule;
use crate::{
    DisputeRule, Interim,
    act::{Document, Reply, Sign},
    causality::Ranks,
    fold::{
        court::{Court, Settled},
        docket::Docket,
    },
};

/// K5. A contest is the later version, then the signatures over the earlier one that did not see it.
pub(crate) struct SignedThenReplaced;

/// The versions that name one they replace, with that one.
fn replacing<'d>(docket: &'d Docket<'_>) -> impl Iterator<Item = (usize, usize)> + 'd {
    let documents = docket.of::<Document>().filter_map(|(rank, said)| {
        let (earlier, _) = docket.find::<Document>(said.replaces?)?;
        Some((rank, earlier))
    });
    let replies = docket.of::<Reply>().filter_map(|(rank, said)| {
        let (earlier, _) = docket.find::<Reply>(said.replaces?)?;
        Some((rank, earlier))
    });
    documents.chain(replies)
}

impl Rule for SignedThenReplaced {
    fn id(&self) -> DisputeRule {
        DisputeRule::K5
    }

    fn interim(&self) -> Interim {
        Interim::SignatureVoid
    }

    fn contests(&self, court: &Court<'_>, scope: &Ranks, settled: &Settled) -> Vec<Vec<usize>> {
        let holds = |rank: &usize| scope.has(*rank) && !settled.against.has(*rank);
        let mut signatures: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (sign, over) in court.signed.iter().filter(|(sign, _)| holds(sign)) {
            signatures.entry(*over).or_default().push(*sign);
        }
        if signatures.is_empty() {
            return Vec::new();
        }
        let later: Vec<(usize, usize)> = replacing(court.docket).filter(|(later, _)| holds(later)).collect();
        let mut contests = Vec::new();
        for (version, earlier) in &later {
            let unseen = signatures.get(earlier).into_iter().flatten();
            let mut unseen: Vec<usize> =
                unseen.copied().filter(|sign| court.docket.graph.apart(*sign, *version)).collect();
            // Signed again, or replaced again, by somebody who had seen both.
            let again = signatures.get(version).into_iter().flatten();
            let next = later.iter().filter(|(_, replaced)| replaced == version).map(|(next, _)| next);
            for ender in again.chain(next) {
                unseen.retain(|sign| !court.docket.saw(*ender, *sign) || !court.docket.saw(*ender, *version));
            }
            if !unseen.is_empty() {
                contests.push(std::iter::once(*version).chain(unseen).collect());
            }
        }
        contests
    }

    fn enders(&self, docket: &Docket<'_>) -> Vec<usize> {
        if docket.ranks::<Sign>().is_empty() || replacing(docket).next().is_none() {
            return Vec::new();
        }
        let mut enders = [docket.ranks::<Sign>(), docket.ranks::<Document>(), docket.ranks::<Reply>()].concat();
        enders.sort_unstable();
        enders
    }

    /// Either the later version stands, or what was signed does.
    fn same(&self, _court: &Court<'_>, acts: &[usize], one: usize, other: usize) -> bool {
        (one == acts[0]) == (other == acts[0])
    }
}
