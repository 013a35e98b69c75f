//! Faults that strike at a step: power, disks, backups, clones, clocks, partitions.

use taizhang_faulty_disk::Disk;
use taizhang_wire::Epoch;

use crate::{
    device::Backup,
    plan::Fault,
    world::{Happening, World},
};

impl World {
    pub(crate) fn strike_with(&mut self, fault: Fault) {
        self.say(format_args!("-- {}", fault.name()));
        let at = self.rng.index(self.devices.len());
        match fault {
            Fault::CrashClient => {
                let op = self.devices[at].disk.writes() + self.rng.below(25);
                self.devices[at].disk.crash_at(op);
            }
            Fault::CrashRelay => {
                let op = self.relay.disk.writes() + self.rng.below(25);
                self.relay.disk.crash_at(op);
            }
            Fault::PartitionOneWay => self.cut(at),
            Fault::ClockYearsOff => {
                let years_ms = 365 * 86_400_000 * i64::try_from(self.rng.between(1, 30)).unwrap_or(1);
                self.devices[at].clock_off_ms = if self.rng.one_in(2) { years_ms } else { -years_ms };
                self.strike(Fault::ClockYearsOff);
            }
            Fault::ClockBackwards => {
                let back_ms = i64::try_from(self.rng.between(1_000, 40 * 86_400_000)).unwrap_or(1_000);
                self.devices[at].clock_off_ms -= back_ms;
                self.strike(Fault::ClockBackwards);
            }
            Fault::ClientRestoredFromBackup => self.restore_client(at),
            Fault::DeviceCloned => self.clone_device(at),
            Fault::DiskFull | Fault::IoError => self.spoil_disk(fault, at),
            Fault::Withdrawal => self.change_audience(),
            Fault::Revocation => self.revoke(),
            Fault::RelayRestoredFromBackup => self.restore_relay(),
            Fault::BundleCarried => {
                let to = self.rng.index(self.devices.len());
                if at != to && self.devices[at].identity().device() != self.devices[to].identity().device() {
                    self.carry(at, to);
                }
            }
            Fault::Drop | Fault::Duplicate | Fault::Reorder | Fault::TwoVersions | Fault::CorruptBytes => {}
        }
    }

    fn cut(&mut self, at: usize) {
        let out = self.rng.one_in(2);
        let device = &mut self.devices[at];
        (device.cut_out, device.cut_in) = (out, !out);
        let in_ms = self.rng.between(1_000, 60_000);
        self.later(in_ms, Happening::EndCut { device: at });
    }

    fn spoil_disk(&mut self, fault: Fault, at: usize) {
        let device = if self.rng.one_in(3) { None } else { Some(at) };
        let single = self.rng.one_in(2);
        let ahead = self.rng.below(20);
        let (disk, full, io_error) = match device {
            Some(at) => {
                let device = &mut self.devices[at];
                (&device.disk, &mut device.disk_full, &mut device.io_error)
            }
            None => (&self.relay.disk, &mut self.relay.disk_full, &mut self.relay.io_error),
        };
        match fault {
            Fault::DiskFull => {
                *full = true;
                disk.set_full(true);
            }
            _ => {
                *io_error = true;
                if single {
                    disk.fail_at(disk.writes() + ahead, 1 + ahead % 3, taizhang_faulty_disk::Fault::Io);
                } else {
                    disk.set_io_error(true);
                }
            }
        }
        let in_ms = self.rng.between(500, 20_000);
        self.later(in_ms, Happening::EndDisk { device });
    }

    /// Takes a backup at the first call, and goes back to it at a later one.
    fn restore_client(&mut self, at: usize) {
        let Some(at) = self.devices.iter().position(|device| !device.backups.is_empty()).or(Some(at)) else { return };
        let name = self.devices[at].name.clone();
        if self.devices[at].ledger.is_none() {
            return;
        }
        let Some(backup) = self.devices[at].backups.pop() else {
            let backup = if self.rng.one_in(2) {
                Backup::Image(self.devices[at].disk.snapshot())
            } else {
                match self.devices[at].back_up(&Disk::new()) {
                    Ok(backup) => backup,
                    Err(error) => return self.say(format_args!("{name}: no backup: {error}")),
                }
            };
            self.devices[at].backups.push(backup);
            self.say(format_args!("{name} is backed up"));
            let again = self.steps + self.rng.between(10, 40);
            self.plan.strikes.insert(again, Fault::ClientRestoredFromBackup);
            return;
        };
        self.devices[at].stop();
        self.devices[at].restore(&backup);
        self.devices[at].may_fork = true;
        self.strike(Fault::ClientRestoredFromBackup);
        self.say(format_args!("{name} goes on from its backup"));
        self.start_device(at);
        self.excuse(Some(at));
    }

    fn clone_device(&mut self, at: usize) {
        if self.devices[at].ledger.is_none() {
            return;
        }
        let twin = self.devices[at].clone_machine();
        self.say(format_args!("{} lives on as well", twin.name));
        let apart = self.devices[at].apart;
        self.devices.push(twin);
        let place = self.devices.len() - 1;
        self.devices[place].apart = apart;
        (self.devices[place].may_fork, self.devices[at].may_fork) = (true, true);
        self.devices[place].revoked = self.devices[at].revoked;
        self.strike(Fault::DeviceCloned);
        self.start_device(place);
    }

    fn restore_relay(&mut self) {
        if self.relay.disk.is_crashed() || self.relay.log.is_none() {
            return;
        }
        for (at, call) in std::mem::take(&mut self.relay.streams) {
            self.break_stream(at, call);
        }
        let mut epoch = Epoch([0; 16]);
        self.rng.fill(&mut epoch.0);
        match self.relay.restore(epoch) {
            Ok(false) => return,
            Ok(true) => self.say(format_args!("relay goes on from its backup")),
            Err(error) => self.say(format_args!("relay goes on from its backup, but not yet: {error}")),
        }
        self.strike(Fault::RelayRestoredFromBackup);
        self.relay_power();
        if self.relay.log.is_none() && !self.relay.restarting {
            self.relay_down();
        }
        self.excuse(None);
    }

    /// After a restore: what no disk holds any more is lost, and nobody could have kept it. After a device's restore,
    /// what the relay did not hold; after the relay's, what no device holds either.
    fn excuse(&mut self, restored: Option<usize>) {
        for index in 0..self.truth.written.len() {
            let written = &self.truth.written[index];
            let (case, device) = (written.case, written.device);
            let Some(change) = written.change else { continue };
            let here = match restored {
                Some(at) if at != device => continue,
                Some(at) => self.device_holds(at, case, change.2),
                None => (0..self.devices.len()).any(|at| self.device_holds(at, case, change.2)),
            };
            if !here && !self.relay.held.holds(case, change) && !self.truth.written[index].excused {
                self.truth.written[index].excused = true;
                let word = self.truth.written[index].word.clone();
                self.say(format_args!("{word} is on no disk any more"));
            }
        }
    }

    fn device_holds(&mut self, at: usize, case: taizhang_model::CaseId, hash: taizhang_wire::ChangeHash) -> bool {
        let Some(ledger) = &mut self.devices[at].ledger else { return false };
        let audit = ledger.audit(case).ok().flatten();
        audit.is_some_and(|audit| audit.changes.iter().any(|(held, ..)| *held == hash))
    }
}
