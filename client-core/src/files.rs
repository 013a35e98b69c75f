//! Files beside the database, replaced so that a power cut leaves the old one or the new one, never half of each.

use std::{
    fs,
    io::{self, Write as _},
    path::{Path, PathBuf},
};

use crate::Error;

/// The path with something added to its name.
pub(crate) fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    name.into()
}

/// Removes a file, where there is one.
pub(crate) fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// What a failed operation on a file is to the caller.
pub(crate) fn failed<'a>(doing: &'a str, path: &'a Path) -> impl Fn(io::Error) -> Error + 'a {
    move |source| Error::File { doing: format!("{doing} {}", path.display()), source }
}

/// Writes a file that only its owner may read: beside, made durable, put in place.
pub(crate) fn write_durably(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let new = beside(path, ".new");
    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(&new)?.write_all(bytes)?;
    put_in_place(&new, path)
}

/// Makes a finished file durable and renames it over another.
pub(crate) fn put_in_place(finished: &Path, path: &Path) -> io::Result<()> {
    fs::OpenOptions::new().write(true).open(finished)?.sync_all()?;
    fs::rename(finished, path)?;
    #[cfg(unix)]
    {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        fs::File::open(folder)?.sync_all()?;
    }
    Ok(())
}
