//! What a shell keeps for its person on this device alone.

use rusqlite::{Connection, OptionalExtension as _, Row, params};
use schemars::JsonSchema;
use serde::Serialize;

/// A form half filled in, a saved view, a setting: what the shell wrote, under the name it gave.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Draft {
    /// Its name.
    pub name: String,
    /// What was written.
    pub body: String,
    /// When, in milliseconds since 1970 by the device's clock.
    pub at_ms: i64,
}

impl Draft {
    fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self { name: row.get(0)?, body: row.get(1)?, at_ms: row.get(2)? })
    }
}

pub(crate) fn put(db: &Connection, name: &str, body: &str, at_ms: i64) -> rusqlite::Result<()> {
    const PUT: &str = "INSERT INTO drafts (name, body, at_ms) VALUES (?1, ?2, ?3)
        ON CONFLICT DO UPDATE SET body = excluded.body, at_ms = excluded.at_ms";
    db.prepare_cached(PUT)?.execute(params![name, body, at_ms]).map(drop)
}

pub(crate) fn remove(db: &Connection, name: &str) -> rusqlite::Result<()> {
    db.prepare_cached("DELETE FROM drafts WHERE name = ?1")?.execute([name]).map(drop)
}

pub(crate) fn get(db: &Connection, name: &str) -> rusqlite::Result<Option<Draft>> {
    db.prepare_cached("SELECT name, body, at_ms FROM drafts WHERE name = ?1")?.query_row([name], Draft::read).optional()
}

/// Those whose names begin so, newest first.
pub(crate) fn list(db: &Connection, prefix: &str, max: usize) -> rusqlite::Result<Vec<Draft>> {
    const LIST: &str = "SELECT name, body, at_ms FROM drafts WHERE substr(name, 1, length(?1)) = ?1
        ORDER BY at_ms DESC, name LIMIT ?2";
    db.prepare_cached(LIST)?.query_map(params![prefix, max], Draft::read)?.collect()
}
