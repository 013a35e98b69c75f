//! K10: a vote that a finished finding had not seen turns its majority. The finding is unsettled until it is finished
//! again by somebody who saw the vote.

use std::collections::BTreeMap;

use super::Rule;
use crate::{
    ActId, DisputeRule, Interim, StaffId,
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
    let Some((finding, _)) = docket.seen_by::<Finding>(rank, vote.finding) else {
        return Some(flag::NAMES_NO_SUCH_ACT);
    };
    (docket.content_hash(finding) != vote.over).then_some(flag::OVER_ANOTHER_TEXT)
}

/// What was recorded about one finding, ascending.
#[derive(Debug, Default)]
pub(crate) struct Inquiry {
    /// The votes that can count.
    pub(crate) votes: Vec<usize>,
    /// The acts that finished it.
    finishes: Vec<usize>,
    /// The versions that replace it.
    versions: Vec<usize>,
}

/// By finding, what was recorded about it.
pub(crate) fn inquiries(docket: &Docket<'_>) -> BTreeMap<usize, Inquiry> {
    let mut inquiries: BTreeMap<usize, Inquiry> =
        docket.ranks::<Finding>().iter().map(|rank| (*rank, Inquiry::default())).collect();
    let mut about = |by: usize, finding: ActId, list: fn(&mut Inquiry) -> &mut Vec<usize>| {
        let finding = docket.seen_by::<Finding>(by, finding).and_then(|(rank, _)| inquiries.get_mut(&rank));
        finding.into_iter().for_each(|inquiry| list(inquiry).push(by));
    };
    for (rank, vote) in docket.of::<Vote>().filter(|(rank, vote)| fault(docket, *rank, vote).is_none()) {
        about(rank, vote.finding, |inquiry| &mut inquiry.votes);
    }
    for (rank, finish) in docket.of::<FinishFinding>() {
        about(rank, finish.finding, |inquiry| &mut inquiry.finishes);
    }
    for (rank, version) in docket.of::<Finding>() {
        version.replaces.into_iter().for_each(|id| about(rank, id, |inquiry| &mut inquiry.versions));
    }
    inquiries
}

impl Inquiry {
    /// The acts that finished it at a scope and that no later one took the place of.
    pub(crate) fn live_finishes(&self, docket: &Docket<'_>, scope: &Ranks, settled: &Settled) -> Vec<usize> {
        let finishes: Vec<usize> = self.finishes.iter().copied().filter(|rank| scope.has(*rank)).collect();
        docket.latest(&finishes).into_iter().filter(|finish| !settled.against.has(*finish)).collect()
    }

    /// By act that finished it: that act and the votes beside it, where these turn the majority.
    fn contests(&self, docket: &Docket<'_>, finding: &Finding, scope: &Ranks, settled: &Settled) -> Vec<Vec<usize>> {
        if self.versions.iter().any(|version| scope.has(*version)) {
            return Vec::new();
        }
        let votes = self.votes.iter().copied().filter(|vote| scope.has(*vote) && !settled.against.has(*vote));
        let turned = |finish: usize| {
            let seen = tally(docket, votes.clone().filter(|vote| docket.saw(finish, *vote)));
            let all = tally(docket, votes.clone().filter(|vote| !docket.saw(*vote, finish)));
            let beside = votes.clone().filter(|vote| docket.graph.apart(finish, *vote));
            (seen.carries(finding) != all.carries(finding)).then(|| std::iter::once(finish).chain(beside).collect())
        };
        self.live_finishes(docket, scope, settled).into_iter().filter_map(turned).collect()
    }
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

impl Rule for VoteBesideFinish {
    fn id(&self) -> DisputeRule {
        DisputeRule::K10
    }

    fn interim(&self) -> Interim {
        Interim::FindingUnsettled
    }

    fn contests(&self, court: &Court<'_>, scope: &Ranks, settled: &Settled) -> Vec<Vec<usize>> {
        let docket = court.docket;
        let of = |(finding, inquiry): (&usize, &Inquiry)| {
            let finding = docket.at::<Finding>(*finding);
            finding.map(|finding| inquiry.contests(docket, finding, scope, settled)).unwrap_or_default()
        };
        court.inquiries.iter().flat_map(of).collect()
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

    /// The finding is finished again, or a version takes its place: no other finding is asked about.
    fn ended_by(&self, court: &Court<'_>, by: usize, scope: &Ranks, settled: &Settled) -> Vec<Vec<usize>> {
        let docket = court.docket;
        let again = docket.at::<FinishFinding>(by).map(|finish| finish.finding);
        let version = || docket.at::<Finding>(by).and_then(|finding| finding.replaces);
        let Some((finding, said)) = again.or_else(version).and_then(|id| docket.seen_by::<Finding>(by, id)) else {
            return Vec::new();
        };
        let inquiry = court.inquiries.get(&finding);
        inquiry.map(|inquiry| inquiry.contests(docket, said, scope, settled)).unwrap_or_default()
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
