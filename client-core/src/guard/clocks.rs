//! Who had seen what, for every change of a snapshot at once: a vector clock for each, computed from the columns.

use taizhang_wire::{Code, limits};

use super::refuse;
use crate::doc::{
    DocError, GENESIS_OPS,
    chunk::{ChangeRow, ChunkLimits, History, OpId},
};

/// Changes times actors that one snapshot may have: 64 MiB of clocks.
const CELLS_MAX: usize = 1 << 24;

/// For each change, how many changes of each actor its author had seen, its own with it.
pub(super) struct Clocks<'a> {
    history: &'a History,
    actors: usize,
    cells: Vec<u32>,
}

impl<'a> Clocks<'a> {
    /// Computes the clocks, and checks what must hold between the changes themselves: one first change, no empty one,
    /// and each descends from its actor's one before. That an actor's changes number 1, 2, 3, ... and their operations
    /// follow from what they build on, the columns have shown already.
    pub(super) fn of(history: &'a History, actors: usize) -> Result<Self, DocError> {
        let unsound = |detail: &str| Err(refuse(Code::SnapshotUnsound, detail));
        let changes = history.changes();
        if changes.len().saturating_mul(actors) > CELLS_MAX {
            return Err(refuse(Code::TooLarge, "a snapshot with too many changes by too many"));
        }
        let mut cells: Vec<u32> = Vec::with_capacity(changes.len() * actors);
        for (index, change) in changes.iter().enumerate() {
            let deps = history.deps(change);
            if (index == 0) != deps.is_empty() {
                return unsound("not one first change");
            }
            let ops = u64::from(change.ops);
            if ops == 0 || ops > ChunkLimits::default().change_ops_max || (index == 0 && ops < GENESIS_OPS) {
                return unsound("a change with no operations, or too many, or without the containers");
            }
            if u64::from(change.last_op) > limits::CASE_OPS_MAX {
                return unsound("the case has no room for more operations");
            }
            cells.resize((index + 1) * actors, 0);
            let (earlier, clock) = cells.split_at_mut(index * actors);
            for dep in deps {
                let from = *dep as usize * actors;
                let theirs = earlier.get(from..from + actors).unwrap_or_default();
                clock.iter_mut().zip(theirs).for_each(|(mine, theirs)| *mine = (*mine).max(*theirs));
            }
            match clock.get_mut(change.actor) {
                Some(seen) if *seen + 1 == change.seq => *seen = change.seq,
                _ => return unsound("a change that does not descend from its actor's one before"),
            }
        }
        Ok(Self { history, actors, cells })
    }

    /// The clock of a change, by index.
    pub(super) fn clock(&self, change: usize) -> &[u32] {
        self.cells.get(change * self.actors..(change + 1) * self.actors).unwrap_or_default()
    }

    /// Whether one operation came before another for the other's author: among what its change builds on, or earlier in
    /// the same change. Both are there.
    pub(super) fn saw(&self, later: OpId, earlier: OpId) -> Result<bool, DocError> {
        if later.actor == earlier.actor {
            return Ok(earlier.counter < later.counter);
        }
        let wrote = self.history.place(earlier)?.change;
        let seq = self.history.changes().get(wrote).map(|change: &ChangeRow| change.seq);
        let seen = self.clock(self.history.place(later)?.change).get(earlier.actor).copied();
        Ok(seq <= seen && seq.is_some())
    }
}
