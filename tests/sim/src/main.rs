//! `taizhang-sim`, or `cargo xtask sim`: runs seeds, tells one, or shows that a planted bug is caught.

use std::{
    collections::BTreeMap,
    process::ExitCode,
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
};

use clap::Parser;
use serde_json::json;
use taizhang_model::{ActBody, DisputeRule};
use taizhang_sim::{Fault, Outcome, Plant, run};

/// The same as the shells have.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Failures told in full; all are counted.
const REPORTED_MAX: usize = 100;
/// Letters of a failure's detail; a replay tells the rest.
const DETAIL_CHARS: usize = 300;
/// Worker threads: each runs whole seeds.
const WORKERS: usize = 2;
/// Seeds among which every kind of act and every rule has to come up.
const WHOLE_SEEDS: u64 = 1_000;
/// Rules that documents break between them: a run does not look for them.
const BETWEEN_DOCUMENTS: &[DisputeRule] = &[DisputeRule::K3, DisputeRule::K14, DisputeRule::K17];

#[derive(Parser)]
#[command(name = "cargo xtask sim", about = "Runs the deterministic simulator")]
struct Args {
    /// Run so many seeds.
    #[arg(long, default_value_t = 1_000, conflicts_with = "seed")]
    seeds: u64,
    /// The first of them.
    #[arg(long, default_value_t = 0)]
    from: u64,
    /// Run this seed alone, told step by step.
    #[arg(long)]
    seed: Option<u64>,
    /// Print the hash of each seed's trace, to compare two runs.
    #[arg(long)]
    traces: bool,
    /// Plant a bug: done once a seed has caught it. `list` names them.
    #[arg(long)]
    plant: Option<String>,
}

fn main() -> anyhow::Result<ExitCode> {
    let args = Args::parse();
    let plant = match args.plant.as_deref() {
        None => None,
        Some("list") => {
            Plant::ALL.iter().for_each(|plant| println!("{}", plant.name()));
            return Ok(ExitCode::SUCCESS);
        }
        Some(name) => {
            Some(Plant::named(name).ok_or_else(|| anyhow::anyhow!("no planted bug {name:?}: see --plant list"))?)
        }
    };
    let outcomes = match args.seed {
        Some(seed) => vec![told(seed, plant)],
        None => many(args.from, args.seeds, plant),
    };
    if args.traces {
        outcomes.iter().for_each(|outcome| println!("seed {}: trace {:016x}", outcome.seed, outcome.trace_hash));
    }
    let failed = outcomes.iter().filter(|outcome| outcome.failure.is_some()).collect::<Vec<_>>();
    failed.iter().take(REPORTED_MAX).for_each(|outcome| report(outcome, plant));
    let mut faults: BTreeMap<&str, u64> = Fault::ALL.iter().map(|fault| (fault.name(), 0)).collect();
    for fault in outcomes.iter().flat_map(|outcome| &outcome.struck) {
        *faults.entry(fault.name()).or_default() += 1;
    }
    let count = |names: &[&'static str], of: fn(&Outcome, &str) -> bool| -> BTreeMap<&str, usize> {
        names.iter().map(|name| (*name, outcomes.iter().filter(|outcome| of(outcome, name)).count())).collect()
    };
    let kinds = count(ActBody::KINDS, |outcome, kind| outcome.kinds.contains(kind));
    let rules = DisputeRule::ALL.iter().filter(|rule| !BETWEEN_DOCUMENTS.contains(rule)).map(|rule| rule.as_str());
    let rules =
        count(&rules.collect::<Vec<_>>(), |outcome, name| outcome.rules.iter().any(|rule| rule.as_str() == name));
    let never = kinds.iter().chain(&rules).filter(|(_, seeds)| **seeds == 0).map(|(name, _)| *name);
    let never: Vec<&str> = never.collect();
    let whole = args.seed.is_none() && plant.is_none() && args.seeds >= WHOLE_SEEDS;
    if whole && !never.is_empty() {
        println!("in {} seeds there was no {}", args.seeds, never.join(", "));
    }
    let steps: u64 = outcomes.iter().map(|outcome| outcome.steps).sum();
    let mut last = json!({
        "seeds": outcomes.len(), "failures": failed.len(), "steps": steps, "faults": faults,
        // In how many seeds such an act was recorded, and such a contradiction arose.
        "kinds": kinds, "rules": rules,
    });
    if let (Some(_), Some(caught)) = (plant, failed.first()) {
        last["caught_by_seed"] = json!(caught.seed);
    }
    println!("{last}");
    let good = failed.is_empty() != plant.is_some() && (never.is_empty() || !whole);
    Ok(if good { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn told(seed: u64, plant: Option<Plant>) -> Outcome {
    let outcome = run(seed, plant, Some(|line| println!("{line}")));
    println!("seed {seed}: trace {:016x}", outcome.trace_hash);
    outcome
}

/// Runs seeds on all workers, in order of seed. With a planted bug, no more than it takes to catch it.
fn many(from: u64, seeds: u64, plant: Option<Plant>) -> Vec<Outcome> {
    let (next, caught) = (AtomicU64::new(0), AtomicBool::new(false));
    let outcomes = Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for _ in 0..WORKERS {
            scope.spawn(|| {
                loop {
                    let index = next.fetch_add(1, Ordering::Relaxed);
                    if index >= seeds || (plant.is_some() && caught.load(Ordering::Relaxed)) {
                        break;
                    }
                    let outcome = run(from + index, plant, None);
                    if outcome.failure.is_some() {
                        caught.store(true, Ordering::Relaxed);
                    }
                    outcomes.lock().unwrap_or_else(PoisonError::into_inner).push(outcome);
                }
            });
        }
    });
    let mut outcomes = outcomes.into_inner().unwrap_or_else(PoisonError::into_inner);
    outcomes.sort_by_key(|outcome| outcome.seed);
    outcomes
}

fn report(outcome: &Outcome, plant: Option<Plant>) {
    let Some(failure) = &outcome.failure else { return };
    let planted = plant.map(|plant| format!(" --plant {}", plant.name())).unwrap_or_default();
    let detail: String = failure.detail.chars().take(DETAIL_CHARS).collect();
    println!("seed {} step {} {}: {detail}", outcome.seed, failure.step, failure.invariant);
    println!("    replay: cargo xtask sim --seed {}{planted}", outcome.seed);
}
