//! Power cuts at every operation of a small workload: SQLite recovers when it syncs, and loses rows when it does not.
//! The second half is what shows that the disk bites.

#![allow(clippy::unwrap_used, reason = "a test may panic, and so may its steps")]

use rusqlite::{Connection, params};
use taizhang_faulty_disk::{Disk, Loss};

const FILE: &str = "ledger.db";
const ROWS: i64 = 12;

/// A way to configure SQLite, with a small checkpoint interval so that checkpoints fall into the workload.
const WAL_FULL: &str = "PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
    PRAGMA wal_autocheckpoint = 6";
const WAL_OFF: &str = "PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF;
    PRAGMA wal_autocheckpoint = 6";
/// EXTRA, since only that syncs the directory after deleting the journal.
const ROLLBACK_EXTRA: &str = "PRAGMA journal_mode = DELETE; PRAGMA synchronous = EXTRA";

fn open(disk: &Disk, config: &str) -> rusqlite::Result<Connection> {
    let db = disk.open(FILE)?;
    db.execute_batch(config)?;
    db.execute_batch("CREATE TABLE IF NOT EXISTS act (id INTEGER PRIMARY KEY, text BLOB NOT NULL, version INTEGER)")?;
    Ok(db)
}

/// What row `id` says; some rows need overflow pages.
fn text(id: i64) -> Vec<u8> {
    vec![u8::try_from(id).unwrap(); usize::try_from(id).unwrap() % 5 * 1500 + 40]
}

/// Adds rows from `from` on, one transaction each, touching the row before as well; counts them in `committed`.
fn add_rows(db: &mut Connection, from: i64, committed: &mut i64) -> rusqlite::Result<()> {
    for id in from..=ROWS {
        let tx = db.transaction()?;
        tx.execute("INSERT INTO act VALUES (?1, ?2, 0)", params![id, text(id)])?;
        tx.execute("UPDATE act SET version = version + 1 WHERE id = ?1", [id - 1])?;
        tx.commit()?;
        *committed = id;
    }
    Ok(())
}

/// The workload; the connection is dropped with the disk still down, as in a process that lives on for a while.
fn work(disk: &Disk, config: &str) -> i64 {
    let mut committed = 0;
    let _ = open(disk, config).and_then(|mut db| add_rows(&mut db, 1, &mut committed));
    committed
}

/// How many rows are there, or why the file is no ledger any more.
fn check(db: &Connection) -> Result<i64, String> {
    let failed = |error: rusqlite::Error| error.to_string();
    let verdict: String = db.query_row("PRAGMA integrity_check", [], |row| row.get(0)).map_err(failed)?;
    if verdict != "ok" {
        return Err(verdict);
    }
    let mut query = db.prepare("SELECT id, text, version FROM act ORDER BY id").map_err(failed)?;
    let mut rows = query.query([]).map_err(failed)?;
    let mut versions = Vec::new();
    while let Some(row) = rows.next().map_err(failed)? {
        let id: i64 = row.get(0).map_err(failed)?;
        versions.push(row.get::<_, i64>(2).map_err(failed)?);
        if i64::try_from(versions.len()).ok() != Some(id) || row.get::<_, Vec<u8>>(1).map_err(failed)? != text(id) {
            return Err(format!("row {id} is not what was written"));
        }
    }
    // Each transaction is there whole: every row but the last was updated by its successor.
    let count = versions.len();
    if versions.iter().enumerate().any(|(at, version)| *version != i64::from(at + 1 < count)) {
        return Err(format!("half a transaction: {versions:?}"));
    }
    Ok(i64::try_from(count).unwrap())
}

/// Operations of the whole workload without a crash.
fn operations(config: &str) -> u64 {
    let disk = Disk::new();
    assert_eq!(work(&disk, config), ROWS);
    disk.writes()
}

/// Cuts the power at operation `op`, and once more during the recovery; no committed row may be missing.
fn survive_cut(config: &str, op: u64, seed: u64) -> Result<Loss, String> {
    let disk = Disk::new();
    disk.crash_at(op);
    let committed = work(&disk, config);
    let loss = disk.restart(seed);

    disk.crash_at(disk.writes() + seed);
    let committed = work_on(&disk, config).max(committed);
    disk.restart(seed + 100);

    let mut db = open(&disk, config).map_err(|error| error.to_string())?;
    let found = check(&db)?;
    if found < committed {
        return Err(format!("{committed} rows were committed, {found} are left"));
    }
    add_rows(&mut db, found + 1, &mut 0).map_err(|error| error.to_string())?;
    if check(&db)? == ROWS { Ok(loss) } else { Err("the work could not be finished".to_owned()) }
}

/// Tries every operation with eight seeds; says what the cuts took in all, or which one did damage.
fn survive_every_cut(config: &str) -> Result<Loss, String> {
    let mut sum = Loss::default();
    for op in 0..operations(config) {
        for seed in 0..8 {
            let loss = survive_cut(config, op, seed).map_err(|damage| format!("cut at {op}, seed {seed}: {damage}"))?;
            sum.kept += loss.kept;
            sum.torn += loss.torn;
            sum.lost += loss.lost;
            sum.names_undone += loss.names_undone;
        }
    }
    Ok(sum)
}

fn assert_survives_every_cut(config: &str) {
    let sum = survive_every_cut(config).unwrap_or_else(|damage| panic!("{config}: {damage}"));
    assert!(sum.kept > 0 && sum.torn > 0 && sum.lost > 0 && sum.names_undone > 0, "the cuts were harmless: {sum:?}");
}

/// Goes on where the last run ended.
fn work_on(disk: &Disk, config: &str) -> i64 {
    let mut committed = 0;
    let _ = open(disk, config).and_then(|mut db| {
        let found: i64 = db.query_row("SELECT count(*) FROM act", [], |row| row.get(0))?;
        add_rows(&mut db, found + 1, &mut committed)
    });
    committed
}

#[test]
fn wal_with_full_sync_keeps_every_committed_row() {
    assert_survives_every_cut(WAL_FULL);
}

#[test]
fn a_rollback_journal_with_extra_sync_keeps_every_committed_row() {
    assert_survives_every_cut(ROLLBACK_EXTRA);
}

#[test]
fn one_step_less_of_syncing_is_caught() {
    for (config, from, to) in [(WAL_FULL, "FULL", "NORMAL"), (ROLLBACK_EXTRA, "EXTRA", "FULL")] {
        let weaker = config.replace(from, to);
        let damage = survive_every_cut(&weaker).expect_err(&weaker);
        assert!(damage.contains("are left"), "rows go missing, nothing worse: {damage}");
    }
}

#[test]
fn without_sync_a_cut_loses_committed_rows() {
    let mut cuts_that_lost = 0;
    for seed in 0..40 {
        let disk = Disk::new();
        let mut committed = 0;
        let mut db = open(&disk, WAL_OFF).unwrap();
        add_rows(&mut db, 1, &mut committed).unwrap();
        disk.restart(seed);
        drop(db);
        let found = open(&disk, WAL_OFF).map_err(|error| error.to_string()).and_then(|db| check(&db));
        cuts_that_lost += u32::from(found != Ok(committed));
    }
    assert!((10..40).contains(&cuts_that_lost), "{cuts_that_lost} of 40 cuts lost committed rows");
}

#[test]
fn a_killed_process_leaves_what_it_wrote_and_touches_nothing_more() {
    for config in [WAL_OFF, ROLLBACK_EXTRA] {
        let disk = Disk::new();
        let mut committed = 0;
        let mut db = open(&disk, config).unwrap();
        add_rows(&mut db, 1, &mut committed).unwrap();
        // A transaction too large for the cache, so that a journal stands beside half-written pages.
        db.execute_batch("PRAGMA cache_size = 2; BEGIN; UPDATE act SET text = zeroblob(20000)").unwrap();
        let before = disk.snapshot();
        disk.kill();
        drop(db);
        assert_eq!(disk.snapshot(), before, "a dead connection changed files");
        assert_eq!(before.files().count(), 2, "a log or a journal stands beside the database");
        assert_eq!(check(&open(&disk, config).unwrap()), Ok(committed), "{config}");
    }
}

#[test]
fn the_same_calls_make_the_same_operations() {
    assert_eq!(operations(WAL_FULL), operations(WAL_FULL));
    let cut = |seed| {
        let disk = Disk::new();
        disk.crash_at(operations(WAL_OFF) / 2);
        work(&disk, WAL_OFF);
        let loss = disk.restart(seed);
        let sizes: Vec<_> = disk.snapshot().files().map(|(name, content)| (name.to_owned(), content.len())).collect();
        (disk.writes(), loss, sizes)
    };
    for seed in 0..20 {
        assert_eq!(cut(seed), cut(seed), "seed {seed}");
    }
}
