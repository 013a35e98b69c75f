//! What is checked before a received change touches a document. A verdict depends on the change, its document and the
//! signed directory alone, never on this replica's clock or on the order of arrival: two replicas judge alike.

mod clocks;
mod rows;
mod snapshot;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use taizhang_model::{Act, DeviceId};
use taizhang_wire::{
    ActorId, Attestation, ChangeHash, Code, ControlId, DocId, Envelope, Grants, PublicKey, Scope, Waiting,
};

use crate::{
    doc::{CaseDoc, DocError, ParsedChange, check_shape},
    seal::{CannotRead, DocKeys},
};

pub(crate) use snapshot::{Sound, judge_snapshot};

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

    /// The word of an administrator that what a device wrote after it was shut out counts.
    pub(crate) fn confirm(device: DeviceId) -> Self {
        Self(format!("confirm:{device}"))
    }

    pub(crate) fn key(doc: DocId, key_id: u32) -> Self {
        Self(format!("key:{doc}:{key_id}"))
    }

    pub(crate) fn control(id: ControlId) -> Self {
        Self(format!("control:{id}"))
    }

    /// Whether it is a device, a person, an office or a document that nobody here has heard of.
    pub(crate) fn is_of_strangers(&self) -> bool {
        ["device:", "scope:", "office:", "staff:", "invite:"].iter().any(|kind| self.0.starts_with(kind))
    }

    pub(crate) fn of(waiting: Waiting) -> Self {
        match waiting {
            Waiting::Office(office) => Self(format!("office:{office}")),
            Waiting::Staff(staff) => Self(format!("staff:{staff}")),
            Waiting::Invite(key) => Self::invite(key),
            Waiting::Device(device) => Self::device(device),
            Waiting::Control(id) => Self::control(id),
            Waiting::Delegation(device) => Self(format!("delegation:{device}")),
            Waiting::Approver(staff) => Self(format!("approver:{staff}")),
        }
    }
}

/// The guard's word on an envelope.
#[derive(Debug)]
#[expect(clippy::large_enum_variant, reason = "one at a time, on the stack of the pass that applies it")]
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

/// Judges an envelope; its content is opened here.
pub(crate) fn judge(envelope: &Envelope, keys: &DocKeys, around: Around<'_>) -> Verdict {
    let Some((scope, _)) = around.scope else { return Verdict::Wait(Need::scope(envelope.doc)) };
    if let Some(meta) = around.doc.and_then(|doc| doc.meta(envelope.attestation.hash)) {
        // Whose it is, the document says: an address that says otherwise could mark as sent what was not.
        let Attestation { actor, seq, .. } = envelope.attestation;
        let is_its = meta.actor == actor && meta.seq == seq;
        let other = || Verdict::Refuse(refuse(Code::HashMismatch, "the address is not that of the change"));
        return if is_its { Verdict::Known } else { other() };
    }
    match attested(&envelope.attestation, envelope.doc, around.grants, scope) {
        Err(Unattested::Wait(need)) => return Verdict::Wait(need),
        Err(Unattested::Refuse(error)) => return Verdict::Refuse(error),
        Ok(()) => {}
    }
    let opened = keys.open_envelope(envelope).map_err(|why| cannot_read(envelope.doc, why));
    let change = match opened.and_then(|clear| Ok(ParsedChange::read(&clear)?)) {
        Ok(change) => change,
        Err(Unattested::Wait(need)) => return Verdict::Wait(need),
        Err(Unattested::Refuse(error)) => return Verdict::Refuse(error),
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

impl From<DocError> for Unattested {
    fn from(error: DocError) -> Self {
        Self::Refuse(error)
    }
}

/// The word on content that cannot be read.
pub(crate) fn cannot_read(doc: DocId, why: CannotRead) -> Unattested {
    match why {
        CannotRead::NoKey(key_id) => Unattested::Wait(Need::key(doc, key_id)),
        CannotRead::NotSealed => refuse(Code::NotSealed, "content in clear in a sealed document").into(),
        CannotRead::NotOpened => refuse(Code::NotOpened, "sealed with another key, or altered on its way").into(),
    }
}

/// Whether an attestation verifies, by a device that was let in, for an office that the document was ever meant for; and
/// counts, where the device was shut out since.
pub(crate) fn attested(
    attestation: &Attestation,
    doc: DocId,
    grants: &Grants,
    scope: &Scope,
) -> Result<(), Unattested> {
    let device = attestation.actor.device();
    let Some(grant) = grants.device(device) else { return Err(Unattested::Wait(Need::device(device))) };
    if !scope.ever.contains(&grant.office) {
        return Err(Unattested::Wait(Need::scope(doc)));
    }
    attestation
        .verify(doc, &grant.key)
        .map_err(|_| Unattested::Refuse(refuse(Code::BadSignature, "the attestation does not verify")))?;
    if !grants.counts(doc, attestation.actor, attestation.seq) {
        return Err(Unattested::Wait(Need::confirm(device)));
    }
    Ok(())
}
