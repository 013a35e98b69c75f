//! Writing down what a batch of received items made of each document: once for a document, however many items there were.

use taizhang_wire::{DocId, Item};

use super::{
    Core,
    receive::{Applied, Pass, Received, Working},
};
use crate::{
    Error,
    doc::{CaseDoc, ParsedChange},
    store::{
        arrivals, cases,
        controls::{self, Held},
        docs,
        folded::Folded,
        indexed,
    },
};

/// Cases folded again after the directory has changed, at most so many with each batch: the rest when they are read.
const REFOLD_MAX: usize = 100;

impl Pass<'_> {
    /// Writes a document's new changes, after asking whether the whole still loads. Where it does not, the changes are
    /// taken one by one and the culprit is put aside.
    pub(super) fn persist(&mut self, id: DocId) -> Result<(), Error> {
        let Some(mut working) = self.working.remove(&id) else { return Ok(()) };
        if !working.reindex {
            return Ok(());
        }
        let Some(doc) = &working.doc else { return Ok(()) };
        if !working.rebase && doc.loads_again().is_err() {
            working = self.one_by_one(id, working)?;
        }
        let Some(doc) = working.doc else { return Ok(()) };
        let added = u32::try_from(working.applied.len()).unwrap_or(u32::MAX);
        for applied in &working.applied {
            docs::insert_change(self.tx, &applied.row, applied.held, applied.position)?;
        }
        docs::raise_tips(self.tx, id, working.tips.values())?;
        for Applied { row, held, position } in &working.applied {
            if *held == Held::Yes {
                docs::relay_holds(self.tx, id, row.attestation.actor, row.attestation.seq, *position)?;
            }
        }
        if working.rebase {
            let base = working.base.unwrap_or_else(|| doc.save());
            if working.before.is_none() && added == 0 {
                docs::set_first_base(self.tx, id, &base)?;
            } else {
                docs::set_base(self.tx, id, &base)?;
                docs::count_changes(self.tx, id, 0, added)?;
            }
        } else {
            self.core.settle_tail(self.tx, id, &doc, added, false)?;
        }
        let row = match working.row {
            Some(row) => Some(row),
            None => self.core.row_of(self.tx, id, &doc)?,
        };
        self.core.note_folded(id, row.as_ref());
        let configuration = matches!(row, Some(Folded::Configuration));
        if matches!(row, Some(Folded::Case(_))) {
            let before = working.before.as_ref().map(CaseDoc::heads).unwrap_or_default();
            arrivals::put(self.tx, id, self.now_ms, &before)?;
        }
        self.index(row, self.now_ms)?;
        self.compare_with_read(id, &doc, &working.had_read)?;
        self.core.keep(id, doc);
        if configuration {
            self.core.load_configs(self.tx)?;
        }
        self.received.changed.insert(id);
        Ok(())
    }

    fn one_by_one(&mut self, id: DocId, working: Working) -> Result<Working, Error> {
        let mut doc = working.before.clone();
        let mut tips = Core::tips(self.tx, id)?;
        let mut applied = Vec::new();
        for new in working.applied {
            let row = &new.row;
            let tried = ParsedChange::read(&row.payload).and_then(|change| {
                let next = match &doc {
                    Some(doc) => doc.with_change(change)?,
                    None => CaseDoc::from_first_change(change)?,
                };
                next.loads_again()?;
                Ok(next)
            });
            match tried {
                Ok(next) => {
                    doc = Some(next);
                    tips.insert(row.attestation.actor, row.attestation);
                    applied.push(new);
                }
                Err(error) => self.put_aside(Some(id), &error, &Item::Envelope(new.row.envelope()).encode())?,
            }
        }
        Ok(Working { doc, tips, applied, ..working })
    }

    pub(super) fn finish(mut self) -> Result<Received, Error> {
        let ids: Vec<_> = self.working.keys().copied().collect();
        for id in ids {
            self.persist(id)?;
        }
        self.core.widen_configuration(self.tx)?;
        self.note_passed_over()?;
        if self.directory_changes > 0 || self.received.quarantined > 0 || self.received.forked {
            self.core.changed.anything();
        }
        if self.directory_changes > 0 || !self.received.changed.is_empty() {
            controls::requeue_deferred(self.tx)?;
        }
        for (id, touched_ms) in cases::folded_before(self.tx, self.core.directory_version, REFOLD_MAX)? {
            self.core.changed.case(id);
            if let Some(doc) = self.core.load(self.tx, id)? {
                let row = self.core.row_of(self.tx, id, &doc)?;
                self.index(row, touched_ms)?;
            }
        }
        if !self.received.changed.is_empty() {
            arrivals::forget(self.tx, self.now_ms)?;
        }
        indexed::put(self.tx, self.indexed.iter().map(|(row, indexed)| (*row, indexed)))?;
        Ok(self.received)
    }

    fn index(&mut self, row: Option<Folded>, touched_ms: i64) -> Result<(), Error> {
        let Some(row) = row else { return Ok(()) };
        if let Some((row, indexed)) = row.put(self.tx, touched_ms, self.core.directory_version)? {
            self.indexed.insert(row, indexed);
        }
        Ok(())
    }
}
