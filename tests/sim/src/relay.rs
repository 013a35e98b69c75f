//! The relay: the real log on a disk that fails on command, and around it what the server does: it looks up the caller,
//! answers reads from what is committed, and pushes only after the commit.

use std::collections::BTreeMap;

use taizhang_faulty_disk::{Disk, DiskImage};
use taizhang_model::{DeviceId, OfficeId};
use taizhang_relay::{
    Error,
    log::{Caller, Log as _, Read as _, SqliteLog},
};
use taizhang_wire::{Answer, Code, Cursor, DocId, Epoch, FeedPage, Item, Position, PushAnswers, limits};

use crate::{
    county::{County, open_log},
    plant::Plant,
    truth::Held,
};

/// A push whose answer waits for the commit.
struct Waiting {
    device: usize,
    call: u64,
    answers: Vec<Answer>,
    items: Vec<Vec<u8>>,
}

/// A push that can be answered now.
pub(crate) struct Answered {
    pub(crate) device: usize,
    pub(crate) call: u64,
    pub(crate) answers: Result<PushAnswers, Code>,
}

pub(crate) struct Relay {
    pub(crate) disk: Disk,
    pub(crate) log: Option<SqliteLog>,
    pub(crate) boot: u64,
    /// Open live streams: device and call.
    pub(crate) streams: BTreeMap<usize, u64>,
    /// What its disk holds, as far as the simulator saw.
    pub(crate) held: Held,
    pub(crate) image: Option<(DiskImage, Held)>,
    pub(crate) commit_due: bool,
    epoch_due: Option<Epoch>,
    pub(crate) restarting: bool,
    /// Whether its disk was made to fill up, or to fail, in this run.
    pub(crate) disk_full: bool,
    pub(crate) io_error: bool,
    waiting: Vec<Waiting>,
    plant: Option<Plant>,
    /// Batches seen, for the planted bug that takes them for held.
    seen: Vec<Vec<u8>>,
    authority: taizhang_wire::PublicKey,
}

impl Relay {
    pub(crate) fn new(county: &County, plant: Option<Plant>) -> Self {
        let disk = Disk::new();
        disk.restore(&county.relay);
        Self {
            disk,
            log: None,
            boot: 0,
            streams: BTreeMap::new(),
            held: Held::default(),
            image: None,
            commit_due: false,
            epoch_due: None,
            restarting: false,
            disk_full: false,
            io_error: false,
            waiting: Vec::new(),
            plant,
            seen: Vec::new(),
            authority: county.authority,
        }
    }

    pub(crate) fn start(&mut self) -> Result<(), Error> {
        self.stop();
        let mut log = open_log(&self.disk, self.authority)?;
        // A restored log serves nobody before it has its new epoch.
        if let Some(epoch) = self.epoch_due {
            log.new_epoch(epoch)?;
            self.epoch_due = None;
        }
        self.log = Some(log);
        Ok(())
    }

    pub(crate) fn stop(&mut self) {
        self.boot += 1;
        self.log = None;
        self.streams.clear();
        self.waiting.clear();
        self.seen.clear();
        self.commit_due = false;
    }

    /// Copies the disk, for a later restore. Nothing may wait for a commit.
    pub(crate) fn take_image(&mut self) {
        self.image = Some((self.disk.snapshot(), self.held.clone()));
    }

    /// Goes back to the image, in a new epoch.
    pub(crate) fn restore(&mut self, epoch: Epoch) -> Result<bool, Error> {
        let Some((image, held)) = self.image.clone() else { return Ok(false) };
        self.stop();
        self.disk.restore(&image);
        self.held = held;
        self.epoch_due = (self.plant != Some(Plant::EpochNotChangedOnRestore)).then_some(epoch);
        self.start()?;
        Ok(true)
    }

    /// The office that a device may speak for.
    pub(crate) fn caller(&self, device: DeviceId) -> Result<OfficeId, Code> {
        let log = self.log.as_ref().ok_or(Code::ShuttingDown)?;
        let grants = log.grants();
        if grants.is_revoked(device) {
            return Err(Code::Revoked);
        }
        grants.device(device).map(|grant| grant.office).ok_or(Code::NotEnrolled)
    }

    pub(crate) fn page(
        &mut self,
        (device, office): (DeviceId, OfficeId),
        cursor: Option<Cursor>,
        items_max: usize,
    ) -> Result<FeedPage, Code> {
        let plant = self.plant;
        let log = self.log.as_mut().ok_or(Code::ShuttingDown)?;
        let epoch = log.epoch().map_err(|error| error.code())?;
        if let Some(cursor) = cursor.filter(|cursor| cursor.epoch == epoch) {
            log.cursors().note(device, office, cursor.after);
        }
        let mut page = log.page(office, cursor, items_max, limits::PAGE_BYTES_TARGET).map_err(|error| error.code())?;
        match plant {
            Some(Plant::ServeOutsideAudience) => {
                let all = log.grants().offices().map(|office| office.id).collect::<Vec<_>>();
                for other in all {
                    let theirs = log.page(other, None, 1_000, limits::PAGE_BYTES_TARGET);
                    let theirs = theirs.map_err(|error| error.code())?;
                    if let Some(entry) = theirs.entries.into_iter().last()
                        && let Some(own) = page.entries.last_mut()
                        && is_content(&entry.item)
                    {
                        own.item = entry.item;
                    }
                }
            }
            Some(Plant::SnapshotHidesTail) => hide_tails(&mut page),
            _ => {}
        }
        Ok(page)
    }

    pub(crate) fn doc(&self, office: OfficeId, doc: DocId, after: Position) -> Result<FeedPage, Code> {
        let log = self.log.as_ref().ok_or(Code::ShuttingDown)?;
        log.doc_items(office, doc, after).map_err(|error| error.code())
    }

    /// Whether the office may read the document, where the relay knows the document.
    pub(crate) fn may_read(&self, office: OfficeId, doc: DocId) -> Option<bool> {
        // Behind every position there is nothing to read, only the question whether one might.
        Some(self.log.as_ref()?.doc_items(office, doc, Position::MAX).is_ok())
    }

    pub(crate) fn head(&self, office: OfficeId) -> Option<Cursor> {
        let log = self.log.as_ref()?;
        Some(Cursor { epoch: log.epoch().ok()?, after: log.head(office).ok()? })
    }

    /// Takes items into the open transaction. An answer comes back at once only where the batch failed, or where a
    /// planted bug says so.
    pub(crate) fn append(
        &mut self,
        (device, call): (usize, u64),
        from: DeviceId,
        now_ms: i64,
        items: Vec<Vec<u8>>,
    ) -> Option<Answered> {
        let Some(log) = &mut self.log else {
            return Some(Answered { device, call, answers: Err(Code::ShuttingDown) });
        };
        if self.plant == Some(Plant::DropOnDuplicate) {
            let name = items.concat();
            if self.seen.contains(&name) {
                let answers = vec![Answer::Held; items.len()];
                return Some(Answered { device, call, answers: Ok(PushAnswers { answers }) });
            }
            self.seen.push(name);
        }
        let slices: Vec<&[u8]> = items.iter().map(Vec::as_slice).collect();
        let reuses = |answer: Answer| match answer {
            Answer::Refused { code: Code::Fork, .. } if self.plant == Some(Plant::ReuseActor) => Answer::Held,
            answer => answer,
        };
        let answers = log.append(Caller::Device(from), now_ms, &slices);
        match answers.map(|answers| answers.into_iter().map(reuses).collect::<Vec<_>>()) {
            Ok(answers) if self.plant == Some(Plant::AckBeforeFsync) => {
                let early = PushAnswers { answers: answers.clone() };
                self.waiting.push(Waiting { device, call, answers, items });
                Some(Answered { device, call, answers: Ok(early) })
            }
            Ok(answers) => {
                self.waiting.push(Waiting { device, call, answers, items });
                None
            }
            Err(error) => {
                // The log has dropped everything since the last commit.
                self.waiting.clear();
                Some(Answered { device, call, answers: Err(error.code()) })
            }
        }
    }

    /// Commits, and gives what can be answered now, the offices whose feeds advanced, and why it failed.
    pub(crate) fn commit(&mut self) -> (Vec<Answered>, Vec<(OfficeId, Position)>, Option<Error>) {
        self.commit_due = false;
        let Some(log) = &mut self.log else { return (Vec::new(), Vec::new(), None) };
        let waiting = std::mem::take(&mut self.waiting);
        match log.commit() {
            Ok(committed) => {
                let mut answered = Vec::new();
                for Waiting { device, call, answers, items } in waiting {
                    for (item, answer) in items.iter().zip(&answers) {
                        if let (true, Ok(item)) = (answer.is_held(), Item::decode(item)) {
                            self.held.take(&item);
                        }
                    }
                    answered.push(Answered { device, call, answers: Ok(PushAnswers { answers }) });
                }
                (answered, committed.advanced, None)
            }
            Err(error) => {
                let code = error.code();
                let failed = |Waiting { device, call, .. }| Answered { device, call, answers: Err(code) };
                (waiting.into_iter().map(failed).collect(), Vec::new(), Some(error))
            }
        }
    }

    pub(crate) fn is_idle(&self) -> bool {
        self.waiting.is_empty() && self.log.is_some()
    }
}

/// Whether an item holds what a case says.
pub(crate) fn is_content(item: &[u8]) -> bool {
    matches!(Item::decode_up_to(item, 2), Ok(Item::Envelope(_) | Item::Snapshot(_)))
}

/// The document that an item belongs to, where it holds what a case says.
pub(crate) fn content_of(item: &[u8]) -> Option<DocId> {
    match Item::decode_up_to(item, 2) {
        Ok(Item::Envelope(envelope)) => Some(envelope.doc),
        Ok(Item::Snapshot(snapshot)) => Some(snapshot.doc),
        _ => None,
    }
}

fn hide_tails(page: &mut FeedPage) {
    let mut hidden = Vec::new();
    page.entries.retain(|entry| match Item::decode(&entry.item) {
        Ok(Item::Snapshot(snapshot)) => {
            hidden.push(snapshot.doc);
            true
        }
        Ok(Item::Envelope(envelope)) => !hidden.contains(&envelope.doc),
        _ => true,
    });
}
