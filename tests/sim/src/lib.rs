//! Deterministic simulation of a county: offices, a relay, a network, clocks and disks, all owned by one seed.
//!
//! The ledgers, the engines and the relay's log are the real ones; what is simulated is everything around them. A run
//! lets people work and things fail for a while, then puts everything right, waits until nothing moves, and checks the
//! invariants: I1 an acknowledged edit is never lost; I2 all replicas of a case's audience are equal; I3 nobody holds a
//! case outside its grants; I4 every visible change is attested; I5 concurrent writes stay visible until a person
//! chooses; I6 nothing panics; I7 queues stay within their bounds; I8 nobody accuses the relay, which is honest.
//!
//! The same seed does the same things in the same order, which the trace's hash shows.

mod check;
mod county;
mod device;
mod heal;
mod office;
mod people;
mod plan;
mod plant;
mod relay;
mod rng;
mod serve;
mod strikes;
mod trace;
mod truth;
mod world;

use std::{
    cell::RefCell,
    collections::BTreeSet,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::Once,
};

pub use plan::Fault;
pub use plant::Plant;
pub use trace::Teller;

use taizhang_model::DisputeRule;

use world::World;

/// What was found wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// The invariant, I1 to I8, or in a word what else may not be.
    pub invariant: &'static str,
    /// The step at which it was found.
    pub step: u64,
    /// What differed.
    pub detail: String,
}

/// What came of one seed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// The seed.
    pub seed: u64,
    /// The first thing that was wrong.
    pub failure: Option<Failure>,
    /// How many things happened.
    pub steps: u64,
    /// The faults that struck.
    pub struck: Vec<Fault>,
    /// The kinds of acts that were recorded.
    pub kinds: BTreeSet<String>,
    /// The rules by which acts turned out to contradict each other.
    pub rules: BTreeSet<DisputeRule>,
    /// The hash of everything that happened.
    pub trace_hash: u64,
}

thread_local! {
    static PANIC: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Runs one seed. `teller` hears every line of what happens.
#[must_use]
pub fn run(seed: u64, plant: Option<Plant>, teller: Option<Teller>) -> Outcome {
    catch_panics_quietly();
    let mut world = World::new(seed, plant, teller);
    let ended = catch_unwind(AssertUnwindSafe(|| live(&mut world)));
    if ended.is_err() {
        let what = PANIC.take().unwrap_or_else(|| "a panic without words".into());
        world.fail("I6", what);
    }
    // Nobody reads these disks again: what a ledger would still write while it closes is not worth the time.
    world.devices.iter().for_each(|device| device.disk.kill());
    world.relay.disk.kill();
    let hash = world.trace.hash();
    let struck = world.struck.keys().copied().collect();
    let World { failure, steps, kinds, rules, .. } = world;
    Outcome { seed, failure, steps, struck, kinds, rules, trace_hash: hash }
}

fn live(world: &mut World) {
    world.begin();
    let image_at = world.rng.between(5, world.plan.steps / 2);
    while world.steps < world.plan.steps && world.failure.is_none() {
        while let Some(due) = world.plan.strikes.first_entry().filter(|due| *due.key() <= world.steps) {
            let fault = due.remove();
            world.strike_with(fault);
        }
        if world.plan.burst_at.is_some_and(|at| at <= world.steps) {
            world.plan.burst_at = None;
            world.burst();
        }
        if world.steps == image_at && world.relay.is_idle() {
            world.relay.take_image();
        }
        if world.rng.one_in(world.plan.pace) {
            world.steps += 1;
            world.person();
        } else if !world.step() {
            world.steps += 1;
            world.now_ms += world.rng.between(1, 3_000);
        }
    }
    if world.failure.is_none() {
        world.heal();
    }
    if world.failure.is_none() {
        world.check();
    }
}

/// A panic is a finding, not a mess on the screen: its words are kept for the report of the seed.
fn catch_panics_quietly() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let earlier = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| {
            let simulated = PANIC.try_with(|panic| *panic.borrow_mut() = Some(info.to_string())).is_ok();
            if !simulated {
                earlier(info);
            }
        }));
    });
}
