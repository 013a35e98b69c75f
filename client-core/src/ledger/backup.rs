//! A backup: the whole database in one file under a passphrase of its own, without what makes it this device's. A
//! device that goes on from a backup takes a new incarnation, so that no sequence number is used twice.
//!
//! The file is an encrypted database, and behind it what opens it: the database's key, sealed under the passphrase, as
//! one JSON object, then the object's length as four bytes, then [`TAIL`].

use std::{
    fs,
    io::{self, Read as _, Seek as _, SeekFrom, Write as _},
    path::Path,
};

use serde::{Deserialize, Serialize};

use super::Ledger;
use crate::{DbKey, Error, Passphrase, PassphraseCost, files, store::atrest};

/// With what a backup ends.
const TAIL: &[u8; 16] = b"taizhang backup\n";
/// A longer object at the end is nobody's.
const OPENER_BYTES_MAX: u32 = 4_096;

/// What opens a backup.
#[derive(Serialize, Deserialize)]
struct Opener {
    version: u32,
    /// How long the database before it is.
    database_bytes: u64,
    cost: PassphraseCost,
    salt: String,
    key: String,
}

impl Ledger {
    /// Writes a backup to a file that is not there yet.
    ///
    /// # Errors
    /// [`Error::File`] where the file is there already, [`Error::Storage`].
    pub fn backup(&mut self, to: &Path, passphrase: &Passphrase, cost: PassphraseCost) -> Result<(), Error> {
        refuse_existing(to)?;
        let part = files::beside(to, ".part");
        files::remove(&part).map_err(files::failed("remove", &part))?;
        let written = self.backup_database(&part).and_then(|key| {
            let database_bytes = fs::metadata(&part).map_err(files::failed("read", &part))?.len();
            let end = self.backup_end(&key, database_bytes, passphrase, cost)?;
            let append = || fs::File::options().append(true).open(&part)?.write_all(&end);
            append().and_then(|()| files::put_in_place(&part, to)).map_err(files::failed("write", to))
        });
        if written.is_err() {
            let _ = fs::remove_file(&part);
        }
        written
    }

    /// Makes a device's database from a backup, where there is none. The device that opens it next takes a new
    /// incarnation before its first edit.
    ///
    /// # Errors
    /// [`Error::WrongPassphrase`], [`Error::NotABackup`], [`Error::File`], [`Error::Storage`]; nothing is there then.
    pub fn restore(from: &Path, to: &Path, passphrase: &Passphrase, key: &DbKey) -> Result<(), Error> {
        refuse_existing(to)?;
        let mut backup = fs::File::open(from).map_err(files::failed("read", from))?;
        let opener = read_opener(&mut backup).map_err(files::failed("read", from))?.ok_or(Error::NotABackup)?;
        let its_key = opener.open(passphrase)?;
        let [taken, sealed] = [".restoring", ".restored"].map(|ending| files::beside(to, ending));
        let restored = (|| {
            for file in [&taken, &sealed] {
                files::remove(file).map_err(files::failed("remove", file))?;
            }
            let copy = || {
                backup.seek(SeekFrom::Start(0))?;
                io::copy(&mut backup.take(opener.database_bytes), &mut fs::File::create_new(&taken)?)
            };
            copy().map_err(files::failed("write", &taken))?;
            Self::restore_on(None, (&taken, &its_key), (&sealed, key))?;
            files::put_in_place(&sealed, to).map_err(files::failed("write", to))
        })();
        for file in [&taken, &sealed] {
            let _ = fs::remove_file(file);
        }
        restored
    }

    /// The first part of a backup, on the file system that this ledger is on: the database under a key of its own, which is
    /// given. For shells whose files are SQLite's alone; [`Ledger::backup_end`] makes what stands behind it.
    ///
    /// # Errors
    /// [`Error::Storage`].
    pub fn backup_database(&mut self, to: &Path) -> Result<DbKey, Error> {
        let key = DbKey::new(self.core.random());
        self.copy_without_identity(to, Some(&key))?;
        Ok(key)
    }

    /// The second part of a backup: what opens the database before it, under the passphrase.
    ///
    /// # Errors
    /// [`Error::NotABackup`] where the cost is out of bounds.
    pub fn backup_end(
        &mut self,
        key: &DbKey,
        database_bytes: u64,
        passphrase: &Passphrase,
        cost: PassphraseCost,
    ) -> Result<Vec<u8>, Error> {
        let salt = self.core.random();
        let stretched = cost.stretch(passphrase, &salt).ok_or(Error::NotABackup)?;
        let purpose = purpose(database_bytes, cost);
        let key = stretched.seal(&self.core.random(), &purpose, key.bytes());
        let [salt, key] = [&salt[..], &key].map(|bytes| data_encoding::HEXLOWER.encode(bytes));
        let opener = Opener { version: 1, database_bytes, cost, salt, key };
        let mut end = serde_json::to_vec(&opener).expect("it is plain data");
        let bytes = u32::try_from(end.len()).expect("it is short");
        end.extend_from_slice(&bytes.to_be_bytes());
        end.extend_from_slice(TAIL);
        Ok(end)
    }

    /// How long the database of a backup is, and the key that it is under.
    ///
    /// # Errors
    /// [`Error::WrongPassphrase`], [`Error::NotABackup`].
    pub fn open_backup(backup: &[u8], passphrase: &Passphrase) -> Result<(usize, DbKey), Error> {
        let opener = read_opener(&mut io::Cursor::new(backup)).ok().flatten().ok_or(Error::NotABackup)?;
        let database_bytes = usize::try_from(opener.database_bytes).map_err(|_| Error::NotABackup)?;
        Ok((database_bytes, opener.open(passphrase)?))
    }

    /// Makes a device's database from that of a backup, both on this SQLite file system, or on the ordinary one. Every page is
    /// read, and so judged, before it returns.
    ///
    /// # Errors
    /// [`Error::Storage`].
    pub fn restore_on(vfs: Option<&str>, from: (&Path, &DbKey), to: (&Path, &DbKey)) -> Result<(), Error> {
        let (from, its_key) = from;
        let (to, key) = to;
        atrest::copy_into(&atrest::open_copy(from, vfs, Some(its_key))?, to, Some(key))
    }

    /// Writes the database without identity to a file that is not there, on the file system that this one is on: under
    /// this key, or else under its own. For shells that keep backups in their own way.
    ///
    /// # Errors
    /// [`Error::Storage`].
    pub fn copy_without_identity(&mut self, to: &Path, key: Option<&DbKey>) -> Result<(), Error> {
        atrest::copy_into(&self.db, to, key)?;
        let copy = atrest::open_copy(to, self.vfs.as_deref(), key.or(self.key.as_ref()))?;
        copy.execute("DELETE FROM meta WHERE key IN ('instance', 'trying')", [])?;
        Ok(())
    }
}

impl Opener {
    /// The key of the database before it.
    fn open(&self, passphrase: &Passphrase) -> Result<DbKey, Error> {
        let bytes = |text: &str| data_encoding::HEXLOWER.decode(text.as_bytes()).map_err(|_| Error::NotABackup);
        let salt = bytes(&self.salt)?.try_into().map_err(|_| Error::NotABackup)?;
        let stretched = self.cost.stretch(passphrase, &salt).ok_or(Error::NotABackup)?;
        let purpose = purpose(self.database_bytes, self.cost);
        let key = stretched.open(&purpose, &bytes(&self.key)?).ok_or(Error::WrongPassphrase)?;
        key.as_slice().try_into().map(DbKey::new).map_err(|_| Error::NotABackup)
    }
}

/// Binds the key to the database that it opens and to its own cost.
fn purpose(database_bytes: u64, cost: PassphraseCost) -> Vec<u8> {
    let PassphraseCost { memory_kib, passes, lanes } = cost;
    format!("taizhang backup 1: {database_bytes} bytes, {memory_kib} KiB, {passes}, {lanes}").into_bytes()
}

/// What stands at a backup's end; `None` where the file is none.
fn read_opener(file: &mut (impl io::Read + io::Seek)) -> io::Result<Option<Opener>> {
    let length = file.seek(SeekFrom::End(0))?;
    let end = TAIL.len() as u64 + 4;
    if length < end {
        return Ok(None);
    }
    file.seek(SeekFrom::Start(length - end))?;
    let (mut bytes, mut tail) = ([0; 4], [0; TAIL.len()]);
    file.read_exact(&mut bytes)?;
    file.read_exact(&mut tail)?;
    let bytes = u32::from_be_bytes(bytes);
    let Some(at) = (length - end).checked_sub(bytes.into()) else { return Ok(None) };
    if tail != *TAIL || bytes > OPENER_BYTES_MAX {
        return Ok(None);
    }
    let mut text = vec![0; bytes as usize];
    file.seek(SeekFrom::Start(at))?;
    file.read_exact(&mut text)?;
    let opener = serde_json::from_slice(&text).ok();
    Ok(opener.filter(|opener: &Opener| opener.version == 1 && opener.database_bytes == at))
}

fn refuse_existing(path: &Path) -> Result<(), Error> {
    if path.exists() {
        let source = io::Error::new(io::ErrorKind::AlreadyExists, "the file is there already");
        return Err(files::failed("write", path)(source));
    }
    Ok(())
}
