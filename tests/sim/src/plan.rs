//! What goes wrong in a run, as plain options drawn from its seed: which faults, how often, at which steps.

use std::collections::{BTreeMap, BTreeSet};

use crate::rng::Rng;

macro_rules! faults {
    ($($(#[$doc:meta])* $name:ident = $text:literal;)*) => {
        /// A kind of fault.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Fault {
            $($(#[$doc])* $name,)*
        }

        impl Fault {
            /// Every kind.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// Its name in the report.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$name => $text,)* }
            }
        }
    };
}

faults! {
    /// A message is lost.
    Drop = "drop";
    /// A message arrives twice.
    Duplicate = "duplicate";
    /// A message overtakes an earlier one.
    Reorder = "reorder";
    /// One direction of a device's connection is dead for a while.
    PartitionOneWay = "partition_one_way";
    /// A device loses power at a write.
    CrashClient = "crash_client";
    /// The relay loses power at a write.
    CrashRelay = "crash_relay";
    /// A device's clock is years off.
    ClockYearsOff = "clock_years_off";
    /// A device's clock jumps backwards.
    ClockBackwards = "clock_backwards";
    /// A device goes on from a backup, or from an older image of its disk.
    ClientRestoredFromBackup = "client_restored_from_backup";
    /// Two machines live with one disk's content and one key.
    DeviceCloned = "device_cloned";
    /// A disk is full for a while.
    DiskFull = "disk_full";
    /// Writes fail.
    IoError = "io_error";
    /// An office is withdrawn from a case.
    Withdrawal = "withdrawal";
    /// A device is shut out.
    Revocation = "revocation";
    /// The relay goes on from an older image of its disk.
    RelayRestoredFromBackup = "relay_restored_from_backup";
    /// Some devices cannot read what newer ones write.
    TwoVersions = "two_versions";
    /// Somebody carries a bundle from office to office.
    BundleCarried = "bundle_carried";
    /// Bytes are changed on their way.
    CorruptBytes = "corrupt_bytes";
}

impl Fault {
    /// One seed in so many has it.
    const fn one_in(self) -> u64 {
        match self {
            Self::Drop | Self::Duplicate | Self::Reorder | Self::CrashClient | Self::CrashRelay => 2,
            Self::PartitionOneWay | Self::BundleCarried | Self::ClockYearsOff | Self::IoError => 3,
            _ => 5,
        }
    }
}

/// What goes wrong in one run, and how the run is laid out.
#[derive(Clone, Debug)]
pub(crate) struct Plan {
    pub(crate) on: BTreeSet<Fault>,
    /// Faults that strike at a step.
    pub(crate) strikes: BTreeMap<u64, Fault>,
    pub(crate) steps: u64,
    /// A message in so many is lost; 0 for none.
    pub(crate) drop_one_in: u64,
    pub(crate) duplicate_one_in: u64,
    pub(crate) corrupt_one_in: u64,
    /// The longest that a message travels.
    pub(crate) delay_max_ms: u64,
    /// Whether the township takes part that has no network at all, and the village's second device.
    pub(crate) apart: bool,
    pub(crate) second: bool,
    /// At this step somebody works through a long list of small edits.
    pub(crate) burst_at: Option<u64>,
    pub(crate) page_items: usize,
    pub(crate) batch_items: usize,
    /// Whether the petition office takes part.
    pub(crate) bureau: bool,
    /// Whether the county takes functions away.
    pub(crate) dismissals: bool,
    /// The theme, a group that half of the acts come from, by its number.
    pub(crate) theme: usize,
    /// So many times out of eight somebody takes the next step of a case, rather than any.
    pub(crate) diligence: u64,
    /// A person does something in so many steps.
    pub(crate) pace: u64,
    pub(crate) cases_max: usize,
}

impl Plan {
    pub(crate) fn draw(rng: &mut Rng) -> Self {
        let mut on: BTreeSet<Fault> = Fault::ALL.iter().copied().filter(|fault| rng.one_in(fault.one_in())).collect();
        // A case that is to get somewhere takes longer, and others have to hear of each step: half of the runs that are
        // about that go without faults.
        let diligent = rng.one_in(3);
        if diligent && rng.one_in(2) {
            on.clear();
        }
        if on.contains(&Fault::Withdrawal) {
            // Of two changes of audience that do not know of each other the relay takes one. A bundle that was written
            // before cannot tell which, so where audiences change, bundles are carried once all is at rest.
            on.remove(&Fault::BundleCarried);
        }
        let steps = if diligent { rng.between(600, 1_000) } else { rng.between(150, 400) };
        let mut strikes = BTreeMap::new();
        for fault in &on {
            let times = match fault {
                Fault::Drop | Fault::Duplicate | Fault::Reorder | Fault::CorruptBytes | Fault::TwoVersions => 0,
                Fault::CrashClient | Fault::CrashRelay | Fault::BundleCarried => rng.between(1, 4),
                Fault::Withdrawal => 3,
                Fault::DeviceCloned | Fault::Revocation | Fault::RelayRestoredFromBackup => 1,
                _ => rng.between(1, 2),
            };
            for _ in 0..times {
                strikes.insert(rng.between(10, steps), *fault);
            }
        }
        let rate = |fault, times| if on.contains(&fault) { times } else { 0 };
        let (drop_one_in, duplicate_one_in) = (rate(Fault::Drop, 8), rate(Fault::Duplicate, 8));
        let corrupt_one_in = rate(Fault::CorruptBytes, 12);
        let delay_max_ms = if on.contains(&Fault::Reorder) { 2_000 } else { 120 };
        let burst_at = rng.one_in(6).then(|| rng.between(20, 60));
        Self {
            drop_one_in,
            duplicate_one_in,
            corrupt_one_in,
            delay_max_ms,
            apart: rng.one_in(2) && !diligent,
            second: rng.one_in(2),
            burst_at,
            page_items: [3, 10, 1_000][rng.index(3)],
            batch_items: [2, 10, 500][rng.index(3)],
            bureau: diligent || rng.one_in(3),
            dismissals: rng.one_in(4),
            theme: rng.index(1_000),
            diligence: if diligent { 7 } else { rng.below(4) },
            pace: if diligent { 8 } else { 3 },
            cases_max: if diligent { 2 } else { rng.between(2, 4) as usize },
            on,
            strikes,
            steps,
        }
    }

    /// Whether it is about cases that get somewhere.
    pub(crate) const fn diligent(&self) -> bool {
        self.diligence > 4
    }

    pub(crate) fn has(&self, fault: Fault) -> bool {
        self.on.contains(&fault)
    }
}
