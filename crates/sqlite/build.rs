//! Compiles the amalgamation of SQLite3 Multiple Ciphers: SQLite itself, and a VFS layer that encrypts pages.

/// What `libsqlite3-sys` sets for its bundled SQLite, without the loading of extensions: nobody here loads one.
const SQLITE: &[(&str, Option<&str>)] = &[
    ("SQLITE_CORE", None),
    ("SQLITE_DEFAULT_FOREIGN_KEYS", Some("1")),
    ("SQLITE_ENABLE_API_ARMOR", None),
    ("SQLITE_ENABLE_COLUMN_METADATA", None),
    ("SQLITE_ENABLE_DBSTAT_VTAB", None),
    ("SQLITE_ENABLE_FTS5", None),
    ("SQLITE_ENABLE_STAT4", None),
    ("SQLITE_OMIT_LOAD_EXTENSION", None),
    ("SQLITE_SOUNDEX", None),
    ("SQLITE_THREADSAFE", Some("1")),
    ("SQLITE_USE_URI", Some("1")),
    ("HAVE_USLEEP", Some("1")),
    ("HAVE_ISNAN", None),
    ("_POSIX_THREAD_SAFE_FUNCTIONS", None),
];

/// One cipher, ChaCha20-Poly1305: in C, the same speed on every machine, the same file in a browser.
const OTHER_CIPHERS: &[&str] = &["AES_128_CBC", "AES_256_CBC", "SQLCIPHER", "RC4", "ASCON128", "AEGIS"];

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let target = |name: &str| std::env::var(format!("CARGO_CFG_TARGET_{name}")).unwrap_or_default();
    if target("FAMILY") == "wasm" {
        // There `sqlite-wasm-rs` brings the library; its feature `sqlite3mc` is the same one.
        return;
    }
    let folder = sqlite3mc_src::source_dir();
    let mut build = cc::Build::new();
    build.file(folder.join(sqlite3mc_src::SOURCE_FILE)).include(folder).warnings(false);
    for (name, value) in SQLITE {
        build.define(name, *value);
    }
    if target("OS") != "windows" {
        build.define("HAVE_LOCALTIME_R", None);
    }
    for cipher in OTHER_CIPHERS {
        build.define(&format!("HAVE_CIPHER_{cipher}"), "0");
    }
    // Without its debug information the library is a third as large, and it stands in every test program.
    build.debug(false);
    // Whole: `libsqlite3-sys`, which calls it, is linked after this crate, and some linkers look forward only.
    build.link_lib_modifier("+whole-archive").compile("sqlite3mc");
}
