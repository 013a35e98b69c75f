//! The log in one SQLite file: one writer connection, and as many readers as the server wants.
//!
//! This file opens it, keeps what the writer holds in memory in step with the transaction, and commits. `directory`,
//! `doors` and `documents` take in controls and changes, `snapshots` compacts, `reading` answers.

use std::{
    collections::{BTreeMap, BTreeSet},
    num::NonZeroUsize,
    path::{Path, PathBuf},
    sync::Arc,
};

use lru::LruCache;
use rusqlite::{Connection, OpenFlags, OptionalExtension as _, params};
use serde::{Deserialize, Serialize};
use taizhang_model::{DeviceId, OfficeId};
use taizhang_wire::{
    ActorId, Answer, ControlId, Cursor, DeviceTips, DocId, DocKind, Epoch, FeedPage, Grants, Item, Position, PublicKey,
    Scope,
};

use super::{Caller, Committed, Cursors, Log, Prepared, Read, Receipt, Seen, cursors::Place};
use crate::Error;

mod directory;
mod documents;
mod doors;
mod reading;
mod snapshots;

const SCHEMA: &[&str] = &[include_str!("schema_1.sql"), include_str!("schema_2.sql")];
const STATEMENTS_CACHED: usize = 64;
const DOCUMENTS_CACHED: NonZeroUsize = NonZeroUsize::new(8_192).expect("not zero");
const ACTORS_CACHED: NonZeroUsize = NonZeroUsize::new(8_192).expect("not zero");

/// How to open the file.
#[derive(Clone, Debug, Default)]
pub struct SqliteOptions {
    /// The SQLite VFS to go through, by the name under which it is registered.
    pub vfs: Option<String>,
    /// Keep the file locked: for a VFS without shared memory. Then there are no readers but the writer itself.
    pub exclusive: bool,
}

/// The log's writer. `:memory:` as a path gives a log without a file, and without readers.
pub struct SqliteLog {
    db: Connection,
    path: PathBuf,
    options: SqliteOptions,
    cursors: Arc<Cursors>,
    seen: Arc<Seen>,
    committed: Arc<Grants>,
    /// The directory with what the open transaction added.
    grants: Arc<Grants>,
    offices: BTreeMap<OfficeId, Feed>,
    documents: LruCache<DocId, Arc<Document>>,
    actors: LruCache<ActorId, i64>,
    undo: Undo,
}

/// An office's key, and the end of its feed.
#[derive(Clone, Copy, Debug)]
struct Feed {
    key: i64,
    head: Position,
}

/// What the writer needs to know of a document.
#[derive(Clone, Debug)]
struct Document {
    key: i64,
    recovered: bool,
    scope: Scope,
}

/// How to bring memory back to the last commit.
#[derive(Debug, Default)]
struct Undo {
    /// The feeds that moved, as they were; `None` for an office that is new.
    feeds: BTreeMap<OfficeId, Option<Feed>>,
    cursors: Vec<Place>,
    seen: Vec<DeviceId>,
}

/// A connection that only reads.
struct SqliteReader {
    db: Connection,
    cursors: Arc<Cursors>,
}

#[derive(Serialize, Deserialize)]
struct StoredScope {
    kind: DocKind,
    home: OfficeId,
    audience: BTreeSet<OfficeId>,
    ever: BTreeSet<OfficeId>,
    tip: ControlId,
}

impl SqliteLog {
    /// Opens a county's log, and makes it where there is none. `fresh_epoch` is used only then.
    ///
    /// # Errors
    /// [`Error::Unusable`] where the file is another county's or a newer program's; [`Error::Storage`].
    pub fn open(path: &Path, options: SqliteOptions, authority: PublicKey, fresh_epoch: Epoch) -> Result<Self, Error> {
        let db = connect(path, &options, OpenFlags::default())?;
        migrate(&db, &authority, fresh_epoch)?;
        let mut grants = Grants::new(authority);
        reading::each_directory_item(&db, |bytes| {
            if let Ok(Item::Control(control)) = Item::decode(bytes) {
                grants.apply(&control);
            }
        })?;
        let cursors = Cursors::default();
        cursors.load(reading::places(&db)?);
        let seen = Seen::default();
        seen.load(reading::seen(&db)?);
        let grants = Arc::new(grants);
        Ok(Self {
            offices: reading::feeds(&db)?.map(|(id, key, head)| (id, Feed { key, head })).collect(),
            db,
            path: path.to_owned(),
            options,
            cursors: Arc::new(cursors),
            seen: Arc::new(seen),
            committed: Arc::clone(&grants),
            grants,
            documents: LruCache::new(DOCUMENTS_CACHED),
            actors: LruCache::new(ACTORS_CACHED),
            undo: Undo::default(),
        })
    }

    /// Begins a transaction, unless one is open.
    fn begin(&mut self) -> Result<(), Error> {
        if self.db.is_autocommit() {
            self.db.execute_batch("BEGIN IMMEDIATE")?;
        }
        Ok(())
    }

    /// Writes down which devices came since the last commit, and what they said of their places.
    fn write_devices(&mut self) -> Result<(), Error> {
        self.write_seen()?;
        self.write_cursors()
    }

    fn write_seen(&mut self) -> Result<(), Error> {
        if !self.seen.are_unwritten() {
            return Ok(());
        }
        let came = self.seen.take_unwritten();
        self.undo.seen.extend(came.iter().map(|(device, _)| *device));
        let mut write = self.db.prepare_cached("INSERT OR REPLACE INTO device_seen (device, at_ms) VALUES (?, ?)")?;
        for (device, at_ms) in came {
            write.execute(params![device.as_bytes(), at_ms])?;
        }
        Ok(())
    }

    fn write_cursors(&mut self) -> Result<(), Error> {
        if !self.cursors.are_unwritten() {
            return Ok(());
        }
        let places = self.cursors.take_unwritten();
        self.undo.cursors.extend(&places);
        let mut write =
            self.db.prepare_cached("INSERT OR REPLACE INTO cursor (device, office, position) VALUES (?, ?, ?)")?;
        for (device, office, position) in places {
            write.execute(params![device.as_bytes(), office.as_bytes(), position_to_sql(position)])?;
        }
        Ok(())
    }

    /// Keeps an item's bytes.
    fn keep(&self, doc: Option<i64>, bytes: &[u8]) -> Result<i64, Error> {
        self.db.prepare_cached("INSERT INTO item (doc, bytes) VALUES (?, ?)")?.execute(params![doc, bytes])?;
        Ok(self.db.last_insert_rowid())
    }

    /// Gives an item the next position in an office's feed.
    fn feed(&mut self, office: OfficeId, item: i64) -> Result<(), Error> {
        let (key, head) = self.advance(office, 1);
        self.db.prepare_cached("INSERT INTO feed (office, position, item) VALUES (?, ?, ?)")?.execute(params![
            key,
            position_to_sql(head),
            item
        ])?;
        Ok(())
    }

    /// Moves the end of an office's feed, and gives its key and the new end.
    fn advance(&mut self, office: OfficeId, by: u64) -> (i64, Position) {
        let feed = self.offices.get_mut(&office).expect("audiences name only offices of the directory");
        self.undo.feeds.entry(office).or_insert(Some(*feed));
        feed.head += by;
        (feed.key, feed.head)
    }

    /// Looks a document up.
    fn document(&mut self, id: DocId) -> Result<Option<Arc<Document>>, Error> {
        if let Some(known) = self.documents.get(&id) {
            return Ok(Some(Arc::clone(known)));
        }
        let Some(found) = reading::document(&self.db, id)? else { return Ok(None) };
        let found = Arc::new(found);
        self.documents.put(id, Arc::clone(&found));
        Ok(Some(found))
    }

    /// Looks an actor up.
    fn actor(&mut self, id: ActorId) -> Result<Option<i64>, Error> {
        if let Some(key) = self.actors.get(&id) {
            return Ok(Some(*key));
        }
        let mut find = self.db.prepare_cached("SELECT key FROM actor WHERE id = ?")?;
        let key = find.query_row(params![id.as_bytes()], |row| row.get(0)).optional()?;
        if let Some(key) = key {
            self.actors.put(id, key);
        }
        Ok(key)
    }

    /// Looks an actor up, and takes it in where it is new.
    fn actor_or_new(&mut self, id: ActorId) -> Result<i64, Error> {
        if let Some(key) = self.actor(id)? {
            return Ok(key);
        }
        self.db.prepare_cached("INSERT INTO actor (id) VALUES (?)")?.execute(params![id.as_bytes()])?;
        let key = self.db.last_insert_rowid();
        self.actors.put(id, key);
        Ok(key)
    }
}

impl Log for SqliteLog {
    fn append_prepared(&mut self, from: Caller, now_ms: i64, items: Vec<Prepared>) -> Result<Vec<Answer>, Error> {
        let answers = self.begin().and_then(|()| self.write_devices()).and_then(|()| self.take_in(from, now_ms, items));
        if answers.is_err() {
            self.rollback();
        }
        answers
    }

    fn commit(&mut self) -> Result<Committed, Error> {
        let mut done = self.begin().and_then(|()| self.write_devices());
        if done.is_ok() {
            done = self.db.execute_batch("COMMIT").map_err(Error::from);
        }
        if let Err(error) = done {
            self.rollback();
            return Err(error);
        }
        self.committed = Arc::clone(&self.grants);
        let undo = std::mem::take(&mut self.undo);
        let advanced = undo.feeds.keys().filter_map(|id| self.offices.get(id).map(|feed| (*id, feed.head))).collect();
        Ok(Committed { advanced })
    }

    fn rollback(&mut self) {
        if !self.db.is_autocommit() && self.db.execute_batch("ROLLBACK").is_err() {
            // SQLite has then rolled back by itself, or does so before this connection's next statement.
        }
        let undo = std::mem::take(&mut self.undo);
        for (office, feed) in undo.feeds {
            match feed {
                Some(feed) => self.offices.insert(office, feed),
                None => self.offices.remove(&office),
            };
        }
        self.cursors.put_back(undo.cursors);
        self.seen.put_back(undo.seen);
        self.grants = Arc::clone(&self.committed);
        self.documents.clear();
        self.actors.clear();
    }

    fn new_epoch(&mut self, epoch: Epoch) -> Result<(), Error> {
        debug_assert!(self.db.is_autocommit(), "a new epoch starts between commits");
        let change = self.db.unchecked_transaction()?;
        change.execute("UPDATE meta SET value = ? WHERE name = 'epoch'", params![epoch.as_bytes()])?;
        change.execute("DELETE FROM cursor", [])?;
        change.commit()?;
        self.cursors.clear();
        Ok(())
    }

    fn grants(&self) -> Arc<Grants> {
        Arc::clone(&self.committed)
    }

    fn cursors(&self) -> Arc<Cursors> {
        Arc::clone(&self.cursors)
    }

    fn seen(&self) -> Arc<Seen> {
        Arc::clone(&self.seen)
    }

    fn reader(&self) -> Result<Box<dyn Read>, Error> {
        if self.options.exclusive || is_memory(&self.path) {
            return Err(Error::Unusable { reason: "it was opened for one connection only".into() });
        }
        let db = connect(&self.path, &self.options, OpenFlags::default())?;
        db.pragma_update(None, "query_only", true)?;
        Ok(Box::new(SqliteReader { db, cursors: Arc::clone(&self.cursors) }))
    }
}

macro_rules! read_through {
    ($type:ty) => {
        impl Read for $type {
            fn epoch(&self) -> Result<Epoch, Error> {
                reading::epoch(&self.db)
            }

            fn head(&self, office: OfficeId) -> Result<Position, Error> {
                reading::head(&self.db, office)
            }

            fn page(
                &self,
                office: OfficeId,
                cursor: Option<Cursor>,
                items_max: usize,
                bytes_max: usize,
            ) -> Result<FeedPage, Error> {
                reading::page(&self.db, office, cursor, items_max, bytes_max)
            }

            fn directory(
                &self,
                office: OfficeId,
                after: Position,
                items_max: usize,
                bytes_max: usize,
            ) -> Result<FeedPage, Error> {
                reading::directory(&self.db, office, after, items_max, bytes_max)
            }

            fn doc_items(&self, office: OfficeId, doc: DocId, after: Position) -> Result<FeedPage, Error> {
                reading::doc_items(&self.db, office, doc, after)
            }

            fn receipts(&self, office: OfficeId, doc: DocId) -> Result<Vec<Receipt>, Error> {
                reading::receipts(&self.db, &self.cursors, office, doc)
            }

            fn device_tips(
                &self,
                device: DeviceId,
                after: Option<DocId>,
                tips_max: usize,
            ) -> Result<DeviceTips, Error> {
                reading::device_tips(&self.db, device, after, tips_max)
            }

            fn items(&self) -> Result<u64, Error> {
                reading::items(&self.db)
            }
        }
    };
}

read_through!(SqliteLog);
read_through!(SqliteReader);

impl From<Scope> for StoredScope {
    fn from(Scope { kind, home, audience, ever, tip }: Scope) -> Self {
        Self { kind, home, audience, ever, tip }
    }
}

impl From<StoredScope> for Scope {
    fn from(StoredScope { kind, home, audience, ever, tip }: StoredScope) -> Self {
        Self { kind, home, audience, ever, tip }
    }
}

fn is_memory(path: &Path) -> bool {
    path.as_os_str() == ":memory:"
}

/// Opens a connection and asserts what the log's promises stand on.
fn connect(path: &Path, options: &SqliteOptions, flags: OpenFlags) -> Result<Connection, Error> {
    let db = match &options.vfs {
        Some(vfs) => Connection::open_with_flags_and_vfs(path, flags, vfs.as_str())?,
        None => Connection::open_with_flags(path, flags)?,
    };
    db.set_prepared_statement_cache_capacity(STATEMENTS_CACHED);
    if options.exclusive {
        db.pragma_update(None, "locking_mode", "EXCLUSIVE")?;
    }
    db.busy_timeout(std::time::Duration::from_secs(5))?;
    let journal: String = db.pragma_update_and_check(None, "journal_mode", "WAL", |row| row.get(0))?;
    db.pragma_update(None, "synchronous", "FULL")?;
    db.pragma_update(None, "foreign_keys", true)?;
    let synchronous: i64 = db.pragma_query_value(None, "synchronous", |row| row.get(0))?;
    let foreign_keys: i64 = db.pragma_query_value(None, "foreign_keys", |row| row.get(0))?;
    if (journal != "wal" && !is_memory(path)) || synchronous != 2 || foreign_keys != 1 {
        let reason =
            format!("SQLite answered journal_mode={journal} synchronous={synchronous} foreign_keys={foreign_keys}");
        return Err(Error::Unusable { reason });
    }
    Ok(db)
}

fn migrate(db: &Connection, authority: &PublicKey, fresh_epoch: Epoch) -> Result<(), Error> {
    let change = rusqlite::Transaction::new_unchecked(db, rusqlite::TransactionBehavior::Immediate)?;
    let version: usize = change.pragma_query_value(None, "user_version", |row| row.get::<_, u32>(0))? as usize;
    if version > SCHEMA.len() {
        return Err(Error::Unusable { reason: format!("its version {version} is newer than this program") });
    }
    for (step, sql) in SCHEMA.iter().enumerate().skip(version) {
        change.execute_batch(sql)?;
        change.pragma_update(None, "user_version", u32::try_from(step + 1).expect("few migrations"))?;
    }
    if version == 0 {
        let mut write = change.prepare("INSERT INTO meta (name, value) VALUES (?, ?)")?;
        write.execute(params!["authority", authority.as_bytes()])?;
        write.execute(params!["epoch", fresh_epoch.as_bytes()])?;
    }
    let held: Vec<u8> = change.query_row("SELECT value FROM meta WHERE name = 'authority'", [], |row| row.get(0))?;
    if held != authority.as_bytes() {
        return Err(Error::Unusable { reason: "it belongs to a county with another authority key".into() });
    }
    change.commit()?;
    Ok(())
}

/// SQLite counts up to 2^63.
fn position_to_sql(position: Position) -> i64 {
    i64::try_from(position).unwrap_or(i64::MAX)
}

/// Positions are stored from 1 up.
fn position_from_sql(position: i64) -> Position {
    u64::try_from(position).unwrap_or(0)
}
