//! The guard's word on a snapshot. It holds exactly what the guard lets through change by change, or replicas that read
//! the changes and replicas that read the snapshot would show different cases for ever. An ordinary snapshot is found
//! sound from its columns alone; only what does not look ordinary is judged change by change.

use std::collections::{BTreeMap, BTreeSet};

use taizhang_model::DeviceId;
use taizhang_wire::{ActorId, Attestation, ChangeHash, Code, Grants, Scope, Snapshot};

use super::{Unattested, attested, check_author, refuse};
use crate::doc::{
    CaseDoc, ChangeMeta, DocError, KEY_CHARS_MAX, ParsedChange, VALUE_BYTES_MAX, check_shape,
    chunk::{self, Action, ChunkLimits, OpId, OpRow, RowKey, Value},
};

/// Within these no single change can be over its own bounds.
const ORDINARY_OPS_MAX: u64 = 4_000;
const ORDINARY_BYTES_MAX: u64 = 96 * 1024;

/// Checks a snapshot whole: every change in it descends to an attested tip of its own actor, is one that the guard would
/// let through by itself, and it says what it holds. Gives the loaded document.
pub(crate) fn judge_snapshot(
    snapshot: &Snapshot,
    grants: &Grants,
    scope: &Scope,
    opener: DeviceId,
) -> Result<CaseDoc, Unattested> {
    for tip in &snapshot.tips {
        attested(tip, snapshot.doc, grants, scope)?;
    }
    let unsound = |detail: &str| Unattested::Refuse(refuse(Code::SnapshotUnsound, detail));
    if snapshot.key_id != 0 {
        return Err(Unattested::Refuse(refuse(Code::UnsupportedVersion, "sealed content needs a newer version")));
    }
    let shape = chunk::document_shape(&snapshot.payload, &ChunkLimits::default())
        .map_err(|error| Unattested::Refuse(refuse(error.code(), &error.to_string())))?;
    tracing::trace!(inflated_bytes = shape.inflated_bytes, ops = shape.ops, "a snapshot was measured");
    if shape.extra_bytes > 0 {
        return Err(unsound("extra bytes"));
    }
    if !shape.heads.iter().eq(snapshot.heads.iter().map(|head| &head.0)) {
        return Err(unsound("other heads than it says"));
    }
    let doc = CaseDoc::load(&snapshot.payload).map_err(Unattested::Refuse)?;
    let changes = doc.changes().ok_or_else(|| unsound("a foreign actor"))?;
    if doc.heads() != snapshot.heads || changes.len() as u64 != shape.changes {
        return Err(unsound("another history than its columns show"));
    }
    let history = History::of(&changes, &snapshot.tips, opener).map_err(Unattested::Refuse)?;
    if !history.is_ordinary(&doc, &changes, &shape) {
        let again = replay(&doc, &changes)
            .map_err(|error| unsound(&format!("a change that would be refused by itself: {}", error.detail)))?;
        if again.heads() != doc.heads() {
            return Err(unsound("other heads than its changes"));
        }
    }
    doc.check_acts(|act| check_author(act, grants)).map_err(Unattested::Refuse)?;
    Ok(doc)
}

/// Judges every change as if it had come by itself.
fn replay(doc: &CaseDoc, changes: &[ChangeMeta]) -> Result<CaseDoc, DocError> {
    let read = |meta: &ChangeMeta| ParsedChange::read(&doc.raw_change(meta.hash).unwrap_or_default());
    let Some((first, rest)) = changes.split_first() else {
        return Err(refuse(Code::SnapshotUnsound, "nothing in it"));
    };
    let first = read(first)?;
    check_shape(None, &first)?;
    let mut again = CaseDoc::from_first_change(first)?;
    for meta in rest {
        let change = read(meta)?;
        check_shape(Some(&again), &change)?;
        again.push(change)?;
    }
    Ok(again)
}

/// How far each actor's changes are seen.
type Clock = BTreeMap<ActorId, u64>;

/// What builds on what, as a clock of each change.
struct History {
    /// For each actor its changes in order: the counter of the last operation, and the clock with itself in it.
    spans: BTreeMap<ActorId, Vec<(u64, Clock)>>,
    opener: ActorId,
}

impl History {
    /// Every actor's changes number 1, 2, 3, ..., each descends from the one before, and the last is the attested tip.
    fn of(changes: &[ChangeMeta], tips: &[Attestation], opener: DeviceId) -> Result<Self, DocError> {
        let unsound = |detail: &str| Err(refuse(Code::SnapshotUnsound, detail));
        let mut seen: BTreeMap<ChangeHash, (u64, Clock)> = BTreeMap::new();
        let mut last: BTreeMap<ActorId, (u64, ChangeHash)> = BTreeMap::new();
        let mut spans: BTreeMap<ActorId, Vec<_>> = BTreeMap::new();
        for (index, meta) in changes.iter().enumerate() {
            if (index == 0) != meta.deps.is_empty() || (index == 0 && meta.actor.device() != opener) {
                return unsound("not one first change by the device that opened the document");
            }
            let mut clock: Clock = BTreeMap::new();
            let mut max_op = 0;
            for dep in &meta.deps {
                let Some((dep_max, dep_clock)) = seen.get(dep) else {
                    return unsound("a change before what it builds on");
                };
                max_op = max_op.max(*dep_max);
                for (actor, seq) in dep_clock {
                    let mine = clock.entry(*actor).or_default();
                    *mine = (*mine).max(*seq);
                }
            }
            if clock.get(&meta.actor).copied().unwrap_or(0) + 1 != meta.seq {
                return unsound("a change that does not descend from its actor's one before");
            }
            if meta.start_op != max_op + 1 || meta.max_op < meta.start_op || meta.max_op > u64::from(u32::MAX) {
                return unsound("operations are not numbered from their dependencies");
            }
            clock.insert(meta.actor, meta.seq);
            last.insert(meta.actor, (meta.seq, meta.hash));
            spans.entry(meta.actor).or_default().push((meta.max_op, clock.clone()));
            seen.insert(meta.hash, (meta.max_op, clock));
        }
        let attested: BTreeMap<_, _> = tips.iter().map(|tip| (tip.actor, (tip.seq, tip.hash))).collect();
        if attested != last {
            return unsound("changes that no attestation covers");
        }
        let Some(first) = changes.first() else { return unsound("nothing in it") };
        Ok(Self { spans, opener: first.actor })
    }

    /// The seq of the change that an operation belongs to, and that change's clock.
    fn change_of(&self, (actor, counter): (ActorId, u64)) -> Option<(u64, &Clock)> {
        let spans = self.spans.get(&actor)?;
        let index = spans.partition_point(|(max_op, _)| *max_op < counter);
        spans.get(index).map(|(_, clock)| (index as u64 + 1, clock))
    }

    /// Whether the author of `later` had seen `earlier`.
    fn saw(&self, later: (ActorId, u64), earlier: (ActorId, u64)) -> bool {
        if later.0 == earlier.0 {
            return earlier.1 < later.1;
        }
        match (self.change_of(earlier), self.change_of(later)) {
            (Some((seq, _)), Some((_, clock))) => clock.get(&earlier.0).is_some_and(|seen| *seen >= seq),
            _ => false,
        }
    }

    /// Whether the document is so small and so plain that each of its changes is within its bounds and sound. A document
    /// that is not may still be sound.
    fn is_ordinary(&self, doc: &CaseDoc, changes: &[ChangeMeta], shape: &chunk::DocumentShape) -> bool {
        if changes.iter().map(|meta| meta.max_op + 1 - meta.start_op).sum::<u64>() > ORDINARY_OPS_MAX
            || shape.inflated_bytes > ORDINARY_BYTES_MAX
        {
            return false;
        }
        // What the first change holds beside the root is judged with the rest, row by row.
        if !doc.root_is_ours() {
            return false;
        }
        let actors: Option<Vec<ActorId>> = shape.actors.iter().map(|actor| ActorId::from_slice(actor)).collect();
        let Some(actors) = actors else { return false };
        let mut rows = Rows { history: self, actors: &actors, roots: 0, is_ordinary: true, letters: BTreeSet::new() };
        let mut fields = BTreeSet::new();
        let mut overwrites = Vec::new();
        let walked = shape.for_each_whole_op(|row, value, succs| {
            rows.row(row, value, succs);
            if row.object.is_some_and(|object| object.counter < 3) {
                fields.insert(row.id);
                overwrites.extend_from_slice(succs);
            }
            Ok(())
        });
        // A field is overwritten by another put, never deleted.
        walked.is_ok() && rows.is_ordinary && rows.roots == 5 && overwrites.iter().all(|succ| fields.contains(succ))
    }
}

/// A walk over a document's operations.
struct Rows<'a> {
    history: &'a History,
    actors: &'a [ActorId],
    roots: usize,
    is_ordinary: bool,
    letters: BTreeSet<OpId>,
}

impl Rows<'_> {
    fn id(&self, id: OpId) -> (ActorId, u64) {
        (self.actors[id.actor], u64::from(id.counter))
    }

    fn row(&mut self, row: OpRow<'_>, value: Value<'_>, succs: &[OpId]) {
        let Some(object) = row.object else {
            self.roots += 1;
            self.is_ordinary &= succs.is_empty();
            return;
        };
        let seen = succs.iter().all(|succ| self.history.saw(self.id(*succ), self.id(row.id)));
        let plain = match (object.counter, row.key, row.insert, value) {
            (1 | 2, RowKey::Map(key), false, Value::Text(text)) => {
                !key.is_empty() && key.chars().count() <= KEY_CHARS_MAX && text.len() <= VALUE_BYTES_MAX
            }
            (3, RowKey::Map(_), false, Value::Text(_)) => succs.is_empty(),
            (4, key, true, Value::Text(text)) => {
                let after = match key {
                    RowKey::Head => true,
                    // A text's rows follow one another as the letters do: what a letter stands behind comes first.
                    RowKey::Element(id) => self.letters.contains(&id) && self.history.saw(self.id(row.id), self.id(id)),
                    RowKey::Map(_) => false,
                };
                self.letters.insert(row.id);
                after && text.chars().count() == 1 && !succs.iter().any(|succ| self.letters.contains(succ))
            }
            _ => false,
        };
        let ours = self.actors[object.actor] == self.history.opener;
        self.is_ordinary &= ours && seen && plain && row.action == Action::Set;
    }
}
