//! A backup: the whole database in one file, without what makes it this device's. A device that goes on from a backup
//! takes a new incarnation, so that no sequence number is used twice.

use std::path::Path;

use rusqlite::{Connection, OpenFlags};

use super::Ledger;
use crate::Error;

impl Ledger {
    /// Writes a backup to a file that is not there yet.
    ///
    /// # Errors
    /// [`Error::File`] where the file is there already, [`Error::Storage`].
    pub fn backup(&mut self, to: &Path) -> Result<(), Error> {
        if to.exists() {
            let source = std::io::Error::new(std::io::ErrorKind::AlreadyExists, "the file is there already");
            return Err(Error::File { doing: format!("write {}", to.display()), source });
        }
        self.db.execute("VACUUM INTO ?1", [to.to_string_lossy()])?;
        let copy = match &self.vfs {
            Some(vfs) => Connection::open_with_flags_and_vfs(to, OpenFlags::default(), vfs.as_str())?,
            None => Connection::open(to)?,
        };
        copy.execute("DELETE FROM meta WHERE key IN ('instance', 'trying')", [])?;
        copy.pragma_update(None, "journal_mode", "DELETE")?;
        Ok(())
    }
}
