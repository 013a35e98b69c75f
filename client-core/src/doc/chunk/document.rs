//! Reads a document chunk: its columns may be deflated, and its operations stand sorted by object.

use std::cmp::Ordering;

use super::column::{Budget, Columns, Deltas, Rows, count, expect, sum, table};
use super::op::{Action, Groups, OpId, OpRow, Ops, RowKey, SHARED, Value, Values, WHOLE_MAX};
use super::read::{self, Reader};
use super::{ChunkError, ChunkLimits, within};

const ID_ACTOR: u64 = 0x21;
const ID_COUNTER: u64 = 0x23;
const SUCC_COUNT: u64 = 0x80;
const SUCC_ACTOR: u64 = 0x81;
const SUCC_COUNTER: u64 = 0x83;

const CHANGE_ACTOR: u64 = 0x01;
const CHANGE_SEQ: u64 = 0x03;
const CHANGE_MAX_OP: u64 = 0x13;
const CHANGE_TIME: u64 = 0x23;
const CHANGE_MESSAGE: u64 = 0x35;
const CHANGE_DEPS_COUNT: u64 = 0x40;
const CHANGE_DEPS: u64 = 0x43;
const CHANGE_EXTRA_META: u64 = 0x56;
const CHANGE_EXTRA: u64 = 0x57;
const CHANGE_COLUMNS: [u64; 9] = [
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

/// What a document chunk holds.
#[derive(Debug)]
pub(crate) struct DocumentShape {
    /// The actors that wrote in it, in rising order; [`OpId::actor`] counts in here.
    pub actors: Vec<Vec<u8>>,
    /// The heads it says it has, in rising order. Only Automerge can prove them.
    pub heads: Vec<[u8; 32]>,
    /// Changes.
    pub changes: u64,
    /// Operations that it stores: all but deletions.
    pub ops: u64,
    /// Bytes of all columns, inflated.
    pub inflated_bytes: u64,
    /// Bytes behind the columns of its changes, all together: authors' footers, or anything.
    pub extra_bytes: u64,
    columns: Columns<Vec<u8>>,
}

impl DocumentShape {
    /// Gives each operation that the document stores, in document order: the root first, then object by object.
    pub(crate) fn for_each_op(&self, mut f: impl FnMut(OpRow<'_>) -> Result<(), ChunkError>) -> Result<(), ChunkError> {
        let mut rows = OpRows::new(&self.columns, self.actors.len());
        for _ in 0..self.ops {
            f(rows.next()?)?;
        }
        Ok(())
    }

    /// The same, with each operation's value and the ids of what overwrote or deleted it.
    pub(crate) fn for_each_whole_op(
        &self,
        mut f: impl FnMut(OpRow<'_>, Value<'_>, &[OpId]) -> Result<(), ChunkError>,
    ) -> Result<(), ChunkError> {
        let mut rows = OpRows::new(&self.columns, self.actors.len());
        let mut values = Values::new(&self.columns);
        let group = [self.columns.get(SUCC_COUNT), self.columns.get(SUCC_ACTOR), self.columns.get(SUCC_COUNTER)];
        let mut groups = Groups::new(group, self.actors.len());
        let mut succs = Vec::new();
        for _ in 0..self.ops {
            succs.clear();
            for _ in 0..groups.next_row()? {
                succs.push(groups.id()?);
            }
            f(rows.next()?, values.next()?, &succs)?;
        }
        Ok(())
    }
}

/// Reads exactly one document chunk, and refuses what Automerge would not have written.
pub(crate) fn document_shape(bytes: &[u8], limits: &ChunkLimits) -> Result<DocumentShape, ChunkError> {
    within("bytes of a document", bytes.len() as u64, limits.document_bytes_max as u64)?;
    let (mut reader, _) = read::open(bytes, read::DOCUMENT)?;
    let actors = reader.actors(limits)?;
    let heads = reader.hashes(limits)?;
    let change_entries = table(&mut reader, &CHANGE_COLUMNS)?;
    let known = [&SHARED[..], &[ID_ACTOR, ID_COUNTER, SUCC_COUNT, SUCC_ACTOR, SUCC_COUNTER]].concat();
    let op_entries = table(&mut reader, &known)?;
    let mut budget = Budget::new(limits.inflated_bytes_max);
    let change_columns = Columns::inflate(&change_entries, &mut reader, &mut budget)?;
    let columns = Columns::inflate(&op_entries, &mut reader, &mut budget)?;

    let mut history = History::read(&change_columns, actors.len(), limits)?;
    history.expect_heads(&mut reader, heads.len())?;
    let ops = walk(&columns, &mut history, actors.len(), limits)?;
    Ok(DocumentShape {
        actors,
        heads,
        changes: history.changes,
        ops,
        inflated_bytes: budget.spent() as u64,
        extra_bytes: change_columns.get(CHANGE_EXTRA).len() as u64,
        columns,
    })
}

/// The counters of one change's operations, and where they stand in the set of all.
#[derive(Debug)]
struct Span {
    first: u32,
    last: u32,
    offset: usize,
}

/// The changes of a document, as far as its operations must agree with them.
#[derive(Debug)]
struct History {
    changes: u64,
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
    fn read(columns: &Columns<Vec<u8>>, actors: usize, limits: &ChunkLimits) -> Result<Self, ChunkError> {
        let changes = count::<u64>(columns.get(CHANGE_ACTOR), "changes", limits.document_changes_max)?;
        expect::<i64>(columns.get(CHANGE_SEQ), changes, false)?;
        expect::<i64>(columns.get(CHANGE_MAX_OP), changes, false)?;
        expect::<i64>(columns.get(CHANGE_TIME), changes, true)?;
        expect::<&str>(columns.get(CHANGE_MESSAGE), changes, true)?;
        let deps = columns.get(CHANGE_DEPS_COUNT);
        let deps = sum(deps, "dependencies", changes, limits.document_ops_max, |count| count)?;
        expect::<i64>(columns.get(CHANGE_DEPS), deps, false)?;
        Values::expect(columns.get(CHANGE_EXTRA_META), columns.get(CHANGE_EXTRA), changes)?;

        let mut rows = ChangeRows::new(columns);
        let mut seqs = vec![0_u32; actors];
        let mut max_ops: Vec<u32> = Vec::new();
        let mut history = Self {
            changes,
            spans: (0..actors).map(|_| Vec::new()).collect(),
            has_child: Vec::new(),
            stored: Vec::new(),
            registers: Vec::new(),
        };
        let mut total = 0_u64;
        for _ in 0..changes {
            let (actor, seq, max_op) = rows.next()?;
            let before = rows.deps(&max_ops, &mut history.has_child, limits)?;
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
                spans.push(Span { first: before + 1, last: max_op, offset });
                total = within("operations", total + u64::from(max_op - before), limits.document_ops_max)?;
            }
            max_ops.push(max_op);
            history.has_child.push(false);
        }
        let total = usize::try_from(total).map_err(|_| ChunkError::SnapshotUnsound("too many operations"))?;
        history.stored = vec![false; total];
        history.registers = vec![0; total];
        Ok(history)
    }

    /// The heads' indexes end the chunk: they must be the changes that nothing builds on.
    fn expect_heads(&self, reader: &mut Reader<'_>, heads: usize) -> Result<(), ChunkError> {
        let mut indexes = (0..heads).map(|_| reader.unsigned()).collect::<Result<Vec<_>, _>>()?;
        if !reader.is_empty() {
            return Err(ChunkError::Malformed("bytes behind the document"));
        }
        indexes.sort_unstable();
        let childless = (0_u64..).zip(&self.has_child).filter(|(_, has_child)| !**has_child).map(|(index, _)| index);
        if childless.eq(indexes) { Ok(()) } else { Err(ChunkError::SnapshotUnsound("heads that are none")) }
    }

    /// Where an operation stands in the set of all.
    fn place(&self, id: OpId) -> Result<usize, ChunkError> {
        let none = ChunkError::SnapshotUnsound("an operation of no change");
        let Some(spans) = self.spans.get(id.actor) else { return Err(none) };
        let next = spans.partition_point(|span| span.last < id.counter);
        match spans.get(next) {
            Some(span) if span.first <= id.counter => Ok(span.offset + (id.counter - span.first) as usize),
            _ => Err(none),
        }
    }

    fn store(&mut self, id: OpId, register: u32) -> Result<(), ChunkError> {
        let place = self.place_in(id, register)?;
        match self.stored.get_mut(place) {
            Some(stored) if !*stored => {
                *stored = true;
                Ok(())
            }
            _ => Err(ChunkError::SnapshotUnsound("an operation that stands there twice")),
        }
    }

    /// Where an operation stands in the set of all. Stored or a successor, it belongs to one register only: a deletion
    /// named in two would be written twice into its change, and Automerge asserts that it is not.
    fn place_in(&mut self, id: OpId, register: u32) -> Result<usize, ChunkError> {
        let place = self.place(id)?;
        match self.registers.get_mut(place) {
            Some(found) if *found == 0 || *found == register => {
                *found = register;
                Ok(place)
            }
            _ => Err(ChunkError::SnapshotUnsound("an operation in two places")),
        }
    }

    /// Every operation of every change is stored, or is a deletion and so named as a successor.
    fn expect_whole(&self) -> Result<(), ChunkError> {
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
    seen: Vec<u32>,
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
            seen: Vec::new(),
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
    fn deps(&mut self, max_ops: &[u32], has_child: &mut [bool], limits: &ChunkLimits) -> Result<u32, ChunkError> {
        let count = within("dependencies", self.deps_count.required()?, limits.deps_max)?;
        let mut highest = 0;
        self.seen.clear();
        for _ in 0..count {
            let dep = self.deps.required()?;
            let (Some(max_op), Some(has_child)) = (max_ops.get(dep as usize), has_child.get_mut(dep as usize)) else {
                return Err(ChunkError::SnapshotUnsound("a dependency that is not earlier"));
            };
            highest = highest.max(*max_op);
            *has_child = true;
            self.seen.push(dep);
        }
        self.seen.sort_unstable();
        if self.seen.is_sorted_by(|a, b| a < b) {
            Ok(highest)
        } else {
            Err(ChunkError::SnapshotUnsound("a dependency named twice"))
        }
    }
}

/// Walks the columns of the operations, but for their values and successors' ids.
#[derive(Debug)]
struct OpRows<'a> {
    actors: usize,
    id_actor: Rows<'a, u64>,
    id_counter: Deltas<'a>,
    succs: Rows<'a, u64>,
    ops: Ops<'a>,
}

impl<'a> OpRows<'a> {
    fn new(columns: &'a Columns<Vec<u8>>, actors: usize) -> Self {
        Self {
            actors,
            id_actor: Rows::new(columns.get(ID_ACTOR)),
            id_counter: Deltas::new(columns.get(ID_COUNTER)),
            succs: Rows::new(columns.get(SUCC_COUNT)),
            ops: Ops::new(columns, actors),
        }
    }

    fn next(&mut self) -> Result<OpRow<'a>, ChunkError> {
        self.next_with(|_| Ok(()))
    }

    fn next_with(
        &mut self,
        check: impl FnOnce(&super::op::Op<'a>) -> Result<(), ChunkError>,
    ) -> Result<OpRow<'a>, ChunkError> {
        let id = OpId::new(self.id_actor.required()?, self.id_counter.required()?, self.actors)?;
        let op = self.ops.next()?;
        check(&op)?;
        let succs = self.succs.required()?;
        Ok(OpRow { id, object: op.object, key: op.key, insert: op.insert, action: op.action, succs })
    }
}

/// Bounds the columns, then walks them row by row against the history; how many operations there are.
fn walk(
    columns: &Columns<Vec<u8>>,
    history: &mut History,
    actors: usize,
    limits: &ChunkLimits,
) -> Result<u64, ChunkError> {
    let rows = Ops::rows(columns, limits.document_ops_max)?;
    expect::<u64>(columns.get(ID_ACTOR), rows, false)?;
    expect::<i64>(columns.get(ID_COUNTER), rows, false)?;
    let group = [columns.get(SUCC_COUNT), columns.get(SUCC_ACTOR), columns.get(SUCC_COUNTER)];
    Groups::expect(group, rows, limits.document_ops_max.saturating_mul(2))?;

    let unsound = ChunkError::SnapshotUnsound;
    let mut ops = OpRows::new(columns, actors);
    let mut values = Values::new(columns);
    let mut groups = Groups::new(group, actors);
    let mut last: Option<OpRow<'_>> = None;
    let mut register = 0_u32;
    for _ in 0..rows {
        let value = values.next()?;
        let op = ops.next_with(|op| op.contradiction(value).map_or(Ok(()), |wrong| Err(unsound(wrong))))?;
        if last.is_none_or(|last| register_of(&last) != register_of(&op)) {
            register += 1;
        }
        history.store(op.id, register)?;
        if op.action == Action::Delete {
            return Err(unsound("a deletion that is stored"));
        }
        let element = if let RowKey::Element(id) = op.key { Some(id) } else { None };
        // An element's own value names itself.
        if op.object.is_some_and(|object| object >= op.id) || element.is_some_and(|element| element > op.id) {
            return Err(unsound("it builds on what is later"));
        }
        if last.is_some_and(|last| order(&last, &op) != Ordering::Less) {
            return Err(unsound("operations out of order"));
        }
        last = Some(op);
        let mut before = op.id;
        for _ in 0..groups.next_row()? {
            let succ = groups.id()?;
            history.place_in(succ, register)?;
            // Successors rise, and all of them are later than the operation.
            if succ <= before || succ.counter <= op.id.counter {
                return Err(unsound("successors out of order"));
            }
            before = succ;
        }
    }
    history.expect_whole()?;
    Ok(rows)
}

/// The register that an operation stands in: a key of a map, or an element of a list, which its insertion makes.
fn register_of<'a>(op: &OpRow<'a>) -> (Option<OpId>, RowKey<'a>) {
    (op.object, if op.insert { RowKey::Element(op.id) } else { op.key })
}

/// How two operations of a document stand: by object, then by key; a list's elements have an order of their own.
fn order(a: &OpRow<'_>, b: &OpRow<'_>) -> Ordering {
    match (a.object.cmp(&b.object), a.key, b.key) {
        (Ordering::Equal, RowKey::Map(x), RowKey::Map(y)) => x.cmp(y).then(a.id.cmp(&b.id)),
        (Ordering::Equal, RowKey::Map(_), _) | (Ordering::Equal, _, RowKey::Map(_)) => Ordering::Greater,
        (Ordering::Equal, _, _) => Ordering::Less,
        (order, _, _) => order,
    }
}
