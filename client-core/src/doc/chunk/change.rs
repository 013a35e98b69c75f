//! Reads a change chunk.

use super::column::{Columns, table};
use super::op::{Action, Groups, OpId, Ops, SHARED, Values, WHOLE_MAX};
use super::read::{self, Reader};
use super::{ChunkError, ChunkLimits, is_salt, within};

const PRED_COUNT: u64 = 0x70;
const PRED_ACTOR: u64 = 0x71;
const PRED_COUNTER: u64 = 0x73;

/// What a change chunk holds, counted without expanding it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ChangeShape {
    /// SHA-256 as Automerge computes it over the chunk: the change's hash.
    pub hash: [u8; 32],
    /// Operations.
    pub ops: u64,
    /// Operations that these overwrite, delete or increment.
    pub preds: u64,
    /// Who made it.
    pub actor: Vec<u8>,
    /// The how manieth change of its actor, from 1.
    pub seq: u64,
    /// The counter of its first operation.
    pub start_op: u64,
    /// The changes it builds on, in rising order.
    pub deps: Vec<[u8; 32]>,
    /// How many other actors its operations name.
    pub other_actors: usize,
    /// Bytes behind the columns: an author's footer, or anything.
    pub extra_bytes: usize,
    /// Whether its commit message is anything but a salt.
    pub has_foreign_message: bool,
}

/// Reads exactly one change chunk, and refuses what Automerge would not have written.
pub(crate) fn change_shape(bytes: &[u8], limits: &ChunkLimits) -> Result<ChangeShape, ChunkError> {
    within("bytes of a change", bytes.len() as u64, limits.change_bytes_max as u64)?;
    let (mut reader, hash) = read::open(bytes, read::CHANGE)?;
    let deps = reader.hashes(limits)?;
    let actor = reader.actor(limits)?;
    let seq = positive(&mut reader)?;
    let start_op = positive(&mut reader)?;
    if reader.signed()?.unsigned_abs() > WHOLE_MAX {
        return Err(ChunkError::Malformed("a time out of range"));
    }
    let message = reader.text()?;
    let has_foreign_message = !message.is_empty() && !is_salt(message);
    let others = reader.actors(limits)?;
    if others.contains(&actor) {
        return Err(ChunkError::Malformed("an actor named twice"));
    }
    let known = [&SHARED[..], &[PRED_COUNT, PRED_ACTOR, PRED_COUNTER]].concat();
    let entries = table(&mut reader, &known)?;
    let columns = Columns::borrow(&entries, &mut reader)?;
    let other_actors = others.len();
    let actors: Vec<Vec<u8>> = std::iter::once(actor.clone()).chain(others).collect();
    let (ops, preds) = walk(&columns, &actors, start_op, limits)?;
    Ok(ChangeShape {
        hash,
        ops,
        preds,
        actor,
        seq,
        start_op,
        deps,
        other_actors,
        extra_bytes: reader.len(),
        has_foreign_message,
    })
}

/// A number from 1 that fits 32 bits.
fn positive(reader: &mut Reader<'_>) -> Result<u64, ChunkError> {
    match reader.unsigned()? {
        0 => Err(ChunkError::Malformed("a number that is 0")),
        number if number > u64::from(u32::MAX) => Err(ChunkError::Malformed("a number out of range")),
        number => Ok(number),
    }
}

/// Bounds the columns, then walks them row by row; how many operations and predecessors there are.
fn walk(
    columns: &Columns<&[u8]>,
    actors: &[Vec<u8>],
    start_op: u64,
    limits: &ChunkLimits,
) -> Result<(u64, u64), ChunkError> {
    let rows = Ops::rows(columns, limits.change_ops_max)?;
    if start_op + rows > u64::from(u32::MAX) {
        return Err(ChunkError::UnsoundOps("counters that do not fit"));
    }
    let group = [columns.get(PRED_COUNT), columns.get(PRED_ACTOR), columns.get(PRED_COUNTER)];
    Groups::expect(group, rows, limits.change_ops_max.saturating_mul(2))?;
    let mut ops = Ops::new(columns, actors.len());
    let mut values = Values::new(columns);
    let mut groups = Groups::new(group, actors.len());
    let mut named = vec![false; actors.len()];
    let mut preds = 0;
    for row in 0..rows {
        let own = start_op + row;
        let mut name = |id: OpId| {
            if let Some(seen) = named.get_mut(id.actor) {
                *seen = true;
            }
            if u64::from(id.counter) < own { Ok(()) } else { Err(ChunkError::UnsoundOps("it builds on what is later")) }
        };
        let op = ops.next()?;
        op.named().try_for_each(&mut name)?;
        if let Some(wrong) = op.contradiction(values.next()?) {
            return Err(ChunkError::UnsoundOps(wrong));
        }
        let count = groups.next_row()?;
        let mut before: Option<OpId> = None;
        for _ in 0..count {
            let pred = groups.id()?;
            name(pred)?;
            let order = |id: OpId| (id.counter, actors.get(id.actor));
            if before.is_some_and(|before| order(before) >= order(pred)) {
                return Err(ChunkError::UnsoundOps("predecessors out of order"));
            }
            before = Some(pred);
        }
        match op.action {
            _ if op.insert && count > 0 => return Err(ChunkError::UnsoundOps("an insertion that overwrites")),
            Action::Delete if op.insert || count == 0 => {
                return Err(ChunkError::UnsoundOps("a deletion of nothing"));
            }
            Action::Increment if op.insert || count == 0 => {
                return Err(ChunkError::UnsoundOps("an increment of nothing"));
            }
            _ => preds += count,
        }
    }
    // The first actor is the author, whether its own operations are named or not.
    if named.iter().skip(1).all(|&named| named) {
        Ok((rows, preds))
    } else {
        Err(ChunkError::Malformed("an actor that no operation names"))
    }
}
