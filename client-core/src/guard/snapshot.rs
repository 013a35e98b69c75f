//! The guard's word on a snapshot: a whole document, by everybody who ever wrote in it, in one piece.

use std::collections::BTreeMap;

use taizhang_model::DeviceId;
use taizhang_wire::{ActorId, Attestation, ChangeHash, Code, Grants, Scope, Snapshot};

use super::{Unattested, attested, check_author, refuse};
use crate::doc::{
    CaseDoc, ChangeMeta, DocError,
    chunk::{self, ChunkLimits},
};

/// Checks a snapshot whole: every change in it descends to an attested tip of its own actor, nothing append-only was
/// written over, and it says what it holds. Gives the loaded document.
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
    check_rows(&shape, opener).map_err(Unattested::Refuse)?;
    let doc = CaseDoc::load(&snapshot.payload).map_err(Unattested::Refuse)?;
    let changes = doc.changes().ok_or_else(|| unsound("a foreign actor"))?;
    if doc.heads() != snapshot.heads || changes.len() as u64 != shape.changes {
        return Err(unsound("another history than its columns show"));
    }
    check_descent(&changes, &snapshot.tips, opener).map_err(Unattested::Refuse)?;
    doc.check_acts(|act| check_author(act, grants)).map_err(Unattested::Refuse)?;
    Ok(doc)
}

/// Every actor's changes number 1, 2, 3, ..., each descends from the one before, and the last is the attested tip.
fn check_descent(changes: &[ChangeMeta], tips: &[Attestation], opener: DeviceId) -> Result<(), DocError> {
    let unsound = |detail: &str| Err(refuse(Code::SnapshotUnsound, detail));
    let mut seen: BTreeMap<ChangeHash, (u64, BTreeMap<ActorId, u64>)> = BTreeMap::new();
    let mut last: BTreeMap<ActorId, (u64, ChangeHash)> = BTreeMap::new();
    for (index, meta) in changes.iter().enumerate() {
        if (index == 0) != meta.deps.is_empty() || (index == 0 && meta.actor.device() != opener) {
            return unsound("not one first change by the device that opened the document");
        }
        let mut clock: BTreeMap<ActorId, u64> = BTreeMap::new();
        let mut max_op = 0;
        for dep in &meta.deps {
            let Some((dep_max, dep_clock)) = seen.get(dep) else { return unsound("a change before what it builds on") };
            max_op = max_op.max(*dep_max);
            for (actor, seq) in dep_clock {
                let mine = clock.entry(*actor).or_default();
                *mine = (*mine).max(*seq);
            }
        }
        if clock.get(&meta.actor).copied().unwrap_or(0) + 1 != meta.seq {
            return unsound("a change that does not descend from its actor's one before");
        }
        if meta.start_op != max_op + 1 || meta.max_op > u64::from(u32::MAX) {
            return unsound("operations are not numbered from their dependencies");
        }
        clock.insert(meta.actor, meta.seq);
        last.insert(meta.actor, (meta.seq, meta.hash));
        seen.insert(meta.hash, (meta.max_op, clock));
    }
    let attested: BTreeMap<_, _> = tips.iter().map(|tip| (tip.actor, (tip.seq, tip.hash))).collect();
    if attested == last { Ok(()) } else { unsound("changes that no attestation covers") }
}

/// Containers and acts are written once, and nothing stands outside the containers.
fn check_rows(shape: &chunk::DocumentShape, opener: DeviceId) -> Result<(), DocError> {
    const ACTS: u32 = 3;
    const LAST_CONTAINER: u32 = 4;
    let mut roots = 0_u32;
    let mut stray = false;
    shape
        .for_each_op(|row| {
            match row.object {
                None => {
                    roots += 1;
                    stray |= row.succs > 0;
                }
                Some(object) => {
                    let (actor, counter) = (object.actor, object.counter);
                    let by_opener = shape.actors.get(actor).is_some_and(|actor| actor.starts_with(&opener.0));
                    stray |= row.action.makes() || !by_opener || counter == 0 || counter > LAST_CONTAINER;
                    stray |= counter == ACTS && row.succs > 0;
                }
            }
            Ok(())
        })
        .map_err(|error| refuse(error.code(), &error.to_string()))?;
    if stray || roots != LAST_CONTAINER + 1 {
        return Err(refuse(Code::SnapshotUnsound, "something that is written once was written over"));
    }
    Ok(())
}
