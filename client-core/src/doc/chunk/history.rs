//! The changes of a document chunk: who made them, what they build on, and which operations are theirs.

use super::column::{Columns, Deltas, Rows, count, expect, sum};
use super::op::{OpId, Values, WHOLE_MAX};
use super::read::Reader;
use super::{ChunkError, ChunkLimits, within};

const CHANGE_ACTOR: u64 = 0x01;
const CHANGE_SEQ: u64 = 0x03;
const CHANGE_MAX_OP: u64 = 0x13;
const CHANGE_TIME: u64 = 0x23;
pub(super) const CHANGE_MESSAGE: u64 = 0x35;
const CHANGE_DEPS_COUNT: u64 = 0x40;
const CHANGE_DEPS: u64 = 0x43;
const CHANGE_EXTRA_META: u64 = 0x56;
pub(super) const CHANGE_EXTRA: u64 = 0x57;
pub(super) const CHANGE_COLUMNS: [u64; 9] = [
    CHANGE_ACTOR,
    CHANGE_SEQ,
    CHANGE_MAX_OP,
    CHANGE_TIME,
    CHANGE_MESSAGE,
    CHANGE_DEPS_COUNT,
    CHANGE_DEPS,
    CHANGE_EXTRA_META,
    CHANGE_EXTRA,
];

/// One change of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct ChangeRow {
    /// Index into the document's actors.
    pub actor: usize,
    /// The how manieth change of its actor, from 1.
    pub seq: u32,
    /// The counter of its last operation.
    pub last_op: u32,
    /// How many operations it has.
    pub ops: u32,
    deps: (usize, usize),
}

/// Where an operation stands: its change, and its place among all operations of the document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Place {
    /// Index into [`History::changes`].
    pub change: usize,
    /// From 0, without gaps, one change after another.
    pub op: usize,
}

/// The counters of one change's operations, and where they stand in the set of all.
#[derive(Debug)]
struct Span {
    first: u32,
    last: u32,
    change: usize,
    offset: usize,
}

/// The changes of a document, each after what it builds on, and what its operations must agree with.
#[derive(Debug)]
pub(crate) struct History {
    changes: Vec<ChangeRow>,
    /// What the changes build on, by index, one after another.
    deps: Vec<u32>,
    /// For each actor its changes that have operations, in rising order.
    spans: Vec<Vec<Span>>,
    /// Whether a change has others that build on it.
    has_child: Vec<bool>,
    /// One for each operation of each change: whether the document stores it.
    stored: Vec<bool>,
    /// One for each operation of each change: the register that it stands in or succeeds in, 0 for none so far.
    registers: Vec<u32>,
}

impl History {
    /// The changes, each after what it builds on.
    pub(crate) fn changes(&self) -> &[ChangeRow] {
        &self.changes
    }

    /// The changes that one builds on, by index; all of them are earlier.
    pub(crate) fn deps(&self, change: &ChangeRow) -> &[u32] {
        self.deps.get(change.deps.0..change.deps.1).unwrap_or_default()
    }

    /// How many operations the changes have, deletions and all.
    pub(crate) fn ops(&self) -> usize {
        self.stored.len()
    }

    /// Whether the document stores the operation that stands here. What it does not store is a deletion.
    pub(crate) fn is_stored(&self, place: Place) -> bool {
        self.stored.get(place.op).copied().unwrap_or(false)
    }

    pub(super) fn read(columns: &Columns<Vec<u8>>, actors: usize, limits: &ChunkLimits) -> Result<Self, ChunkError> {
        let changes = count::<u64>(columns.get(CHANGE_ACTOR), "changes", limits.document_changes_max)?;
        expect::<i64>(columns.get(CHANGE_SEQ), changes, false)?;
        expect::<i64>(columns.get(CHANGE_MAX_OP), changes, false)?;
        expect::<i64>(columns.get(CHANGE_TIME), changes, true)?;
        expect::<&str>(columns.get(CHANGE_MESSAGE), changes, true)?;
        let counts = columns.get(CHANGE_DEPS_COUNT);
        let deps = sum(counts, "dependencies", changes, limits.document_ops_max, |count| count)?;
        expect::<i64>(columns.get(CHANGE_DEPS), deps, false)?;
        Values::expect(columns.get(CHANGE_EXTRA_META), columns.get(CHANGE_EXTRA), changes)?;

        let mut rows = ChangeRows::new(columns);
        let mut seqs = vec![0_u32; actors];
        let mut history = Self {
            changes: Vec::new(),
            deps: Vec::new(),
            spans: (0..actors).map(|_| Vec::new()).collect(),
            has_child: Vec::new(),
            stored: Vec::new(),
            registers: Vec::new(),
        };
        let mut total = 0_u64;
        for change in 0..changes {
            let (actor, seq, max_op) = rows.next()?;
            let from = history.deps.len();
            let before = rows.deps(&mut history, limits)?;
            let unsound = ChunkError::SnapshotUnsound;
            let expected = seqs.get_mut(actor).ok_or(ChunkError::Malformed("an actor out of range"))?;
            *expected += 1;
            if seq != *expected {
                return Err(unsound("a gap in an actor's changes"));
            }
            let spans = history.spans.get_mut(actor).ok_or(ChunkError::Malformed("an actor out of range"))?;
            if max_op < before || spans.last().is_some_and(|span| span.last > before) {
                return Err(unsound("a change that numbers its operations wrongly"));
            }
            if max_op > before {
                let offset = usize::try_from(total).map_err(|_| unsound("too many operations"))?;
                let change = usize::try_from(change).map_err(|_| unsound("too many changes"))?;
                spans.push(Span { first: before + 1, last: max_op, change, offset });
                total = within("operations", total + u64::from(max_op - before), limits.document_ops_max)?;
            }
            let deps = (from, history.deps.len());
            history.changes.push(ChangeRow { actor, seq, last_op: max_op, ops: max_op - before, deps });
            history.has_child.push(false);
        }
        let total = usize::try_from(total).map_err(|_| ChunkError::SnapshotUnsound("too many operations"))?;
        history.stored = vec![false; total];
        history.registers = vec![0; total];
        Ok(history)
    }

    /// The heads' indexes end the chunk: they must be the changes that nothing builds on.
    pub(super) fn expect_heads(&self, reader: &mut Reader<'_>, heads: usize) -> Result<(), ChunkError> {
        let mut indexes = (0..heads).map(|_| reader.unsigned()).collect::<Result<Vec<_>, _>>()?;
        if !reader.is_empty() {
            return Err(ChunkError::Malformed("bytes behind the document"));
        }
        indexes.sort_unstable();
        let childless = (0_u64..).zip(&self.has_child).filter(|(_, has_child)| !**has_child).map(|(index, _)| index);
        if childless.eq(indexes) { Ok(()) } else { Err(ChunkError::SnapshotUnsound("heads that are none")) }
    }

    /// Where an operation stands.
    pub(crate) fn place(&self, id: OpId) -> Result<Place, ChunkError> {
        let none = ChunkError::SnapshotUnsound("an operation of no change");
        let Some(spans) = self.spans.get(id.actor) else { return Err(none) };
        let next = spans.partition_point(|span| span.last < id.counter);
        match spans.get(next) {
            Some(span) if span.first <= id.counter => {
                Ok(Place { change: span.change, op: span.offset + (id.counter - span.first) as usize })
            }
            _ => Err(none),
        }
    }

    pub(super) fn store(&mut self, id: OpId, register: u32) -> Result<(), ChunkError> {
        let place = self.place_in(id, register)?;
        match self.stored.get_mut(place.op) {
            Some(stored) if !*stored => {
                *stored = true;
                Ok(())
            }
            _ => Err(ChunkError::SnapshotUnsound("an operation that stands there twice")),
        }
    }

    /// Where an operation stands in the set of all. Stored or a successor, it belongs to one register only: a deletion
    /// named in two would be written twice into its change, and Automerge asserts that it is not.
    pub(super) fn place_in(&mut self, id: OpId, register: u32) -> Result<Place, ChunkError> {
        let place = self.place(id)?;
        match self.registers.get_mut(place.op) {
            Some(found) if *found == 0 || *found == register => {
                *found = register;
                Ok(place)
            }
            _ => Err(ChunkError::SnapshotUnsound("an operation in two places")),
        }
    }

    /// Every operation of every change is stored, or is a deletion and so named as a successor.
    pub(super) fn expect_whole(&self) -> Result<(), ChunkError> {
        if self.registers.contains(&0) { Err(ChunkError::SnapshotUnsound("an operation is missing")) } else { Ok(()) }
    }
}

/// Walks the columns of the changes.
#[derive(Debug)]
struct ChangeRows<'a> {
    actor: Rows<'a, u64>,
    seq: Deltas<'a>,
    max_op: Deltas<'a>,
    time: Deltas<'a>,
    deps_count: Rows<'a, u64>,
    deps: Deltas<'a>,
    extra: Rows<'a, u64>,
    /// The dependencies of the change at hand, sorted.
    sorted: Vec<u32>,
}

impl<'a> ChangeRows<'a> {
    fn new(columns: &'a Columns<Vec<u8>>) -> Self {
        Self {
            actor: Rows::new(columns.get(CHANGE_ACTOR)),
            seq: Deltas::new(columns.get(CHANGE_SEQ)),
            max_op: Deltas::new(columns.get(CHANGE_MAX_OP)),
            time: Deltas::new(columns.get(CHANGE_TIME)),
            deps_count: Rows::new(columns.get(CHANGE_DEPS_COUNT)),
            deps: Deltas::new(columns.get(CHANGE_DEPS)),
            extra: Rows::new(columns.get(CHANGE_EXTRA_META)),
            sorted: Vec::new(),
        }
    }

    /// Actor, seq and highest counter of the next change; a call of [`Self::deps`] must follow.
    fn next(&mut self) -> Result<(usize, u32, u32), ChunkError> {
        if self.time.next()?.is_some_and(|time| time.unsigned_abs() > WHOLE_MAX) {
            return Err(ChunkError::Malformed("a time out of range"));
        }
        if self.extra.required()? & 0b1111 != 7 {
            return Err(ChunkError::Malformed("extra bytes that are none"));
        }
        let actor = usize::try_from(self.actor.required()?).map_err(|_| ChunkError::Malformed("actor out of range"))?;
        Ok((actor, self.seq.required()?, self.max_op.required()?))
    }

    /// The highest counter among the dependencies, which must be earlier changes, none of them twice.
    fn deps(&mut self, history: &mut History, limits: &ChunkLimits) -> Result<u32, ChunkError> {
        let count = within("dependencies", self.deps_count.required()?, limits.deps_max)?;
        let mut highest = 0;
        self.sorted.clear();
        for _ in 0..count {
            let dep = self.deps.required()?;
            let index = dep as usize;
            let (Some(change), Some(has_child)) = (history.changes.get(index), history.has_child.get_mut(index)) else {
                return Err(ChunkError::SnapshotUnsound("a dependency that is not earlier"));
            };
            highest = highest.max(change.last_op);
            *has_child = true;
            history.deps.push(dep);
            self.sorted.push(dep);
        }
        self.sorted.sort_unstable();
        if self.sorted.is_sorted_by(|a, b| a < b) {
            Ok(highest)
        } else {
            Err(ChunkError::SnapshotUnsound("a dependency named twice"))
        }
    }
}
