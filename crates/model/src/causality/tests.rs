use std::collections::{BTreeMap, BTreeSet};

use jiff::SignedDuration;
use proptest::{prelude::*, sample::Index};

use super::*;
use crate::fold::tests::{Book, TOWN, note};

#[test]
fn having_seen_is_transitive() {
    let mut book = Book::new();
    let a = book.add(TOWN, &[], note());
    let b = book.add(TOWN, &[a], note());
    let c = book.add(TOWN, &[b], note());
    let d = book.add(TOWN, &[a], note());
    let graph = ActGraph::new(&book.record.acts);
    assert!(graph.is_before(a, c) && !graph.is_before(c, a) && !graph.is_before(a, a));
    assert!(graph.concurrent(c, d) && graph.concurrent(d, b) && !graph.concurrent(a, d) && !graph.concurrent(c, c));
    assert_eq!((graph.order(), graph.heads()), (&[a, b, c, d][..], vec![c, d]));
    let absent = ActId([99; 16]);
    assert!(!graph.is_before(absent, a) && !graph.concurrent(absent, a));
}

#[test]
fn cycles_and_strangers_lose_their_edge() {
    let mut book = Book::new();
    let a = book.add(TOWN, &[ActId([2; 16]), ActId([77; 16])], note());
    let b = book.add(TOWN, &[a, ActId([2; 16])], note());
    let c = book.add(TOWN, &[b], note());
    let graph = ActGraph::new(&book.record.acts);
    assert_eq!(graph.order(), [a, b, c], "the earliest of the cycle goes first");
    assert!(graph.is_before(a, c) && !graph.is_before(b, a) && !graph.is_before(b, b));
}

#[test]
fn a_graph_where_nobody_heard_of_anybody() {
    let mut book = Book::new();
    let ids: Vec<ActId> = (0..200).map(|_| book.add(TOWN, &[], note())).collect();
    let graph = ActGraph::new(&book.record.acts);
    assert_eq!(graph.heads(), graph.order());
    assert!(ids.windows(2).all(|two| graph.concurrent(two[0], two[1])));
    let first: Vec<ActId> = graph.order()[..3].to_vec();
    assert_eq!(graph.concurrent_with(3)[199], first, "the first of those beside it");
}

#[test]
fn a_long_story_takes_a_few_words_an_act() {
    let mut book = Book::new();
    let first = book.add(TOWN, &[], note());
    let first = book.act(first).clone();
    let id = |number: u16| ActId([number.to_be_bytes(); 8].concat().try_into().expect("16 bytes"));
    // Every seventh had not seen the one before it; the next has seen both.
    let saw = |number: u16| match number % 7 {
        _ if number < 2 => (0..number).map(id).collect(),
        0 => vec![id(number - 2)],
        1 => vec![id(number - 1), id(number - 2)],
        _ => vec![id(number - 1)],
    };
    let acts: Vec<Act> = (0..2_000).map(|n| Act { id: id(n), based_on: saw(n), ..first.clone() }).collect();
    let graph = ActGraph::new(&acts);
    assert!(graph.seen.iter().all(|seen| seen.steps() <= 4), "however late in the story");
}

#[test]
fn sets_of_ranks_at_word_borders() {
    for count in [0, 1, 63, 64, 65, 128, 200] {
        let set = Ranks::first(count);
        assert!((0..count).all(|rank| set.has(rank)) && !set.has(count));
        assert_eq!(set.absent_below(count).count(), 0);
        assert_eq!(set.absent_below(count + 70).collect::<Vec<_>>(), (count..count + 70).collect::<Vec<_>>());
        assert_eq!(Ranks::default().absent_below(count).count(), count);
    }
}

/// Some ranks: single ones, and everything below one.
fn some_ranks() -> impl Strategy<Value = (Vec<usize>, usize)> {
    (prop::collection::vec(0_usize..400, 0..24), prop_oneof![Just(0), 0_usize..400])
}

fn as_set((single, below): &(Vec<usize>, usize)) -> (Ranks, BTreeSet<usize>) {
    let mut set = Ranks::first(*below);
    single.iter().for_each(|rank| set.add(*rank));
    (set, (0..*below).chain(single.iter().copied()).collect())
}

/// What each act had seen, by walking back from each: no order, no sharing, nothing clever.
fn closure(graph: &ActGraph, acts: &[Act]) -> BTreeMap<ActId, BTreeSet<ActId>> {
    let order = graph.order();
    let place = |id: &ActId| order.iter().position(|other| other == id);
    let named = |id: ActId| {
        let act = acts.iter().find(|act| act.id == id).expect("it is one of them");
        // An edge that a cycle closed leads to a later act, and is none.
        act.based_on.iter().copied().filter(move |seen| place(seen).is_some_and(|seen| Some(seen) < place(&id)))
    };
    let seen = |id: &ActId| {
        let mut seen = BTreeSet::new();
        let mut left: Vec<ActId> = named(*id).collect();
        while let Some(next) = left.pop() {
            if seen.insert(next) {
                left.extend(named(next));
            }
        }
        (*id, seen)
    };
    order.iter().map(seen).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn sets_of_ranks_are_sets(one in some_ranks(), other in some_ranks(), end in 0_usize..420) {
        let ((one, plain_one), (other, plain_other)) = (as_set(&one), as_set(&other));
        let plain = |set: &Ranks| (0..500).filter(|rank| set.has(*rank)).collect::<BTreeSet<usize>>();
        prop_assert_eq!(&plain(&one), &plain_one);
        prop_assert_eq!(one.first_beside(&other), plain_one.difference(&plain_other).next().copied());
        prop_assert_eq!(one.meets(&other), !plain_one.is_disjoint(&plain_other));
        let absent: Vec<usize> = (0..end).filter(|rank| !plain_one.contains(rank)).collect();
        prop_assert_eq!(one.absent_below(end).collect::<Vec<_>>(), absent);
        let (mut both, mut common) = (one.clone(), one.clone());
        both.add_all(&other);
        common.keep_common(&other);
        prop_assert_eq!(plain(&both), plain_one.union(&plain_other).copied().collect());
        prop_assert_eq!(plain(&common), plain_one.intersection(&plain_other).copied().collect());
        let mut again = Ranks::default();
        plain_one.iter().rev().for_each(|rank| again.add(*rank));
        prop_assert_eq!(again, one, "one set is written in one way, whatever way it came about");
    }

    #[test]
    fn who_saw_whom_is_as_by_walking_back(
        saw in prop::collection::vec((prop::collection::vec(any::<Index>(), 0..3), 0_i64..5), 1..90),
        cycles in prop::collection::vec((any::<Index>(), any::<Index>()), 0..4),
        most in 0_usize..5,
    ) {
        let mut book = Book::new();
        for (seen, hours) in &saw {
            let ids: Vec<ActId> = book.record.acts.iter().rev().take(12).map(|act| act.id).collect();
            let seen: Vec<ActId> = if ids.is_empty() { Vec::new() } else { seen.iter().map(|at| *at.get(&ids)).collect() };
            let id = book.add(TOWN, &seen, note());
            book.act(id).made_at += SignedDuration::from_hours(*hours);
        }
        for (from, to) in &cycles {
            let seen = to.get(&book.record.acts).id;
            let at = from.index(book.record.acts.len());
            book.record.acts[at].based_on.push(seen);
        }
        let acts = &book.record.acts;
        let graph = ActGraph::new(acts);
        let order = graph.order();
        let closure = closure(&graph, acts);
        prop_assert_eq!(order.iter().collect::<BTreeSet<_>>(), acts.iter().map(|act| &act.id).collect::<BTreeSet<_>>());
        for (later, seen) in &closure {
            let found: BTreeSet<ActId> = order.iter().copied().filter(|earlier| graph.is_before(*earlier, *later)).collect();
            prop_assert_eq!(&found, seen);
        }
        let saw_it = |act: &ActId| closure.values().any(|seen| seen.contains(act));
        prop_assert_eq!(graph.heads(), order.iter().copied().filter(|act| !saw_it(act)).collect::<Vec<_>>());
        let (ranks, any) = ((0..order.len()).step_by(3), graph.seen_by_any((0..order.len()).step_by(3)));
        let seen: BTreeSet<ActId> = ranks.flat_map(|rank| closure[&order[rank]].clone()).collect();
        prop_assert!((0..order.len()).all(|rank| any.has(rank) == seen.contains(&order[rank])));
        let lists = graph.concurrent_with(most);
        for (act, list) in order.iter().zip(lists) {
            let apart = order.iter().copied().filter(|other| graph.concurrent(*act, *other));
            prop_assert_eq!(list, apart.take(most).collect::<Vec<_>>());
        }
    }
}
