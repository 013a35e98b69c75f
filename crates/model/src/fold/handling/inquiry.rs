//! Findings, the votes on them, and whether they are valid (H02, K10).

use std::collections::BTreeMap;

use super::versions;
use crate::{
    FindingState, FindingView, VoteView,
    act::{Finding, FinishFinding, Vote},
    causality::Ranks,
    flag,
    fold::{
        count,
        court::{Court, Findings},
        docket::Docket,
        rules::{self, Inquiry, Tally},
        standing::Standing,
    },
};

/// Every finding, with the votes on it.
pub(super) fn findings(
    docket: &Docket<'_>,
    court: &Court<'_>,
    findings: &Findings,
    standing: &mut Standing,
) -> Vec<FindingView> {
    let holding = versions::<Finding>(docket, standing, |finding| finding.replaces);
    for (rank, vote) in docket.of::<Vote>() {
        if let Some(why) = rules::fault(docket, rank, vote) {
            standing.void(rank, why);
        }
    }
    let everything = Ranks::first(docket.acts.len());
    let live = |inquiry: &Inquiry| inquiry.live_finishes(docket, &everything, &findings.settled);
    let finishes: BTreeMap<usize, Vec<usize>> =
        court.inquiries.iter().map(|(finding, inquiry)| (*finding, live(inquiry))).collect();
    finished(docket, &finishes, standing);
    let found = docket.of::<Finding>().filter(|(rank, finding)| {
        holding.binary_search(rank).is_ok()
            || finding.replaces.is_none_or(|id| docket.seen_by::<Finding>(*rank, id).is_some())
    });
    let view = |(rank, finding): (usize, &Finding)| {
        let finishes = finishes.get(&rank).map(Vec::as_slice).unwrap_or_default();
        let votes = court.inquiries.get(&rank).map(|inquiry| inquiry.votes.as_slice()).unwrap_or_default();
        let tally = count_votes(docket, votes, finishes, findings, standing);
        let state = if holding.binary_search(&rank).is_err() {
            FindingState::Replaced
        } else if finishes.is_empty() {
            FindingState::Open
        } else if finishes.iter().any(|finish| findings.disputed.has(*finish)) {
            FindingState::Unsettled
        } else if tally.carries(finding) {
            FindingState::Valid
        } else {
            FindingState::NotCarried
        };
        FindingView {
            act: docket.id(rank),
            content_hash: docket.content_hash(rank).to_owned(),
            participants: finding.participants.clone(),
            methods: finding.methods.clone(),
            text: finding.text.clone(),
            substance_cause: finding.substance_cause.clone(),
            procedure_cause: finding.procedure_cause.clone(),
            state,
            concurring: count(tally.concurring),
            dissenting: count(tally.dissenting),
            needed: count(Tally::needed(finding)),
            votes: votes.iter().filter_map(|vote| vote_view(docket, *vote, &tally)).collect(),
            finished_by: finishes.iter().map(|finish| docket.id(*finish)).collect(),
            replaces: finding.replaces,
        }
    };
    found.map(view).collect()
}

/// Which of the acts that finished a finding hold.
fn finished(docket: &Docket<'_>, live: &BTreeMap<usize, Vec<usize>>, standing: &mut Standing) {
    for (rank, finish) in docket.of::<FinishFinding>() {
        match docket.seen_by::<Finding>(rank, finish.finding) {
            None => standing.void(rank, flag::NAMES_NO_SUCH_ACT),
            Some((finding, _)) if live.get(&finding).is_some_and(|live| live.contains(&rank)) => {}
            Some(_) => standing.supersede(rank),
        }
    }
}

/// The votes on one finding: those that saw it finished come too late.
fn count_votes(
    docket: &Docket<'_>,
    votes: &[usize],
    finishes: &[usize],
    findings: &Findings,
    standing: &mut Standing,
) -> Tally {
    let late = |vote: usize| finishes.iter().any(|finish| docket.saw(vote, *finish));
    let against = |vote: usize| findings.settled.against.has(vote);
    let tally = rules::tally(docket, votes.iter().copied().filter(|vote| !late(*vote) && !against(*vote)));
    for vote in votes.iter().copied().filter(|vote| !tally.counted.has(*vote)) {
        if late(vote) && !against(vote) {
            standing.void(vote, flag::AFTER_THE_FINISH);
        } else {
            standing.supersede(vote);
        }
    }
    votes.iter().filter(|vote| tally.split.has(**vote)).for_each(|vote| standing.flag(*vote, flag::CONTRADICTS_ITSELF));
    tally
}

fn vote_view(docket: &Docket<'_>, rank: usize, tally: &Tally) -> Option<VoteView> {
    let vote = docket.at::<Vote>(rank)?;
    let (act, by) = (docket.id(rank), docket.acts[rank].by);
    Some(VoteView { act, by, concur: vote.concur, text: vote.text.clone(), counts: tally.counted.has(rank) })
}
