//! From SQLite's paths and file handles to the disk they belong to. Safe code: the pointers end in `vfs`.
//!
//! SQLite knows a VFS by name and a file by path, so the process keeps one table from the number in the path to the
//! disk. It holds no disk alive: a disk goes with its last `Disk` and its last open connection.

use std::collections::BTreeMap;
use std::ffi::c_int;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};

use rusqlite::ffi;

use crate::content::Content;
use crate::platter::{Code, OpenMode, Platter, Seat};

static DISKS: Mutex<BTreeMap<u64, Weak<Shared>>> = Mutex::new(BTreeMap::new());
static NEXT_DISK: AtomicU64 = AtomicU64::new(0);

fn disks() -> MutexGuard<'static, BTreeMap<u64, Weak<Shared>>> {
    DISKS.lock().unwrap_or_else(PoisonError::into_inner)
}

/// One disk, as its `Disk` values and its open files share it.
pub(crate) struct Shared {
    number: u64,
    pub(crate) platter: Mutex<Platter>,
}

impl Shared {
    pub(crate) fn new() -> Arc<Self> {
        let number = NEXT_DISK.fetch_add(1, Ordering::Relaxed);
        let shared = Arc::new(Self { number, platter: Mutex::default() });
        disks().insert(number, Arc::downgrade(&shared));
        shared
    }

    pub(crate) fn path(&self, file: &str) -> String {
        format!("/disk-{}/{file}", self.number)
    }

    fn platter(&self) -> MutexGuard<'_, Platter> {
        self.platter.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Shared {
    fn drop(&mut self) {
        disks().remove(&self.number);
    }
}

/// Finds the disk a path is on and the file's name there.
fn locate(path: &str) -> Result<(Arc<Shared>, &str), Code> {
    let found = path.strip_prefix("/disk-").and_then(|rest| {
        let (number, name) = rest.split_once('/')?;
        // Upgraded under the lock, dropped after it: `Shared::drop` takes the same lock.
        let disk = disks().get(&number.parse().ok()?)?.upgrade()?;
        Some((disk, name))
    });
    found.ok_or(ffi::SQLITE_CANTOPEN)
}

pub(crate) fn exists(path: &str) -> Result<bool, Code> {
    let (disk, name) = locate(path)?;
    disk.platter().exists(name)
}

pub(crate) fn delete(path: &str, sync_directory: bool) -> Result<(), Code> {
    let (disk, name) = locate(path)?;
    disk.platter().delete(name, sync_directory)
}

/// An open file.
pub(crate) enum Handle {
    /// A file with a name, on a disk.
    Named { disk: Arc<Shared>, seat: Seat },
    /// A temporary file of one connection: no name, no faults, gone when closed.
    Scratch(Content),
}

impl Handle {
    pub(crate) fn open(path: Option<&str>, flags: c_int) -> Result<Self, Code> {
        let Some(path) = path else { return Ok(Self::Scratch(Content::default())) };
        let create = flags & ffi::SQLITE_OPEN_CREATE != 0;
        let mode = OpenMode { create, must_be_new: create && flags & ffi::SQLITE_OPEN_EXCLUSIVE != 0 };
        let (disk, name) = locate(path)?;
        let seat = disk.platter().open(name, mode)?;
        Ok(Self::Named { disk, seat })
    }

    pub(crate) fn close(self) {
        if let Self::Named { disk, seat } = self {
            disk.platter().close(seat);
        }
    }

    /// How many bytes there were; the rest of `into` is zeros.
    pub(crate) fn read(&self, offset: usize, into: &mut [u8]) -> Result<usize, Code> {
        match self {
            Self::Named { disk, seat } => disk.platter().read(*seat, offset, into),
            Self::Scratch(content) => Ok(content.read(offset, into)),
        }
    }

    pub(crate) fn write(&mut self, offset: usize, bytes: &[u8]) -> Result<(), Code> {
        match self {
            Self::Named { disk, seat } => disk.platter().write(*seat, offset, bytes),
            Self::Scratch(content) => {
                content.write(offset, bytes);
                Ok(())
            }
        }
    }

    pub(crate) fn truncate(&mut self, len: usize) -> Result<(), Code> {
        match self {
            Self::Named { disk, seat } => disk.platter().truncate(*seat, len),
            Self::Scratch(content) => {
                content.resize(len);
                Ok(())
            }
        }
    }

    pub(crate) fn sync(&self) -> Result<(), Code> {
        match self {
            Self::Named { disk, seat } => disk.platter().sync(*seat),
            Self::Scratch(_) => Ok(()),
        }
    }

    pub(crate) fn len(&self) -> Result<usize, Code> {
        match self {
            Self::Named { disk, seat } => disk.platter().len(*seat),
            Self::Scratch(content) => Ok(content.len()),
        }
    }

    pub(crate) fn lock(&self, level: c_int) -> Result<(), Code> {
        match self {
            Self::Named { disk, seat } => disk.platter().lock(*seat, level),
            Self::Scratch(_) => Ok(()),
        }
    }

    pub(crate) fn unlock(&self, level: c_int) {
        if let Self::Named { disk, seat } = self {
            disk.platter().unlock(*seat, level);
        }
    }

    pub(crate) fn is_reserved(&self) -> Result<bool, Code> {
        match self {
            Self::Named { disk, seat } => disk.platter().is_reserved(*seat),
            Self::Scratch(_) => Ok(false),
        }
    }
}
