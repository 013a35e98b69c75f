//! Making room for the change that stands, after a fork, and for what counts, after a device was shut out: the others leave
//! the document with all that was built on them. Our own edits among those are written anew under a new incarnation; others' go to quarantine, where they stay
//! readable, and their authors write them anew on their side.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use rusqlite::Connection;
use taizhang_model::ActId;
use taizhang_wire::{Attestation, ChangeHash, Code, DocId, Item, Signature};

use super::Core;
use crate::{
    Error,
    doc::{CaseDoc, DocError, Edit, NewChange, ParsedChange, Reissue, Reissued, Salt, Touched, act_id, check_shape},
    guard::Need,
    store::{
        conduct,
        docs::{self, ChangeRow},
        folded,
        held_back::{self, parked_here},
    },
};

impl Core {
    /// Drops a change of this document, and what builds on it. `false` where it cannot be: the first change stays.
    pub(crate) fn drop_forked(
        &mut self,
        tx: &Connection,
        id: DocId,
        forked: ChangeHash,
        now_ms: i64,
    ) -> Result<bool, Error> {
        self.drop_with(tx, id, &BTreeSet::from([forked]), Code::Fork, now_ms)
    }

    /// Drops changes that do not count, which wait elsewhere, and what builds on them. Where the first change of the
    /// document is one of them, nothing stays of it.
    pub(crate) fn drop_changes(
        &mut self,
        tx: &Connection,
        id: DocId,
        parked: &BTreeSet<ChangeHash>,
        now_ms: i64,
    ) -> Result<(), Error> {
        if !self.drop_with(tx, id, parked, Code::Revoked, now_ms)? {
            for (row, _) in
                docs::changes(tx, id)?.into_iter().filter(|(row, _)| !parked.contains(&row.attestation.hash))
            {
                let needs = row.deps.first().map(|dep| Need::change(id, *dep)).unwrap_or_else(|| Need::scope(id));
                if let Some(item) = self.outgoing_change(tx, row)? {
                    held_back::park(tx, &needs.0, &parked_here(item), now_ms)?;
                }
            }
            docs::forget_content(tx, id)?;
            folded::remove(tx, id)?;
            self.changed.anything();
            self.cache.pop(&id);
        }
        Ok(())
    }

    fn drop_with(
        &mut self,
        tx: &Connection,
        id: DocId,
        roots: &BTreeSet<ChangeHash>,
        why: Code,
        now_ms: i64,
    ) -> Result<bool, Error> {
        let damaged = |error: DocError| Error::DamagedDocument { case: id, detail: error.detail };
        let Some(old) = self.load(tx, id)? else { return Ok(false) };
        let metas = old.changes().unwrap_or_default();
        let mut dropped = roots.clone();
        for meta in &metas {
            if meta.deps.iter().any(|dep| dropped.contains(dep)) {
                dropped.insert(meta.hash);
            }
        }
        if metas.first().is_none_or(|first| dropped.contains(&first.hash)) {
            return Ok(false);
        }
        let raw = |hash: ChangeHash| old.raw_change(hash).unwrap_or_default();
        let mut kept = metas.iter().filter(|meta| !dropped.contains(&meta.hash));
        let first = kept.next().map(|meta| raw(meta.hash)).unwrap_or_default();
        let first = ParsedChange::read(&first).map_err(damaged)?;
        let mut doc = CaseDoc::from_first_change(first).map_err(damaged)?;
        doc.extend(kept.map(|meta| raw(meta.hash))).map_err(damaged)?;

        let rows: BTreeMap<ChangeHash, (ChangeRow, i64)> =
            docs::changes(tx, id)?.into_iter().map(|row| (row.0.attestation.hash, row)).collect();
        self.restore_tips(tx, id, &doc, &rows)?;
        let device = self.identity.device();
        let (ours, others): (Vec<_>, Vec<_>) =
            metas.iter().filter(|meta| dropped.contains(&meta.hash)).partition(|meta| meta.actor.device() == device);
        let is_parked = |hash: &ChangeHash| why == Code::Revoked && roots.contains(hash);
        for meta in others.into_iter().filter(|meta| !is_parked(&meta.hash)) {
            if let Some((row, _)) = rows.get(&meta.hash) {
                let item = Item::Envelope(row.clone().envelope()).encode();
                held_back::quarantine(tx, Some(id), why, "it builds on a change that gave way", &item, now_ms)?;
            }
        }
        conduct::set_unclear(tx, Some(id))?;
        for hash in &dropped {
            docs::remove_change(tx, id, *hash)?;
        }
        docs::set_base(tx, id, &doc.save())?;

        if !ours.is_empty() {
            self.take_new_incarnation()?;
        }
        let now = Timestamp::from_millisecond(now_ms).unwrap_or_default();
        let home = docs::row(tx, id)?.map_or(taizhang_model::OfficeId([0; 16]), |row| row.scope.home);
        let disputes = taizhang_model::fold(&old.record(id, home), self.context()).disputes;
        let mut reissue = Reissue::new(self.identity.actor(), dropped.iter().copied(), disputes);
        for meta in ours {
            let bytes = raw(meta.hash);
            if let Ok((next, new)) = rewritten(&reissue, &doc, &bytes) {
                doc = next;
                let change =
                    NewChange { hash: new.hash, seq: new.seq, deps: new.deps.clone(), bytes: new.bytes.clone() };
                reissue.accepted(new);
                self.keep_local(tx, id, doc.clone(), change, now)?;
                continue;
            }
            // It builds on another's change that gave way: what it says is written again where the case now stands.
            let (mut edits, acts) = said(&old, meta.hash, &bytes);
            let counters = doc.max_op() + 1..;
            let acts: Vec<_> =
                acts.into_iter().zip(counters).map(|(act, at)| (act, act_id(self.identity.actor(), at))).collect();
            for edit in &mut edits {
                if let Edit::Act(json) = edit {
                    *json = reissue.renamed(json, &acts);
                }
            }
            let salt = Salt(self.random());
            if let Some(change) = doc.edit(self.identity.actor(), meta.time_s, salt, &edits) {
                reissue.said_again(meta.hash, change.hash, change.seq, acts);
                self.keep_local(tx, id, doc.clone(), change, now)?;
            }
        }
        self.index(tx, id, &doc, now_ms)?;
        self.keep(id, doc);
        Ok(true)
    }

    /// After a drop, each actor's tip is its last change that stayed.
    fn restore_tips(
        &self,
        tx: &Connection,
        id: DocId,
        doc: &CaseDoc,
        rows: &BTreeMap<ChangeHash, (ChangeRow, i64)>,
    ) -> Result<(), Error> {
        let old: BTreeMap<_, _> = Self::tips(tx, id)?;
        let mut last = BTreeMap::new();
        for meta in doc.changes().unwrap_or_default() {
            last.insert(meta.actor, meta);
        }
        docs::remove_tips(tx, id)?;
        for (actor, meta) in last {
            let tip = match (old.get(&actor), rows.get(&meta.hash)) {
                (Some(tip), _) if tip.hash == meta.hash => *tip,
                (_, Some((row, _))) => row.attestation,
                _ if actor.device() == self.identity.device() => {
                    Attestation::sign(&self.identity.secret, id, actor, meta.seq, meta.hash)
                }
                // Its attestation was folded away. The relay has it, and the change that stands brings the next one.
                _ => Attestation { actor, seq: meta.seq, hash: meta.hash, signature: Signature([0; 64]) },
            };
            docs::raise_tip(tx, id, &tip)?;
        }
        Ok(())
    }
}

/// A dropped change in its old place under its new name, where others' guards will let it through.
fn rewritten(reissue: &Reissue, doc: &CaseDoc, bytes: &[u8]) -> Result<(CaseDoc, Reissued), DocError> {
    let new = reissue.rewrite(bytes)?;
    let parsed = ParsedChange::read(&new.bytes)?;
    check_shape(Some(doc), &parsed)?;
    Ok((doc.with_change(parsed)?, new))
}

/// What a change said, as edits of the present case, and the old ids of its acts.
fn said(old: &CaseDoc, hash: ChangeHash, bytes: &[u8]) -> (Vec<Edit>, Vec<ActId>) {
    let acts = ParsedChange::read(bytes).map(|change| change.acts()).unwrap_or_default();
    let (ids, mut edits): (Vec<_>, Vec<_>) = acts.into_iter().map(|(id, json)| (id, Edit::Act(json))).unzip();
    let entry = old.history().into_iter().find(|entry| entry.hash == hash);
    for touched in entry.map(|entry| entry.touched).unwrap_or_default() {
        match touched {
            Touched::Field { name, value, .. } => edits.push(Edit::Field(name, value)),
            Touched::Claim { claim, name, value } => edits.push(Edit::Claim(claim, name, value)),
            Touched::Narrative { inserted, .. } if !inserted.is_empty() => edits.push(Edit::Append(inserted)),
            _ => {}
        }
    }
    (edits, ids)
}
