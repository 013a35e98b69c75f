//! One device's ledger in SQLite: every function here is a few statements on a connection or a transaction that the
//! caller holds, so that document, outbox, read model and search row are committed together or not at all.

pub(crate) mod arrivals;
pub(crate) mod atrest;
pub(crate) mod cases;
pub(crate) mod conduct;
pub(crate) mod controls;
pub(crate) mod decisions;
pub(crate) mod docs;
pub(crate) mod drafts;
pub(crate) mod entries;
pub(crate) mod folded;
pub(crate) mod held_back;
pub(crate) mod indexed;
pub(crate) mod keys;
pub(crate) mod lists;
pub(crate) mod matching;
pub(crate) mod parties;
pub(crate) mod reading;
pub(crate) mod receipts;
pub(crate) mod search;
pub(crate) mod sounds;

use std::path::{Path, PathBuf};

use rusqlite::{Connection, OpenFlags, OptionalExtension as _, config::DbConfig, params};
use taizhang_wire::{Cursor, Epoch};

use crate::{DbKey, Error};

/// Where the ledger's database is and how to hold it.
#[derive(Clone, Debug)]
pub struct StoreOptions {
    /// The file, or a name that the file system named by `vfs` understands.
    pub path: PathBuf,
    /// A SQLite file system other than the default.
    pub vfs: Option<String>,
    /// Whether this process alone uses the file. Needed where there is no shared memory.
    pub exclusive: bool,
    /// The key under which every page is encrypted. Without one the file is in the clear: that is for simulators and
    /// tests, and to measure what encryption costs, never for people's cases.
    pub key: Option<DbKey>,
}

impl StoreOptions {
    /// An ordinary file that several processes may share, encrypted.
    #[must_use]
    pub fn file(path: impl Into<PathBuf>, key: DbKey) -> Self {
        Self { key: Some(key), ..Self::clear(path) }
    }

    /// The same without encryption, for tests and measurements. Or, with `:memory:`, no file at all.
    #[must_use]
    pub fn clear(path: impl Into<PathBuf>) -> Self {
        Self { path: path.into(), vfs: None, exclusive: false, key: None }
    }
}

const MIGRATIONS: &[&str] = &[
    include_str!("migrations/0001_ledger.sql"),
    include_str!("migrations/0002_matching.sql"),
    include_str!("migrations/0003_documents.sql"),
    include_str!("migrations/0004_lists.sql"),
    include_str!("migrations/0006_parties.sql"),
    include_str!("migrations/0007_receipts.sql"),
    include_str!("migrations/0008_keys.sql"),
    include_str!("migrations/0009_conduct.sql"),
    include_str!("migrations/0010_reading.sql"),
    include_str!("migrations/0011_drafts.sql"),
    include_str!("migrations/0012_arrivals.sql"),
    include_str!("migrations/0013_views.sql"),
];

/// How long a process waits for another's transaction on the same file, in milliseconds.
const BUSY_TIMEOUT_MS: u64 = 10_000;

/// Pages kept in memory, in KiB. Documents have random ids, so a first sync writes everywhere: where the pages that hold
/// no content do not fit, each is read and written again and again, and ten thousand cases cost more than a thousand.
#[cfg(not(target_family = "wasm"))]
const CACHE_KIB_MAX: i64 = 64_000;
/// A browser's worker shares a phone's memory with the page.
#[cfg(target_family = "wasm")]
const CACHE_KIB_MAX: i64 = 24_000;

/// Pages that the write-ahead log holds before they go into the database: 16 MiB. With fewer, a first sync writes the
/// upper pages of every index into the database with each page of the feed.
const WAL_PAGES: u32 = 4_096;

/// Opens the database, asserts how it must behave, and brings it up to date.
pub(crate) fn open(options: &StoreOptions) -> Result<Connection, Error> {
    // On a file system of its own, a test's, the first bytes cannot be looked at from here.
    if options.vfs.is_none() {
        atrest::prepare(&options.path, options.key.as_ref())?;
    }
    let mut db = connect(&options.path, options.vfs.as_deref(), options.key.as_ref())?;
    db.busy_timeout(std::time::Duration::from_millis(BUSY_TIMEOUT_MS))?;
    if options.exclusive {
        db.pragma_update(None, "locking_mode", "EXCLUSIVE")?;
    }
    let journal: String = db.query_row("PRAGMA journal_mode = WAL", [], |row| row.get(0))?;
    if journal != "wal" {
        // Without a write-ahead log, only EXTRA makes the removal of the journal durable too.
        db.pragma_update(None, "synchronous", "EXTRA")?;
    } else {
        db.pragma_update(None, "synchronous", "FULL")?;
    }
    db.pragma_update(None, "foreign_keys", "ON")?;
    db.pragma_update(None, "cache_size", -CACHE_KIB_MAX)?;
    db.pragma_update(None, "wal_autocheckpoint", WAL_PAGES)?;
    let synchronous: i64 = db.query_row("PRAGMA synchronous", [], |row| row.get(0))?;
    if synchronous < 2 {
        return Err(Error::Unsafe("SQLite would not promise to write through to the disk"));
    }
    db.set_prepared_statement_cache_capacity(128);
    // No plan depends on the values that are bound. Without this promise SQLite prepares many a kept statement anew at
    // each use, in case another value wants another plan: 7 % of all that the simulator did.
    db.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    migrate(&mut db)?;
    Ok(db)
}

/// A connection that has its key, and nothing else yet.
fn connect(path: &Path, vfs: Option<&str>, key: Option<&DbKey>) -> Result<Connection, Error> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let db = match (vfs, key) {
        (Some(vfs), Some(_)) => Connection::open_with_flags_and_vfs(path, flags, atrest::encrypting(vfs).as_str())?,
        (Some(vfs), None) => Connection::open_with_flags_and_vfs(path, flags, vfs)?,
        (None, _) => Connection::open_with_flags(path, flags)?,
    };
    if let Some(key) = key {
        key.unlock(&db)?;
    }
    Ok(db)
}

fn migrate(db: &mut Connection) -> Result<(), Error> {
    let tx = db.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
    let version: usize = tx.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    if version > MIGRATIONS.len() {
        return Err(Error::NewerDatabase { version });
    }
    for migration in &MIGRATIONS[version..] {
        tx.execute_batch(migration)?;
    }
    tx.pragma_update(None, "user_version", MIGRATIONS.len())?;
    tx.commit()?;
    Ok(())
}

pub(crate) fn meta(db: &Connection, key: &str) -> rusqlite::Result<Option<Vec<u8>>> {
    db.prepare_cached("SELECT value FROM meta WHERE key = ?1")?.query_row([key], |row| row.get(0)).optional()
}

pub(crate) fn set_meta(db: &Connection, key: &str, value: &[u8]) -> rusqlite::Result<()> {
    db.prepare_cached("INSERT INTO meta (key, value) VALUES (?1, ?2) ON CONFLICT DO UPDATE SET value = excluded.value")?
        .execute(params![key, value])
        .map(drop)
}

pub(crate) fn remove_meta(db: &Connection, key: &str) -> rusqlite::Result<()> {
    db.prepare_cached("DELETE FROM meta WHERE key = ?1")?.execute([key]).map(drop)
}

/// How far the relay's feed is on this disk.
pub(crate) fn cursor(db: &Connection) -> rusqlite::Result<Option<Cursor>> {
    let Some(bytes) = meta(db, "cursor")? else { return Ok(None) };
    let read = || {
        let (epoch, after) = bytes.split_first_chunk::<16>()?;
        Some(Cursor { epoch: Epoch(*epoch), after: u64::from_be_bytes(after.try_into().ok()?) })
    };
    Ok(read())
}

pub(crate) fn set_cursor(db: &Connection, cursor: Cursor) -> rusqlite::Result<()> {
    let mut bytes = cursor.epoch.0.to_vec();
    bytes.extend_from_slice(&cursor.after.to_be_bytes());
    set_meta(db, "cursor", &bytes)
}
