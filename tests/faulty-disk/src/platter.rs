//! The disk itself: files, names, locks and the faults in force. Plain data behind one mutex, no SQLite calls.
//!
//! Files and names are kept apart, as inodes and directory entries are: each has a state that programs see and a
//! state that is on the medium, and only a sync moves the one to the other.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::c_int;
use std::ops::Range;

use rusqlite::ffi;

use crate::content::Content;
use crate::power::{Dice, Loss, Pending, survive};
use crate::{DiskImage, Fault};

/// A SQLite result code that is not `SQLITE_OK`.
pub(crate) type Code = c_int;

/// The four operations that change a disk; they are what [`Disk::writes`](crate::Disk::writes) counts.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Change {
    Write,
    Truncate,
    Sync,
    Delete,
}

impl Change {
    fn io_error(self) -> Code {
        match self {
            Self::Write => ffi::SQLITE_IOERR_WRITE,
            Self::Truncate => ffi::SQLITE_IOERR_TRUNCATE,
            Self::Sync => ffi::SQLITE_IOERR_FSYNC,
            Self::Delete => ffi::SQLITE_IOERR_DELETE,
        }
    }
}

/// One file, whatever its name.
#[derive(Default)]
struct Inode {
    /// What programs read.
    content: Content,
    /// The way to `content` from what the medium is known to hold, and back: what is synced is the rule, what is lost
    /// the exception, so that a second copy of every file is made only where power goes.
    unsynced: Vec<Pending>,
    /// Who holds which SQLite lock level above none, by handle.
    locks: BTreeMap<u64, c_int>,
    /// Open handles; a deleted file lives on while there are any.
    openings: usize,
}

/// One open handle's place on the disk. It is worth nothing once the disk was restarted.
#[derive(Clone, Copy)]
pub(crate) struct Seat {
    inode: u64,
    handle: u64,
    boot: u64,
}

/// How a file is to be opened.
#[derive(Clone, Copy)]
pub(crate) struct OpenMode {
    pub(crate) create: bool,
    pub(crate) must_be_new: bool,
}

/// The state of one simulated disk.
#[derive(Default)]
pub(crate) struct Platter {
    inodes: BTreeMap<u64, Inode>,
    names: BTreeMap<String, u64>,
    synced_names: BTreeMap<String, u64>,
    next_number: u64,
    boot: u64,
    ops: u64,
    crash_at: Option<u64>,
    crashed: bool,
    planned: Vec<(Range<u64>, Fault)>,
    full: bool,
    io_error: bool,
}

// Faults.
impl Platter {
    pub(crate) fn ops(&self) -> u64 {
        self.ops
    }

    pub(crate) fn crashed(&self) -> bool {
        self.crashed
    }

    pub(crate) fn crash_at(&mut self, op: u64) {
        self.crash_at = Some(op);
    }

    pub(crate) fn fail_during(&mut self, ops: Range<u64>, fault: Fault) {
        self.planned.push((ops, fault));
    }

    pub(crate) fn call_off(&mut self) {
        self.crash_at = None;
        self.planned.clear();
    }

    pub(crate) fn set(&mut self, fault: Fault, on: bool) {
        match fault {
            Fault::Full => self.full = on,
            Fault::Io => self.io_error = on,
        }
    }

    /// Counts one change and says whether it may happen.
    fn admit(&mut self, change: Change) -> Result<(), Code> {
        if self.crashed {
            return Err(change.io_error());
        }
        let op = self.ops;
        if self.crash_at.is_some_and(|at| op >= at) {
            self.crashed = true;
            return Err(change.io_error());
        }
        self.ops += 1;
        self.planned.retain(|(ops, _)| ops.end > op);
        let strikes = |fault| self.planned.iter().any(|(ops, planned)| *planned == fault && ops.contains(&op));
        if self.io_error || strikes(Fault::Io) {
            return Err(change.io_error());
        }
        // A full disk still lets go of space and flushes what it holds.
        if change == Change::Write && (self.full || strikes(Fault::Full)) {
            return Err(ffi::SQLITE_FULL);
        }
        Ok(())
    }

    /// The file behind a handle, unless the machine is down or went down since the handle was opened.
    fn inode(&mut self, seat: Seat, dead: Code) -> Result<&mut Inode, Code> {
        if self.crashed || seat.boot != self.boot {
            return Err(dead);
        }
        self.inodes.get_mut(&seat.inode).ok_or(dead)
    }

    /// The file behind a handle, for a change that was counted and let through.
    fn inode_to_change(&mut self, seat: Seat, change: Change) -> Result<&mut Inode, Code> {
        self.inode(seat, change.io_error())?;
        self.admit(change)?;
        self.inode(seat, change.io_error())
    }
}

// What SQLite asks of a file system.
impl Platter {
    pub(crate) fn open(&mut self, name: &str, mode: OpenMode) -> Result<Seat, Code> {
        if self.crashed {
            return Err(ffi::SQLITE_IOERR);
        }
        let inode = match self.names.get(name) {
            Some(_) if mode.must_be_new => return Err(ffi::SQLITE_CANTOPEN),
            Some(inode) => *inode,
            None if !mode.create => return Err(ffi::SQLITE_CANTOPEN),
            None => {
                let inode = self.number();
                self.names.insert(name.to_owned(), inode);
                self.inodes.insert(inode, Inode::default());
                inode
            }
        };
        let seat = Seat { inode, handle: self.number(), boot: self.boot };
        self.inode(seat, ffi::SQLITE_CANTOPEN)?.openings += 1;
        Ok(seat)
    }

    pub(crate) fn close(&mut self, seat: Seat) {
        if seat.boot != self.boot {
            return;
        }
        if let Some(inode) = self.inodes.get_mut(&seat.inode) {
            inode.openings -= 1;
            inode.locks.remove(&seat.handle);
        }
        self.forget_unreachable();
    }

    pub(crate) fn exists(&self, name: &str) -> Result<bool, Code> {
        if self.crashed {
            return Err(ffi::SQLITE_IOERR_ACCESS);
        }
        // An empty file counts as absent, as in SQLite's own unix VFS.
        Ok(self.names.get(name).is_some_and(|inode| !self.inodes[inode].content.is_empty()))
    }

    pub(crate) fn delete(&mut self, name: &str, sync_directory: bool) -> Result<(), Code> {
        if !self.crashed && !self.names.contains_key(name) {
            return Err(ffi::SQLITE_IOERR_DELETE_NOENT);
        }
        self.admit(Change::Delete)?;
        self.names.remove(name);
        if sync_directory {
            self.sync_names();
        }
        self.forget_unreachable();
        Ok(())
    }

    /// Fills `into` from `offset` on and returns how many bytes there were; the rest becomes zeros.
    pub(crate) fn read(&mut self, seat: Seat, offset: usize, into: &mut [u8]) -> Result<usize, Code> {
        Ok(self.inode(seat, ffi::SQLITE_IOERR_READ)?.content.read(offset, into))
    }

    pub(crate) fn write(&mut self, seat: Seat, offset: usize, bytes: &[u8]) -> Result<(), Code> {
        let inode = self.inode_to_change(seat, Change::Write)?;
        inode.unsynced.push(Pending::write(&mut inode.content, offset, bytes));
        Ok(())
    }

    pub(crate) fn truncate(&mut self, seat: Seat, len: usize) -> Result<(), Code> {
        let inode = self.inode_to_change(seat, Change::Truncate)?;
        inode.unsynced.push(Pending::truncate(&mut inode.content, len));
        Ok(())
    }

    pub(crate) fn sync(&mut self, seat: Seat) -> Result<(), Code> {
        let inode = self.inode_to_change(seat, Change::Sync)?;
        inode.unsynced.clear();
        // SQLite's unix VFS syncs the directory with the first sync of a new file.
        if !self.synced_names.values().any(|synced| *synced == seat.inode) {
            self.sync_names();
        }
        Ok(())
    }

    pub(crate) fn len(&mut self, seat: Seat) -> Result<usize, Code> {
        Ok(self.inode(seat, ffi::SQLITE_IOERR_FSTAT)?.content.len())
    }

    /// SQLite's five lock levels: many may share, one may reserve, and exclusive waits until all others left.
    pub(crate) fn lock(&mut self, seat: Seat, level: c_int) -> Result<(), Code> {
        let locks = &mut self.inode(seat, ffi::SQLITE_IOERR_LOCK)?.locks;
        let others = locks.iter().filter(|(handle, _)| **handle != seat.handle).map(|(_, level)| *level).max();
        let others = others.unwrap_or(ffi::SQLITE_LOCK_NONE);
        let granted = match level {
            ffi::SQLITE_LOCK_SHARED if others >= ffi::SQLITE_LOCK_PENDING => None,
            ffi::SQLITE_LOCK_RESERVED.. if others >= ffi::SQLITE_LOCK_RESERVED => None,
            // Keeps new readers out while the old ones finish.
            ffi::SQLITE_LOCK_EXCLUSIVE if others == ffi::SQLITE_LOCK_SHARED => Some(ffi::SQLITE_LOCK_PENDING),
            _ => Some(level),
        };
        if let Some(granted) = granted {
            let held = locks.entry(seat.handle).or_insert(ffi::SQLITE_LOCK_NONE);
            *held = (*held).max(granted);
        }
        if granted == Some(level) { Ok(()) } else { Err(ffi::SQLITE_BUSY) }
    }

    /// Goes down to `level`. A dead handle holds nothing, so there is nothing to refuse it.
    pub(crate) fn unlock(&mut self, seat: Seat, level: c_int) {
        if let Ok(inode) = self.inode(seat, ffi::SQLITE_IOERR_UNLOCK) {
            if level == ffi::SQLITE_LOCK_NONE {
                inode.locks.remove(&seat.handle);
            } else {
                inode.locks.insert(seat.handle, level);
            }
        }
    }

    pub(crate) fn is_reserved(&mut self, seat: Seat) -> Result<bool, Code> {
        let inode = self.inode(seat, ffi::SQLITE_IOERR_CHECKRESERVEDLOCK)?;
        Ok(inode.locks.values().any(|level| *level >= ffi::SQLITE_LOCK_RESERVED))
    }

    fn number(&mut self) -> u64 {
        self.next_number += 1;
        self.next_number
    }

    fn sync_names(&mut self) {
        self.synced_names.clone_from(&self.names);
        self.forget_unreachable();
    }

    fn forget_unreachable(&mut self) {
        let named: BTreeSet<u64> = self.names.values().chain(self.synced_names.values()).copied().collect();
        self.inodes.retain(|number, inode| inode.openings > 0 || named.contains(number));
    }
}

// What befalls the machine.
impl Platter {
    /// The process dies: every handle with it, but not what it wrote.
    pub(crate) fn kill(&mut self) {
        self.boot += 1;
        self.crashed = false;
        self.crash_at = None;
        for inode in self.inodes.values_mut() {
            inode.openings = 0;
            inode.locks.clear();
        }
        self.forget_unreachable();
    }

    /// The power goes: the process dies, and of what was not synced only what the seed lets through is left.
    pub(crate) fn restart(&mut self, seed: u64) -> Loss {
        self.kill();
        let (mut dice, mut loss) = (Dice::new(seed), Loss::default());
        let touched: BTreeSet<String> = self.names.keys().chain(self.synced_names.keys()).cloned().collect();
        for name in touched {
            let synced = self.synced_names.get(&name).copied();
            if synced != self.names.get(&name).copied() && dice.below(2) == 0 {
                loss.names_undone += 1;
                match synced {
                    Some(inode) => self.names.insert(name, inode),
                    None => self.names.remove(&name),
                };
            }
        }
        self.sync_names();
        for inode in self.inodes.values_mut() {
            let unsynced = std::mem::take(&mut inode.unsynced);
            if !unsynced.is_empty() {
                unsynced.iter().rev().for_each(|pending| pending.undo(&mut inode.content));
                survive(&mut inode.content, &unsynced, &mut dice, &mut loss);
            }
        }
        loss
    }

    pub(crate) fn snapshot(&self) -> DiskImage {
        let copy = |(name, inode): (&String, &u64)| (name.clone(), self.inodes[inode].content.to_vec());
        DiskImage { files: self.names.iter().map(copy).collect() }
    }

    pub(crate) fn restore(&mut self, image: &DiskImage) {
        self.kill();
        self.names.clear();
        self.inodes.clear();
        for (name, content) in &image.files {
            let number = self.number();
            let inode = Inode { content: Content::of(content), ..Inode::default() };
            self.names.insert(name.clone(), number);
            self.inodes.insert(number, inode);
        }
        self.sync_names();
    }
}
