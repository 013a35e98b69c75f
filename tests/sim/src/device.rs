//! A device of an office: a real ledger on a disk that fails on command, a real engine, a clock that may be wrong.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use taizhang_client::{
    Error, Identity, KeyKeeper, KeysInMemory, Ledger,
    engine::{BatchId, Engine, EngineConfig, SyncPort},
};
use taizhang_faulty_disk::{Disk, DiskImage};
use taizhang_model::{OfficeId, StaffId};
use taizhang_wire::PushRequest;

use crate::{
    county::{self, EPOCH_S, LEDGER},
    plant::Plant,
    rng::Rng,
};

/// What a request that is under way asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Asked {
    Pull,
    Push(BatchId),
    Doc(taizhang_wire::DocId),
}

/// Something to go back to.
#[derive(Clone)]
pub(crate) enum Backup {
    /// A file that the ledger's own backup wrote.
    File(DiskImage),
    /// The disk as it was.
    Image(DiskImage),
}

pub(crate) struct Device {
    pub(crate) name: String,
    pub(crate) office: OfficeId,
    pub(crate) staff: StaffId,
    pub(crate) disk: Disk,
    pub(crate) keys: KeysInMemory,
    pub(crate) ledger: Option<Ledger>,
    pub(crate) engine: Option<Engine>,
    /// Counts its starts: what was meant for an earlier process finds nobody.
    pub(crate) boot: u64,
    /// Without a network at all.
    pub(crate) apart: bool,
    pub(crate) clock_off_ms: i64,
    pub(crate) correction_ms: i64,
    pub(crate) cut_out: bool,
    pub(crate) cut_in: bool,
    pub(crate) pending: BTreeMap<u64, Asked>,
    pub(crate) live: Option<u64>,
    pub(crate) batches: BTreeMap<BatchId, PushRequest>,
    pub(crate) wake_at_ms: Option<u64>,
    pub(crate) version_max: u8,
    pub(crate) revoked: bool,
    /// Documents of which bytes were changed on their way to it.
    pub(crate) corrupted: BTreeSet<taizhang_wire::DocId>,
    /// It went on from a backup, or there are two of it.
    pub(crate) may_fork: bool,
    pub(crate) backups: Vec<Backup>,
    /// A restart is on its way.
    pub(crate) restarting: bool,
    /// Whether its disk was made to fill up, or to fail, in this run.
    pub(crate) disk_full: bool,
    pub(crate) io_error: bool,
    plant: Option<Plant>,
    config: EngineConfig,
    rng: Rng,
}

impl Device {
    pub(crate) fn new(
        name: &str,
        (office, staff): (OfficeId, StaffId),
        identity: &Identity,
        image: &DiskImage,
        setup: (EngineConfig, Option<Plant>),
        rng: Rng,
    ) -> Self {
        let disk = Disk::new();
        disk.restore(image);
        let keys = KeysInMemory::default();
        keys.save(identity).expect("kept in memory");
        Self {
            name: name.to_owned(),
            office,
            staff,
            disk,
            keys,
            ledger: None,
            engine: None,
            boot: 0,
            apart: false,
            clock_off_ms: 0,
            correction_ms: 0,
            cut_out: false,
            cut_in: false,
            pending: BTreeMap::new(),
            live: None,
            batches: BTreeMap::new(),
            wake_at_ms: None,
            version_max: 2,
            revoked: false,
            corrupted: BTreeSet::new(),
            may_fork: false,
            backups: Vec::new(),
            restarting: false,
            disk_full: false,
            io_error: false,
            config: setup.0,
            plant: setup.1,
            rng,
        }
    }

    /// A second machine with the same disk and the same keys.
    pub(crate) fn clone_machine(&mut self) -> Self {
        let rng = self.rng.fork();
        let image = self.disk.snapshot();
        let setup = (self.config.clone(), self.plant);
        let name = format!("{}*", self.name);
        let mut twin = Self::new(&name, (self.office, self.staff), &self.identity(), &image, setup, rng);
        twin.version_max = self.version_max;
        twin.clock_off_ms = self.clock_off_ms;
        twin.corrupted = self.corrupted.clone();
        twin
    }

    pub(crate) fn identity(&self) -> Identity {
        self.keys.load().expect("kept in memory").expect("every device was enrolled")
    }

    /// Starts the program. What was there of it before is gone.
    pub(crate) fn start(&mut self) -> Result<(), Error> {
        self.stop();
        let mut rng = self.rng.fork();
        let entropy = move |bytes: &mut [u8]| rng.fill(bytes);
        let mut ledger = Ledger::open(&county::store(&self.disk), Box::new(self.keys.clone()), Box::new(entropy))?;
        ledger.set_version_max(self.version_max)?;
        // What replicas show is compared, whoever holds them.
        ledger.plant_reads_everything();
        if matches!(self.plant, Some(Plant::SkipGuard | Plant::ApplyOutOfOrder)) {
            ledger.plant_guard_off();
        }
        if !self.apart {
            let start = SyncPort::start(&mut ledger).map_err(|_| Error::Unsafe("the disk failed at the start"))?;
            self.engine = Some(Engine::new(self.config.clone(), self.rng.next(), start));
        }
        self.ledger = Some(ledger);
        Ok(())
    }

    /// The process ends. The disk keeps what it has.
    pub(crate) fn stop(&mut self) {
        self.boot += 1;
        self.ledger = None;
        self.engine = None;
        self.pending.clear();
        self.live = None;
        self.batches.clear();
        self.wake_at_ms = None;
    }

    /// Puts a backup in place of the disk's content. The program is not running.
    pub(crate) fn restore(&mut self, backup: &Backup) {
        match backup {
            Backup::Image(image) | Backup::File(image) => self.disk.restore(image),
        }
    }

    /// Takes a backup by the ledger's own command: the image of a disk that holds nothing else.
    pub(crate) fn back_up(&mut self, to: &Disk) -> Result<Backup, Error> {
        let Some(ledger) = &mut self.ledger else { return Err(Error::Unsafe("the program is not running")) };
        ledger.copy_without_identity(to.path(LEDGER).as_ref(), None)?;
        Ok(Backup::File(to.snapshot()))
    }

    /// What its clock shows.
    pub(crate) fn wall_ms(&self, now_ms: u64) -> i64 {
        true_ms(now_ms) + self.clock_off_ms
    }

    pub(crate) fn wall(&self, now_ms: u64) -> Timestamp {
        Timestamp::from_millisecond(self.wall_ms(now_ms)).expect("clocks are years off, not ages")
    }
}

/// What a right clock shows.
pub(crate) fn true_ms(now_ms: u64) -> i64 {
    EPOCH_S * 1_000 + i64::try_from(now_ms).unwrap_or(i64::MAX / 2)
}
