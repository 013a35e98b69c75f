//! What the measurement must not fall below. `cargo xtask match` prints all of it.
#![allow(missing_docs, clippy::unwrap_used, clippy::print_stdout)]

use taizhang_matching::{Tally, ledgers, rewritten};
use taizhang_model::matching::Weights;

#[test]
fn both_ledgers_are_found_whole_and_nothing_else() {
    for name in ledgers::NAMES {
        let sheet = ledgers::Sheet::read(name).unwrap();
        let (tally, wrong) = sheet.measure(&Weights::default());
        println!("{name}: {tally}");
        assert!(!sheet.same.is_empty());
        assert_eq!(wrong, [], "{name}");
        assert_eq!((tally.precision(), tally.recall(), tally.index_recall()), (1.0, 1.0, 1.0));
        // Two of the township's second entries have another name: without a number nothing speaks for them.
        let (bare, _) = sheet.without_numbers().measure(&Weights::default());
        println!("{name}, no numbers of persons: {bare}");
        assert!(bare.precision() == 1.0 && bare.recall() >= 0.75, "{bare}");
    }
}

#[test]
fn rewritten_twins_are_found_and_look_alikes_are_not() {
    let rows: Vec<_> = ledgers::NAMES.iter().flat_map(|name| ledgers::Sheet::read(name).unwrap().facts).collect();
    let (mut twins, mut look_alikes) = (Tally::default(), Tally::default());
    for kind in rewritten::KINDS {
        let tally = rewritten::measure(kind, &rows, &Weights::default());
        println!("{}: {tally}", kind.name);
        assert!(tally.found + tally.missed + tally.wrong + tally.apart > 100, "{}: too few to say anything", kind.name);
        if kind.same { twins = twins.and(tally) } else { look_alikes = look_alikes.and(tally) }
    }
    let together = twins.and(look_alikes);
    println!("{together}");
    assert!(together.recall() >= 0.9 && together.precision() >= 0.98 && together.index_recall() >= 0.995, "{together}");
}
