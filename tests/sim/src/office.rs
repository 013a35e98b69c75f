//! What happens on a device: its store carries out what the engine wants, its power goes, its program starts again.

use std::fmt::Display;

use taizhang_client::engine::{Effect, Event, StoreFailure, SyncPort};
use taizhang_client::{CaseFilter, Ledger};
use taizhang_model::{ActBody, CaseId, act::Settle};
use taizhang_wire::{ControlBody, FeedPage, Item};

use crate::{
    plan::Fault,
    plant::Plant,
    world::{Happening, World},
};

impl World {
    pub(crate) fn start_device(&mut self, at: usize) {
        let seed = self.rng.next();
        let device = &mut self.devices[at];
        device.restarting = false;
        if device.disk.is_crashed() {
            device.disk.restart(seed);
        }
        let name = device.name.clone();
        match device.start() {
            Ok(()) => {
                self.say(format_args!("{name} starts"));
                self.tell(at, Event::Started);
            }
            Err(error) => self.storage_failed(at, error.is_disk_full(), &error),
        }
        self.power(at);
        if self.devices[at].ledger.is_none() && !self.devices[at].restarting {
            self.devices[at].restarting = true;
            self.later(1_000, Happening::StartDevice { device: at });
        }
    }

    /// Sees whether the device's machine went down in what it just did.
    pub(crate) fn power(&mut self, at: usize) {
        let device = &mut self.devices[at];
        if !device.disk.is_crashed() || device.restarting {
            return;
        }
        device.stop();
        device.restarting = true;
        let name = device.name.clone();
        self.strike(Fault::CrashClient);
        self.say(format_args!("{name} loses power"));
        let in_ms = self.rng.between(50, 5_000);
        self.later(in_ms, Happening::StartDevice { device: at });
    }

    /// The program is killed and started again; the disk keeps every write.
    pub(crate) fn kill(&mut self, at: usize) {
        let device = &mut self.devices[at];
        device.disk.kill();
        device.stop();
        device.restarting = true;
        let name = device.name.clone();
        self.say(format_args!("{name} is killed"));
        self.later(100, Happening::StartDevice { device: at });
    }

    /// A call failed in the store: as planned, or not.
    pub(crate) fn storage_failed(&mut self, at: usize, full: bool, error: &dyn Display) {
        let device = &self.devices[at];
        let name = device.name.clone();
        if device.disk.is_crashed() {
            return;
        }
        if full && device.disk_full {
            self.strike(Fault::DiskFull);
            self.say(format_args!("{name}: the disk is full"));
        } else if device.io_error {
            self.strike(Fault::IoError);
            self.say(format_args!("{name}: the disk fails"));
        } else {
            self.fail("storage", format!("{name}'s sound disk failed: {error}"));
        }
    }

    pub(crate) fn end_disk(&mut self, device: Option<usize>) {
        let disk = match device {
            Some(at) => &self.devices[at].disk,
            None => &self.relay.disk,
        };
        disk.set_full(false);
        disk.set_io_error(false);
        let name = device.map_or("relay", |at| &self.devices[at].name).to_owned();
        self.say(format_args!("{name}: the disk is well again"));
    }

    /// Does on the device's store what its engine wants, and tells the engine what came of it.
    pub(crate) fn store(&mut self, at: usize, job: Effect) {
        let now_ms = self.devices[at].wall_ms(self.now_ms);
        let name = self.devices[at].name.clone();
        let event = match job {
            Effect::Receive(page) => {
                let page = self.mishandled(at, *page);
                if self.plant == Some(Plant::LoseCursor) && self.lose_cursor(at, &page) {
                    return;
                }
                let Some(ledger) = &mut self.devices[at].ledger else { return };
                let result = SyncPort::receive(ledger, now_ms, &page);
                let outcome = result.as_ref().map_or(0, |summary| summary.changed);
                let (entries, next) = (page.entries.len(), page.next);
                self.say(format_args!("{name} takes in {entries} entries up to {next}: {outcome} cases changed"));
                self.decide_silently(at);
                self.check_not_accused(at);
                Event::Received(self.failed(at, result))
            }
            Effect::ReceiveDoc { doc, page } => {
                let Some(ledger) = &mut self.devices[at].ledger else { return };
                let result = SyncPort::receive_doc(ledger, now_ms, doc, &page);
                self.say(format_args!("{name} takes in a document's {} items", page.entries.len()));
                self.check_not_accused(at);
                Event::Received(self.failed(at, result))
            }
            Effect::TakeBatch { max_items, max_bytes } => {
                let Some(ledger) = &mut self.devices[at].ledger else { return };
                match SyncPort::take_batch(ledger, max_items, max_bytes) {
                    Ok(Some((batch, request))) => {
                        self.devices[at].batches.insert(batch, request);
                        Event::BatchReady(Some(batch))
                    }
                    Ok(None) => Event::BatchReady(None),
                    Err(failure) => Event::Answered(self.failed(at, Err(failure))),
                }
            }
            Effect::RecordAnswers(batch, answers) => {
                self.devices[at].batches.remove(&batch);
                let Some(ledger) = &mut self.devices[at].ledger else { return };
                let result = SyncPort::answered(ledger, now_ms, batch, &answers);
                if let Ok(summary) = &result
                    && summary.forked
                {
                    self.say(format_args!("{name} writes its unsent edits anew"));
                }
                Event::Answered(self.failed(at, result))
            }
            _ => return,
        };
        self.power(at);
        if self.devices[at].engine.is_some() {
            self.tell(at, event);
        }
    }

    fn failed<T>(&mut self, at: usize, result: Result<T, StoreFailure>) -> Result<T, StoreFailure> {
        if let Err(failure) = &result {
            self.storage_failed(at, failure.disk_full, failure);
        }
        result
    }

    // What planted bugs do with a page.

    fn mishandled(&mut self, at: usize, mut page: FeedPage) -> FeedPage {
        let office = self.devices[at].office;
        match self.plant {
            Some(Plant::ApplyOutOfOrder) => page.entries.reverse(),
            Some(Plant::WithdrawnKeepsDocument) => page.entries.retain(|entry| match Item::decode(&entry.item) {
                Ok(Item::Control(control)) => match &control.body {
                    ControlBody::Audience(change) => !change.withdraw.contains(&office),
                    _ => true,
                },
                _ => true,
            }),
            _ => {}
        }
        page
    }

    /// Saves the cursor first; now and then the process ends before the content follows.
    fn lose_cursor(&mut self, at: usize, page: &FeedPage) -> bool {
        let empty = FeedPage { entries: Vec::new(), ..page.clone() };
        let now_ms = self.devices[at].wall_ms(self.now_ms);
        let Some(ledger) = &mut self.devices[at].ledger else { return true };
        let saved = SyncPort::receive(ledger, now_ms, &empty);
        if saved.is_ok() && !self.healing && self.rng.one_in(10) {
            self.kill(at);
            return true;
        }
        false
    }

    /// Decides what only people may decide.
    fn decide_silently(&mut self, at: usize) {
        let chooses = self.plant == Some(Plant::ClockDecides) && at == 1;
        let settles = self.plant == Some(Plant::SettleSilently) && at == 0;
        if !chooses && !settles {
            return;
        }
        let now = self.devices[at].wall(self.now_ms);
        let Some(ledger) = &mut self.devices[at].ledger else { return };
        for case in cases(ledger) {
            let Ok(view) = ledger.view(case) else { continue };
            for conflict in view.conflicts.iter().filter(|conflict| chooses && conflict.claim.is_none()) {
                // What the disk says to this, the next call says too.
                drop(ledger.choose(now, case, &conflict.field, 0));
            }
            for dispute in view.open_disputes().filter(|_| settles) {
                let settle = Settle { dispute: dispute.id, choose: dispute.acts[0], reason: "先到先得".into() };
                drop(ledger.act(now, case, ActBody::Settle(settle), None));
            }
        }
    }
}

/// The cases on a device, in order of id.
pub(crate) fn cases(ledger: &mut Ledger) -> Vec<CaseId> {
    let all = CaseFilter { limit: 1_000, ..CaseFilter::default() };
    let mut cases: Vec<_> = ledger.list(&all).unwrap_or_default().into_iter().map(|line| line.id).collect();
    cases.sort_unstable();
    cases
}
