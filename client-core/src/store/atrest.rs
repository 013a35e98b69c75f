//! The database's encryption: which key a file is under, and copies under another.
//!
//! SQLite writes every page sealed, in the database, in its log and in temporary files alike. What SQLite cannot do is
//! say whether a key is right before it is used; opened with a wrong one, a write-ahead log looks torn and is dropped.
//! So a file's first bytes are a mark that tells its key ([`DbKey::mark`]), and are looked at before SQLite is.

use std::{fs, io, io::Read as _, path::Path, time::Duration};

use data_encoding::HEXLOWER;
use rusqlite::Connection;

use crate::{DbKey, Error, files, secret::MARK_BYTES};

/// With what a database without encryption starts.
const CLEAR: &[u8; MARK_BYTES] = b"SQLite format 3\0";

/// Makes sure that SQLite may open this file with this key, or without one. A file in the clear is encrypted first
/// where there is a key.
pub(super) fn prepare(path: &Path, key: Option<&DbKey>) -> Result<(), Error> {
    match (start(path)?, key) {
        (None, _) => Ok(()),
        (Some(start), None) if start == *CLEAR => Ok(()),
        (Some(start), Some(key)) if start == key.mark() => Ok(()),
        (Some(start), Some(key)) if start == *CLEAR => seal(path, key),
        _ => Err(Error::OtherKey),
    }
}

/// The first bytes of a file; `None` where there is none, or nothing in it.
fn start(path: &Path) -> Result<Option<[u8; MARK_BYTES]>, Error> {
    let mut bytes = Vec::new();
    let read = fs::File::open(path).and_then(|file| file.take(MARK_BYTES as u64).read_to_end(&mut bytes));
    match read {
        Ok(0) => Ok(None),
        Ok(_) => bytes.try_into().map(Some).map_err(|_| Error::OtherKey),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(files::failed("read", path)(error)),
    }
}

/// Encrypts a database that an older version wrote: a sealed copy takes its place in one step. Before that step the
/// clear database is what counts, after it the sealed one; what a power cut leaves beside them is written anew.
fn seal(path: &Path, key: &DbKey) -> Result<(), Error> {
    let lock = files::beside(path, ".sealing");
    let held = fs::File::create(&lock).map_err(files::failed("write", &lock))?;
    held.lock().map_err(files::failed("lock", &lock))?;
    // Another process may have done it while this one waited.
    if start(path)?.as_ref() == Some(CLEAR) {
        let copy = files::beside(path, ".sealed");
        files::remove(&copy).map_err(files::failed("remove", &copy))?;
        let clear = Connection::open(path)?;
        clear.busy_timeout(Duration::from_millis(super::BUSY_TIMEOUT_MS))?;
        // Both need this to be the only connection, and keep others out: what they wrote now would be lost.
        let journal: String = clear.query_row("PRAGMA journal_mode = DELETE", [], |row| row.get(0))?;
        if journal != "delete" {
            return Err(Error::Unsafe("another program holds the ledger: end it, then try again"));
        }
        clear.execute_batch("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; COMMIT")?;
        copy_into(&clear, &copy, Some(key))?;
        drop(clear);
        files::put_in_place(&copy, path).map_err(files::failed("write", path))?;
    }
    let _ = fs::remove_file(&lock);
    Ok(())
}

/// Writes a whole copy to a file that is not there; under this key, or else under the connection's own.
pub(crate) fn copy_into(db: &Connection, to: &Path, key: Option<&DbKey>) -> Result<(), Error> {
    let name = match key {
        Some(key) => uri(to, key),
        None => to.to_string_lossy().into_owned(),
    };
    // SQLite's own words may hold the name, and with it the key.
    let wordless = |error: rusqlite::Error| match error {
        rusqlite::Error::SqliteFailure(code, _) => rusqlite::Error::SqliteFailure(code, None),
        other => other,
    };
    db.execute("VACUUM INTO ?1", [&name]).map_err(wordless)?;
    Ok(())
}

/// The name of a file with its key, as SQLite reads it.
fn uri(path: &Path, key: &DbKey) -> String {
    let mut uri = "file:".to_owned();
    let path = path.to_string_lossy();
    // A drive letter needs a slash before it.
    if cfg!(windows) && path.get(1..2) == Some(":") {
        uri.push('/');
    }
    for byte in path.bytes() {
        match byte {
            b'\\' if cfg!(windows) => uri.push('/'),
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'.' | b'-' | b'_' | b'~' => uri.push(char::from(byte)),
            _ => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri.push_str("?hexkey=");
    uri.push_str(&HEXLOWER.encode(key.words().as_bytes()));
    uri
}

/// The name of the file system through which a keyed database on another than the default one is opened. SQLite makes
/// it when it is first asked for.
pub(super) fn encrypting(vfs: &str) -> String {
    format!("multipleciphers-{vfs}")
}

/// Opens a copy for its last changes: no log beside it, everything in one file.
pub(crate) fn open_copy(path: &Path, vfs: Option<&str>, key: Option<&DbKey>) -> Result<Connection, Error> {
    let db = super::connect(path, vfs, key)?;
    db.query_row("PRAGMA journal_mode = DELETE", [], |_| Ok(()))?;
    Ok(db)
}
