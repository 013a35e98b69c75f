//! The story of the case: every act, what it does now, and what a reader should know about it. No act is ever left
//! out, whatever comes after it.

use super::{docket::Docket, standing::Standing};
use crate::{TimelineItem, date_in_china, flag};

/// How many concurrent acts an item names.
const CONCURRENT: usize = 8;

pub(crate) fn timeline(docket: &Docket<'_>, standing: &Standing) -> Vec<TimelineItem> {
    let mut concurrent = docket.graph.concurrent_with(CONCURRENT).into_iter();
    // The latest clock among what each act saw, itself included.
    let mut latest = Vec::with_capacity(docket.acts.len());
    let mut items = Vec::with_capacity(docket.acts.len());
    for (rank, act) in docket.acts.iter().enumerate() {
        let parents = docket.graph.parents(rank);
        let seen_latest = parents.iter().map(|parent| latest[*parent]).max();
        latest.push(seen_latest.map_or(act.made_at, |seen| act.made_at.max(seen)));
        let mut flags = clock_flags(docket, rank, parents);
        if seen_latest.is_some_and(|seen| act.made_at < seen) {
            flags.push(flag::CLOCK_BEHIND_A_SEEN_ACT);
        }
        flags.extend(standing.flags(rank));
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
            effect: standing.effect(rank),
            flags: flags.into_iter().map(str::to_owned).collect(),
        });
    }
    items
}

fn clock_flags(docket: &Docket<'_>, rank: usize, parents: &[usize]) -> Vec<&'static str> {
    let act = docket.acts[rank];
    let made_on = date_in_china(act.made_at);
    let absent =
        act.based_on.len() > parents.len() && act.based_on.iter().any(|seen| docket.graph.rank(*seen).is_none());
    let before = parents.iter().any(|parent| act.effective_on < docket.acts[*parent].effective_on);
    let flags = [
        (act.effective_on < made_on, flag::BACKDATED),
        (act.effective_on > made_on, flag::POSTDATED),
        (before, flag::DATED_BEFORE_A_SEEN_ACT),
        (absent, flag::SAW_AN_ABSENT_ACT),
    ];
    flags.into_iter().filter_map(|(holds, flag)| holds.then_some(flag)).collect()
}
