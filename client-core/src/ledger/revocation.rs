//! Shutting a device out: first the door, then the list of what counts. What the device wrote beyond that list leaves
//! every document it had come into and waits, until somebody who administers its office confirms it.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use rusqlite::Connection;
use schemars::JsonSchema;
use serde::Serialize;
use taizhang_model::{CaseId, DeviceId};
use taizhang_wire::{
    AcceptedTip, ActorId, Attestation, ChangeHash, Control, ControlBody, DocId, Incarnation, Item, LastAccepted,
    Revoke, Signature, Waiting, limits,
};

use super::{Core, Ledger, as_control, ms, queries::device_name, receive::Pass};
use crate::{
    Error,
    doc::{CaseDoc, ParsedChange},
    guard::Need,
    store::{
        controls, docs,
        held_back::{self, parked_here},
    },
};

/// What a device that was shut out wrote in one document beyond what counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ToConfirm {
    /// The device.
    pub device: DeviceId,
    /// What its holder calls it.
    pub device_name: String,
    /// The document.
    pub case: CaseId,
    /// The case's number, where it is here.
    pub number: String,
    /// Its title.
    pub title: String,
    /// How many changes wait.
    pub changes: usize,
    /// When the first was written, by the device's own clock, in milliseconds since 1970.
    pub from_ms: i64,
    /// When the last was.
    pub until_ms: i64,
    /// The kinds of the acts among them, in order.
    pub acts: Vec<String>,
}

/// What waits of one device in one document.
#[derive(Default)]
struct Beyond {
    changes: BTreeSet<ChangeHash>,
    last: BTreeMap<Incarnation, u64>,
    times_ms: BTreeSet<i64>,
    acts: Vec<String>,
}

impl Beyond {
    fn add(&mut self, change: &ParsedChange) {
        if self.changes.insert(change.hash) {
            let meta = change.meta();
            self.times_ms.insert(meta.time_s.saturating_mul(1_000));
            let kind =
                |json: &str| Some(serde_json::from_str::<serde_json::Value>(json).ok()?["kind"].as_str()?.to_owned());
            self.acts.extend(change.acts().iter().filter_map(|(_, json)| kind(json)));
            let last = self.last.entry(meta.actor.incarnation()).or_insert(meta.seq);
            *last = meta.seq.max(*last);
        }
    }
}

impl Ledger {
    /// Shuts a device out: from the next sync on the relay neither takes from it nor gives to it. Its office has a new key
    /// from now on, which it is not given.
    ///
    /// # Errors
    /// [`Error::NotAuthority`], [`Error::Unknown`].
    pub fn revoke(&mut self, now: Timestamp, device: DeviceId, reason: &str) -> Result<(), Error> {
        let record = Revoke { device, reason: reason.to_owned(), made_at_ms: ms(now) };
        self.write(|core, tx| {
            let office = core.grants()?.device(device).map(|grant| grant.office);
            let is_new = !core.grants()?.is_revoked(device);
            core.say(tx, now, ControlBody::Revoke(record))?;
            match office {
                Some(office) if is_new => core.rotate_office_key(tx, now, office).map(drop),
                _ => Ok(()),
            }
        })
    }

    /// Devices that the relay has shut out, and of which nobody signed yet how far what they wrote counts, where this
    /// device may sign that.
    ///
    /// # Errors
    /// [`Error::NotEnrolled`], [`Error::Storage`].
    pub fn revocations_to_finish(&mut self, now: Timestamp) -> Result<Vec<DeviceId>, Error> {
        self.read(|core, tx| {
            let grants = core.grants()?;
            let unfinished = |device: &DeviceId| grants.is_revoked(*device) && !grants.has_last_accepted(*device);
            let open: BTreeSet<DeviceId> = grants.devices().map(|(device, _)| *device).filter(unfinished).collect();
            if open.is_empty() || !core.administers() {
                return Ok(Vec::new());
            }
            let at_relay: BTreeSet<DeviceId> =
                controls::held_by_relay(tx)?.iter().filter_map(|item| as_control(item)).filter_map(shut_out).collect();
            let may_sign = |device: &DeviceId| {
                let (tips, made_at_ms) = (Vec::new(), ms(now));
                core.may_say(ControlBody::LastAccepted(LastAccepted {
                    device: *device,
                    part: 1,
                    parts: 1,
                    tips,
                    made_at_ms,
                }))
            };
            Ok(open.intersection(&at_relay).copied().filter(may_sign).collect())
        })
    }

    /// Signs how far what a device wrote counts: as far as the relay has it. Replicas that have more drop it.
    ///
    /// # Errors
    /// [`Error::NotAuthority`], [`Error::Unknown`]; [`Error::Wire`] where it wrote in more documents than may be.
    pub fn finish_revocation(
        &mut self,
        now: Timestamp,
        device: DeviceId,
        mut tips: Vec<AcceptedTip>,
    ) -> Result<(), Error> {
        tips.sort_unstable();
        self.write(|core, tx| {
            let lists: Vec<_> = tips.chunks(limits::LAST_ACCEPTED_TIPS_MAX).map(<[_]>::to_vec).collect();
            // A device that never wrote has a list too: an empty one.
            let lists = if lists.is_empty() { vec![Vec::new()] } else { lists };
            let too_many = taizhang_wire::Error::TooLarge {
                what: "last accepted",
                max: usize::from(limits::LAST_ACCEPTED_PARTS_MAX),
            };
            let parts = u16::try_from(lists.len()).map_err(|_| too_many)?;
            for (part, tips) in (1..=parts).zip(lists) {
                let record = LastAccepted { device, part, parts, tips, made_at_ms: ms(now) };
                core.say(tx, now, ControlBody::LastAccepted(record))?;
            }
            Ok(())
        })
    }

    /// What devices that were shut out wrote beyond what counts, as far as it came here.
    ///
    /// # Errors
    /// [`Error::Storage`].
    pub fn waiting_for_confirmation(&mut self) -> Result<Vec<ToConfirm>, Error> {
        self.read(|core, tx| {
            let beyond = core.beyond(tx)?;
            let mut lines = Vec::new();
            for ((device, case), beyond) in beyond {
                let view = core.shown(tx, case).ok();
                let (number, title) = view.map(|view| (view.number, view.title)).unwrap_or_default();
                let grant = core.grants.as_ref().and_then(|grants| grants.device(device));
                lines.push(ToConfirm {
                    device,
                    device_name: device_name(device, grant),
                    case,
                    number,
                    title,
                    changes: beyond.changes.len(),
                    from_ms: beyond.times_ms.first().copied().unwrap_or_default(),
                    until_ms: beyond.times_ms.last().copied().unwrap_or_default(),
                    acts: beyond.acts,
                });
            }
            Ok(lines)
        })
    }

    /// What is said in those changes of a document that wait: acts, values and letters as they were written. Only the
    /// simulator asks.
    ///
    /// # Errors
    /// [`Error::Storage`].
    #[doc(hidden)]
    pub fn said_in_waiting(&mut self, doc: DocId) -> Result<String, Error> {
        self.read(|core, tx| {
            let waiting = held_back::waiting_of(tx, doc)?;
            Ok(waiting.iter().flat_map(|item| core.written_in(tx, item)).map(|(_, change)| change.strings()).collect())
        })
    }

    /// Lets what a device that was shut out wrote in these documents count, as far as it came here; without documents, in
    /// all. Gives in how many.
    ///
    /// # Errors
    /// [`Error::NotAuthority`], [`Error::Unknown`] where nothing of it waits.
    pub fn confirm(
        &mut self,
        now: Timestamp,
        device: DeviceId,
        docs: Option<&BTreeSet<CaseId>>,
    ) -> Result<usize, Error> {
        self.write(|core, tx| {
            let mut tips = Vec::new();
            let mut count = 0;
            for ((_, doc), beyond) in core.beyond(tx)?.into_iter().filter(|((of, _), _)| *of == device) {
                if docs.is_none_or(|docs| docs.contains(&doc)) {
                    count += 1;
                    tips.extend(beyond.last.into_iter().map(|(incarnation, seq)| AcceptedTip {
                        doc,
                        incarnation,
                        seq,
                    }));
                }
            }
            if tips.is_empty() {
                return Err(Error::Unknown { kind: "edit to confirm", name: device.to_string() });
            }
            for tips in tips.chunks(limits::LAST_ACCEPTED_TIPS_MAX) {
                let record = LastAccepted { device, part: 0, parts: 0, tips: tips.to_vec(), made_at_ms: ms(now) };
                core.say(tx, now, ControlBody::LastAccepted(record))?;
            }
            Ok(count)
        })
    }
}

/// The device that a record shuts out.
fn shut_out(control: Control) -> Option<DeviceId> {
    match control.body {
        ControlBody::Revoke(record) => Some(record.device),
        _ => None,
    }
}

impl Core {
    /// What waits for a confirmation, by device and document.
    fn beyond(&mut self, tx: &Connection) -> Result<BTreeMap<(DeviceId, DocId), Beyond>, Error> {
        let mut found: BTreeMap<_, Beyond> = BTreeMap::new();
        for item in held_back::waiting_for_confirmation(tx)? {
            for (doc, change) in self.written_in(tx, &item) {
                let is_beyond = |change: &ParsedChange| {
                    self.grants.as_ref().is_some_and(|grants| !grants.counts(doc, change.actor, change.seq))
                };
                if is_beyond(&change) {
                    found.entry((change.actor.device(), doc)).or_default().add(&change);
                }
            }
        }
        Ok(found)
    }

    /// The changes that a parked item holds.
    fn written_in(&self, tx: &Connection, item: &[u8]) -> Vec<(DocId, ParsedChange)> {
        match Item::decode_up_to(item, self.version_max) {
            Ok(Item::Envelope(envelope)) => {
                let doc = envelope.doc;
                let keys = self.doc_keys(tx, doc).unwrap_or_default();
                let content = keys.open_envelope(&envelope).unwrap_or_default();
                ParsedChange::read(&content).map(|change| vec![(doc, change)]).unwrap_or_default()
            }
            Ok(Item::Snapshot(snapshot)) => {
                let doc = snapshot.doc;
                let keys = self.doc_keys(tx, doc).unwrap_or_default();
                let content = keys.open_snapshot(&snapshot).unwrap_or_default();
                let Ok(loaded) = CaseDoc::load(&content) else { return Vec::new() };
                let metas = loaded.changes().unwrap_or_default();
                let raw = metas.into_iter().filter_map(|meta| loaded.raw_change(meta.hash));
                raw.filter_map(|raw| Some((doc, ParsedChange::read(&raw).ok()?))).collect()
            }
            _ => Vec::new(),
        }
    }

    /// Takes out of every document what a device wrote beyond what counts. The device itself keeps what it wrote: for
    /// whoever administers its office, in a bundle.
    fn drop_uncounted(&mut self, tx: &Connection, device: DeviceId, now_ms: i64) -> Result<BTreeSet<DocId>, Error> {
        if device == self.identity.device() {
            return Ok(BTreeSet::new());
        }
        let grants = self.grants()?;
        let beyond = |(doc, actor, seq): &(DocId, ActorId, u64)| !grants.counts(*doc, *actor, *seq);
        let docs: BTreeSet<DocId> =
            docs::written_by(tx, device)?.into_iter().filter(beyond).map(|(doc, ..)| doc).collect();
        for doc in &docs {
            self.drop_beyond(tx, *doc, now_ms)?;
        }
        Ok(docs)
    }

    /// Takes out of one document what does not count, and parks it.
    fn drop_beyond(&mut self, tx: &Connection, doc: DocId, now_ms: i64) -> Result<(), Error> {
        let Some(loaded) = self.load(tx, doc)? else { return Ok(()) };
        let grants = self.grants()?;
        let metas = loaded.changes().unwrap_or_default();
        let beyond = metas.into_iter().filter(|meta| !grants.counts(doc, meta.actor, meta.seq));
        let beyond: BTreeMap<ChangeHash, DeviceId> = beyond.map(|meta| (meta.hash, meta.actor.device())).collect();
        let rows = docs::changes(tx, doc)?;
        let rows: Vec<_> = rows.into_iter().filter(|(row, _)| beyond.contains_key(&row.attestation.hash)).collect();
        if rows.len() == beyond.len() {
            for (row, _) in rows {
                let need = Need::confirm(row.attestation.actor.device());
                if let Some(item) = self.outgoing_change(tx, row)? {
                    held_back::park(tx, &need.0, &parked_here(item), now_ms)?;
                }
            }
        } else if let Some(whole) = self.make_snapshot(tx, doc)? {
            // Some came in one piece with the rest, and have no attestation of their own.
            for device in beyond.values().collect::<BTreeSet<_>>() {
                held_back::park(tx, &Need::confirm(*device).0, &parked_here(whole.clone()), now_ms)?;
            }
        }
        self.drop_changes(tx, doc, &beyond.into_keys().collect(), now_ms)?;
        // The last change that stays of an actor may have been folded away without its attestation: the relay has it.
        if docs::tips(tx, doc)?.iter().any(is_unproved) {
            docs::want(tx, doc)?;
        }
        Ok(())
    }
}

/// Whether an actor's last change stands here without its attestation.
fn is_unproved(tip: &Attestation) -> bool {
    tip.signature == Signature([0; 64])
}

impl Pass<'_> {
    /// Keeps an attestation that came for a change that stands here without one.
    pub(super) fn prove_tip(&mut self, doc: DocId, attestation: &Attestation) -> Result<(), Error> {
        let Some(tip) = self.working.get_mut(&doc).and_then(|working| working.tips.get_mut(&attestation.actor)) else {
            return Ok(());
        };
        let key = self.core.grants.as_ref().and_then(|grants| grants.device(attestation.actor.device()));
        let is_missing = is_unproved(tip) && (tip.hash, tip.seq) == (attestation.hash, attestation.seq);
        if is_missing && key.is_some_and(|grant| attestation.verify(doc, &grant.key).is_ok()) {
            *tip = *attestation;
            docs::raise_tips(self.tx, doc, [attestation])?;
        }
        Ok(())
    }

    /// What follows from a record that an administrator signed.
    pub(super) fn administered(&mut self, control: &Control) -> Result<(), Error> {
        match &control.body {
            ControlBody::Revoke(record) => self.shut_out(record.device),
            ControlBody::LastAccepted(record) => self.shut_out(record.device),
            ControlBody::Delegation(_) | ControlBody::Approver(_) | ControlBody::Approval(_) => {
                self.unpark(&Need::control(control.id()))?;
                if let ControlBody::Approver(approver) = &control.body {
                    self.unpark(&Need::of(Waiting::Approver(approver.staff)))?;
                }
                // One word may let several rights hold: those who approved may have waited for it too.
                let rights = self.core.grants()?.delegations().filter(|(.., holds)| *holds);
                let devices: BTreeSet<DeviceId> = rights.map(|(_, right, _)| right.device).collect();
                devices.into_iter().try_for_each(|device| self.unpark(&Need::of(Waiting::Delegation(device))))
            }
            _ => Ok(()),
        }
    }

    /// A device was shut out, or more is known of how far what it wrote counts.
    fn shut_out(&mut self, device: DeviceId) -> Result<(), Error> {
        if !self.core.grants()?.has_last_accepted(device) {
            return Ok(());
        }
        for doc in self.working.keys().copied().collect::<Vec<_>>() {
            self.persist(doc)?;
        }
        let dropped = self.core.drop_uncounted(self.tx, device, self.now_ms)?;
        // Until now the relay took nothing that it lacked of the device, nor a document in one piece with such a thing in it.
        for doc in docs::lost_by_relay(self.tx)? {
            docs::set_snapshot_due(self.tx, doc)?;
        }
        self.waiting |= !dropped.is_empty();
        self.received.changed.extend(dropped);
        self.unpark(&Need::confirm(device))
    }
}
