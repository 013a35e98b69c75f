//! Opening a document of any kind, and recording acts on those that are no case.

use jiff::{Timestamp, civil::Date};
use rusqlite::Connection;
use taizhang_model::{ActBody, ActId, OfficeId, Refusal, act, date_in_china, refusal};
use taizhang_wire::{ActorId, ControlBody, DocId, DocKind, Item, Open, judge_open, limits};

use super::Core;
use crate::{
    Error,
    doc::{CaseDoc, Edit, Salt, act_id},
    store::{
        controls::{self, Held},
        docs,
    },
};

/// The counter of the first act of a new document: it stands behind the containers.
const FIRST_ACT: u64 = 6;

impl Core {
    /// Opens a document for these offices. Nothing is in it yet.
    pub(crate) fn open_document(
        &mut self,
        tx: &Connection,
        kind: DocKind,
        home: OfficeId,
        mut audience: Vec<OfficeId>,
    ) -> Result<DocId, Error> {
        let author = self.author()?;
        audience.push(home);
        audience.push(author.office);
        audience.sort_unstable();
        audience.dedup();
        let mut open = Open { kind, home, audience, nonce: self.random(), device: author.device, shares: Vec::new() };
        let key = self.draw_first_key(&mut open)?;
        let control = ControlBody::Open(open.clone()).sign(&self.identity.secret);
        let (_, scope) = judge_open(self.grants()?, &control, &open);
        let scope = scope.ok_or(Error::NotEnrolled)?;
        let id = control.doc().expect("an opening record names its document");
        controls::insert(tx, control.id(), Some(id), &Item::Control(control).encode(), Held::No)?;
        docs::insert(tx, id, &scope, author.device)?;
        self.keep_first_key(tx, id, key)?;
        Ok(id)
    }

    /// Whether every office that is to read a document is known here.
    pub(crate) fn check_offices(&self, offices: &[OfficeId]) -> Result<(), Error> {
        match offices.iter().find(|office| !self.directory.offices.contains_key(office)) {
            Some(office) => Err(Error::Unknown { kind: "office", name: office.to_string() }),
            None => Ok(()),
        }
    }

    /// Writes the first change of a document that was just opened.
    pub(crate) fn write_first(
        &mut self,
        tx: &Connection,
        now: Timestamp,
        id: DocId,
        edits: &[Edit],
    ) -> Result<(), Error> {
        let salt = Salt(self.random());
        let (doc, change) = CaseDoc::create(self.identity.actor(), now.as_second(), salt, edits);
        doc.check_own(&change).map_err(super::commands::too_long)?;
        self.keep_local(tx, id, doc, change, now)
    }

    /// The acts of a first change: each has seen the one before.
    pub(crate) fn acts_in_a_row(&self, now: Timestamp, bodies: Vec<(ActBody, Date)>) -> Result<Vec<Edit>, Error> {
        let (actor, author) = (self.identity.actor(), self.author()?);
        let mut seen = Vec::new();
        let mut edits = Vec::new();
        for (counter, (body, on)) in (FIRST_ACT..).zip(bodies) {
            let act = self.new_act(act_id(actor, counter), author, now, on, seen, body);
            seen = vec![act.id];
            edits.push(Edit::Act(act.to_json()));
        }
        Ok(edits)
    }

    /// Adds an act that was checked, based on these, to a document.
    pub(crate) fn add_act(
        &mut self,
        tx: &Connection,
        now: Timestamp,
        id: DocId,
        doc: CaseDoc,
        mut seen: Vec<ActId>,
        (body, on): (ActBody, Option<Date>),
    ) -> Result<ActId, Error> {
        if doc.act_count() >= limits::CASE_ACTS_MAX {
            return Err(Refusal::because(&refusal::CASE_FULL).into());
        }
        let actor: ActorId = self.identity.actor();
        let act = act_id(actor, doc.max_op() + 1);
        seen.truncate(act::limits::BASED_ON);
        let on = on.unwrap_or_else(|| date_in_china(now));
        let written = self.new_act(act, self.author()?, now, on, seen, body);
        self.commit(tx, now, id, doc, &[Edit::Act(written.to_json())])?;
        Ok(act)
    }

    /// A document of this kind that is here.
    pub(crate) fn document(
        &mut self,
        tx: &Connection,
        id: DocId,
        kind: DocKind,
        name: &'static str,
    ) -> Result<(CaseDoc, OfficeId), Error> {
        let unknown = || Error::Unknown { kind: name, name: id.to_string() };
        let row = docs::row(tx, id)?.filter(|row| row.scope.kind == kind).ok_or_else(unknown)?;
        Ok((self.load(tx, id)?.ok_or_else(unknown)?, row.scope.home))
    }
}
