//! Taking in who may read a document: offices that are let in, and offices that are withdrawn, this one among them.

use taizhang_model::{DeviceId, OfficeId};
use taizhang_wire::{
    AudienceChange, Code, Control, ControlId, DocId, Item, Scope, Verdict as ControlVerdict, judge_audience,
};

use super::{
    doc_keys::scope_in_force,
    receive::{Pass, refused},
};
use crate::{
    Error,
    guard::Need,
    seal::{LateKeys, Share},
    store::{
        controls::{self, Held},
        docs, folded, keys,
    },
};

impl Pass<'_> {
    pub(super) fn audience(
        &mut self,
        control: &Control,
        change: &AudienceChange,
        bytes: &[u8],
        from_relay: bool,
    ) -> Result<(), Error> {
        self.persist(change.doc)?;
        let Some(row) = docs::row(self.tx, change.doc)? else {
            // With the case, the relay takes out of our feed all that we have not read of it: a device to which nothing of it
            // came has nothing to leave, and nothing to wait for.
            if from_relay && self.is_ours(&change.withdraw) {
                self.received.known += 1;
                return Ok(());
            }
            return self.park(&Need::scope(change.doc), bytes, from_relay);
        };
        let pending = controls::held(self.tx, control.id())?;
        let mut before = row.scope.clone();
        let own = self.core.author().map(|author| author.office);
        if own.is_ok_and(|own| before.ever.contains(&own) && !before.audience.contains(&own)) {
            // We may have left on hearing of a record whose predecessors never came. Now they do, and are judged as ever.
            before = scope_in_force(self.tx, change.doc)?.unwrap_or(before);
        }
        match judge_audience(self.core.grants()?, &before, control, change) {
            // One of our own is on disk already, but holds only now that it comes back: from the relay or, where there is
            // no network, from an office that took it in.
            ControlVerdict::Accept => {}
            ControlVerdict::Held | ControlVerdict::Refuse(Code::Stale) if pending.is_some() => {
                if from_relay {
                    controls::set_held(self.tx, control.id(), Held::Yes, None)?;
                }
                self.received.known += 1;
                return Ok(());
            }
            // With the case, the relay takes out of our feed what we have not read of it: what this record follows may
            // never come.
            ControlVerdict::Refuse(Code::Stale)
                if from_relay && self.is_ours(&change.withdraw) && !controls::exists(self.tx, change.previous)? =>
            {
                return self.leave(change.doc, row.scope, row.opener);
            }
            ControlVerdict::Refuse(Code::Stale) if !controls::exists(self.tx, change.previous)? => {
                return self.park(&Need::control(change.previous), bytes, from_relay);
            }
            verdict => return self.not_taken(verdict, Some(change.doc), bytes, from_relay),
        }
        let held = if from_relay { Held::Yes } else { Held::No };
        controls::insert(self.tx, control.id(), Some(change.doc), bytes, held)?;
        controls::set_held(self.tx, control.id(), held, None)?;
        self.core.changed.case(change.doc);
        let scope = before.after(control.id(), change);
        docs::insert(self.tx, change.doc, &scope, row.opener)?;
        if self.is_ours(&change.withdraw) {
            self.withdraw(change.doc)?;
        } else {
            let keys = LateKeys::new(keys::doc_keys(self.tx, change.doc)?, Share::of_audience(change));
            let opened = keys.get(&self.core.office_secrets).clone();
            self.learn_doc_keys(change.doc, &opened)?;
        }
        self.scope_changed(change.doc, control.id())
    }

    /// Whether our office is one of these.
    fn is_ours(&self, offices: &[OfficeId]) -> bool {
        self.core.author().is_ok_and(|author| offices.contains(&author.office))
    }

    /// Our office was withdrawn by a record that follows one we never read. The record is not kept: where we are let in
    /// again, the relay gives all of them in order.
    fn leave(&mut self, doc: DocId, mut scope: Scope, opener: DeviceId) -> Result<(), Error> {
        let own = self.core.author()?.office;
        scope.audience.remove(&own);
        docs::insert(self.tx, doc, &scope, opener)?;
        self.withdraw(doc)?;
        if let Some(working) = self.working.get_mut(&doc) {
            working.scope = Some((scope, opener));
        }
        Ok(())
    }

    /// Our office may not read the document any more: it leaves this device, but what was not sent stays for people.
    fn withdraw(&mut self, doc: DocId) -> Result<(), Error> {
        for (row, held) in docs::changes(self.tx, doc)? {
            if held != Held::Yes as i64 && row.attestation.actor.device() == self.core.identity.device() {
                let item = Item::Envelope(row.envelope()).encode();
                self.put_aside(Some(doc), &refused(Code::Withdrawn, "an unsent edit of a case that left"), &item)?;
            }
        }
        docs::forget_content(self.tx, doc)?;
        keys::forget_doc_keys(self.tx, doc)?;
        folded::remove(self.tx, doc)?;
        self.core.cache.pop(&doc);
        self.working.remove(&doc);
        self.core.changed.anything();
        self.received.changed.insert(doc);
        Ok(())
    }

    pub(super) fn scope_changed(&mut self, doc: DocId, id: ControlId) -> Result<(), Error> {
        if let Some(working) = self.working.get_mut(&doc) {
            working.scope = docs::row(self.tx, doc)?.map(|row| (row.scope, row.opener));
        }
        self.unpark(&Need::control(id))?;
        self.unpark(&Need::scope(doc))
    }
}
