//! The story of the case: every act, what it does now, and what a reader should know about it. No act is ever left
//! out, whatever comes after it.

use super::{
    Roles, clocks,
    court::{Extensions, Fate, Findings, Void},
    date_in_china,
};
use crate::{Act, ActBody, ActGraph, Directory, Effect, TimelineItem, flag};

/// How many concurrent acts an item names.
const CONCURRENT: usize = 8;

/// What the timeline is told from.
pub(crate) struct Story<'a> {
    pub(crate) acts: &'a [&'a Act],
    pub(crate) graph: &'a ActGraph,
    pub(crate) roles: &'a Roles<'a>,
    pub(crate) directory: &'a Directory,
    pub(crate) findings: &'a Findings,
    pub(crate) extensions: &'a Extensions,
    pub(crate) reopeners: &'a [usize],
}

pub(crate) fn timeline(story: &Story<'_>) -> Vec<TimelineItem> {
    let accepted = clocks::accepted_by(story.acts, story.roles, story.graph);
    let mut concurrent = story.graph.concurrent_with(CONCURRENT).into_iter();
    // The latest clock among what each act saw, itself included.
    let mut latest = Vec::with_capacity(story.acts.len());
    let mut items = Vec::with_capacity(story.acts.len());
    for (rank, act) in story.acts.iter().enumerate() {
        let parents: Vec<usize> = parents(story, rank);
        let seen_latest = parents.iter().map(|parent| latest[*parent]).max();
        latest.push(seen_latest.map_or(act.made_at, |seen| act.made_at.max(seen)));
        let mut flags = clock_flags(story, rank, &parents);
        if seen_latest.is_some_and(|seen| act.made_at < seen) {
            flags.push(flag::CLOCK_BEHIND_A_SEEN_ACT);
        }
        let effect = effect(story, rank, accepted, &mut flags);
        items.push(TimelineItem {
            act: act.id,
            kind: act.body.kind().to_owned(),
            by: act.by,
            office: act.office,
            device: act.device,
            made_at: act.made_at,
            effective_on: act.effective_on,
            based_on: act.based_on.clone(),
            concurrent_with: concurrent.next().unwrap_or_default(),
            effect,
            flags: flags.into_iter().map(str::to_owned).collect(),
        });
    }
    items
}

fn parents(story: &Story<'_>, rank: usize) -> Vec<usize> {
    let known = story.acts[rank].based_on.iter().filter_map(|seen| story.graph.rank(*seen));
    known.filter(|parent| story.graph.seen(rank).has(*parent)).collect()
}

fn clock_flags(story: &Story<'_>, rank: usize, parents: &[usize]) -> Vec<&'static str> {
    let act = story.acts[rank];
    let made_on = date_in_china(act.made_at);
    let absent = act.based_on.iter().any(|seen| story.graph.rank(*seen).is_none());
    let before = parents.iter().any(|parent| act.effective_on < story.acts[*parent].effective_on);
    let flags = [
        (act.effective_on < made_on, flag::BACKDATED),
        (act.effective_on > made_on, flag::POSTDATED),
        (before, flag::DATED_BEFORE_A_SEEN_ACT),
        (absent, flag::SAW_AN_ABSENT_ACT),
    ];
    flags.into_iter().filter_map(|(holds, flag)| holds.then_some(flag)).collect()
}

fn effect(story: &Story<'_>, rank: usize, accepted: Option<usize>, flags: &mut Vec<&'static str>) -> Effect {
    let findings = story.findings;
    let first = |first: Option<usize>, flags: &mut Vec<&'static str>| {
        if first == Some(rank) {
            return Effect::Live;
        }
        flags.push(flag::ALREADY_DONE);
        Effect::NoEffect
    };
    let standing = |live: bool| match live {
        _ if findings.disputed.has(rank) => Effect::Disputed,
        true => Effect::Live,
        false => Effect::Superseded,
    };
    match &story.acts[rank].body {
        ActBody::Register(_) => first(story.roles.registers.first().map(|(rank, _)| *rank), flags),
        ActBody::Accept(_) => first(accepted, flags),
        ActBody::Assign(_) => standing(findings.live_assigns.contains(&rank)),
        ActBody::Close(_) => standing(findings.live_closes.contains(&rank)),
        ActBody::Extend(extend) => {
            let head = story.directory.staff.get(&story.acts[rank].by).is_some_and(|staff| staff.is_head);
            if !head {
                flags.push(flag::NOT_BY_A_HEAD);
            }
            if story.extensions.capped.has(rank) {
                flags.push(flag::BEYOND_THE_CAP);
            }
            if extend.days == 0 || accepted.is_none() {
                return Effect::NoEffect;
            }
            standing(story.extensions.counted.has(rank))
        }
        ActBody::Settle(_) => match findings.fates.get(&rank) {
            Some(Fate::InForce) => Effect::Live,
            Some(Fate::Superseded) => Effect::Superseded,
            Some(Fate::Contradicted) => Effect::Disputed,
            Some(Fate::Void(Void::LackedAuthority)) => {
                flags.push(flag::LACKED_AUTHORITY);
                Effect::NoEffect
            }
            Some(Fate::Void(Void::NoSuchDispute)) | None => {
                flags.push(flag::NO_SUCH_DISPUTE);
                Effect::NoEffect
            }
        },
        ActBody::Contact(_) => {
            if story.reopeners.contains(&rank) {
                flags.push(flag::REOPENS);
            }
            Effect::Live
        }
        ActBody::Note(_) | ActBody::Visit(_) | ActBody::Reply(_) => Effect::Live,
        ActBody::Unknown { .. } => {
            flags.push(flag::NEEDS_A_NEWER_VERSION);
            Effect::NoEffect
        }
    }
}
