//! A small county's year, replayed. `cargo xtask county` makes larger ones.

use std::collections::BTreeSet;

use taizhang_county::{County, Options};
use taizhang_model::{ActBody, Subject};

const SMALL: Options = Options { seed: 1, offices: 6, cases: 60 };

#[test]
fn every_replica_shows_what_was_meant() {
    let mut county = County::live(SMALL, |_| {}).unwrap();
    let mut lines = Vec::new();
    county.write_acts(&mut lines).unwrap();
    let lines = String::from_utf8(lines).unwrap();
    assert_eq!(lines.lines().count(), county.acts());
    let kind =
        |line: &str| serde_json::from_str::<serde_json::Value>(line).unwrap()["kind"].as_str().unwrap().to_owned();
    let recorded: BTreeSet<String> = lines.lines().map(kind).collect();
    let of_cases = |kind: &&&str| matches!(ActBody::subject_of(kind), Some(Subject::Case | Subject::Any));
    let missing: Vec<_> = ActBody::KINDS.iter().filter(of_cases).filter(|kind| !recorded.contains(**kind)).collect();
    assert!(missing.is_empty(), "a county's year has every kind of act, but for {missing:?}");

    let cases = &county.truth().cases;
    assert!(cases.iter().any(|case| !case.never.is_empty()), "a case accuses an office");
    assert!(cases.iter().any(|case| !case.left.is_empty()), "an office has left a case");

    let replayed = county.replay(|_, _| {}).unwrap();
    assert_eq!(replayed.mismatches, [], "cargo xtask county --seed 1 --offices 6 --cases 60 --out county --replay");
    assert!(replayed.replicas > 2 * SMALL.offices, "new devices and desks: {}", replayed.replicas);
    assert!(replayed.compared > 2_000, "{}", replayed.compared);
}

#[test]
fn the_same_seed_makes_the_same_county() {
    let acts = || {
        let mut county = County::live(Options { seed: 7, offices: 6, cases: 6 }, |_| {}).unwrap();
        let mut lines = Vec::new();
        county.write_acts(&mut lines).unwrap();
        (lines, serde_json::to_string(county.truth()).unwrap())
    };
    assert!(acts() == acts());
}

#[test]
fn a_county_without_the_offices_it_needs_is_refused() {
    let refused = County::live(Options { offices: 3, ..SMALL }, |_| {}).err().unwrap();
    assert!(refused.to_string().contains("6 to 60 offices"), "{refused}");
}
