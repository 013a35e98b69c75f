//! A desk whose files another version of the program wrote, as a browser keeps them: the slot of its keys, and a file of the pool
//! in which its database lies. The device itself is a real one, of the command line; it must not be used there any more.

use std::{
    collections::BTreeSet,
    fs, io,
    path::{Path, PathBuf},
};

use rusqlite::Connection;
use serde_json::{Value, json};
use taizhang_client::{KeyFile, KeyPlace as _, Lock, Passphrase, PassphraseCost, Slot, TwoSlots};
use taizhang_e2e::programs::{Device, SECRETS, repository};

/// What the database is called in the pool.
const NAME: &[u8] = b"ledger.db";
/// A file of the pool begins with its name in so many bytes, then its flags; what SQLite sees of it comes after the header.
const NAME_BYTES: usize = 512;
const HEADER_BYTES: usize = 4096;
/// `SQLITE_OPEN_MAIN_DB`, to be read and written, made where there was none.
const FLAGS: u32 = 0x100 | 0x2 | 0x4;

/// The migration that put what a case was folded to into a table of its own.
const VIEWS: usize = 12;

/// The device's files, with the database as it was after so many migrations, marked as one of a later version, or as it is; and with
/// a draft where that version kept any.
pub(crate) fn files(device: &Device, version: Option<usize>, draft: Option<(&str, &str)>) -> Value {
    let passphrase = SECRETS.iter().find(|(name, _)| *name == "TAIZHANG_PASSPHRASE").unwrap().1;
    let lock = Lock::Passphrase { passphrase: Passphrase::new(passphrase), cost: PassphraseCost::default() };
    let keys = KeyFile::open(device.data.join("device.json"), &lock).unwrap();
    let database = device.data.join("ledger.db");
    let db = Connection::open(&database).unwrap();
    keys.db_key().unlock(&db).unwrap();
    if let Some((name, body)) = draft {
        let _ = db.execute("INSERT INTO drafts (name, body, at_ms) VALUES (?1, ?2, 1)", [name, body]).unwrap();
    }
    if let Some(version) = version {
        go_back(&db, version);
    }
    db.close().unwrap();
    assert!(!device.data.join("ledger.db-wal").exists(), "all of it is in one file");
    let slots = ["device.0", "device.1"].map(|slot| FileSlot(device.data.join(slot)));
    TwoSlots::new("the keys", slots).replace(&fs::read(device.data.join("device.json")).unwrap()).unwrap();
    let mut pool = vec![0; HEADER_BYTES];
    pool[..NAME.len()].copy_from_slice(NAME);
    pool[NAME_BYTES..NAME_BYTES + 4].copy_from_slice(&FLAGS.to_be_bytes());
    pool.extend(fs::read(database).unwrap());
    fs::write(device.data.join("pool"), pool).unwrap();
    json!({ "keys": device.data.join("device.0"), "pool": device.data.join("pool") })
}

/// Takes away what later migrations made. Whether that is all, the earlier ones say.
fn go_back(db: &Connection, version: usize) {
    let folder = repository().join("client-core/src/store/migrations");
    let mut migrations: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    migrations.sort();
    let then = Connection::open_in_memory().unwrap();
    for migration in migrations.iter().take(version) {
        then.execute_batch(&fs::read_to_string(migration).unwrap()).unwrap();
    }
    let then = things(&then);
    if version < VIEWS {
        let _ = db.execute("UPDATE cases SET view = (SELECT view FROM views WHERE views.id = cases.id)", []).unwrap();
    }
    for (kind, name, _) in things(db).difference(&then) {
        db.execute_batch(&format!("DROP {kind} IF EXISTS \"{name}\"")).unwrap();
    }
    assert_eq!(things(db), then);
    db.pragma_update(None, "user_version", version).unwrap();
}

/// Tables, indexes and triggers, with their definitions.
fn things(db: &Connection) -> BTreeSet<(String, String, Option<String>)> {
    let mut all = db.prepare("SELECT type, name, sql FROM sqlite_master").unwrap();
    let rows = all.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).unwrap();
    rows.collect::<Result<_, _>>().unwrap()
}

/// A slot in a folder.
#[derive(Debug)]
struct FileSlot(PathBuf);

impl Slot for FileSlot {
    fn read(&self) -> io::Result<Vec<u8>> {
        if Path::exists(&self.0) { fs::read(&self.0) } else { Ok(Vec::new()) }
    }

    fn write(&self, bytes: &[u8]) -> io::Result<()> {
        fs::write(&self.0, bytes)
    }
}
