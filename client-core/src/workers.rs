//! Threads, for a shell that has them. What the ledger gives to them is pure work on values; only the caller's thread
//! touches the database. A browser's shell has none, and the simulator wants none.

use std::{
    num::NonZeroUsize,
    sync::atomic::{AtomicUsize, Ordering},
    thread,
};

/// Does pieces of pure work, several at once where it can.
pub trait Workers: Send {
    /// Calls `work` once with each number below `count`, in any order, and returns when every call has returned.
    fn each(&self, count: usize, work: &(dyn Fn(usize) + Sync));
}

/// One piece after the other, where the caller stands.
#[derive(Clone, Copy, Debug, Default)]
pub struct OneByOne;

impl Workers for OneByOne {
    fn each(&self, count: usize, work: &(dyn Fn(usize) + Sync)) {
        (0..count).for_each(work);
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
    fn each(&self, count: usize, work: &(dyn Fn(usize) + Sync)) {
        let next = AtomicUsize::new(0);
        let take = || {
            loop {
                let number = next.fetch_add(1, Ordering::Relaxed);
                if number >= count {
                    break;
                }
                work(number);
            }
        };
        thread::scope(|scope| {
            for _ in 1..self.count.get().min(count) {
                // A thread that the system does not give leaves its pieces to the others.
                if thread::Builder::new().name("worker".to_owned()).spawn_scoped(scope, take).is_err() {
                    break;
                }
            }
            take();
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_piece_is_done_once() {
        let threads = Threads { count: NonZeroUsize::new(4).expect("not zero") };
        for (workers, count) in [(&threads as &dyn Workers, 1_000), (&threads, 1), (&threads, 0), (&OneByOne, 10)] {
            let done: Vec<_> = (0..count).map(|_| AtomicUsize::new(0)).collect();
            workers.each(count, &|number| {
                done[number].fetch_add(1, Ordering::Relaxed);
            });
            assert!(done.iter().all(|times| times.load(Ordering::Relaxed) == 1));
        }
    }
}
