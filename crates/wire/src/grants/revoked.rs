//! Devices that were shut out, and how far what they wrote counts.

use std::collections::{BTreeMap, BTreeSet};

use taizhang_model::DeviceId;

use super::Grants;
use crate::{ActorId, ControlId, DocId, Incarnation, LastAccepted, Revoke};

#[derive(Clone, Debug)]
pub(super) struct Revoked {
    devices: BTreeMap<DeviceId, ShutOut>,
    lists: BTreeSet<ControlId>,
}

/// What is known of one device that was shut out. The list of what counts may be here before the record that says so.
#[derive(Clone, Debug, Default)]
struct ShutOut {
    /// When, by the administrator's clock, and why; `None` while only the list is here. Where two administrators said so,
    /// the earlier stands.
    said: Option<(i64, String)>,
    parts: BTreeMap<u16, BTreeSet<u16>>,
    tips: BTreeMap<(DocId, Incarnation), u64>,
}

impl ShutOut {
    /// Whether one list is here whole.
    fn is_complete(&self) -> bool {
        self.parts.iter().any(|(parts, here)| usize::from(*parts) == here.len())
    }
}

impl Revoked {
    pub(super) const fn new() -> Self {
        Self { devices: BTreeMap::new(), lists: BTreeSet::new() }
    }

    pub(super) fn shut_out(&mut self, record: &Revoke) {
        let said = (record.made_at_ms, record.reason.clone());
        let known = self.devices.entry(record.device).or_default().said.get_or_insert_with(|| said.clone());
        if said < *known {
            *known = said;
        }
    }

    /// Whether a record is here that says so no later.
    pub(super) fn knows_earlier(&self, record: &Revoke) -> bool {
        let known = self.devices.get(&record.device).and_then(|device| device.said.as_ref());
        known.is_some_and(|(at_ms, reason)| (*at_ms, reason) <= (record.made_at_ms, &record.reason))
    }

    pub(super) fn accept(&mut self, id: ControlId, record: &LastAccepted) {
        self.lists.insert(id);
        let device = self.devices.entry(record.device).or_default();
        if record.parts > 0 {
            device.parts.entry(record.parts).or_default().insert(record.part);
        }
        for tip in &record.tips {
            let seq = device.tips.entry((tip.doc, tip.incarnation)).or_insert(tip.seq);
            *seq = tip.seq.max(*seq);
        }
    }

    pub(super) fn knows(&self, list: ControlId) -> bool {
        self.lists.contains(&list)
    }
}

impl Grants {
    /// Whether the device was shut out.
    #[must_use]
    pub fn is_revoked(&self, device: DeviceId) -> bool {
        self.revoked_at_ms(device).is_some()
    }

    /// When the device was shut out, by the administrator's clock, in milliseconds since 1970.
    #[must_use]
    pub fn revoked_at_ms(&self, device: DeviceId) -> Option<i64> {
        self.revoked.devices.get(&device)?.said.as_ref().map(|(at_ms, _)| *at_ms)
    }

    /// Why the device was shut out.
    #[must_use]
    pub fn revoked_why(&self, device: DeviceId) -> Option<&str> {
        self.revoked.devices.get(&device)?.said.as_ref().map(|(_, reason)| reason.as_str())
    }

    /// Whether it is known of every document how far the changes of a device that was shut out count.
    #[must_use]
    pub fn has_last_accepted(&self, device: DeviceId) -> bool {
        self.revoked.devices.get(&device).is_some_and(|device| device.said.is_some() && device.is_complete())
    }

    /// Whether a change counts: its device was not shut out, or the change is among those that were accepted before.
    /// Until the list of these is here whole, all changes count for a reader; the relay has closed its door already.
    #[must_use]
    pub fn counts(&self, doc: DocId, actor: ActorId, seq: u64) -> bool {
        if !self.has_last_accepted(actor.device()) {
            return true;
        }
        let device = &self.revoked.devices[&actor.device()];
        device.tips.get(&(doc, actor.incarnation())).is_some_and(|last| seq <= *last)
    }
}
