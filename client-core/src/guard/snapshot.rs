//! The guard's word on a snapshot: a whole document, by everybody who ever wrote in it, in one piece. It lets through
//! exactly what it lets through change by change, or replicas that read the changes and replicas that read the snapshot
//! would show different cases for ever. Yet it never takes the changes apart: it reads the columns, in time that grows
//! with their length alone, since a fresh replica reads thousands of snapshots and a hostile one should cost no more.

use std::{borrow::Cow, collections::BTreeMap};

use taizhang_model::{Act, DeviceId};
use taizhang_wire::{ActorId, Attestation, ChangeHash, Code, Grants, Scope, Snapshot, limits};

use super::{
    Unattested, attested, cannot_read,
    clocks::Clocks,
    refuse,
    rows::{self, Tally},
};
use crate::{
    doc::{
        CaseDoc, DocError,
        chunk::{self, ChunkLimits, DocumentShape},
    },
    seal::DocKeys,
};

/// Letters that may be counted to see whether a long text was ever too long.
const LETTERS_COUNTED_MAX: u64 = 1 << 30;

/// A snapshot that was found sound.
pub(crate) struct Sound {
    /// The loaded document.
    pub(crate) doc: CaseDoc,
    /// Its acts: to read them out of it again would cost as much as they cost here.
    pub(crate) acts: Vec<Act>,
    /// Its content in clear.
    pub(crate) content: Vec<u8>,
}

/// Checks a snapshot whole: every change in it descends to an attested tip of its own actor, is one that the guard would
/// let through by itself, and it says what it holds.
pub(crate) fn judge_snapshot(
    snapshot: &Snapshot,
    grants: &Grants,
    scope: &Scope,
    opener: DeviceId,
    keys: &DocKeys,
) -> Result<Sound, Unattested> {
    for tip in &snapshot.tips {
        attested(tip, snapshot.doc, grants, scope)?;
    }
    let content = keys.open_snapshot(snapshot).map_err(|why| cannot_read(snapshot.doc, why))?;
    Ok(sound(snapshot, content, grants, opener)?)
}

fn sound(snapshot: &Snapshot, content: Cow<'_, [u8]>, grants: &Grants, opener: DeviceId) -> Result<Sound, DocError> {
    let unsound = |detail: &str| Err(refuse(Code::SnapshotUnsound, detail));
    let shape = chunk::document_shape(&content, &ChunkLimits::default())?;
    tracing::trace!(inflated_bytes = shape.inflated_bytes, ops = shape.ops, "a snapshot was measured");
    if shape.extra_bytes > 0 || shape.has_foreign_messages {
        return unsound("extra bytes, or messages that are no salt");
    }
    if !shape.heads.iter().eq(snapshot.heads.iter().map(|head| &head.0)) {
        return unsound("other heads than it says");
    }
    let actors: Option<Vec<ActorId>> = shape.actors.iter().map(|actor| ActorId::from_slice(actor)).collect();
    let Some(actors) = actors else { return unsound("a foreign actor") };
    let first = shape.history.changes().first().and_then(|first| actors.get(first.actor));
    if first.is_none_or(|first| first.device() != opener) {
        return unsound("the first change is not by the device that opened the document");
    }
    check_seqs(&shape, &actors, &snapshot.tips)?;
    let clocks = Clocks::of(&shape.history, actors.len())?;
    let (tallies, acts) = rows::check(&shape, &clocks, &actors, grants)?;

    let doc = CaseDoc::load(&content)?;
    if doc.heads() != snapshot.heads {
        return unsound("another history than its columns show");
    }
    // The columns name no hashes: what they show of an actor's last change is attested when that change has the tip's.
    let is_tip =
        |tip: &Attestation| doc.meta(tip.hash).is_some_and(|meta| (meta.actor, meta.seq) == (tip.actor, tip.seq));
    if !snapshot.tips.iter().all(is_tip) {
        return unsound("changes that no attestation covers");
    }
    check_large(&doc, &shape, &actors, &tallies)?;
    Ok(Sound { doc, acts, content: content.into_owned() })
}

/// Each actor that wrote has its tip, and nobody else has one.
fn check_seqs(shape: &DocumentShape, actors: &[ActorId], tips: &[Attestation]) -> Result<(), DocError> {
    let wrote = |change: &chunk::ChangeRow| Some((*actors.get(change.actor)?, u64::from(change.seq)));
    let last: BTreeMap<ActorId, u64> = shape.history.changes().iter().filter_map(wrote).collect();
    if tips.iter().map(|tip| (tip.actor, tip.seq)).eq(last) {
        Ok(())
    } else {
        Err(refuse(Code::SnapshotUnsound, "changes that no attestation covers"))
    }
}

/// The bounds that only Automerge can measure, where the columns do not show that they are kept by far.
fn check_large(doc: &CaseDoc, shape: &DocumentShape, actors: &[ActorId], tallies: &[Tally]) -> Result<(), DocError> {
    let letters: u64 = tallies.iter().map(|tally| tally.letters).sum();
    let is_long_text = letters > limits::CASE_LETTERS_MAX as u64;
    let is_long = |tally: &Tally| tally.bytes_max > limits::CHANGE_BYTES_MAX as u64;
    if !is_long_text && !tallies.iter().any(is_long) {
        return Ok(());
    }
    let writers = tallies.iter().filter(|tally| tally.letters > 0).count() as u64;
    if is_long_text && letters.saturating_mul(writers) > LETTERS_COUNTED_MAX {
        return Err(refuse(Code::TooLarge, "the text has too long a history"));
    }
    let changes = doc.changes().unwrap_or_default();
    let hashes: BTreeMap<(ActorId, u64), ChangeHash> =
        changes.into_iter().map(|meta| ((meta.actor, meta.seq), meta.hash)).collect();
    for (change, tally) in shape.history.changes().iter().zip(tallies) {
        let id = actors.get(change.actor).map(|actor| (*actor, u64::from(change.seq)));
        let Some(hash) = id.and_then(|id| hashes.get(&id)) else {
            return Err(refuse(Code::SnapshotUnsound, "another history than its columns show"));
        };
        if is_long(tally) && doc.raw_change(*hash).is_none_or(|bytes| bytes.len() > limits::CHANGE_BYTES_MAX) {
            return Err(refuse(Code::SnapshotUnsound, "a change that is too long by itself"));
        }
        if is_long_text && tally.letters > 0 {
            doc.check_text(*hash).map_err(|error| refuse(Code::SnapshotUnsound, &error.detail))?;
        }
    }
    Ok(())
}
