//! Who may bring what, and the records of the directory: every office reads them all.

use std::sync::Arc;

use rusqlite::params;
use taizhang_model::{DeviceId, OfficeId};
use taizhang_wire::{Answer, Code, Control, ControlBody, ControlId, Grants, Item, Verdict};

use super::{Feed, SqliteLog, position_from_sql};
use crate::{
    Error,
    log::{Caller, Prepared, refusal},
};

impl SqliteLog {
    /// Answers each item for itself.
    pub(super) fn take_in(&mut self, from: Caller, now_ms: i64, items: Vec<Prepared>) -> Result<Vec<Answer>, Error> {
        if from == Caller::Bootstrap && !may_bootstrap(&self.grants, &items) {
            return Ok(vec![Answer::refused(Code::NotFound); items.len()]);
        }
        items.iter().map(|prepared| self.take_one(from, now_ms, prepared)).collect()
    }

    fn take_one(&mut self, from: Caller, now_ms: i64, prepared: &Prepared) -> Result<Answer, Error> {
        let item = match &prepared.item {
            Ok(item) => item,
            Err(code) => return Ok(Answer::refused(*code)),
        };
        let device = match from {
            Caller::Device(device) => device,
            Caller::Enrolment | Caller::Bootstrap => {
                return match item {
                    Item::Control(control) => self.take_unasked(from, now_ms, control, &prepared.bytes),
                    Item::Envelope(_) | Item::Snapshot(_) => Ok(Answer::refused(Code::NotEnrolled)),
                };
            }
        };
        let office = match office_of(&self.grants, device) {
            Ok(office) => office,
            Err(code) => return Ok(Answer::refused(code)),
        };
        match item {
            Item::Envelope(envelope) => self.take_envelope(office, envelope, prepared),
            Item::Snapshot(snapshot) => self.take_snapshot(office, snapshot, prepared),
            Item::Control(control) => match &control.body {
                ControlBody::Open(open) => self.take_open(control, open, &prepared.bytes),
                ControlBody::Audience(change) => self.take_audience(office, control, change, &prepared.bytes),
                body => {
                    if let ControlBody::Claim(claim) = body
                        && !self.knows_secret(control, claim)
                    {
                        self.count_wrong_secret(claim.id)?;
                    }
                    self.take_record(from, now_ms, control, &prepared.bytes)
                }
            },
        }
    }

    /// A record from somebody who is no device yet.
    fn take_unasked(&mut self, from: Caller, now_ms: i64, control: &Control, bytes: &[u8]) -> Result<Answer, Error> {
        if from == Caller::Enrolment {
            let ControlBody::Claim(claim) = &control.body else { return Ok(Answer::refused(Code::NotAllowed)) };
            if !self.knows_secret(control, claim) {
                self.count_wrong_secret(claim.id)?;
                return Ok(Answer::refused(Code::CodeUnknown));
            }
        }
        self.take_record(from, now_ms, control, bytes)
    }

    /// A record of the directory.
    fn take_record(&mut self, from: Caller, now_ms: i64, control: &Control, bytes: &[u8]) -> Result<Answer, Error> {
        let verdict = self.grants.judge(control);
        if let Some(code) = refusal(&verdict) {
            return Ok(Answer::refused(code));
        }
        if verdict == Verdict::Held {
            return Ok(Answer::Held);
        }
        if let Some(code) = self.judge_delegates_time(from, now_ms, control) {
            return Ok(Answer::refused(code));
        }
        if let ControlBody::Claim(claim) = &control.body {
            if let Some(code) = self.judge_code(from, now_ms, claim)? {
                return Ok(Answer::refused(code));
            }
            self.seen.note(claim.device.device(), now_ms);
        }
        let item = self.keep_control(None, control.id(), bytes)?;
        self.db.prepare_cached("INSERT INTO directory (item) VALUES (?)")?.execute(params![item])?;
        let offices: Vec<OfficeId> = self.offices.keys().copied().collect();
        for office in offices {
            self.feed(office, item)?;
        }
        if let ControlBody::Office(record) = &control.body
            && !self.offices.contains_key(&record.id)
        {
            self.open_feed(record.id)?;
        }
        Arc::make_mut(&mut self.grants).apply(control);
        Ok(Answer::Stored)
    }

    /// A new office reads the whole directory, in order, before anything else.
    fn open_feed(&mut self, office: OfficeId) -> Result<(), Error> {
        self.db.prepare_cached("INSERT INTO office (id) VALUES (?)")?.execute(params![office.as_bytes()])?;
        let key = self.db.last_insert_rowid();
        let entries = self
            .db
            .prepare_cached(
                "INSERT INTO feed (office, position, item)
                 SELECT ?, row_number() OVER (ORDER BY item), item FROM directory",
            )?
            .execute(params![key])?;
        self.undo.feeds.entry(office).or_insert(None);
        self.offices.insert(office, Feed { key, head: entries as u64 });
        Ok(())
    }

    pub(super) fn keep_control(&self, doc: Option<i64>, id: ControlId, bytes: &[u8]) -> Result<i64, Error> {
        let item = self.keep(doc, bytes)?;
        self.db
            .prepare_cached("INSERT INTO control (id, item) VALUES (?, ?)")?
            .execute(params![id.as_bytes(), item])?;
        Ok(item)
    }

    pub(super) fn holds_control(&self, id: ControlId) -> Result<bool, Error> {
        Ok(self.db.prepare_cached("SELECT 1 FROM control WHERE id = ?")?.exists(params![id.as_bytes()])?)
    }

    /// Moves everything that an office's feed holds of a document out of it; the caller appends to that feed in the
    /// same transaction, so that its greatest position is never given up.
    pub(super) fn take_out(&self, office: OfficeId, doc: i64) -> Result<(), Error> {
        let feed = self.offices.get(&office).expect("audiences name only offices of the directory");
        self.db
            .prepare_cached(
                "DELETE FROM feed WHERE office = ?1 AND position IN (
                     SELECT f.position FROM item i CROSS JOIN feed f ON f.item = i.key AND f.office = ?1 WHERE i.doc = ?2)",
            )?
            .execute(params![feed.key, doc])?;
        Ok(())
    }

    /// Appends a document to the feed of an office that comes in, as another office's feed holds it: its records first,
    /// the last of them `record`, which lets the office in; only then what it may not read before that.
    pub(super) fn copy_feed(&mut self, from: OfficeId, to: OfficeId, doc: i64, record: i64) -> Result<(), Error> {
        let source = self.offices.get(&from).expect("the home office is in the directory").key;
        let items: Vec<(i64, Vec<u8>)> = self
            .db
            .prepare_cached(
                "SELECT f.item, substr(i.bytes, 1, 2) FROM item i CROSS JOIN feed f ON f.item = i.key AND f.office = ?1
                 WHERE i.doc = ?2 ORDER BY f.position",
            )?
            .query_map(params![source, doc], |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect::<Result<_, _>>()?;
        let (records, content): (Vec<_>, Vec<_>) = items.into_iter().partition(|(_, head)| Item::is_control(head));
        let in_order = records.into_iter().map(|(item, _)| item).chain([record]);
        for item in in_order.chain(content.into_iter().map(|(item, _)| item)) {
            self.feed(to, item)?;
        }
        Ok(())
    }

    /// The highest position of an office's feed that holds one of these items, once they are out of it.
    pub(super) fn remove_from_feeds(&self, item: i64) -> Result<Vec<(i64, u64)>, Error> {
        let mut remove = self.db.prepare_cached("DELETE FROM feed WHERE item = ? RETURNING office, position")?;
        let places = remove.query_map(params![item], |row| Ok((row.get(0)?, position_from_sql(row.get(1)?))))?;
        Ok(places.collect::<Result<_, _>>()?)
    }
}

/// The office that a device reads and writes for.
fn office_of(grants: &Grants, device: DeviceId) -> Result<OfficeId, Code> {
    if grants.is_revoked(device) {
        return Err(Code::Revoked);
    }
    grants.device(device).map(|grant| grant.office).ok_or(Code::NotEnrolled)
}

/// Only a county without any device can be set up by somebody whom nobody let in, and only with records that all
/// descend from the authority's key.
fn may_bootstrap(grants: &Grants, items: &[Prepared]) -> bool {
    let mut trial = grants.clone();
    grants.devices().next().is_none()
        && items.iter().all(|prepared| match &prepared.item {
            Ok(Item::Control(control)) => match trial.judge(control) {
                Verdict::Accept => {
                    trial.apply(control);
                    true
                }
                Verdict::Held => true,
                Verdict::Waits(_) | Verdict::Refuse(_) => false,
            },
            _ => false,
        })
}
