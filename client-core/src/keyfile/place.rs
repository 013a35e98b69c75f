//! Where a key file's bytes lie.

use std::{fmt, fs, io, path::PathBuf};

use crate::{Error, files, runtime::MaybeSend};

/// Where a key file's bytes lie. They are sealed before they come here.
pub trait KeyPlace: MaybeSend + fmt::Debug {
    /// The bytes; `None` where there are none.
    ///
    /// # Errors
    /// [`Error::File`], or [`Error::KeyFile`] where they are damaged.
    fn read(&self) -> Result<Option<Vec<u8>>, Error>;

    /// Puts others in their place, durably, before it returns: whatever cuts that short, the old ones or the new ones are
    /// read afterwards, never half of each.
    ///
    /// # Errors
    /// [`Error::File`].
    fn replace(&self, bytes: &[u8]) -> Result<(), Error>;

    /// What a failure here is to the caller.
    fn failed(&self, doing: &str, source: io::Error) -> Error;
}

/// A file.
#[derive(Clone, Debug)]
pub struct FilePlace(PathBuf);

impl FilePlace {
    /// The file at this path.
    #[must_use]
    pub fn new(path: impl Into<PathBuf>) -> Self {
        Self(path.into())
    }
}

impl KeyPlace for FilePlace {
    fn read(&self) -> Result<Option<Vec<u8>>, Error> {
        match fs::read(&self.0) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(self.failed("read", error)),
        }
    }

    fn replace(&self, bytes: &[u8]) -> Result<(), Error> {
        files::write_durably(&self.0, bytes).map_err(|error| self.failed("write", error))
    }

    fn failed(&self, doing: &str, source: io::Error) -> Error {
        files::failed(doing, &self.0)(source)
    }
}
