//! What goes out: the outbox in batches, what the relay answered, and the port that the engine works.

use std::collections::BTreeMap;

use rusqlite::Connection;
use serde_bytes::ByteBuf;
use taizhang_wire::{
    ActorId, Answer, Attestation, ChangeHash, Code, ControlBody, ControlId, DocId, FeedPage, PushAnswers, PushRequest,
    Signature, Snapshot,
};

use super::{Core, Ledger, Received};
use crate::{
    Error,
    engine::{AnswerSummary, BatchId, ReceiveSummary, Start, StoreFailure, SyncPort},
    store::{
        self, conduct,
        controls::{self, Held},
        docs,
    },
};

/// What one item of a batch was.
#[derive(Clone, Debug)]
pub(crate) enum Sent {
    Control(ControlId),
    /// A change of an audience: it takes effect here once the relay has it.
    Audience(ControlId, Vec<u8>),
    Change(DocId, Attestation),
    /// With what it covers: what is written while it is on its way is not in it.
    Snapshot(DocId, Vec<Attestation>),
}

/// A batch taken out of the outbox.
#[derive(Clone, Debug)]
pub struct Outgoing {
    /// Its number.
    pub batch: BatchId,
    /// Its items.
    pub request: PushRequest,
}

/// Batches that were taken and not answered yet; older ones are forgotten, which is as if they had not been taken.
const BATCHES_MAX: usize = 8;

impl Ledger {
    /// The outbox's next items, each after what it builds on: control records, changes, then snapshots.
    ///
    /// # Errors
    /// [`Error::Storage`].
    pub fn take_batch(&mut self, max_items: usize, max_bytes: usize) -> Result<Option<Outgoing>, Error> {
        self.read(|core, tx| core.take_batch(tx, max_items, max_bytes))
    }

    /// Records the relay's answers to a batch.
    ///
    /// # Errors
    /// [`Error::Storage`].
    pub fn answered(&mut self, now_ms: i64, batch: BatchId, answers: &PushAnswers) -> Result<AnswerSummary, Error> {
        self.write(|core, tx| core.answered(tx, now_ms, batch, answers))
    }

    /// Everything that the relay needs to know before the first device can speak to it: for a county's first sync.
    ///
    /// # Errors
    /// [`Error::NotAuthority`] on a device that does not hold the authority's key.
    pub fn bootstrap(&mut self) -> Result<PushRequest, Error> {
        self.read(|core, tx| {
            if core.identity.authority.is_none() {
                return Err(core.not_authority());
            }
            let items = controls::items(tx, None)?.into_iter().take(taizhang_wire::limits::BATCH_ITEMS_MAX);
            Ok(PushRequest { items: items.map(ByteBuf::from).collect() })
        })
    }

    fn summary(&mut self, received: &Received) -> Result<ReceiveSummary, Error> {
        self.read(|_, tx| {
            Ok(ReceiveSummary {
                cursor: store::cursor(tx)?
                    .unwrap_or(taizhang_wire::Cursor { epoch: taizhang_wire::Epoch([0; 16]), after: 0 }),
                changed: received.changed.len(),
                records: received.records,
                outbox_waiting: outbox_waiting(tx)?,
                wants_docs: docs::wanted(tx)?,
                epoch_changed: received.new_epoch,
                begins_again: received.begins_again,
                refused: received.refused,
            })
        })
    }
}

fn outbox_waiting(tx: &Connection) -> Result<bool, Error> {
    Ok(controls::any_to_offer(tx)? || docs::any_to_offer(tx)?)
}

impl Core {
    fn take_batch(&mut self, tx: &Connection, max_items: usize, max_bytes: usize) -> Result<Option<Outgoing>, Error> {
        let mut sent = Vec::new();
        let mut items: Vec<ByteBuf> = Vec::new();
        let mut bytes = 0;
        let mut push = |what: Sent, item: Vec<u8>| {
            let fits = items.is_empty() || (items.len() < max_items && bytes + item.len() <= max_bytes);
            if fits {
                bytes += item.len();
                items.push(ByteBuf::from(item));
                sent.push(what);
            }
            fits
        };
        let mut full = false;
        for item in controls::to_offer(tx, max_items)? {
            let Some(control) = super::as_control(&item) else { continue };
            let sent = match control.body {
                ControlBody::Audience(_) => Sent::Audience(control.id(), item.clone()),
                _ => Sent::Control(control.id()),
            };
            full |= !push(sent, item);
        }
        if !full {
            for row in docs::to_offer(tx, max_items)? {
                let (doc, attestation) = (row.doc, row.attestation);
                let Some(item) = self.outgoing_change(tx, row)? else { continue };
                if !push(Sent::Change(doc, attestation), item) {
                    full = true;
                    break;
                }
            }
        }
        if !full {
            for doc in docs::snapshots_due(tx, max_items)? {
                let item = self.make_snapshot(tx, doc)?;
                let Some(item) = item else { continue };
                if !push(Sent::Snapshot(doc, docs::tips(tx, doc)?), item) {
                    break;
                }
            }
        }
        if items.is_empty() {
            return Ok(None);
        }
        self.last_batch += 1;
        self.batches.insert(self.last_batch, sent);
        while self.batches.len() > BATCHES_MAX {
            self.batches.pop_first();
        }
        Ok(Some(Outgoing { batch: self.last_batch, request: PushRequest { items } }))
    }

    /// The document in one piece, where every actor's tip is attested and it is not over its bound.
    pub(crate) fn make_snapshot(&mut self, tx: &Connection, id: DocId) -> Result<Option<Vec<u8>>, Error> {
        let tips = docs::tips(tx, id)?;
        let Some(doc) = self.load(tx, id)? else { return Ok(None) };
        if tips.is_empty() || tips.iter().any(|tip| tip.signature == Signature([0; 64])) {
            return Ok(None);
        }
        let snapshot = Snapshot { doc: id, tips, heads: doc.heads(), key_id: 0, payload: doc.save() };
        self.outgoing_snapshot(tx, snapshot)
    }

    fn answered(
        &mut self,
        tx: &Connection,
        now_ms: i64,
        batch: BatchId,
        answers: &PushAnswers,
    ) -> Result<AnswerSummary, Error> {
        let sent = self.batches.remove(&batch).unwrap_or_default();
        let mut summary = AnswerSummary::default();
        for (what, answer) in sent.iter().zip(&answers.answers) {
            match (what, answer) {
                (Sent::Control(id), Answer::Stored | Answer::Held) => {
                    controls::set_held(tx, *id, Held::Yes, None)?;
                    controls::requeue_deferred(tx)?;
                    summary.made_progress = true;
                }
                (Sent::Audience(id, record), Answer::Stored | Answer::Held) => {
                    controls::set_held(tx, *id, Held::Yes, None)?;
                    // As if it had come back already: the next change of the audience builds on it.
                    self.take_in_items(tx, now_ms, vec![record.clone()], true)?;
                    summary.made_progress = true;
                }
                (Sent::Change(doc, attestation), Answer::Stored | Answer::Held) => {
                    docs::set_change_held(tx, *doc, attestation.hash, Held::Yes, None)?;
                    docs::relay_holds(tx, *doc, attestation.actor, attestation.seq, None)?;
                    if *answer == Answer::Stored {
                        conduct::acknowledged(tx, *doc, attestation.actor, attestation.seq)?;
                    }
                    summary.made_progress = true;
                }
                (Sent::Snapshot(doc, tips), Answer::Stored | Answer::Held) => {
                    docs::snapshot_seen(tx, *doc)?;
                    for tip in tips {
                        docs::relay_holds(tx, *doc, tip.actor, tip.seq, None)?;
                    }
                    controls::requeue_deferred(tx)?;
                    summary.made_progress = true;
                }
                (what, Answer::Refused { code, hashes }) => {
                    self.refused(tx, now_ms, what, *code, hashes, &mut summary)?;
                }
            }
        }
        summary.outbox_waiting = outbox_waiting(tx)?;
        Ok(summary)
    }

    fn refused(
        &mut self,
        tx: &Connection,
        now_ms: i64,
        what: &Sent,
        code: Code,
        hashes: &[ChangeHash],
        summary: &mut AnswerSummary,
    ) -> Result<(), Error> {
        let later = matches!(code, Code::Busy | Code::Storage | Code::ShuttingDown);
        let word = Some(code.as_str());
        match what {
            _ if later => return Ok(()),
            Sent::Change(doc, attestation) => match code {
                Code::Fork => {
                    docs::set_change_held(tx, *doc, attestation.hash, Held::Refused, word)?;
                    summary.forked |= self.drop_forked(tx, *doc, attestation.hash, now_ms)?;
                    summary.pull_first = true;
                }
                Code::MissingDeps | Code::SeqGap => {
                    // What it builds on is offered first where it is still here by itself, and as a snapshot where not.
                    let mut offered = false;
                    for dep in hashes {
                        offered |= docs::set_change_held(tx, *doc, *dep, Held::No, None)?;
                    }
                    if !offered {
                        docs::set_snapshot_due(tx, *doc)?;
                    }
                    docs::set_change_held(tx, *doc, attestation.hash, Held::Deferred, word)?;
                }
                Code::UnknownDocument
                | Code::NotInAudience
                | Code::NotEnrolled
                | Code::UnknownReference
                | Code::Revoked => {
                    docs::set_change_held(tx, *doc, attestation.hash, Held::Deferred, word)?;
                    summary.pull_first = true;
                }
                _ => {
                    docs::set_change_held(tx, *doc, attestation.hash, Held::Refused, word)?;
                }
            },
            Sent::Control(id) | Sent::Audience(id, _) => {
                let held = match code {
                    Code::UnknownReference | Code::UnknownDocument | Code::NotEnrolled => Held::Deferred,
                    _ => Held::Refused,
                };
                controls::set_held(tx, *id, held, word)?;
            }
            Sent::Snapshot(doc, tips) => {
                docs::snapshot_seen(tx, *doc)?;
                if code == Code::Fork {
                    summary.forked |= self.drop_what_the_relay_lacks(tx, *doc, tips, now_ms)?;
                    summary.pull_first = true;
                }
            }
        }
        summary.made_progress = true;
        Ok(())
    }

    /// The relay holds another history than a snapshot of ours, by an actor of this device: what it took before, and lost in a
    /// restore, is in our base and not by itself any more. Ours gives way from where the relay was last seen to agree.
    fn drop_what_the_relay_lacks(
        &mut self,
        tx: &Connection,
        doc: DocId,
        tips: &[Attestation],
        now_ms: i64,
    ) -> Result<bool, Error> {
        docs::want(tx, doc)?;
        let agreed: BTreeMap<ActorId, u64> = docs::relay_tips(tx, doc)?.into_iter().collect();
        let Some(loaded) = self.load(tx, doc)? else { return Ok(false) };
        let device = self.identity.device();
        let mut forked = false;
        for tip in tips.iter().filter(|tip| tip.actor.device() == device) {
            let Some(agreed) = agreed.get(&tip.actor).filter(|seq| (1..tip.seq).contains(*seq)) else { continue };
            let metas = loaded.changes().unwrap_or_default();
            let first = metas.iter().find(|meta| meta.actor == tip.actor && meta.seq == agreed + 1);
            if let Some(first) = first {
                forked |= self.drop_forked(tx, doc, first.hash, now_ms)?;
            }
        }
        Ok(forked)
    }
}

impl SyncPort for Ledger {
    fn start(&mut self) -> Result<Start, StoreFailure> {
        let start = self.write(|core, tx| {
            controls::requeue_deferred(tx)?;
            core.begin_watching(tx)?;
            Ok(Start { cursor: store::cursor(tx)?, outbox_waiting: outbox_waiting(tx)? })
        });
        start.map_err(failure)
    }

    fn receive(&mut self, now_ms: i64, page: &FeedPage) -> Result<ReceiveSummary, StoreFailure> {
        let received = Self::receive(self, now_ms, page).map_err(failure)?;
        self.summary(&received).map_err(failure)
    }

    fn receive_doc(&mut self, now_ms: i64, doc: DocId, page: &FeedPage) -> Result<ReceiveSummary, StoreFailure> {
        let received = Self::receive_doc(self, now_ms, doc, page).map_err(failure)?;
        self.summary(&received).map_err(failure)
    }

    fn receive_directory(&mut self, now_ms: i64, page: &FeedPage) -> Result<(), StoreFailure> {
        Self::receive_directory(self, now_ms, page).map(drop).map_err(failure)
    }

    fn take_batch(
        &mut self,
        max_items: usize,
        max_bytes: usize,
    ) -> Result<Option<(BatchId, PushRequest)>, StoreFailure> {
        let outgoing = Self::take_batch(self, max_items, max_bytes).map_err(failure)?;
        Ok(outgoing.map(|outgoing| (outgoing.batch, outgoing.request)))
    }

    fn answered(&mut self, now_ms: i64, batch: BatchId, answers: &PushAnswers) -> Result<AnswerSummary, StoreFailure> {
        Self::answered(self, now_ms, batch, answers).map_err(failure)
    }

    fn poll_local(&mut self) -> Result<bool, StoreFailure> {
        self.read(|_, tx| outbox_waiting(tx)).map_err(failure)
    }
}

fn failure(error: Error) -> StoreFailure {
    StoreFailure { disk_full: error.is_disk_full(), message: error.to_string() }
}
