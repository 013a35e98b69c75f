//! A desk's files in the origin's private file system: the slots of its keys, held open, and the pool of its database.
//!
//! ```text
//! taizhang/<desk>/device.0, device.1    the key file, in two slots
//! taizhang/<desk>/locks.0, locks.1      what the browser's own lock keeps, in two slots
//! taizhang/<desk>/ledger/               the pool in which SQLite's files lie
//! ```

use std::{io, rc::Rc};

use js_sys::{Reflect, global};
use rusqlite::opfs::{self, OpfsError};
use taizhang_client::{Slot, TwoSlots};
use taizhang_desk::Failure;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    DedicatedWorkerGlobalScope, FileSystemDirectoryHandle, FileSystemFileHandle, FileSystemGetDirectoryOptions,
    FileSystemGetFileOptions, FileSystemReadWriteOptions, FileSystemSyncAccessHandle, StorageManager,
};

use crate::failure::own;

/// A desk's files.
#[derive(Clone, Debug)]
pub(crate) struct Files {
    device: [HeldSlot; 2],
    locks: [HeldSlot; 2],
    /// The SQLite file system on which its database lies.
    pub(crate) vfs: String,
    pool: Rc<opfs::Pool>,
}

impl Files {
    /// Takes the desk's files; no other worker can have them until this one ends.
    pub(crate) async fn take(desk: &str) -> Result<Self, Failure> {
        let folder = folder(desk).await.map_err(|error| named(&error))?;
        Self::try_take(desk, &folder).await.map_err(failure)
    }

    async fn try_take(desk: &str, folder: &FileSystemDirectoryHandle) -> Result<Self, OpfsError> {
        let slot = async |name: &str| HeldSlot::take(folder, name).await;
        let device = [slot("device.0").await?, slot("device.1").await?];
        let locks = [slot("locks.0").await?, slot("locks.1").await?];
        let vfs = format!("opfs-{desk}");
        let pool = opfs::install(&vfs, &format!("taizhang/{desk}/ledger")).await?;
        Ok(Self { device, locks, vfs, pool: Rc::new(pool) })
    }

    /// Where the key file lies.
    pub(crate) fn device(&self) -> TwoSlots<HeldSlot> {
        TwoSlots::new("the keys of this desk", self.device.clone())
    }

    /// Of the database's file system: a file's bytes.
    pub(crate) fn read(&self, name: &str) -> Result<Vec<u8>, Failure> {
        self.pool.read(name).map_err(failure)
    }

    /// Puts a file there that is not there yet.
    pub(crate) fn write(&self, name: &str, bytes: &[u8]) -> Result<(), Failure> {
        self.pool.write(name, bytes).map_err(failure)
    }

    /// Removes a database that nobody has open, where there is one.
    pub(crate) fn remove(&self, name: &str) -> Result<(), Failure> {
        self.pool.remove(name).map_err(failure)
    }

    /// Where the browser's own lock keeps what it locks.
    pub(crate) fn locks(&self) -> TwoSlots<HeldSlot> {
        TwoSlots::new("the lock of this desk", self.locks.clone())
    }
}

/// The browser's storage, as a worker sees it.
pub(crate) fn storage() -> Option<StorageManager> {
    let navigator = global().dyn_into::<DedicatedWorkerGlobalScope>().ok()?.navigator();
    let storage = Reflect::get(&navigator, &"storage".into()).ok()?;
    let has_files = Reflect::has(&storage, &"getDirectory".into()).unwrap_or(false);
    has_files.then(|| storage.unchecked_into())
}

async fn folder(desk: &str) -> Result<FileSystemDirectoryHandle, JsValue> {
    let storage = storage().ok_or_else(|| JsValue::from_str("NotSupportedError: there is no private file system"))?;
    let mut folder: FileSystemDirectoryHandle = JsFuture::from(storage.get_directory()).await?.unchecked_into();
    let create = FileSystemGetDirectoryOptions::new();
    create.set_create(true);
    for name in ["taizhang", desk] {
        let inner = folder.get_directory_handle_with_options(name, &create);
        folder = JsFuture::from(inner).await?.unchecked_into();
    }
    Ok(folder)
}

/// What the browser says of a failure: `QuotaExceededError: ..`.
pub(crate) fn words_of(error: &JsValue) -> String {
    let member = |name: &str| Reflect::get(error, &name.into()).ok().and_then(|value| value.as_string());
    match (member("name"), member("message")) {
        (Some(name), Some(message)) => format!("{name}: {message}"),
        _ => error.as_string().unwrap_or_else(|| format!("{error:?}")),
    }
}

fn named(error: &JsValue) -> Failure {
    failure(OpfsError::named(&words_of(error)))
}

fn failure(error: OpfsError) -> Failure {
    match error {
        OpfsError::None => own("no_opfs", ""),
        OpfsError::Held => own("held_elsewhere", ""),
        OpfsError::Full => own("disk_full", ""),
        OpfsError::Failed(words) => own("storage", &words),
    }
}

/// A small file that this worker holds open, so that it is read and written at once.
#[derive(Clone, Debug)]
pub(crate) struct HeldSlot(Rc<Handle>);

/// Given back when the last of them is dropped, so that another try finds the file free.
#[derive(Debug)]
struct Handle(FileSystemSyncAccessHandle);

impl Drop for Handle {
    fn drop(&mut self) {
        self.0.close();
    }
}

impl HeldSlot {
    async fn take(folder: &FileSystemDirectoryHandle, name: &str) -> Result<Self, OpfsError> {
        let taken = async {
            let create = FileSystemGetFileOptions::new();
            create.set_create(true);
            let file = JsFuture::from(folder.get_file_handle_with_options(name, &create)).await?;
            JsFuture::from(file.unchecked_into::<FileSystemFileHandle>().create_sync_access_handle()).await
        };
        let handle = taken.await.map_err(|error: JsValue| OpfsError::named(&words_of(&error)))?;
        Ok(Self(Rc::new(Handle(handle.unchecked_into()))))
    }
}

impl Slot for HeldSlot {
    fn read(&self) -> io::Result<Vec<u8>> {
        let Handle(handle) = &*self.0;
        let size = handle.get_size().map_err(|error| io_error(&error))?;
        let mut bytes = vec![0; size as usize];
        let read =
            handle.read_with_u8_array_and_options(&mut bytes, &at_the_start()).map_err(|error| io_error(&error))?;
        bytes.truncate(read as usize);
        Ok(bytes)
    }

    fn write(&self, bytes: &[u8]) -> io::Result<()> {
        let Handle(handle) = &*self.0;
        let written =
            handle.write_with_u8_array_and_options(bytes, &at_the_start()).map_err(|error| io_error(&error))?;
        if written as usize != bytes.len() {
            return Err(io::ErrorKind::WriteZero.into());
        }
        handle.flush().map_err(|error| io_error(&error))
    }
}

fn at_the_start() -> FileSystemReadWriteOptions {
    let options = FileSystemReadWriteOptions::new();
    options.set_at(0.0);
    options
}

fn io_error(error: &JsValue) -> io::Error {
    let words = words_of(error);
    let kind = match OpfsError::named(&words) {
        OpfsError::Full => io::ErrorKind::StorageFull,
        _ => io::ErrorKind::Other,
    };
    io::Error::new(kind, words)
}
