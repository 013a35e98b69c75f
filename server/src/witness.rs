//! The epoch's witness: a small file beside the database that says how far the log had got. A database that knows less
//! than its witness was put back from a backup, and must start a new epoch, or clients would take the positions of a
//! lost week for those of the new one.
//!
//! It is written at every commit without an fsync, for it only has to outlive the process; and synced at start and stop.
//! It is also the lock on the directory: a log has one writer, and a second relay on the same data is turned away.
//!
//! What it cannot see is a backup of the whole directory, witness and all: after restoring one, run
//! `taizhang-relay new-epoch`.

use std::{
    fs::{File, OpenOptions, TryLockError},
    io::{Read as _, Seek as _, SeekFrom, Write as _},
    path::Path,
};

use taizhang_wire::Epoch;

use crate::Error;

/// The file's name in the data directory.
pub(crate) const FILE: &str = "epoch-witness";

/// What the witness saw: the epoch, and the number of the newest item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Sighting {
    /// The epoch.
    pub epoch: Epoch,
    /// The newest item.
    pub items: u64,
}

/// The open file.
#[derive(Debug)]
pub(crate) struct Witness {
    file: File,
    path: std::path::PathBuf,
}

impl Witness {
    /// Opens the witness of a data directory, and reads what it saw: nothing, where it is new or unreadable.
    ///
    /// # Errors
    /// [`Error::File`]; [`Error::Unusable`] where another process has the directory.
    pub(crate) fn open(home: &Path) -> Result<(Self, Option<Sighting>), Error> {
        let path = home.join(FILE);
        let open = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(&path);
        let mut file = open.map_err(Error::file(&path))?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                return Err(Error::Unusable { reason: "another relay is running on this data directory".into() });
            }
            Err(TryLockError::Error(source)) => return Err(Error::File { path, source }),
        }
        let mut text = String::new();
        let seen = match file.read_to_string(&mut text) {
            Ok(_) => Sighting::parse(&text),
            Err(_) => None,
        };
        Ok((Self { file, path }, seen))
    }

    /// Writes down how far the log has got.
    ///
    /// # Errors
    /// [`Error::File`].
    pub(crate) fn write(&mut self, sighting: Sighting) -> Result<(), Error> {
        let text = sighting.text();
        let written = self.file.seek(SeekFrom::Start(0)).and_then(|_| self.file.write_all(text.as_bytes()));
        written.map_err(Error::file(&self.path))
    }

    /// Brings it to the disk.
    ///
    /// # Errors
    /// [`Error::File`].
    pub(crate) fn sync(&mut self) -> Result<(), Error> {
        self.file.sync_all().map_err(Error::file(&self.path))
    }
}

impl Sighting {
    /// Whether a database that shows this can be the one that the witness saw. Where nobody saw any, only an empty one.
    #[must_use]
    pub(crate) fn continues(self, seen: Option<Self>) -> bool {
        seen.map_or(self.items == 0, |seen| seen.epoch == self.epoch && seen.items <= self.items)
    }

    /// Always of one length, so that a shorter number never leaves the end of a longer one.
    fn text(self) -> String {
        format!("{} {:020} end\n", self.epoch, self.items)
    }

    fn parse(text: &str) -> Option<Self> {
        let (epoch, rest) = text.strip_suffix(" end\n")?.split_once(' ')?;
        Some(Self { epoch: Epoch::from_hex(epoch)?, items: rest.parse().ok()? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_knows_a_log_that_went_backwards() {
        let home = tempfile::tempdir().unwrap();
        let (mut witness, seen) = Witness::open(home.path()).unwrap();
        let saw = Sighting { epoch: Epoch([1; 16]), items: 12_000 };
        assert_eq!(seen, None);
        assert!(!saw.continues(seen), "nobody vouches for it");
        assert!(Sighting { items: 0, ..saw }.continues(seen), "a new one needs nobody");
        witness.write(saw).unwrap();
        witness.write(Sighting { items: 12_001, ..saw }).unwrap();
        witness.sync().unwrap();
        assert!(matches!(Witness::open(home.path()), Err(Error::Unusable { .. })), "one relay at a time");
        drop(witness);
        let (_, seen) = Witness::open(home.path()).unwrap();
        assert!(Sighting { items: 12_001, ..saw }.continues(seen));
        assert!(Sighting { items: 90_000, ..saw }.continues(seen));
        assert!(!saw.continues(seen) && !Sighting { items: 0, ..saw }.continues(seen), "a backup");
        assert!(!Sighting { epoch: Epoch([2; 16]), items: 90_000 }.continues(seen));
        std::fs::write(home.path().join(FILE), "torn").unwrap();
        assert_eq!(Witness::open(home.path()).unwrap().1, None);
    }
}
