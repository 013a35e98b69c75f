//! The keys of documents: drawn by whoever opens one or changes who reads it, wrapped for each office of the audience,
//! taken out of the records by its readers, and used where content leaves this device.

use std::collections::BTreeMap;

use rusqlite::Connection;
use taizhang_model::OfficeId;
use taizhang_wire::{AudienceChange, ControlBody, ControlId, DocId, Envelope, Item, Open, Scope, SealKey, Snapshot};

use super::Core;
use crate::{
    Error,
    seal::{DocKeys, LateKeys, Secret, Share, about::Origin, shares_of},
    store::{
        controls,
        docs::{self, ChangeRow},
        keys,
    },
};

/// The number of a document's first key.
const FIRST: u32 = 1;

impl Core {
    /// Draws the first key of a document that is about to be opened, and wraps it for the offices of its audience. `None`
    /// where no office has a key: then content goes in clear.
    pub(crate) fn draw_first_key(&mut self, open: &mut Open) -> Result<Option<Secret>, Error> {
        let readers = self.office_keys_of(open.audience.iter().copied())?;
        if readers.is_empty() {
            return Ok(None);
        }
        let key = Secret::new(self.random());
        let origin = Origin::of_open(open);
        open.shares = shares_of(origin, FIRST, &key, &readers, || self.random());
        Ok(Some(key))
    }

    /// Keeps the key of a document that was just opened here.
    pub(crate) fn keep_first_key(&self, tx: &Connection, doc: DocId, key: Option<Secret>) -> Result<(), Error> {
        if let Some(key) = key {
            keys::put_doc_key(tx, doc, FIRST, &key)?;
            keys::set_sealed(tx, doc)?;
        }
        Ok(())
    }

    /// Puts the keys into a change of audience: every key so far for offices that come in, and a new one for those that
    /// stay where one leaves, or where there was none.
    pub(crate) fn share_doc_keys(
        &mut self,
        tx: &Connection,
        scope: &Scope,
        change: &mut AudienceChange,
    ) -> Result<(), Error> {
        let highest = shares_in_force(tx, change.doc)?.iter().map(Share::key_id).max().unwrap_or(0);
        let mut readers = scope.audience.clone();
        readers.extend(&change.add);
        readers.retain(|office| !change.withdraw.contains(office));
        let origin = Origin::of_audience(change);
        if highest > 0 {
            let own = self.late_keys(tx, change.doc)?.get(&self.office_secrets).clone();
            let come_in = self.office_keys_of(change.add.iter().copied())?;
            if let Some(without) = change.add.iter().find(|office| !come_in.contains_key(office)) {
                return Err(Error::Unknown { kind: "key of the office", name: without.to_string() });
            }
            if own.iter().next().is_none() && !come_in.is_empty() {
                return Err(Error::Unknown { kind: "key of the document", name: change.doc.to_string() });
            }
            for (key_id, key) in own.iter() {
                change.shares.extend(shares_of(origin, key_id, key, &come_in, || self.random()));
            }
        }
        let stay = self.office_keys_of(readers.iter().copied())?;
        // A document in clear stays so while there are readers who could not open it.
        let begins = highest == 0 && stay.len() == readers.len();
        if begins || (highest > 0 && !change.withdraw.is_empty()) {
            // What this device itself is to open it by is its office's share, once the record has taken effect.
            let key = Secret::new(self.random());
            let next = highest.checked_add(1).ok_or(Error::NotAllowed)?;
            change.shares.extend(shares_of(origin, next, &key, &stay, || self.random()));
        }
        change.shares.sort_unstable_by_key(|share| (share.key_id, share.office));
        Ok(())
    }

    /// Of offices that are to be let in without anybody asking, those that could open the document, and so many that their
    /// keys fit into one record.
    pub(crate) fn keep_who_can_open(
        &self,
        tx: &Connection,
        doc: DocId,
        offices: &mut Vec<OfficeId>,
    ) -> Result<(), Error> {
        const SHARES_MAX: usize = 400;
        let keys = self.doc_keys(tx, doc)?;
        let count = keys.iter().count();
        if count > 0 || keys.is_sealed() {
            let can_open = self.office_keys_of(offices.iter().copied())?;
            offices.retain(|office| count > 0 && can_open.contains_key(office));
            offices.truncate((SHARES_MAX / count.max(1)).max(1));
        }
        Ok(())
    }

    /// The newest key of each of these offices that has one.
    fn office_keys_of(
        &self,
        offices: impl IntoIterator<Item = OfficeId>,
    ) -> Result<BTreeMap<OfficeId, SealKey>, Error> {
        let grants = self.grants()?;
        Ok(offices.into_iter().filter_map(|office| Some((office, grants.newest_office_key(office)?))).collect())
    }

    /// The keys of a document, with the shares of those that nobody has opened here.
    pub(crate) fn late_keys(&self, tx: &Connection, doc: DocId) -> Result<LateKeys, Error> {
        let known = keys::doc_keys(tx, doc)?;
        Ok(LateKeys::new(known, shares_in_force(tx, doc)?))
    }

    /// The keys of a document, for one item: shares come along where its key was not opened here before.
    pub(crate) fn late_keys_for(&self, tx: &Connection, doc: DocId, key_id: u32) -> Result<LateKeys, Error> {
        let known = keys::doc_keys(tx, doc)?;
        let is_open = key_id == 0 || known.holds(key_id);
        Ok(LateKeys::new(known, if is_open { Vec::new() } else { shares_in_force(tx, doc)? }))
    }

    /// The keys that a document's content is sealed with where it leaves this device.
    pub(crate) fn doc_keys(&self, tx: &Connection, doc: DocId) -> Result<DocKeys, Error> {
        let known = keys::doc_keys(tx, doc)?;
        if known.is_sealed() && known.iter().next().is_none() {
            return Ok(self.late_keys(tx, doc)?.get(&self.office_secrets).clone());
        }
        Ok(known)
    }

    /// A change as others get it. `None` where its document's key is not here.
    pub(crate) fn outgoing_change(&mut self, tx: &Connection, row: ChangeRow) -> Result<Option<Vec<u8>>, Error> {
        let envelope: Envelope = row.envelope();
        let sealed = self.doc_keys(tx, envelope.doc)?.seal_envelope(envelope, self.random());
        Ok(sealed.map(|envelope| Item::Envelope(envelope).encode()))
    }

    /// A snapshot as others get it. `None` where its document's key is not here, or where it is over its bound.
    pub(crate) fn outgoing_snapshot(&mut self, tx: &Connection, snapshot: Snapshot) -> Result<Option<Vec<u8>>, Error> {
        let sealed = self.doc_keys(tx, snapshot.doc)?.seal_snapshot(snapshot, self.random());
        let sound = sealed.filter(|snapshot| snapshot.check().is_ok());
        Ok(sound.map(|snapshot| Item::Snapshot(snapshot).encode()))
    }
}

/// A document's records that are in force, oldest first. What this device proposed and the relay has not taken is not.
fn records_in_force(tx: &Connection, doc: DocId) -> Result<Vec<(ControlId, ControlBody)>, Error> {
    let Some(row) = docs::row(tx, doc)? else { return Ok(Vec::new()) };
    let items = controls::items(tx, Some(doc))?;
    let records = items.iter().filter_map(|item| super::as_control(item));
    let mut records: BTreeMap<_, _> = records.map(|record| (record.id(), record.body)).collect();
    let (mut in_force, mut at) = (Vec::new(), Some(row.scope.tip));
    while let Some((id, record)) = at.and_then(|id| records.remove_entry(&id)) {
        at = if let ControlBody::Audience(change) = &record { Some(change.previous) } else { None };
        in_force.push((id, record));
    }
    in_force.reverse();
    Ok(in_force)
}

/// Who may read a document by its records here, whatever was heard of later ones that never came.
pub(super) fn scope_in_force(tx: &Connection, doc: DocId) -> Result<Option<Scope>, Error> {
    let mut scope: Option<Scope> = None;
    for (id, record) in records_in_force(tx, doc)? {
        scope = match (record, scope) {
            (ControlBody::Open(open), None) => Some(Scope::opened(id, &open)),
            (ControlBody::Audience(change), Some(scope)) => Some(scope.after(id, &change)),
            _ => return Ok(None),
        };
    }
    Ok(scope)
}

fn shares_in_force(tx: &Connection, doc: DocId) -> Result<Vec<Share>, Error> {
    let shares_of = |(_, record): &(ControlId, ControlBody)| match record {
        ControlBody::Open(open) => Share::of_open(open),
        ControlBody::Audience(change) => Share::of_audience(change),
        _ => Vec::new(),
    };
    Ok(records_in_force(tx, doc)?.iter().flat_map(shares_of).collect())
}
