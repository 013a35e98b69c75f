//! Documents: who may read them, and the changes in them.
//!
//! A document that exists but is not for the caller's office is answered exactly as one that does not exist.

use std::sync::Arc;

use rusqlite::{OptionalExtension as _, params};
use taizhang_model::OfficeId;
use taizhang_wire::{
    Answer, Attestation, AudienceChange, ChangeHash, Code, Control, DocId, Envelope, Open, Scope, Verdict,
    judge_audience, judge_open,
};

use super::{Document, SqliteLog, StoredScope};
use crate::{
    Error,
    log::{
        Prepared,
        prepared::{Verified, verify},
        refusal,
    },
};

impl SqliteLog {
    /// Opens a document. Any device may bring the record: after a restore it is not always one of its first audience
    /// that still has it, and nobody can make one up, for the document's id is the record's hash.
    pub(super) fn take_open(&mut self, control: &Control, open: &Open, bytes: &[u8]) -> Result<Answer, Error> {
        let id = control.id();
        if self.holds_control(id)? {
            return Ok(Answer::Held);
        }
        let scope = match judge_open(&self.grants, control, open) {
            (Verdict::Accept, Some(scope)) => scope,
            (verdict, _) => return Ok(Answer::refused(refusal(&verdict).unwrap_or(Code::NotAllowed))),
        };
        let doc = DocId::from_hash(&id.0);
        if self.document(doc)?.is_some() {
            return Ok(Answer::refused(Code::NotAllowed));
        }
        self.db
            .prepare_cached("INSERT INTO doc (id, scope) VALUES (?, ?)")?
            .execute(params![doc.as_bytes(), stored(&scope)])?;
        let key = self.db.last_insert_rowid();
        let item = self.keep_control(Some(key), id, bytes)?;
        for office in &scope.audience {
            self.feed(*office, item)?;
        }
        self.documents.put(doc, Arc::new(Document { key, recovered: false, scope }));
        Ok(Answer::Stored)
    }

    /// Changes a document's audience. Each office that comes in gets the document as it stands; each that goes out keeps
    /// one entry of it, the record that says so; the others get the record.
    pub(super) fn take_audience(
        &mut self,
        caller: OfficeId,
        control: &Control,
        change: &AudienceChange,
        bytes: &[u8],
    ) -> Result<Answer, Error> {
        let id = control.id();
        if self.holds_control(id)? {
            return Ok(Answer::Held);
        }
        let Some(document) = self.document(change.doc)? else { return Ok(Answer::refused(Code::UnknownDocument)) };
        let before = &document.scope;
        if !before.audience.contains(&caller) && change.add.binary_search(&caller).is_err() {
            return Ok(Answer::refused(Code::UnknownDocument));
        }
        match judge_audience(&self.grants, before, control, change) {
            Verdict::Accept => {}
            Verdict::Held => return Ok(Answer::Held),
            verdict => return Ok(Answer::refused(refusal(&verdict).unwrap_or(Code::NotAllowed))),
        }
        let after = before.after(id, change);
        let item = self.keep_control(Some(document.key), id, bytes)?;
        for office in after.audience.difference(&before.audience) {
            self.take_out(*office, document.key)?;
            self.copy_feed(before.home, *office, document.key, item)?;
        }
        for office in before.audience.difference(&after.audience) {
            self.take_out(*office, document.key)?;
        }
        for office in &before.audience {
            self.feed(*office, item)?;
        }
        self.db
            .prepare_cached("UPDATE doc SET scope = ? WHERE key = ?")?
            .execute(params![stored(&after), document.key])?;
        self.documents.put(change.doc, Arc::new(Document { scope: after, ..(*document).clone() }));
        Ok(Answer::Stored)
    }

    /// Takes in one change.
    pub(super) fn take_envelope(
        &mut self,
        caller: OfficeId,
        envelope: &Envelope,
        prepared: &Prepared,
    ) -> Result<Answer, Error> {
        let Some(document) = self.document_for(caller, envelope.doc)? else {
            return Ok(Answer::refused(Code::UnknownDocument));
        };
        let attestation = &envelope.attestation;
        if let Some(code) = self.check_authors(&document, envelope.doc, &[*attestation], prepared.verified) {
            return Ok(Answer::refused(code));
        }
        let doc = document.key;
        if self.holds_change(doc, &attestation.hash)? {
            return Ok(Answer::Held);
        }
        let actor = self.actor_or_new(attestation.actor)?;
        let seq = attestation.seq;
        if let Some(holder) = self.change_at(doc, actor, seq)? {
            return Ok(Answer::Refused { code: Code::Fork, hashes: vec![holder] });
        }
        let is_shut_out = !self.may_come_in(envelope.doc, attestation);
        if document.recovered {
            if seq <= self.recovered_up_to(doc, actor)? {
                return Ok(Answer::Held);
            }
        } else if !is_shut_out {
            let mut missing = Vec::new();
            for dep in &envelope.deps {
                if !self.holds_change(doc, dep)? {
                    missing.push(*dep);
                }
            }
            if !missing.is_empty() {
                return Ok(Answer::Refused { code: Code::MissingDeps, hashes: missing });
            }
        }
        if is_shut_out {
            return Ok(Answer::refused(Code::Revoked));
        }
        if seq > 1 && self.change_at(doc, actor, seq - 1)?.is_none() {
            return Ok(Answer::refused(Code::SeqGap));
        }
        let item = self.keep(Some(doc), &prepared.bytes)?;
        self.know_change(doc, &attestation.hash, actor, seq, Some(item))?;
        for office in &document.scope.audience {
            self.feed(*office, item)?;
        }
        Ok(Answer::Stored)
    }

    /// The document, if it exists and the office is in its present audience.
    pub(super) fn document_for(&mut self, office: OfficeId, id: DocId) -> Result<Option<Arc<Document>>, Error> {
        Ok(self.document(id)?.filter(|document| document.scope.audience.contains(&office)))
    }

    /// Why these attestations cannot be taken: a device that nobody let in, an office that never might write here, a
    /// signature that does not hold.
    pub(super) fn check_authors(
        &self,
        document: &Document,
        doc: DocId,
        attestations: &[Attestation],
        verified: bool,
    ) -> Option<Code> {
        for attestation in attestations {
            match self.grants.device(attestation.actor.device()) {
                None => return Some(Code::NotEnrolled),
                Some(grant) if !document.scope.ever.contains(&grant.office) => return Some(Code::NotInAudience),
                Some(_) => {}
            }
        }
        let sound = verified || verify(&self.grants, doc, attestations) == Verified::Yes;
        (!sound).then_some(Code::BadSignature)
    }

    pub(super) fn holds_change(&self, doc: i64, hash: &ChangeHash) -> Result<bool, Error> {
        let mut find = self.db.prepare_cached("SELECT 1 FROM change WHERE doc = ? AND hash = ?")?;
        Ok(find.exists(params![doc, hash.as_bytes()])?)
    }

    /// The change that holds an actor's place.
    pub(super) fn change_at(&self, doc: i64, actor: i64, seq: u64) -> Result<Option<ChangeHash>, Error> {
        let mut find = self.db.prepare_cached("SELECT hash FROM change WHERE doc = ? AND actor = ? AND seq = ?")?;
        let hash = find.query_row(params![doc, actor, seq_to_sql(seq)], |row| row.get(0)).optional()?;
        Ok(hash.map(ChangeHash))
    }

    /// How many of an actor's changes came in inside a recovered snapshot.
    fn recovered_up_to(&self, doc: i64, actor: i64) -> Result<u64, Error> {
        let mut find =
            self.db.prepare_cached("SELECT max(seq) FROM change WHERE doc = ? AND actor = ? AND item IS NULL")?;
        let seq: Option<i64> = find.query_row(params![doc, actor], |row| row.get(0))?;
        Ok(seq.and_then(|seq| u64::try_from(seq).ok()).unwrap_or(0))
    }

    pub(super) fn know_change(
        &self,
        doc: i64,
        hash: &ChangeHash,
        actor: i64,
        seq: u64,
        item: Option<i64>,
    ) -> Result<(), Error> {
        self.db
            .prepare_cached("INSERT INTO change (doc, hash, actor, seq, item) VALUES (?, ?, ?, ?, ?)")?
            .execute(params![doc, hash.as_bytes(), actor, seq_to_sql(seq), item])?;
        Ok(())
    }
}

fn stored(scope: &Scope) -> Vec<u8> {
    postcard::to_allocvec(&StoredScope::from(scope.clone())).expect("a scope holds nothing that postcard cannot write")
}

/// `check` bounds a seq by `u32::MAX`.
fn seq_to_sql(seq: u64) -> i64 {
    i64::try_from(seq).expect("bounded when the item was decoded")
}
