//! The C side: SQLite's `sqlite3_vfs` and `sqlite3_io_methods` over `handle`. All unsafe code of the crate is here.
//!
//! Own code rather than a crate: those at hand generate bindings from a header of their own at build time and pass
//! clock, randomness and sleep on to the operating system, which would make runs differ.

#![expect(unsafe_code, reason = "SQLite calls a VFS through C function pointers")]

use std::ffi::{CStr, c_char, c_int, c_void};
use std::sync::Once;
use std::{ptr, slice};

use rusqlite::ffi;

use crate::handle::{self, Handle};
use crate::platter::Code;
use crate::power::Dice;

/// The VFS's name within the process.
pub(crate) const NAME: &str = "taizhang-faulty-disk";
const NAME_C: &CStr = c"taizhang-faulty-disk";

const PATH_BYTES_MAX: c_int = 512;

/// Tells SQLite what its unix VFS tells it on Linux, so that it syncs and journals as it does there.
const SECTOR_BYTES: c_int = 4096;

/// 2026-01-01T00:00:00Z in milliseconds since noon of 24 November 4714 BC, SQLite's unit of time.
const NOW_JULIAN_MS: i64 = 210_866_760_000_000 + 1_767_225_600_000;

/// What SQLite allocates per open file. `base` comes first: SQLite sees the rest as its tail.
#[repr(C)]
struct OpenFile {
    base: ffi::sqlite3_file,
    /// Made by `Box::into_raw` in `open`, taken back in `close`.
    handle: *mut Handle,
}

/// Version 1: no shared memory and no mapping, which is what makes SQLite insist on `locking_mode = EXCLUSIVE`
/// for a WAL.
static METHODS: ffi::sqlite3_io_methods = ffi::sqlite3_io_methods {
    iVersion: 1,
    xClose: Some(close),
    xRead: Some(read),
    xWrite: Some(write),
    xTruncate: Some(truncate),
    xSync: Some(sync),
    xFileSize: Some(file_size),
    xLock: Some(lock),
    xUnlock: Some(unlock),
    xCheckReservedLock: Some(check_reserved_lock),
    xFileControl: Some(file_control),
    xSectorSize: Some(sector_size),
    xDeviceCharacteristics: Some(device_characteristics),
    xShmMap: None,
    xShmLock: None,
    xShmBarrier: None,
    xShmUnmap: None,
    xFetch: None,
    xUnfetch: None,
};

/// Makes the VFS known to SQLite, once in the life of the process.
pub(crate) fn register() {
    static REGISTERED: Once = Once::new();
    REGISTERED.call_once(|| {
        let vfs = Box::new(ffi::sqlite3_vfs {
            iVersion: 2,
            szOsFile: c_int::try_from(size_of::<OpenFile>()).expect("two pointers are few bytes"),
            mxPathname: PATH_BYTES_MAX,
            pNext: ptr::null_mut(),
            zName: NAME_C.as_ptr(),
            pAppData: ptr::null_mut(),
            xOpen: Some(open),
            xDelete: Some(delete),
            xAccess: Some(access),
            xFullPathname: Some(full_pathname),
            xDlOpen: None,
            xDlError: None,
            xDlSym: None,
            xDlClose: None,
            xRandomness: Some(randomness),
            xSleep: Some(sleep),
            xCurrentTime: Some(current_time),
            xGetLastError: Some(last_error),
            xCurrentTimeInt64: Some(current_time_ms),
            xSetSystemCall: None,
            xGetSystemCall: None,
            xNextSystemCall: None,
        });
        // SAFETY: the structure is leaked, so it outlives every use SQLite makes of it, and its name is static.
        let code = unsafe { ffi::sqlite3_vfs_register(Box::into_raw(vfs), 0) };
        assert_eq!(code, ffi::SQLITE_OK, "registering a VFS fails only when SQLite itself cannot start");
    });
}

fn code(result: Result<(), Code>) -> c_int {
    result.err().unwrap_or(ffi::SQLITE_OK)
}

/// # Safety
///
/// `file` was filled by `open` and is not closed; no other reference to its handle is alive.
unsafe fn handle_of<'a>(file: *mut ffi::sqlite3_file) -> &'a mut Handle {
    // SAFETY: by the contract `file` is the first field of an `OpenFile` whose handle is a live box. SQLite calls
    // the methods of one file one after the other.
    unsafe { &mut *(*file.cast::<OpenFile>()).handle }
}

/// # Safety
///
/// `path` is null or a C string that lives as long as the caller uses the result.
unsafe fn path_of<'a>(path: *const c_char) -> Option<&'a str> {
    if path.is_null() {
        return None;
    }
    // SAFETY: not null, and a C string by the contract. A path of ours is UTF-8; any other finds no disk.
    Some(unsafe { CStr::from_ptr(path) }.to_str().unwrap_or_default())
}

unsafe extern "C" fn open(
    _: *mut ffi::sqlite3_vfs,
    path: ffi::sqlite3_filename,
    file: *mut ffi::sqlite3_file,
    flags: c_int,
    flags_out: *mut c_int,
) -> c_int {
    // SAFETY: SQLite passes null or a C string that lives as long as the file.
    let opened = Handle::open(unsafe { path_of(path) }, flags);
    // SAFETY: SQLite allocated `szOsFile` bytes, aligned for any pointer, at `file`. Methods left null mean that
    // there is nothing to close.
    unsafe {
        let file = file.cast::<OpenFile>();
        match opened {
            Ok(handle) => {
                let handle = Box::into_raw(Box::new(handle));
                file.write(OpenFile { base: ffi::sqlite3_file { pMethods: &METHODS }, handle });
                if !flags_out.is_null() {
                    flags_out.write(flags);
                }
                ffi::SQLITE_OK
            }
            Err(code) => {
                file.write(OpenFile { base: ffi::sqlite3_file { pMethods: ptr::null() }, handle: ptr::null_mut() });
                code
            }
        }
    }
}

unsafe extern "C" fn close(file: *mut ffi::sqlite3_file) -> c_int {
    // SAFETY: `open` filled the file, and SQLite closes it once; the box is taken back and the pointer cleared.
    unsafe {
        let file = file.cast::<OpenFile>();
        let handle = Box::from_raw((*file).handle);
        (*file).handle = ptr::null_mut();
        (*file).base.pMethods = ptr::null();
        handle.close();
    }
    ffi::SQLITE_OK
}

unsafe extern "C" fn read(file: *mut ffi::sqlite3_file, into: *mut c_void, len: c_int, offset: i64) -> c_int {
    let (Ok(len), Ok(offset)) = (usize::try_from(len), usize::try_from(offset)) else {
        return ffi::SQLITE_IOERR_READ;
    };
    // SAFETY: the file is open, and SQLite's buffer has `len` bytes; zeroed first, since it may be uninitialised.
    let (handle, into) = unsafe {
        into.cast::<u8>().write_bytes(0, len);
        (handle_of(file), slice::from_raw_parts_mut(into.cast::<u8>(), len))
    };
    match handle.read(offset, into) {
        Ok(copied) if copied < len => ffi::SQLITE_IOERR_SHORT_READ,
        Ok(_) => ffi::SQLITE_OK,
        Err(code) => code,
    }
}

unsafe extern "C" fn write(file: *mut ffi::sqlite3_file, from: *const c_void, len: c_int, offset: i64) -> c_int {
    let (Ok(len), Ok(offset)) = (usize::try_from(len), usize::try_from(offset)) else {
        return ffi::SQLITE_IOERR_WRITE;
    };
    // SAFETY: the file is open, and SQLite's buffer has `len` initialised bytes.
    let (handle, from) = unsafe { (handle_of(file), slice::from_raw_parts(from.cast::<u8>(), len)) };
    code(handle.write(offset, from))
}

unsafe extern "C" fn truncate(file: *mut ffi::sqlite3_file, len: i64) -> c_int {
    let Ok(len) = usize::try_from(len) else { return ffi::SQLITE_IOERR_TRUNCATE };
    // SAFETY: the file is open.
    code(unsafe { handle_of(file) }.truncate(len))
}

unsafe extern "C" fn sync(file: *mut ffi::sqlite3_file, _flags: c_int) -> c_int {
    // SAFETY: the file is open.
    code(unsafe { handle_of(file) }.sync())
}

unsafe extern "C" fn file_size(file: *mut ffi::sqlite3_file, out: *mut i64) -> c_int {
    // SAFETY: the file is open.
    let len = unsafe { handle_of(file) }.len();
    code(len.map(|len| {
        let len = i64::try_from(len).expect("a Vec is shorter than i64::MAX");
        // SAFETY: SQLite passes a place for one number.
        unsafe { out.write(len) };
    }))
}

unsafe extern "C" fn lock(file: *mut ffi::sqlite3_file, level: c_int) -> c_int {
    // SAFETY: the file is open.
    code(unsafe { handle_of(file) }.lock(level))
}

unsafe extern "C" fn unlock(file: *mut ffi::sqlite3_file, level: c_int) -> c_int {
    // SAFETY: the file is open.
    unsafe { handle_of(file) }.unlock(level);
    ffi::SQLITE_OK
}

unsafe extern "C" fn check_reserved_lock(file: *mut ffi::sqlite3_file, out: *mut c_int) -> c_int {
    // SAFETY: the file is open.
    let reserved = unsafe { handle_of(file) }.is_reserved();
    // SAFETY: SQLite passes a place for one number.
    code(reserved.map(|reserved| unsafe { out.write(c_int::from(reserved)) }))
}

unsafe extern "C" fn file_control(_: *mut ffi::sqlite3_file, _op: c_int, _arg: *mut c_void) -> c_int {
    ffi::SQLITE_NOTFOUND
}

unsafe extern "C" fn sector_size(_: *mut ffi::sqlite3_file) -> c_int {
    SECTOR_BYTES
}

unsafe extern "C" fn device_characteristics(_: *mut ffi::sqlite3_file) -> c_int {
    ffi::SQLITE_IOCAP_POWERSAFE_OVERWRITE
}

unsafe extern "C" fn delete(_: *mut ffi::sqlite3_vfs, path: *const c_char, sync_directory: c_int) -> c_int {
    // SAFETY: SQLite passes a C string that lives through the call.
    let path = unsafe { path_of(path) }.unwrap_or_default();
    code(handle::delete(path, sync_directory != 0))
}

unsafe extern "C" fn access(_: *mut ffi::sqlite3_vfs, path: *const c_char, _flags: c_int, out: *mut c_int) -> c_int {
    // SAFETY: SQLite passes a C string that lives through the call.
    let path = unsafe { path_of(path) }.unwrap_or_default();
    // SAFETY: and a place for one number.
    code(handle::exists(path).map(|exists| unsafe { out.write(c_int::from(exists)) }))
}

unsafe extern "C" fn full_pathname(
    _: *mut ffi::sqlite3_vfs,
    path: *const c_char,
    out_len: c_int,
    out: *mut c_char,
) -> c_int {
    // SAFETY: SQLite passes a C string that lives through the call.
    let bytes = unsafe { CStr::from_ptr(path) }.to_bytes_with_nul();
    if usize::try_from(out_len).is_ok_and(|room| bytes.len() <= room) {
        // SAFETY: `out` has `out_len` bytes, which are enough, and is not the buffer of `path`.
        unsafe { ptr::copy_nonoverlapping(bytes.as_ptr().cast::<c_char>(), out, bytes.len()) };
        ffi::SQLITE_OK
    } else {
        ffi::SQLITE_CANTOPEN
    }
}

unsafe extern "C" fn randomness(_: *mut ffi::sqlite3_vfs, len: c_int, out: *mut c_char) -> c_int {
    let len = usize::try_from(len).unwrap_or_default();
    // SAFETY: SQLite's buffer has `len` bytes; zeroed first, since it may be uninitialised.
    let out = unsafe {
        out.cast::<u8>().write_bytes(0, len);
        slice::from_raw_parts_mut(out.cast::<u8>(), len)
    };
    let mut dice = Dice::new(0);
    for chunk in out.chunks_mut(8) {
        chunk.copy_from_slice(&dice.next().to_le_bytes()[..chunk.len()]);
    }
    c_int::try_from(len).unwrap_or(c_int::MAX)
}

/// Claims to have slept, so that a busy handler comes to its end at once.
unsafe extern "C" fn sleep(_: *mut ffi::sqlite3_vfs, microseconds: c_int) -> c_int {
    microseconds
}

/// There is no operating system beneath with an error of its own. A layer above calls this without asking whether it is
/// there.
unsafe extern "C" fn last_error(_: *mut ffi::sqlite3_vfs, _len: c_int, _out: *mut c_char) -> c_int {
    0
}

unsafe extern "C" fn current_time(_: *mut ffi::sqlite3_vfs, out: *mut f64) -> c_int {
    // SAFETY: SQLite passes a place for one number.
    unsafe { out.write(NOW_JULIAN_MS as f64 / 86_400_000.0) };
    ffi::SQLITE_OK
}

unsafe extern "C" fn current_time_ms(_: *mut ffi::sqlite3_vfs, out: *mut i64) -> c_int {
    // SAFETY: SQLite passes a place for one number.
    unsafe { out.write(NOW_JULIAN_MS) };
    ffi::SQLITE_OK
}
