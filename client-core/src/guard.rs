//! What is checked before a received change touches a document. A verdict depends on the change, its document and the
//! signed directory alone, never on this replica's clock or on the order of arrival: two replicas judge alike.

use std::collections::BTreeMap;

use taizhang_model::{Act, DeviceId};
use taizhang_wire::{
    ActorId, Attestation, ChangeHash, Code, ControlId, DocId, Envelope, Grants, PublicKey, Scope, Snapshot, Waiting,
};

use crate::doc::{
    CaseDoc, ChangeMeta, DocError, ParsedChange, check_shape,
    chunk::{self, ChunkLimits},
};

/// What an item waits for, as the key of the waiting room.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Need(pub(crate) String);

impl Need {
    pub(crate) fn change(doc: DocId, hash: ChangeHash) -> Self {
        Self(format!("change:{doc}:{hash}"))
    }

    pub(crate) fn device(device: DeviceId) -> Self {
        Self(format!("device:{device}"))
    }

    pub(crate) fn scope(doc: DocId) -> Self {
        Self(format!("scope:{doc}"))
    }

    pub(crate) fn invite(key: PublicKey) -> Self {
        Self(format!("invite:{key}"))
    }

    pub(crate) fn control(id: ControlId) -> Self {
        Self(format!("control:{id}"))
    }

    pub(crate) fn of(waiting: Waiting) -> Self {
        match waiting {
            Waiting::Office(office) => Self(format!("office:{office}")),
            Waiting::Staff(staff) => Self(format!("staff:{staff}")),
            Waiting::Invite(key) => Self::invite(key),
            Waiting::Device(device) => Self::device(device),
            Waiting::Control(id) => Self::control(id),
        }
    }
}

/// The guard's word on an envelope.
#[derive(Debug)]
pub(crate) enum Verdict {
    /// Sound: apply it.
    Apply(ParsedChange),
    /// It is in the document.
    Known,
    /// It cannot be judged yet.
    Wait(Need),
    /// Its actor's sequence number is taken by this other change.
    Fork(ChangeHash),
    /// It is unsound, and always will be.
    Refuse(DocError),
}

/// The document and what is known around it.
#[derive(Clone, Copy)]
pub(crate) struct Around<'a> {
    pub(crate) grants: &'a Grants,
    pub(crate) scope: Option<(&'a Scope, DeviceId)>,
    pub(crate) doc: Option<&'a CaseDoc>,
    pub(crate) tips: &'a BTreeMap<ActorId, Attestation>,
}

fn refuse(code: Code, detail: &str) -> DocError {
    DocError { code, detail: detail.to_owned() }
}

/// Judges an envelope.
pub(crate) fn judge(envelope: &Envelope, around: Around<'_>) -> Verdict {
    let Some((scope, _)) = around.scope else { return Verdict::Wait(Need::scope(envelope.doc)) };
    if around.doc.is_some_and(|doc| doc.has(envelope.attestation.hash)) {
        return Verdict::Known;
    }
    match attested(&envelope.attestation, envelope.doc, around.grants, scope) {
        Err(Unattested::Wait(need)) => return Verdict::Wait(need),
        Err(Unattested::Refuse(error)) => return Verdict::Refuse(error),
        Ok(()) => {}
    }
    if envelope.key_id != 0 {
        return Verdict::Refuse(refuse(Code::UnsupportedVersion, "sealed content needs a newer version"));
    }
    let change = match ParsedChange::read(&envelope.payload) {
        Ok(change) => change,
        Err(error) => return Verdict::Refuse(error),
    };
    let attestation = &envelope.attestation;
    if change.hash != attestation.hash {
        return Verdict::Refuse(refuse(Code::HashMismatch, "the bytes are not the ones that were attested"));
    }
    if change.actor != attestation.actor || change.seq != attestation.seq || change.deps != envelope.deps {
        return Verdict::Refuse(refuse(Code::HashMismatch, "the address is not that of the change"));
    }
    judge_change(envelope.doc, change, around)
}

/// Judges a change whose attestation was checked, its own or a later one of its actor.
pub(crate) fn judge_change(doc_id: DocId, change: ParsedChange, around: Around<'_>) -> Verdict {
    let Some((_, opener)) = around.scope else { return Verdict::Wait(Need::scope(doc_id)) };
    let missing = |dep: &&ChangeHash| around.doc.is_none_or(|doc| !doc.has(**dep));
    if let Some(dep) = change.deps.iter().find(missing) {
        return Verdict::Wait(Need::change(doc_id, *dep));
    }
    if let Some(tip) = around.tips.get(&change.actor)
        && tip.seq >= change.seq
    {
        return Verdict::Fork(seq_holder(around.doc, change.actor, change.seq).unwrap_or(tip.hash));
    }
    match sound(&change, opener, around) {
        Ok(()) => Verdict::Apply(change),
        Err(error) => Verdict::Refuse(error),
    }
}

fn seq_holder(doc: Option<&CaseDoc>, actor: ActorId, seq: u64) -> Option<ChangeHash> {
    let changes = doc?.changes()?;
    changes.into_iter().find(|meta| meta.actor == actor && meta.seq == seq).map(|meta| meta.hash)
}

fn sound(change: &ParsedChange, opener: DeviceId, around: Around<'_>) -> Result<(), DocError> {
    let tip = around.tips.get(&change.actor);
    if tip.map_or(0, |tip| tip.seq) + 1 != change.seq {
        return Err(refuse(Code::SeqGap, "its actor's change before it is not among what it builds on"));
    }
    if let (Some(tip), Some(doc)) = (tip, around.doc)
        && !descends(doc, &change.deps, tip.hash)
    {
        return Err(refuse(Code::SeqGap, "its actor's change before it is not among what it builds on"));
    }
    if around.doc.is_none() && change.actor.device() != opener {
        return Err(refuse(Code::ForeignShape, "the first change is not by the device that opened the document"));
    }
    check_shape(around.doc, change)?;
    for (id, json) in change.acts() {
        let act = Act::from_json(id, &json).map_err(|error| refuse(Code::ForeignShape, &error.to_string()))?;
        check_author(&act, around.grants)?;
    }
    Ok(())
}

/// An act speaks for the person and the office that its device was granted to.
fn check_author(act: &Act, grants: &Grants) -> Result<(), DocError> {
    let granted = grants.device(act.device).is_some_and(|grant| grant.staff == act.by && grant.office == act.office);
    if granted { Ok(()) } else { Err(refuse(Code::ForeignShape, "an act in another person's or office's name")) }
}

/// Whether `ancestor` is among `from` or what they build on.
fn descends(doc: &CaseDoc, from: &[ChangeHash], ancestor: ChangeHash) -> bool {
    from.contains(&ancestor) || doc.ancestors(from).contains(&ancestor)
}

pub(crate) enum Unattested {
    Wait(Need),
    Refuse(DocError),
}

fn attested(attestation: &Attestation, doc: DocId, grants: &Grants, scope: &Scope) -> Result<(), Unattested> {
    let device = attestation.actor.device();
    let Some(grant) = grants.device(device) else { return Err(Unattested::Wait(Need::device(device))) };
    if !scope.ever.contains(&grant.office) {
        return Err(Unattested::Wait(Need::scope(doc)));
    }
    attestation
        .verify(doc, &grant.key)
        .map_err(|_| Unattested::Refuse(refuse(Code::BadSignature, "the attestation does not verify")))
}

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
