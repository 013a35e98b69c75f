//! What comes from elsewhere: a page of the feed, a document's own items, a bundle. Control records are judged by the
//! directory, changes and snapshots by the guard; what fails goes to quarantine and never stops its neighbours.

use std::{
    collections::{BTreeMap, BTreeSet, VecDeque},
    sync::Arc,
};

use rusqlite::Connection;
use taizhang_model::{CaseId, DeviceId};
use taizhang_wire::{
    ActorId, Attestation, ChangeHash, Code, Control, ControlBody, DocId, Envelope, Epoch, Item, Position, Scope,
    Snapshot, Verdict as ControlVerdict,
};

use super::{Core, ahead::Ahead};
use crate::{
    Error,
    doc::{CaseDoc, DocError, HadRead, ParsedChange},
    guard::{self, Around, Need, Unattested, Verdict},
    seal::DocKeys,
    store::{
        self, conduct,
        controls::{self, Held},
        docs::{self, ChangeRow},
        folded::Folded,
        held_back,
        indexed::Indexed,
        keys,
    },
};

/// What came of a page or a bundle.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Received {
    /// Cases whose content changed.
    pub changed: BTreeSet<CaseId>,
    /// Records of the directory that were taken in.
    pub records: usize,
    /// Items that were put into quarantine.
    pub quarantined: usize,
    /// Items that wait for another.
    pub parked: usize,
    /// Items that were here before.
    pub known: usize,
    /// Whether the page began a new epoch of the relay.
    pub new_epoch: bool,
    /// Whether this device's history had forked, so that its unsent edits were written anew.
    pub forked: bool,
    /// Whether the feed is to be read from its beginning: only now has this device the key to what it passed over.
    pub begins_again: bool,
    /// Whether the page was not taken in, because it does not follow what was asked for.
    pub refused: bool,
}

/// A change that was applied and is not written yet.
pub(super) struct Applied {
    pub(super) row: ChangeRow,
    pub(super) held: Held,
    pub(super) position: Option<Position>,
}

/// A document while a batch of items for it is being taken in.
pub(super) struct Working {
    pub(super) scope: Option<(Scope, DeviceId)>,
    pub(super) keys: DocKeys,
    /// As it was before, to go back to where the result does not load again.
    pub(super) before: Option<CaseDoc>,
    pub(super) doc: Option<CaseDoc>,
    pub(super) tips: BTreeMap<ActorId, Attestation>,
    pub(super) applied: Vec<Applied>,
    /// Changes that did not build on all that was here, and what their authors say to have read.
    pub(super) had_read: Vec<(ChangeHash, ActorId, HadRead)>,
    /// The history came, at least in part, as a snapshot: the whole is written as a new base.
    pub(super) rebase: bool,
    /// The snapshot's own bytes, as long as they are the whole document.
    pub(super) base: Option<Vec<u8>>,
    /// Its row in the read model, as long as it is that of the whole document.
    pub(super) row: Option<Folded>,
    pub(super) from_relay: bool,
    pub(super) reindex: bool,
}

/// One pass over a batch of items, in one transaction.
pub(super) struct Pass<'a> {
    pub(super) core: &'a mut Core,
    pub(super) tx: &'a Connection,
    pub(super) now_ms: i64,
    pub(super) working: BTreeMap<DocId, Working>,
    pub(super) queue: VecDeque<held_back::Waiting>,
    /// Where the item whose turn it is stood in our feed.
    pub(super) position: Option<Position>,
    /// The relay's present epoch.
    pub(super) epoch: Option<Epoch>,
    pub(super) ahead: Option<Arc<Ahead>>,
    /// Whether anything may be in the waiting room, and whether anything is suspected: mostly not, and then nobody looks.
    pub(super) waiting: bool,
    pub(super) suspects: bool,
    /// By the number of their rows.
    pub(super) indexed: BTreeMap<i64, Indexed>,
    /// Records of the directory that were taken in.
    pub(super) directory_changes: usize,
    /// Whether sealed items were left where they are, for want of any key.
    pub(super) passed_over: bool,
    pub(super) received: Received,
}

impl Core {
    pub(crate) fn take_in_items(
        &mut self,
        tx: &Connection,
        now_ms: i64,
        items: Vec<Vec<u8>>,
        from_relay: bool,
    ) -> Result<Received, Error> {
        let items = items.into_iter().map(|item| held_back::Waiting { item, from_relay, position: None });
        let epoch = store::cursor(tx)?.map(|cursor| cursor.epoch);
        self.take_in_waiting(tx, now_ms, items, epoch)
    }

    pub(super) fn take_in_waiting(
        &mut self,
        tx: &Connection,
        now_ms: i64,
        items: impl Iterator<Item = held_back::Waiting>,
        epoch: Option<Epoch>,
    ) -> Result<Received, Error> {
        let queue = items.collect();
        let mut pass = Pass {
            core: self,
            tx,
            now_ms,
            working: BTreeMap::new(),
            queue,
            position: None,
            epoch,
            ahead: None,
            waiting: held_back::waiting_count(tx)? > 0,
            suspects: held_back::any_suspect(tx)?,
            indexed: BTreeMap::new(),
            directory_changes: 0,
            passed_over: false,
            received: Received::default(),
        };
        pass.run()?;
        pass.finish()
    }
}

impl Pass<'_> {
    pub(super) fn item(&mut self, bytes: &[u8], from_relay: bool) -> Result<(), Error> {
        if self.suspects && held_back::is_convicted(self.tx, bytes)? {
            return self.put_aside(None, &refused(Code::SuspectCrashed, "an earlier process died on it"), bytes);
        }
        if self.core.dies_on.as_deref() == Some(bytes) {
            std::process::abort();
        }
        match Item::decode_up_to(bytes, self.core.version_max) {
            Ok(Item::Control(control)) => self.control(control, bytes, from_relay),
            Ok(Item::Envelope(envelope)) => self.envelope(envelope, bytes, from_relay),
            Ok(Item::Snapshot(snapshot)) => self.snapshot(&snapshot, bytes, from_relay),
            Err(error) => self.put_aside(None, &refused(error.code(), &error.to_string()), bytes),
        }
    }

    pub(super) fn put_aside(&mut self, doc: Option<DocId>, error: &DocError, bytes: &[u8]) -> Result<(), Error> {
        tracing::warn!(code = error.code.as_str(), doc = ?doc, "an item was put into quarantine");
        held_back::quarantine(self.tx, doc, error.code, &error.detail, bytes, self.now_ms)?;
        self.received.quarantined += 1;
        Ok(())
    }

    pub(super) fn park(&mut self, need: &Need, bytes: &[u8], from_relay: bool) -> Result<(), Error> {
        self.waiting = true;
        let waiting = held_back::Waiting { item: bytes.to_vec(), from_relay, position: self.position };
        if self.position.is_some() && from_relay && need.is_of_strangers() {
            // The feed tells of devices and documents before what comes of them: this address was damaged on its way, and
            // nobody knows what was lost with it.
            conduct::set_unclear(self.tx, None)?;
            conduct::expect_nothing(self.tx)?;
        }
        held_back::park(self.tx, &need.0, &waiting, self.now_ms)?;
        self.received.parked += 1;
        Ok(())
    }

    pub(super) fn unpark(&mut self, need: &Need) -> Result<(), Error> {
        if !self.waiting {
            return Ok(());
        }
        for waiting in held_back::unpark(self.tx, &need.0)?.into_iter().rev() {
            self.queue.push_front(waiting);
        }
        Ok(())
    }

    // Control records.

    fn control(&mut self, control: Control, bytes: &[u8], from_relay: bool) -> Result<(), Error> {
        let held = if from_relay { Held::Yes } else { Held::No };
        if controls::exists(self.tx, control.id())? && !matches!(control.body, ControlBody::Audience(_)) {
            if from_relay {
                controls::set_held(self.tx, control.id(), Held::Yes, None)?;
                if let ControlBody::Claim(_) = control.body {
                    self.core.load_directory(self.tx)?;
                }
            }
            self.received.known += 1;
            return Ok(());
        }
        match &control.body {
            ControlBody::Open(open) => {
                let ((verdict, scope), keys) = self.judged_open(&control, open, bytes)?;
                let Some(scope) = scope else { return self.not_taken(verdict, control.doc(), bytes, from_relay) };
                let doc = control.doc().expect("an opening record names its document");
                controls::insert(self.tx, control.id(), Some(doc), bytes, held)?;
                docs::insert(self.tx, doc, &scope, open.device)?;
                if keys.is_sealed() {
                    keys::set_sealed(self.tx, doc)?;
                }
                self.learn_doc_keys(doc, &keys)?;
                self.scope_changed(doc, control.id())
            }
            ControlBody::Audience(change) => self.audience(&control, change, bytes, from_relay),
            _ => match self.core.grants()?.judge(&control) {
                ControlVerdict::Accept => {
                    controls::insert(self.tx, control.id(), None, bytes, held)?;
                    self.core.add_to_directory(self.tx, &control)?;
                    self.directory_changes += 1;
                    self.received.records += 1;
                    self.learn_office_keys(&control)?;
                    match &control.body {
                        ControlBody::Office(record) => self.unpark(&Need(format!("office:{}", record.id))),
                        ControlBody::Staff(record) => self.unpark(&Need(format!("staff:{}", record.id))),
                        ControlBody::Invite(invite) => {
                            self.unpark(&Need::invite(invite.key))?;
                            self.unpark(&Need::device(self.core.identity.device()))
                        }
                        ControlBody::Claim(claim) => self.unpark(&Need::device(claim.device.device())),
                        _ => self.administered(&control),
                    }
                }
                verdict => self.not_taken(verdict, None, bytes, from_relay),
            },
        }
    }

    pub(super) fn not_taken(
        &mut self,
        verdict: ControlVerdict,
        doc: Option<DocId>,
        bytes: &[u8],
        from_relay: bool,
    ) -> Result<(), Error> {
        match verdict {
            ControlVerdict::Accept | ControlVerdict::Held => {
                self.received.known += 1;
                Ok(())
            }
            ControlVerdict::Waits(need) => self.park(&Need::of(need), bytes, from_relay),
            ControlVerdict::Refuse(code) => {
                self.put_aside(doc, &refused(code, "a control record that does not hold"), bytes)
            }
        }
    }

    // Changes.

    pub(super) fn work_on(&mut self, doc: DocId) -> Result<&mut Working, Error> {
        if !self.working.contains_key(&doc) {
            let row = docs::row(self.tx, doc)?;
            // On a fresh replica most are opened, and nothing of them is here.
            let (loaded, tips) = match &row {
                Some(row) if row.has_content() => (self.core.load(self.tx, doc)?, Core::tips(self.tx, doc)?),
                _ => (None, BTreeMap::new()),
            };
            let working = Working {
                scope: row.map(|row| (row.scope, row.opener)),
                keys: keys::doc_keys(self.tx, doc)?,
                before: loaded.clone(),
                doc: loaded,
                tips,
                applied: Vec::new(),
                had_read: Vec::new(),
                rebase: false,
                base: None,
                row: None,
                from_relay: true,
                reindex: false,
            };
            self.working.insert(doc, working);
        }
        Ok(self.working.get_mut(&doc).expect("it was just put there"))
    }

    /// Whether this device's office may read the document. What lies outside is not kept, not even in quarantine.
    fn may_hold(&mut self, doc: DocId) -> Result<bool, Error> {
        let office = self.core.author().map(|author| author.office).ok();
        let working = self.work_on(doc)?;
        let inside = |(scope, _): &(Scope, DeviceId)| office.is_none_or(|office| scope.audience.contains(&office));
        Ok(working.scope.as_ref().is_none_or(inside))
    }

    fn envelope(&mut self, envelope: Envelope, bytes: &[u8], from_relay: bool) -> Result<(), Error> {
        let doc = envelope.doc;
        if from_relay {
            self.returned(doc, &[envelope.attestation], true)?;
        }
        if !self.may_hold(doc)? {
            return Ok(());
        }
        self.open_late(doc, envelope.key_id)?;
        let guard_off = self.core.guard_off;
        let working = &self.working[&doc];
        let around = Around {
            grants: self.core.grants.as_ref().ok_or(Error::NotEnrolled)?,
            scope: working.scope.as_ref().map(|(scope, opener)| (scope, *opener)),
            doc: working.doc.as_ref(),
            tips: &working.tips,
        };
        let unguarded = guard_off.then(|| unguarded(&envelope, working)).flatten();
        let verdict = match unguarded {
            Some(change) => Verdict::Apply(change),
            None => guard::judge(&envelope, &working.keys, around),
        };
        match verdict {
            Verdict::Known => self.known(&envelope, from_relay),
            Verdict::Wait(_) if self.passes_over(&envelope.doc, envelope.key_id, from_relay) => Ok(()),
            Verdict::Wait(need) => self.park(&need, bytes, from_relay),
            Verdict::Refuse(error) => {
                // Bytes that are not the attested ones may have been damaged on their way: the relay is asked once more.
                const DAMAGED: [Code; 4] = [Code::HashMismatch, Code::BadSignature, Code::Malformed, Code::NotOpened];
                if from_relay && DAMAGED.contains(&error.code) {
                    docs::want(self.tx, doc)?;
                }
                self.put_aside(Some(doc), &error, bytes)
            }
            Verdict::Fork(holder) => self.fork(envelope, holder, bytes, from_relay),
            Verdict::Apply(change) => {
                let actor = change.actor;
                if let Err(error) = self.apply(doc, change, Some(&envelope), from_relay)? {
                    return self.put_aside(Some(doc), &error, bytes);
                }
                if actor == self.core.identity.actor() {
                    // Our own change, and we had not known it: this database is older than the device's history.
                    self.core.take_new_incarnation()?;
                    self.received.forked = true;
                }
                Ok(())
            }
        }
    }

    /// A change that is in the document: all that is new may be who holds it.
    fn known(&mut self, envelope: &Envelope, from_relay: bool) -> Result<(), Error> {
        self.received.known += 1;
        self.prove_tip(envelope.doc, &envelope.attestation)?;
        let Attestation { actor, seq, hash, .. } = envelope.attestation;
        let unwritten = self.working.get_mut(&envelope.doc).map(|working| &mut working.applied);
        if let Some(new) = unwritten.into_iter().flatten().find(|new| new.row.attestation.hash == hash) {
            // It came twice in this batch, and is written with the rest of it.
            if from_relay {
                new.held = Held::Yes;
                new.position = self.position.or(new.position);
            }
            return Ok(());
        }
        if from_relay {
            docs::set_change_held(self.tx, envelope.doc, hash, Held::Yes, None)?;
            docs::relay_holds(self.tx, envelope.doc, actor, seq, self.position)?;
            if let Some(at) = self.position {
                conduct::stands_at(self.tx, envelope.doc, hash, at)?;
            }
        } else if envelope.attestation.verify(envelope.doc, &self.key_of(actor)?).is_ok()
            && let Some(doc) = self.work_on(envelope.doc)?.doc.as_ref()
            && let (Some(meta), Some(payload)) = (doc.meta(hash), doc.raw_change(hash))
        {
            // It came in a snapshot before; with its attestation it can be offered to the relay. The payload is ours:
            // nobody has looked at the one that came along.
            docs::keep_attested(self.tx, &Envelope { deps: meta.deps, payload, ..envelope.clone() })?;
        }
        Ok(())
    }

    fn key_of(&self, actor: ActorId) -> Result<taizhang_wire::PublicKey, Error> {
        self.core.grants()?.device(actor.device()).map(|grant| grant.key).ok_or(Error::NotEnrolled)
    }

    /// Applies a change that the guard let through. The inner error is the document's.
    fn apply(
        &mut self,
        id: DocId,
        change: ParsedChange,
        envelope: Option<&Envelope>,
        from_relay: bool,
    ) -> Result<Result<(), DocError>, Error> {
        let (hash, actor, seq) = (change.hash, change.actor, change.seq);
        let payload = envelope.map(|_| change.bytes()).unwrap_or_default();
        let had_read = self.had_read_here(&change);
        let position = self.position.filter(|_| from_relay);
        let working = self.work_on(id)?;
        let is_beside = |doc: &CaseDoc| doc.heads().iter().any(|head| !change.deps.contains(head));
        if let Some(had_read) = had_read.filter(|_| working.doc.as_ref().is_some_and(is_beside)) {
            working.had_read.push((hash, actor, had_read));
        }
        let result = match &working.doc {
            Some(doc) => doc.with_change(change),
            None => CaseDoc::from_first_change(change),
        };
        match result {
            Ok(doc) => working.doc = Some(doc),
            Err(error) => return Ok(Err(error)),
        }
        let blank = Attestation { actor, seq, hash, signature: taizhang_wire::Signature([0; 64]) };
        match envelope {
            Some(envelope) => {
                let (doc, attestation, deps) = (envelope.doc, envelope.attestation, envelope.deps.clone());
                let held = if from_relay { Held::Yes } else { Held::No };
                let row = ChangeRow { doc, attestation, deps, payload };
                working.applied.push(Applied { row, held, position });
                working.tips.insert(actor, attestation);
            }
            None => {
                working.rebase = true;
                working.tips.insert(actor, blank);
            }
        }
        working.base = None;
        working.row = None;
        working.from_relay &= from_relay;
        working.reindex = true;
        self.unpark(&Need::change(id, hash))?;
        Ok(Ok(()))
    }

    /// Two changes under one sequence number. The relay's is the one that stands: ours makes room if the relay never
    /// took it, and what built on it is written anew under a new incarnation.
    fn fork(&mut self, envelope: Envelope, holder: ChangeHash, bytes: &[u8], from_relay: bool) -> Result<(), Error> {
        let doc = envelope.doc;
        self.persist(doc)?;
        let unsent = |(row, held): &(ChangeRow, i64)| row.attestation.hash == holder && *held != Held::Yes as i64;
        let ours = docs::changes(self.tx, doc)?.iter().any(unsent);
        if from_relay && ours && self.core.drop_forked(self.tx, doc, holder, self.now_ms)? {
            self.received.forked = true;
            self.received.changed.insert(doc);
            self.again(bytes, from_relay);
            return Ok(());
        }
        if envelope.attestation.actor == self.core.identity.actor() {
            self.core.take_new_incarnation()?;
            self.received.forked = true;
        }
        let detail = "its author's sequence number is taken by another change";
        self.put_aside(Some(doc), &refused(Code::Fork, detail), bytes)
    }

    /// An item whose turn comes once more.
    fn again(&mut self, bytes: &[u8], from_relay: bool) {
        self.queue.push_front(held_back::Waiting { item: bytes.to_vec(), from_relay, position: self.position });
    }

    fn snapshot(&mut self, snapshot: &Snapshot, bytes: &[u8], from_relay: bool) -> Result<(), Error> {
        let id = snapshot.doc;
        if from_relay {
            self.returned(id, &snapshot.tips, false)?;
        }
        if !self.may_hold(id)? {
            return Ok(());
        }
        let working = self.work_on(id)?;
        if let Some(doc) = &working.doc
            && snapshot.heads.iter().all(|head| doc.has(*head))
        {
            return self.snapshot_known(snapshot, from_relay);
        }
        let Some((scope, opener)) = working.scope.clone() else {
            return self.park(&Need::scope(id), bytes, from_relay);
        };
        let judged = self.judged(snapshot, bytes, scope, opener)?;
        self.learn_doc_keys(id, &judged.keys)?;
        let fresh = match judged.verdict {
            Ok(doc) => doc,
            Err(Unattested::Wait(_)) if self.passes_over(&id, snapshot.key_id, from_relay) => return Ok(()),
            Err(Unattested::Wait(need)) => return self.park(&need, bytes, from_relay),
            Err(Unattested::Refuse(error)) => {
                if from_relay {
                    docs::want(self.tx, id)?;
                }
                return self.put_aside(Some(id), &error, bytes);
            }
        };
        let is_new = self.working[&id].doc.is_none();
        if is_new {
            let waiting = if self.waiting { fresh.changes().unwrap_or_default() } else { Vec::new() };
            let working = self.work_on(id)?;
            working.doc = Some(fresh);
            working.row = judged.row;
            working.rebase = true;
            working.base = Some(judged.content);
            working.reindex = true;
            working.from_relay &= from_relay;
            for meta in waiting {
                self.unpark(&Need::change(id, meta.hash))?;
            }
        } else if let Some(fork) = self.merge_snapshot(id, &fresh, from_relay)? {
            self.persist(id)?;
            let unsent = |(row, held): &(ChangeRow, i64)| row.attestation.hash == fork && *held != Held::Yes as i64;
            let ours = docs::changes(self.tx, id)?.iter().any(unsent);
            if from_relay && ours && self.core.drop_forked(self.tx, id, fork, self.now_ms)? {
                self.received.forked = true;
                self.again(bytes, from_relay);
                return Ok(());
            }
            return self.put_aside(Some(id), &refused(Code::Fork, "it holds another history than ours"), bytes);
        }
        let working = self.work_on(id)?;
        for tip in &snapshot.tips {
            let here = working.tips.get(&tip.actor).map_or(0, |tip| tip.seq);
            if tip.seq >= here {
                working.tips.insert(tip.actor, *tip);
            }
        }
        if snapshot.tips.iter().any(|tip| tip.actor == self.core.identity.actor()) {
            let written = docs::tips(self.tx, id)?;
            let ours = written.iter().find(|tip| tip.actor == self.core.identity.actor()).map_or(0, |tip| tip.seq);
            if snapshot.tips.iter().any(|tip| tip.actor == self.core.identity.actor() && tip.seq > ours) {
                self.core.take_new_incarnation()?;
                self.received.forked = true;
            }
        }
        self.persist(id)?;
        if is_new && from_relay {
            docs::relay_holds_all(self.tx, id, self.position)?;
            docs::unwant(self.tx, id)?;
            self.received.known += 1;
        } else {
            self.snapshot_known(snapshot, from_relay)?;
        }
        if !from_relay && docs::lost_by_relay(self.tx)?.contains(&id) {
            docs::set_snapshot_due(self.tx, id)?;
        }
        Ok(())
    }

    /// Applies what a sound snapshot holds and the document lacks. Gives the change of ours that stands in the way.
    fn merge_snapshot(&mut self, id: DocId, fresh: &CaseDoc, from_relay: bool) -> Result<Option<ChangeHash>, Error> {
        for meta in fresh.changes().unwrap_or_default() {
            let working = &self.working[&id];
            if working.doc.as_ref().is_some_and(|doc| doc.has(meta.hash)) {
                continue;
            }
            let raw = fresh.raw_change(meta.hash).unwrap_or_default();
            let around = Around {
                grants: self.core.grants()?,
                scope: working.scope.as_ref().map(|(scope, opener)| (scope, *opener)),
                doc: working.doc.as_ref(),
                tips: &working.tips,
            };
            let verdict = match ParsedChange::read(&raw) {
                Ok(change) => guard::judge_change(id, change, around),
                Err(error) => Verdict::Refuse(error),
            };
            match verdict {
                Verdict::Apply(change) => {
                    if let Err(error) = self.apply(id, change, None, from_relay)? {
                        self.put_aside(Some(id), &error, &raw)?;
                    }
                }
                Verdict::Fork(holder) => return Ok(Some(holder)),
                Verdict::Refuse(error) => self.put_aside(Some(id), &error, &raw)?,
                Verdict::Known => {}
                // It is left out: what the relay showed is not all here.
                Verdict::Wait(_) => conduct::set_unclear(self.tx, Some(id))?,
            }
        }
        Ok(None)
    }

    fn snapshot_known(&mut self, snapshot: &Snapshot, from_relay: bool) -> Result<(), Error> {
        for tip in &snapshot.tips {
            self.prove_tip(snapshot.doc, tip)?;
        }
        if from_relay {
            for tip in &snapshot.tips {
                docs::relay_holds(self.tx, snapshot.doc, tip.actor, tip.seq, self.position)?;
            }
            docs::snapshot_seen(self.tx, snapshot.doc)?;
            docs::unwant(self.tx, snapshot.doc)?;
        }
        self.received.known += 1;
        Ok(())
    }
}

/// A change as it is, where the guard is off.
fn unguarded(envelope: &Envelope, working: &Working) -> Option<ParsedChange> {
    let content = working.keys.open_envelope(envelope).ok()?;
    let change = ParsedChange::read(&content).ok()?;
    (!working.doc.as_ref().is_some_and(|doc| doc.has(change.hash))).then_some(change)
}

pub(super) fn refused(code: Code, detail: &str) -> DocError {
    DocError { code, detail: detail.to_owned() }
}
