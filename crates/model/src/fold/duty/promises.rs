//! Promises: what offices owe the people of the case, and what became of it.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::{
    ActId, PromiseState, PromiseView,
    act::{CancelPromise, Deliver, Promise},
    flag,
    fold::{docket::Docket, handling::owed, standing::Standing},
};

/// A promise by its act and, of an agreement, its term.
type Key = (usize, Option<u16>);

pub(super) fn fold(docket: &Docket<'_>, standing: &mut Standing) -> Vec<PromiseView> {
    let mut promises = made(docket, standing);
    let find = |rank: usize, act: ActId, term: Option<u16>| {
        let of = match term {
            None => docket.seen_by::<Promise>(rank, act)?.0,
            Some(_) => docket.graph.rank(act).filter(|of| docket.saw(rank, *of))?,
        };
        Some((of, term))
    };
    let mut kept: BTreeMap<Key, Vec<usize>> = BTreeMap::new();
    for (rank, deliver) in docket.of::<Deliver>() {
        match find(rank, deliver.promise, deliver.term).filter(|key| promises.contains_key(key)) {
            Some(key) => kept.entry(key).or_default().push(rank),
            None => standing.void(rank, flag::NAMES_NO_SUCH_ACT),
        }
    }
    let mut changed: BTreeMap<Key, Vec<(usize, &CancelPromise)>> = BTreeMap::new();
    for (rank, cancel) in docket.of::<CancelPromise>() {
        match find(rank, cancel.promise, cancel.term).filter(|key| promises.contains_key(key)) {
            _ if cancel.agreed_words.trim().is_empty() => standing.void(rank, flag::NOT_AGREED),
            Some(key) => changed.entry(key).or_default().push((rank, cancel)),
            None => standing.void(rank, flag::NAMES_NO_SUCH_ACT),
        }
    }
    for (key, promise) in &mut promises {
        let kept = kept.remove(key).unwrap_or_default();
        change(docket, standing, promise, changed.remove(key).unwrap_or_default(), &kept);
        keep(docket, standing, promise, &kept);
    }
    promises.into_values().collect()
}

/// Every promise as it was made, and what offices owe by agreements in force and from meetings.
fn made(docket: &Docket<'_>, standing: &mut Standing) -> BTreeMap<Key, PromiseView> {
    let view = |rank: usize, term, text: &str, office, due: Option<Date>, of| PromiseView {
        act: docket.id(rank),
        term,
        text: text.to_owned(),
        office,
        due,
        of,
        state: PromiseState::Open,
        by: None,
        kept_on: None,
        proof: None,
    };
    let mut promises = BTreeMap::new();
    for (rank, promise) in docket.of::<Promise>() {
        let Promise { text, office, due, of } = promise;
        let seen = |of| docket.graph.rank(of).is_some_and(|of| docket.saw(rank, of) && docket.body(of).is_some());
        if of.is_some_and(|of| !seen(of)) {
            standing.flag(rank, flag::NAMES_NO_SUCH_ACT);
        }
        promises.insert((rank, None), view(rank, None, text, *office, Some(*due), *of));
    }
    for owed in owed(docket) {
        let Some((rank, term)) = docket.graph.rank(owed.act).zip(u16::try_from(owed.item + 1).ok()) else { continue };
        let promise = view(rank, Some(term), &owed.text, owed.by, owed.due, Some(owed.act));
        promises.insert((rank, Some(term)), promise);
    }
    promises
}

/// Changes and cancellations: of those that had not seen each other, what leaves the petitioner more.
fn change(
    docket: &Docket<'_>,
    standing: &mut Standing,
    promise: &mut PromiseView,
    changes: Vec<(usize, &CancelPromise)>,
    kept: &[usize],
) {
    // What was kept when its author looked can no longer be changed.
    let (late, changes): (Vec<_>, Vec<_>) =
        changes.into_iter().partition(|(rank, _)| kept.iter().any(|kept| docket.saw(*rank, *kept)));
    late.iter().for_each(|(rank, _)| standing.void(*rank, flag::ALREADY_DONE));
    let ranks: Vec<usize> = changes.iter().map(|(rank, _)| *rank).collect();
    let latest = docket.latest(&ranks);
    let holds = changes.iter().filter(|(rank, _)| latest.contains(rank));
    let Some((rank, cancel)) = holds.min_by_key(|(rank, cancel)| (cancel.new_due.is_none(), cancel.new_due, *rank))
    else {
        return;
    };
    ranks.iter().filter(|other| *other != rank).for_each(|other| standing.supersede(*other));
    promise.by = Some(docket.id(*rank));
    promise.state = match cancel.new_due {
        Some(_) => PromiseState::Changed,
        None => PromiseState::Cancelled,
    };
    promise.due = cancel.new_due.or(promise.due);
}

/// The first delivery with proof keeps the promise, whatever was agreed beside it.
fn keep(docket: &Docket<'_>, standing: &mut Standing, promise: &mut PromiseView, kept: &[usize]) {
    let proven = |rank: &&usize| docket.at::<Deliver>(**rank).is_some_and(|deliver| !deliver.proof.trim().is_empty());
    let first = kept.iter().find(proven);
    for rank in kept.iter().filter(|rank| Some(*rank) != first) {
        let proven = proven(&rank);
        standing.void(*rank, if proven { flag::ALREADY_DONE } else { flag::WITHOUT_PROOF });
    }
    if let Some((rank, deliver)) = first.and_then(|rank| Some((*rank, docket.at::<Deliver>(rank.to_owned())?))) {
        promise.state = PromiseState::Kept;
        promise.by = Some(docket.id(rank));
        promise.kept_on = Some(docket.acts[rank].effective_on);
        promise.proof = Some(deliver.proof.clone());
    }
}
