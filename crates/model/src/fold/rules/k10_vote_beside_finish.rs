//! K10: a vote that a finished finding had not seen turns its majority. The finding is unsettled until it is finished
//! again by somebody who saw the vote.

use std::collections::BTreeMap;

use super::Rule;
use crate::{
    DisputeRule, Interim, StaffId,
    act::{Finding, FinishFinding, Vote},
    causality::Ranks,
    flag,
    fold::{
        court::{Court, Settled},
        docket::Docket,
    },
};

/// K10. A contest is the act that finished the finding, then the votes beside it.
pub(crate) struct VoteBesideFinish;

/// What the votes on a finding come to.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    /// Participants who concur.
    pub(crate) concurring: usize,
    /// Participants who dissent, or whose votes contradict each other.
    pub(crate) dissenting: usize,
    /// The votes that count.
    pub(crate) counted: Ranks,
    /// Votes of one person that had not seen each other and contradict: they count as one dissent.
    pub(crate) split: Ranks,
}

impl Tally {
    /// How many of the participants have to concur: more than half.
    pub(crate) fn needed(finding: &Finding) -> usize {
        finding.participants.len() / 2 + 1
    }

    /// Whether enough concur.
    pub(crate) fn carries(&self, finding: &Finding) -> bool {
        self.concurring >= Self::needed(finding)
    }
}

/// Why a vote cannot count, whatever else was voted; none where it can.
pub(crate) fn fault(docket: &Docket<'_>, rank: usize, vote: &Vote) -> Option<&'static str> {
    let Some((finding, said)) = docket.seen_by::<Finding>(rank, vote.finding) else {
        return Some(flag::NAMES_NO_SUCH_ACT);
    };
    if !said.participants.contains(&docket.acts[rank].by) {
        return Some(flag::NOT_A_PARTICIPANT);
    }
    (docket.content_hash(finding) != vote.over).then_some(flag::OVER_ANOTHER_TEXT)
}

/// The votes that can count, by finding.
pub(crate) fn votes(docket: &Docket<'_>) -> BTreeMap<usize, Vec<usize>> {
    let mut votes: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (rank, vote) in docket.of::<Vote>().filter(|(rank, vote)| fault(docket, *rank, vote).is_none()) {
        if let Some((finding, _)) = docket.find::<Finding>(vote.finding) {
            votes.entry(finding).or_default().push(rank);
        }
    }
    votes
}

/// The votes come to this: of each person the latest; several that contradict are a dissent.
pub(crate) fn tally(docket: &Docket<'_>, votes: impl Iterator<Item = usize>) -> Tally {
    let mut by_person: BTreeMap<StaffId, Vec<usize>> = BTreeMap::new();
    votes.for_each(|vote| by_person.entry(docket.acts[vote].by).or_default().push(vote));
    let mut tally = Tally::default();
    for votes in by_person.into_values() {
        let latest = docket.latest(&votes);
        let concurs = |vote: &usize| docket.at::<Vote>(*vote).is_some_and(|vote| vote.concur);
        let concurring = latest.iter().filter(|vote| concurs(vote)).count();
        if concurring == latest.len() {
            tally.concurring += 1;
        } else {
            tally.dissenting += 1;
        }
        for vote in latest.iter().copied() {
            tally.counted.add(vote);
            if (1..latest.len()).contains(&concurring) {
                tally.split.add(vote);
            }
        }
    }
    tally
}

/// By finding: the acts that finished it and that no later one took the place of.
pub(crate) fn live_finishes(court: &Court<'_>, scope: &Ranks, settled: &Settled) -> BTreeMap<usize, Vec<usize>> {
    let docket = court.docket;
    let mut finishes: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (rank, finish) in docket.of::<FinishFinding>().filter(|(rank, _)| scope.has(*rank)) {
        if let Some((finding, _)) = docket.seen_by::<Finding>(rank, finish.finding) {
            finishes.entry(finding).or_default().push(rank);
        }
    }
    for finishes in finishes.values_mut() {
        *finishes = docket.latest(finishes);
        finishes.retain(|finish| !settled.against.has(*finish));
    }
    finishes
}

/// The findings at a scope that a later version took the place of.
fn replaced(docket: &Docket<'_>, scope: &Ranks) -> Ranks {
    let mut replaced = Ranks::default();
    for (rank, finding) in docket.of::<Finding>().filter(|(rank, _)| scope.has(*rank)) {
        let earlier = finding.replaces.and_then(|id| docket.seen_by::<Finding>(rank, id));
        earlier.into_iter().for_each(|(earlier, _)| replaced.add(earlier));
    }
    replaced
}

impl Rule for VoteBesideFinish {
    fn id(&self) -> DisputeRule {
        DisputeRule::K10
    }

    fn interim(&self) -> Interim {
        Interim::FindingUnsettled
    }

    fn contests(&self, court: &Court<'_>, scope: &Ranks, settled: &Settled) -> Vec<Vec<usize>> {
        let docket = court.docket;
        if docket.ranks::<FinishFinding>().is_empty() {
            return Vec::new();
        }
        let (votes, replaced) = (votes(docket), replaced(docket, scope));
        let mut contests = Vec::new();
        for (finding, finishes) in live_finishes(court, scope, settled) {
            let Some(said) = docket.at::<Finding>(finding).filter(|_| !replaced.has(finding)) else { continue };
            let votes = votes.get(&finding).map(Vec::as_slice).unwrap_or_default();
            let votes = votes.iter().copied().filter(|vote| scope.has(*vote) && !settled.against.has(*vote));
            for finish in finishes {
                let seen = tally(docket, votes.clone().filter(|vote| docket.saw(finish, *vote)));
                let all = tally(docket, votes.clone().filter(|vote| !docket.saw(*vote, finish)));
                if seen.carries(said) != all.carries(said) {
                    let beside = votes.clone().filter(|vote| docket.graph.apart(finish, *vote));
                    contests.push(std::iter::once(finish).chain(beside).collect());
                }
            }
        }
        contests
    }

    fn enders(&self, docket: &Docket<'_>) -> Vec<usize> {
        let finishes = docket.ranks::<FinishFinding>();
        if finishes.is_empty() {
            return Vec::new();
        }
        let versions = docket.of::<Finding>().filter(|(_, finding)| finding.replaces.is_some());
        let mut enders: Vec<usize> = versions.map(|(rank, _)| rank).chain(finishes.iter().copied()).collect();
        enders.sort_unstable();
        enders
    }

    /// The finding is finished again, or a version takes its place.
    fn ends(&self, court: &Court<'_>, by: usize, acts: &[usize]) -> bool {
        let docket = court.docket;
        let of = acts.first().and_then(|finish| docket.at::<FinishFinding>(*finish)).map(|finish| finish.finding);
        let again = docket.at::<FinishFinding>(by).map(|finish| finish.finding);
        let version = docket.at::<Finding>(by).and_then(|finding| finding.replaces);
        of.is_some() && (of == again || of == version)
    }

    /// Either the finding stands as it was finished, or it does not: by which vote does not matter.
    fn same(&self, _court: &Court<'_>, acts: &[usize], one: usize, other: usize) -> bool {
        (one == acts[0]) == (other == acts[0])
    }

    fn settle(&self, _court: &Court<'_>, acts: &[usize], choose: usize, settled: &mut Settled) {
        if choose == acts[0] {
            acts[1..].iter().for_each(|vote| settled.against.add(*vote));
        } else {
            settled.against.add(acts[0]);
        }
    }

    fn parties<'c>(&self, acts: &'c [usize]) -> &'c [usize] {
        &acts[..1]
    }
}
