//! A disk in memory, for SQLite, that loses power, fills up and fails on command.
//!
//! Two users: tests that crash the client's and the relay's database at every single write, and the simulator,
//! which runs thousands of databases and needs each of them fast and repeatable. The disk is a SQLite VFS, so
//! everything above it, SQLite's own recovery included, is the code that runs in production.
//!
//! ```
//! let disk = taizhang_faulty_disk::Disk::new();
//! let wal = "PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL";
//! let db = disk.open("client.db")?;
//! db.execute_batch(wal)?;
//! db.execute_batch("CREATE TABLE note (text)")?;
//! disk.crash_at(disk.writes() + 1);
//! assert!(db.execute_batch("INSERT INTO note VALUES ('never acknowledged')").is_err());
//! drop(db);
//! disk.restart(7);
//! let db = disk.open("client.db")?;
//! db.execute_batch(wal)?;
//! let rows: i64 = db.query_row("SELECT count(*) FROM note", [], |row| row.get(0))?;
//! assert_eq!(rows, 0, "half a transaction is none");
//! # Ok::<(), rusqlite::Error>(())
//! ```
//!
//! What is modelled: synced and unsynced content of each file, torn and reordered writes by 512-byte sectors, names
//! that come back or vanish because no directory was synced, locks between connections, a full disk, failing writes.
//! What is not: shared memory, so a WAL database takes one connection, which says `locking_mode = EXCLUSIVE` before
//! anything else, at every opening (else SQLite answers `SQLITE_CANTOPEN`); bit rot; reads that fail while the machine is up; and data dropped by a failed sync.
//!
//! Time stands still in SQL (`datetime('now')` is 2026-01-01T00:00:00Z). SQL's `random()`, and with it the salts in
//! a WAL's header, come from SQLite's process-wide generator, which no VFS but the default one can seed: two runs do
//! the same operations in the same order, but those few bytes differ.

use std::collections::BTreeMap;
use std::sync::{Arc, MutexGuard, PoisonError};

use rusqlite::{Connection, OpenFlags};

mod content;
mod handle;
mod platter;
mod power;
mod vfs;

pub use power::Loss;

use handle::Shared;
use platter::Platter;

/// A way for writes to fail while reads go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// No space: every write fails with `SQLITE_FULL`, overwriting included, as on a copy-on-write file system.
    /// Truncating, deleting and syncing still work.
    Full,
    /// Every write, truncation, sync and deletion fails with `SQLITE_IOERR`.
    Io,
}

/// The files of a disk at one moment, for a backup, a restore, or a clone of the whole machine.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DiskImage {
    files: BTreeMap<String, Vec<u8>>,
}

impl DiskImage {
    /// Names and contents of the files, in the order of the names.
    pub fn files(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.files.iter().map(|(name, content)| (name.as_str(), content.as_slice()))
    }
}

/// One simulated disk. Clones are the same disk.
///
/// Its operations are numbered from 0: every write, truncation, sync and deletion of a file, tried on a machine that
/// is up, takes the next number, whether it succeeds or not. Given the same calls, it does the same things.
#[derive(Clone)]
pub struct Disk {
    shared: Arc<Shared>,
}

impl Default for Disk {
    fn default() -> Self {
        Self::new()
    }
}

impl Disk {
    /// An empty disk, no faults in force.
    ///
    /// The first one registers the VFS with SQLite, for the process and not as the default.
    pub fn new() -> Self {
        vfs::register();
        Self { shared: Shared::new() }
    }

    /// The name to give to [`Connection::open_with_flags_and_vfs`].
    pub fn vfs_name() -> &'static str {
        vfs::NAME
    }

    /// The path under which SQLite finds `file` on this disk. It stays the same through restarts.
    pub fn path(&self, file: &str) -> String {
        self.shared.path(file)
    }

    /// Opens `file` on this disk for reading and writing, creating it if need be; no pragma is set.
    ///
    /// # Errors
    ///
    /// Whatever SQLite says, as on a disk that has crashed and was not restarted.
    pub fn open(&self, file: &str) -> rusqlite::Result<Connection> {
        Connection::open_with_flags_and_vfs(self.path(file), OpenFlags::default(), Self::vfs_name())
    }

    /// Operations so far, which is also the number of the next one.
    pub fn writes(&self) -> u64 {
        self.platter().ops()
    }

    /// Brings the machine down at operation `op`, which is not carried out: from then on everything, reads included,
    /// fails with `SQLITE_IOERR` until [`restart`](Self::restart), [`kill`](Self::kill) or [`restore`](Self::restore).
    pub fn crash_at(&self, op: u64) {
        self.platter().crash_at(op);
    }

    /// Whether the machine is down, that is, whether a planned crash has struck.
    pub fn is_crashed(&self) -> bool {
        self.platter().crashed()
    }

    /// Lets operations `op` to `op + count - 1` meet with `fault`; after them the disk is well again.
    pub fn fail_at(&self, op: u64, count: u64, fault: Fault) {
        self.platter().fail_during(op..op.saturating_add(count), fault);
    }

    /// Calls off the crash and the faults that are planned and did not strike yet.
    pub fn call_off(&self) {
        self.platter().call_off();
    }

    /// Fills the disk, or makes room again. A restart makes no room.
    pub fn set_full(&self, on: bool) {
        self.platter().set(Fault::Full, on);
    }

    /// Makes all changes fail, or work again. A restart repairs nothing.
    pub fn set_io_error(&self, on: bool) {
        self.platter().set(Fault::Io, on);
    }

    /// Cuts the power and brings the machine up again. `seed` decides which of the writes since each file's last sync
    /// are kept, torn or lost, and which unsynced creations and deletions of files are undone. Open connections are
    /// dead: all they do fails. A crash is over; a full or failing disk stays so.
    pub fn restart(&self, seed: u64) -> Loss {
        self.platter().restart(seed)
    }

    /// Ends the process and nothing else: open connections are dead, but every write is there, since the operating
    /// system had taken it. A later [`restart`](Self::restart) can still lose it.
    pub fn kill(&self) {
        self.platter().kill();
    }

    /// A copy of all files as programs see them now, taken at one instant.
    pub fn snapshot(&self) -> DiskImage {
        self.platter().snapshot()
    }

    /// Puts the files of `image` in place of all others, synced. Open connections are dead. The image may come from
    /// another disk: that makes a clone.
    pub fn restore(&self, image: &DiskImage) {
        self.platter().restore(image);
    }

    fn platter(&self) -> MutexGuard<'_, Platter> {
        self.shared.platter.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
