//! The end of a run: everything is put right, and goes on until nothing moves any more. What then still differs, differs
//! for ever.

use taizhang_client::engine::Event;
use taizhang_wire::{DocId, Position};

use crate::{relay::Relay, world::World};

/// Rounds of carrying bundles after which nobody may learn anything new.
const EXCHANGES_MAX: usize = 6;
/// Events after which a world that is well has to be quiet.
const EVENTS_MAX: u64 = 30_000;

impl World {
    /// Puts everything right, and lets it come to rest.
    pub(crate) fn heal(&mut self) {
        self.healing = true;
        self.say(format_args!("-- everything is put right"));
        for at in 0..self.devices.len() {
            self.devices[at].disk.call_off();
            (self.devices[at].cut_in, self.devices[at].cut_out) = (false, false);
            self.end_disk(Some(at));
        }
        self.relay.disk.call_off();
        self.end_disk(None);
        for at in 0..self.devices.len() {
            self.tell(at, Event::NetworkUp);
            if self.devices[at].apart && self.devices[at].may_fork {
                // Which of two histories stands is the relay's word; a bundle cannot say it.
                self.devices[at].apart = false;
                self.start_device(at);
            }
        }
        self.rest();
        self.update_programs();
        self.fetch_what_was_damaged();
        self.rest();
        for _ in 0..EXCHANGES_MAX {
            if self.failure.is_some() || !self.exchange_by_hand() {
                if self.failure.is_none() && self.confirm_late() {
                    self.rest();
                    self.exchange_by_hand();
                }
                return;
            }
        }
        self.fail("I2", "bundles bring something new for ever".into());
    }

    /// Every program is brought up to date, and reads what it had put aside.
    fn update_programs(&mut self) {
        for at in 0..self.devices.len() {
            let device = &mut self.devices[at];
            device.version_max = 2;
            let updated = device.ledger.as_mut().map(|ledger| ledger.set_version_max(2));
            if let Some(Err(error)) = updated {
                self.fail("unexpected", format!("the update of {} failed: {error}", self.devices[at].name));
            }
            self.tell(at, Event::LocalCommit);
        }
    }

    /// Where bytes were changed on their way, the document is read again, item by item.
    fn fetch_what_was_damaged(&mut self) {
        for at in 0..self.devices.len() {
            for doc in std::mem::take(&mut self.devices[at].corrupted) {
                self.fetch_doc(at, doc);
            }
        }
    }

    fn fetch_doc(&mut self, at: usize, doc: DocId) {
        let mut after: Position = 0;
        let now_ms = self.devices[at].wall_ms(self.now_ms);
        while let Ok(page) = Relay::doc(&self.relay, self.devices[at].office, doc, after) {
            let Some(ledger) = &mut self.devices[at].ledger else { return };
            if let Err(error) = ledger.receive_doc(now_ms, doc, &page) {
                self.fail("unexpected", format!("reading {doc} again: {error}"));
            }
            if !page.more {
                break;
            }
            after = page.next;
        }
    }

    /// From offices without a network people carry bundles to all others, and back: which of them may read a case, and
    /// so bring it further, is not known beforehand. `false` where nobody learnt anything.
    fn exchange_by_hand(&mut self) -> bool {
        let (apart, others): (Vec<usize>, Vec<usize>) = (0..self.devices.len()).partition(|at| self.devices[*at].apart);
        let mut changed = false;
        for (from, to) in pairs(&apart, &others) {
            changed |= self.carry(from, to);
        }
        self.rest();
        for (to, from) in pairs(&apart, &others) {
            changed |= self.carry(from, to);
        }
        changed
    }

    /// Lets things happen until all is quiet.
    pub(crate) fn rest(&mut self) {
        for _ in 0..EVENTS_MAX {
            if self.failure.is_some() || self.is_quiet() {
                return;
            }
            if !self.step() {
                break;
            }
        }
        if !self.is_quiet() {
            let restless = self.restless();
            self.fail("I2", format!("it does not come to rest: {restless}"));
        }
    }

    fn is_quiet(&mut self) -> bool {
        if self.under_way > 0 || !self.relay.is_idle() {
            return false;
        }
        (0..self.devices.len()).all(|at| self.is_settled(at))
    }

    fn is_settled(&mut self, at: usize) -> bool {
        let device = &mut self.devices[at];
        if device.apart {
            return device.ledger.is_some();
        }
        let Some(engine) = &device.engine else { return false };
        if matches!(engine.status().waiting, taizhang_client::engine::Waiting::Enrolment(_)) {
            return true;
        }
        if !engine.status().settled || !device.pending.is_empty() {
            return false;
        }
        let head = self.relay.head(device.office);
        let cursor = device.ledger.as_mut().and_then(|ledger| ledger.status().ok()).and_then(|status| status.cursor);
        head == cursor
    }

    fn restless(&mut self) -> String {
        let mut words = format!("{} under way, relay idle: {}", self.under_way, self.relay.is_idle());
        for at in 0..self.devices.len() {
            if !self.is_settled(at) {
                let head = self.relay.head(self.devices[at].office);
                let device = &mut self.devices[at];
                let status = device.engine.as_ref().map(|engine| engine.status().clone());
                let cursor = device.ledger.as_mut().and_then(|ledger| ledger.status().ok()).map(|status| status.cursor);
                words += &format!("; {} at {cursor:?} of {head:?}, {status:?}", device.name);
            }
        }
        words
    }
}

fn pairs<'a>(one: &'a [usize], other: &'a [usize]) -> impl Iterator<Item = (usize, usize)> + use<'a> {
    one.iter().flat_map(move |one| other.iter().map(move |other| (*one, *other)))
}
