//! The one SQLite of the workspace: `rusqlite`, linked with SQLite3 Multiple Ciphers, so that a database can be
//! encrypted page by page. Every crate that names `rusqlite` gets this one; the workspace table says so.
//!
//! `libsqlite3-sys` knows no such library. With its feature `in_gecko` it brings the declarations and links nothing,
//! which is how Firefox uses it with a SQLite of its own; this crate's build script compiles ours. In a browser
//! `sqlite-wasm-rs` brings the same library, and `opfs` its files.
//! [Decision D26](../../../docs/DECISIONS.md) says what else was tried.
//!
//! ```
//! let db = taizhang_sqlite::Connection::open_in_memory()?;
//! let cipher: String = db.query_row("PRAGMA cipher", [], |row| row.get(0))?;
//! assert_eq!(cipher, "chacha20");
//! # Ok::<(), taizhang_sqlite::Error>(())
//! ```

#[cfg(target_family = "wasm")]
pub mod opfs;

pub use upstream_rusqlite::*;
