//! A browser's private file system as a SQLite file system: a pool of files that this worker alone holds open, so that
//! SQLite reads and writes them at once and a commit is on the disk when it returns.

use std::fmt;

use rsqlite_vfs::{VfsFilesManager as _, transfer::DbTransfer as _};
use sqlite_wasm_rs::WasmOsCallback;
use sqlite_wasm_vfs::sahpool::{self, OpfsSAHError, OpfsSAHPoolCfgBuilder, OpfsSAHPoolUtil};

/// Files in a pool: the database, its log, a journal while the log is not on yet, and some to spare.
const FILES: usize = 6;

/// Why there is no pool.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OpfsError {
    /// This browser, or this window of it, has no private file system.
    None,
    /// Another tab holds the files.
    Held,
    /// The browser gives no more room.
    Full,
    /// Something else, in the browser's words.
    Failed(String),
}

impl OpfsError {
    /// What a failure that the browser names so is: `NoModificationAllowedError: ..`.
    #[must_use]
    pub fn named(words: &str) -> Self {
        match words.split(':').next().unwrap_or_default() {
            "NoModificationAllowedError" | "InvalidStateError" => Self::Held,
            "QuotaExceededError" => Self::Full,
            "SecurityError" | "NotSupportedError" | "UnknownError" | "TypeError" => Self::None,
            _ => Self::Failed(words.to_owned()),
        }
    }
}

/// Opens the pool in this folder of the private file system and gives it to SQLite under this name; `Connection`s are
/// opened on it by that name, one at a time for each file. Asking again for the same changes nothing.
///
/// # Errors
/// [`OpfsError`].
pub async fn install(vfs: &str, folder: &str) -> Result<Pool, OpfsError> {
    let pool = OpfsSAHPoolCfgBuilder::new().vfs_name(vfs).directory(folder).initial_capacity(FILES).build();
    sahpool::install::<WasmOsCallback>(&pool, false).await.map(Pool).map_err(told)
}

/// A pool that was opened: whole files in and out of it, where no connection has them open.
pub struct Pool(OpfsSAHPoolUtil);

impl fmt::Debug for Pool {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Pool")
    }
}

impl Pool {
    /// A file's bytes.
    ///
    /// # Errors
    /// [`OpfsError`], where there is no such file too.
    pub fn read(&self, name: &str) -> Result<Vec<u8>, OpfsError> {
        self.0.export_db(name).map_err(told)
    }

    /// Puts a file there that is not there yet. Nothing is read into its bytes: it may be encrypted.
    ///
    /// # Errors
    /// [`OpfsError`].
    pub fn write(&self, name: &str, bytes: &[u8]) -> Result<(), OpfsError> {
        self.0.import_db_unchecked(name, bytes).map_err(told)
    }

    /// Removes a database and what SQLite keeps beside one, where they are there.
    ///
    /// # Errors
    /// [`OpfsError`].
    pub fn remove(&self, name: &str) -> Result<(), OpfsError> {
        for beside in ["", "-journal", "-wal"] {
            self.0.remove(&format!("{name}{beside}")).map_err(told)?;
        }
        Ok(())
    }
}

fn told(error: OpfsSAHError) -> OpfsError {
    match error {
        OpfsSAHError::NotSupported => OpfsError::None,
        OpfsSAHError::Opfs { message, .. } => OpfsError::named(&message),
        other => OpfsError::Failed(other.to_string()),
    }
}
