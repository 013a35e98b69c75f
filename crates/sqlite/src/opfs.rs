//! A browser's private file system as a SQLite file system: a pool of files that this worker alone holds open, so that
//! SQLite reads and writes them at once and a commit is on the disk when it returns.

use sqlite_wasm_rs::WasmOsCallback;
use sqlite_wasm_vfs::sahpool::{self, OpfsSAHError, OpfsSAHPoolCfgBuilder};

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
pub async fn install(vfs: &str, folder: &str) -> Result<(), OpfsError> {
    let pool = OpfsSAHPoolCfgBuilder::new().vfs_name(vfs).directory(folder).initial_capacity(FILES).build();
    sahpool::install::<WasmOsCallback>(&pool, false).await.map(drop).map_err(|error| match error {
        OpfsSAHError::NotSupported => OpfsError::None,
        OpfsSAHError::Opfs { message, .. } => OpfsError::named(&message),
        other => OpfsError::Failed(other.to_string()),
    })
}
