//! Reads a document chunk: its columns may be deflated, and its operations stand sorted by object.

use std::cmp::Ordering;

use super::column::{Budget, Columns, Deltas, Rows, Runs, expect, table};
use super::history::{CHANGE_COLUMNS, CHANGE_EXTRA, CHANGE_MESSAGE, History};
use super::op::{Action, Groups, OpId, OpRow, Ops, RowKey, SHARED, Values};
use super::read;
use super::{ChunkError, ChunkLimits, is_salt, within};

const ID_ACTOR: u64 = 0x21;
const ID_COUNTER: u64 = 0x23;
const SUCC_COUNT: u64 = 0x80;
const SUCC_ACTOR: u64 = 0x81;
const SUCC_COUNTER: u64 = 0x83;

/// What a document chunk holds.
#[derive(Debug)]
pub(crate) struct DocumentShape {
    /// The actors that wrote in it, in rising order; [`OpId::actor`] counts in here.
    pub actors: Vec<Vec<u8>>,
    /// The heads it says it has, in rising order. Only Automerge can prove them.
    pub heads: Vec<[u8; 32]>,
    /// Its changes.
    pub history: History,
    /// Operations that it stores: all but deletions.
    pub ops: u64,
    /// Bytes of all columns, inflated.
    pub inflated_bytes: u64,
    /// Bytes behind the columns of its changes, all together: authors' footers, or anything.
    pub extra_bytes: u64,
    /// Whether a change has a commit message that is anything but a salt.
    pub has_foreign_messages: bool,
    columns: Columns<Vec<u8>>,
}

impl DocumentShape {
    /// Gives each operation that the document stores, with the ids of what overwrote, deleted or incremented it, in
    /// document order: the root first, then object by object, in a text letter by letter.
    pub(crate) fn for_each_op<E: From<ChunkError>>(
        &self,
        mut f: impl FnMut(OpRow<'_>, &[OpId]) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut rows = OpRows::new(&self.columns, self.actors.len());
        let mut succs = Vec::new();
        for _ in 0..self.ops {
            let row = rows.next()?;
            rows.succs(&mut succs)?;
            f(row, &succs)?;
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
        ops,
        inflated_bytes: budget.spent() as u64,
        extra_bytes: change_columns.get(CHANGE_EXTRA).len() as u64,
        has_foreign_messages: has_foreign_messages(change_columns.get(CHANGE_MESSAGE))?,
        history,
        columns,
    })
}

/// Whether a message is anything but a salt.
fn has_foreign_messages(column: &[u8]) -> Result<bool, ChunkError> {
    let mut runs = Runs::<&str>::new(column);
    while let Some((_, message)) = runs.next_run()? {
        if message.is_some_and(|message| !is_salt(message)) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Walks the columns of the operations.
#[derive(Debug)]
struct OpRows<'a> {
    actors: usize,
    id_actor: Rows<'a, u64>,
    id_counter: Deltas<'a>,
    ops: Ops<'a>,
    values: Values<'a>,
    succs: Groups<'a>,
}

impl<'a> OpRows<'a> {
    fn new(columns: &'a Columns<Vec<u8>>, actors: usize) -> Self {
        Self {
            actors,
            id_actor: Rows::new(columns.get(ID_ACTOR)),
            id_counter: Deltas::new(columns.get(ID_COUNTER)),
            ops: Ops::new(columns, actors),
            values: Values::new(columns),
            succs: Groups::new(succs_of(columns), actors),
        }
    }

    /// The next operation; a call of [`Self::succs`] must follow.
    fn next(&mut self) -> Result<OpRow<'a>, ChunkError> {
        let id = OpId::new(self.id_actor.required()?, self.id_counter.required()?, self.actors)?;
        let (op, value) = (self.ops.next()?, self.values.next()?);
        if let Some(wrong) = op.contradiction(value) {
            return Err(ChunkError::SnapshotUnsound(wrong));
        }
        Ok(OpRow { id, object: op.object, key: op.key, insert: op.insert, action: op.action, value })
    }

    fn succs(&mut self, into: &mut Vec<OpId>) -> Result<(), ChunkError> {
        into.clear();
        for _ in 0..self.succs.next_row()? {
            into.push(self.succs.id()?);
        }
        Ok(())
    }
}

fn succs_of(columns: &Columns<Vec<u8>>) -> [&[u8]; 3] {
    [columns.get(SUCC_COUNT), columns.get(SUCC_ACTOR), columns.get(SUCC_COUNTER)]
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
    Groups::expect(succs_of(columns), rows, limits.document_ops_max.saturating_mul(2))?;

    let unsound = ChunkError::SnapshotUnsound;
    let mut ops = OpRows::new(columns, actors);
    let mut succs = Vec::new();
    let mut last: Option<OpRow<'_>> = None;
    let mut register = 0_u32;
    for _ in 0..rows {
        let op = ops.next()?;
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
        ops.succs(&mut succs)?;
        for &succ in &succs {
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
