//! Threads, for a shell that has them. What the ledger gives to them is pure work on values; only the caller's thread
//! touches the database. A browser's shell has none, and the simulator wants none.

use std::{num::NonZeroUsize, thread};

/// Lets others work beside the caller.
pub trait Workers: Send {
    /// Lets every worker run `work` once while the caller runs `meanwhile`, and returns when all have returned. There may
    /// be no workers at all.
    fn beside(&self, work: &(dyn Fn() + Sync), meanwhile: &mut dyn FnMut());
}

/// The caller alone.
#[derive(Clone, Copy, Debug, Default)]
pub struct Alone;

impl Workers for Alone {
    fn beside(&self, _work: &(dyn Fn() + Sync), meanwhile: &mut dyn FnMut()) {
        meanwhile();
    }
}

/// As many threads as there are processors, the caller's among them. They live as long as one call.
#[derive(Clone, Copy, Debug)]
pub struct Threads {
    count: NonZeroUsize,
}

impl Threads {
    /// As many as this machine has processors.
    #[must_use]
    pub fn of_this_machine() -> Self {
        Self { count: thread::available_parallelism().unwrap_or(NonZeroUsize::MIN) }
    }
}

impl Workers for Threads {
    fn beside(&self, work: &(dyn Fn() + Sync), meanwhile: &mut dyn FnMut()) {
        thread::scope(|scope| {
            for _ in 1..self.count.get() {
                // A thread that the system does not give leaves its work to the others.
                if thread::Builder::new().name("worker".to_owned()).spawn_scoped(scope, work).is_err() {
                    break;
                }
            }
            meanwhile();
        });
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    #[test]
    fn each_worker_works_once_beside_the_caller() {
        let threads = Threads { count: NonZeroUsize::new(4).expect("not zero") };
        for (workers, others) in [(&threads as &dyn Workers, 3), (&Alone, 0)] {
            let (worked, mut called) = (AtomicUsize::new(0), 0);
            let work = || {
                worked.fetch_add(1, Ordering::Relaxed);
            };
            workers.beside(&work, &mut || called += 1);
            assert_eq!((worked.into_inner(), called), (others, 1));
        }
    }
}
