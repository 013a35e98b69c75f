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
fn sets_of_ranks_at_word_borders() {
    for count in [0, 1, 63, 64, 65, 128, 200] {
        let set = Ranks::first(count);
        assert!((0..count).all(|rank| set.has(rank)) && !set.has(count));
        assert_eq!(set.absent_below(count).count(), 0);
        assert_eq!(set.absent_below(count + 70).collect::<Vec<_>>(), (count..count + 70).collect::<Vec<_>>());
        assert_eq!(Ranks::default().absent_below(count).count(), count);
    }
}
