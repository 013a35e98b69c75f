//! A few seeds of the simulator, and one for each planted bug. `cargo xtask sim` runs a thousand.

use taizhang_sim::{Plant, run};

fn holds(seeds: std::ops::Range<u64>) {
    for seed in seeds {
        let outcome = run(seed, None, None);
        assert_eq!(outcome.failure, None, "replay: cargo xtask sim --seed {seed}");
    }
}

#[test]
fn invariants_hold_in_seeds_0_to_19() {
    holds(0..20);
}

#[test]
fn invariants_hold_in_seeds_20_to_39() {
    holds(20..40);
}

#[test]
fn invariants_hold_in_seeds_40_to_59() {
    holds(40..60);
}

/// Seeds that found something once. What they found then is in the history.
#[test]
fn seeds_that_found_something_stay_good() {
    for seed in [85, 90, 104, 127, 151, 160, 176, 201, 278, 423, 676, 865] {
        holds(seed..seed + 1);
    }
}

#[test]
fn a_seed_run_twice_tells_the_same_story() {
    for seed in 100..105 {
        assert_eq!(run(seed, None, None), run(seed, None, None));
    }
}

#[test]
fn every_planted_bug_is_caught_by_the_seed_it_names() {
    for plant in Plant::ALL.iter().copied() {
        let outcome = run(plant.seed(), Some(plant), None);
        assert!(outcome.failure.is_some(), "{} went unnoticed in seed {}", plant.name(), plant.seed());
    }
}
