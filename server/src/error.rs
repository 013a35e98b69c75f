//! The relay's one error: what failed beneath a request, or on the way to serving at all.

use std::path::PathBuf;

use rusqlite::ErrorCode;
use taizhang_wire::Code;

/// What can go wrong in the relay itself. What is wrong with a caller's items is an `Answer`, never an error.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The database refused, the disk is full, or it failed. Nothing of the transaction was kept.
    #[error("the relay's database failed, nothing was kept: check the disk's space and health")]
    Storage(#[from] rusqlite::Error),
    /// The transaction that this push was part of failed; the relay's log has the reason.
    #[error("the relay's database failed, nothing was kept: check the disk's space and health")]
    Lost {
        /// Whether the disk is full.
        disk_full: bool,
    },
    /// There is no such document, or it is not for this office: nobody can tell which.
    #[error("there is no such document here, or it is not for this office")]
    NotFound,
    /// The database is of another county, of a newer version, or not a relay's.
    #[error("this database cannot be used: {reason}")]
    Unusable {
        /// What is wrong with it.
        reason: String,
    },
    /// The writer has more waiting than it may.
    #[error("too much is waiting to be written: try again in a moment")]
    Busy,
    /// The relay is going down.
    #[error("the relay is shutting down: try again in a moment")]
    ShuttingDown,
    /// A file could not be read or written.
    #[error("{}: {source}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The configuration does not make sense.
    #[error("configuration: {reason}")]
    Config {
        /// What to change.
        reason: String,
    },
}

impl Error {
    /// The stable code.
    #[must_use]
    pub const fn code(&self) -> Code {
        match self {
            Self::Storage(_) | Self::Lost { .. } | Self::Unusable { .. } | Self::File { .. } => Code::Storage,
            Self::NotFound => Code::NotFound,
            Self::Busy => Code::Busy,
            Self::ShuttingDown => Code::ShuttingDown,
            Self::Config { .. } => Code::Malformed,
        }
    }

    /// Whether the same request may succeed later.
    #[must_use]
    pub const fn is_retryable(&self) -> bool {
        matches!(self, Self::Storage(_) | Self::Lost { .. } | Self::Busy | Self::ShuttingDown)
    }

    /// Whether the disk is full.
    #[must_use]
    pub fn is_disk_full(&self) -> bool {
        match self {
            Self::Storage(error) => error.sqlite_error_code() == Some(ErrorCode::DiskFull),
            Self::Lost { disk_full } => *disk_full,
            _ => false,
        }
    }

    /// A failure at a file.
    pub(crate) fn file(path: impl Into<PathBuf>) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.into();
        move |source| Self::File { path, source }
    }
}
