//! The faults that leave the machine up, and what SQLite makes of them: a typed error, reads that go on, and writes
//! that work again.

#![allow(clippy::unwrap_used, reason = "a test may panic, and so may its steps")]

use rusqlite::{Connection, ErrorCode};
use taizhang_faulty_disk::{Disk, Fault};

const WAL: &str = "PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL";
const ROLLBACK: &str = "PRAGMA journal_mode = DELETE; PRAGMA synchronous = FULL";

fn ledger(disk: &Disk, config: &str) -> Connection {
    let db = disk.open("ledger.db").unwrap();
    db.execute_batch(config).unwrap();
    db.execute_batch("CREATE TABLE IF NOT EXISTS act (text TEXT NOT NULL)").unwrap();
    db
}

fn add(db: &Connection) -> rusqlite::Result<usize> {
    db.execute("INSERT INTO act VALUES ('登记')", [])
}

fn rows(db: &Connection) -> i64 {
    db.query_row("SELECT count(*) FROM act", [], |row| row.get(0)).unwrap()
}

fn integrity(db: &Connection) -> String {
    db.query_row("PRAGMA integrity_check", [], |row| row.get(0)).unwrap()
}

/// One row before the fault, none during it, one after.
fn fails_reads_and_recovers(config: &str, set: impl Fn(&Disk, bool), expected: ErrorCode) {
    let disk = Disk::new();
    let db = ledger(&disk, config);
    add(&db).unwrap();
    set(&disk, true);
    for _ in 0..3 {
        assert_eq!(add(&db).unwrap_err().sqlite_error_code(), Some(expected), "{config}");
    }
    assert_eq!(rows(&db), 1, "{config}");
    set(&disk, false);
    add(&db).unwrap();
    assert_eq!((rows(&db), integrity(&db).as_str()), (2, "ok"), "{config}");
    drop(db);
    disk.restart(1);
    assert_eq!(rows(&ledger(&disk, config)), 2, "{config}");
}

#[test]
fn a_full_disk_is_told_as_such_and_recovers() {
    fails_reads_and_recovers(WAL, Disk::set_full, ErrorCode::DiskFull);
    fails_reads_and_recovers(ROLLBACK, Disk::set_full, ErrorCode::DiskFull);
}

#[test]
fn an_io_error_is_told_as_such_and_recovers() {
    fails_reads_and_recovers(WAL, Disk::set_io_error, ErrorCode::SystemIoFailure);
}

#[test]
fn a_planned_fault_strikes_at_its_operations_and_heals() {
    let operations_of_five = {
        let disk = Disk::new();
        let db = ledger(&disk, WAL);
        let before = disk.writes();
        for _ in 0..5 {
            add(&db).unwrap();
        }
        disk.writes() - before
    };
    for (fault, code) in [(Fault::Full, ErrorCode::DiskFull), (Fault::Io, ErrorCode::SystemIoFailure)] {
        let mut struck = 0;
        for op in 0..operations_of_five {
            let disk = Disk::new();
            let db = ledger(&disk, WAL);
            let (first, count) = (disk.writes() + op, 2);
            disk.fail_at(first, count, fault);
            let mut added = 0;
            while disk.writes() < first + count {
                match add(&db) {
                    Ok(_) => added += 1,
                    Err(error) => {
                        assert_eq!(error.sqlite_error_code(), Some(code), "operation {op}: {error}");
                        struck += 1;
                    }
                }
            }
            add(&db).unwrap();
            assert_eq!((rows(&db), integrity(&db).as_str()), (added + 1, "ok"), "operation {op}");
        }
        assert!(struck >= operations_of_five / 2, "{fault:?} struck {struck} times in {operations_of_five} operations");
    }
}

#[test]
fn a_crashed_machine_does_not_even_read() {
    let disk = Disk::new();
    let db = ledger(&disk, WAL);
    disk.crash_at(disk.writes());
    assert_eq!(add(&db).unwrap_err().sqlite_error_code(), Some(ErrorCode::SystemIoFailure));
    assert!(disk.is_crashed());
    let at_crash = disk.writes();
    assert!(disk.open("ledger.db").and_then(|db| db.execute_batch("SELECT * FROM act")).is_err());
    drop(db);
    assert_eq!(disk.writes(), at_crash, "a machine that is down does no operations");
    disk.restart(0);
    assert_eq!(rows(&ledger(&disk, WAL)), 0);
}

#[test]
fn a_second_connection_waits_its_turn() {
    let disk = Disk::new();
    let busy = |result: rusqlite::Result<()>| result.unwrap_err().sqlite_error_code() == Some(ErrorCode::DatabaseBusy);
    let first = ledger(&disk, ROLLBACK);
    let second = ledger(&disk, ROLLBACK);
    first.execute_batch("BEGIN IMMEDIATE").unwrap();
    add(&first).unwrap();
    assert!(busy(second.execute_batch("BEGIN IMMEDIATE")));
    assert_eq!(rows(&second), 0);
    first.execute_batch("COMMIT").unwrap();
    add(&second).unwrap();
    assert_eq!(rows(&first), 2);
    drop((first, second));

    let _exclusive = ledger(&disk, WAL);
    assert!(busy(disk.open("ledger.db").unwrap().execute_batch("SELECT * FROM act")));
}

#[test]
fn wal_without_exclusive_locking_is_refused() {
    let disk = Disk::new();
    let db = disk.open("ledger.db").unwrap();
    let mode: String = db.query_row("PRAGMA journal_mode = WAL", [], |row| row.get(0)).unwrap();
    assert_eq!(mode, "delete", "there is no shared memory on this disk");
}

#[test]
fn a_backup_goes_back_and_makes_a_clone() {
    let disk = Disk::new();
    let db = ledger(&disk, WAL);
    add(&db).unwrap();
    let backup = disk.snapshot();
    assert_eq!(backup.files().map(|(name, _)| name).collect::<Vec<_>>(), ["ledger.db", "ledger.db-wal"]);
    add(&db).unwrap();
    disk.restore(&backup);
    assert!(add(&db).is_err(), "the old process is gone");
    drop(db);
    let clone = Disk::new();
    clone.restore(&backup);
    let (restored, cloned) = (ledger(&disk, WAL), ledger(&clone, WAL));
    add(&cloned).unwrap();
    assert_eq!((rows(&restored), rows(&cloned)), (1, 2));
}

#[test]
fn temporary_tables_and_time_need_nothing_outside() {
    let disk = Disk::new();
    let db = ledger(&disk, WAL);
    db.execute_batch(
        "PRAGMA temp_store = FILE; PRAGMA cache_size = 5; CREATE TEMP TABLE big AS
         WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 500) SELECT i, zeroblob(900) AS z FROM n",
    )
    .unwrap();
    let sum: i64 = db.query_row("SELECT sum(length(z)) FROM big", [], |row| row.get(0)).unwrap();
    assert_eq!(sum, 450_000);
    let now: String = db.query_row("SELECT datetime('now')", [], |row| row.get(0)).unwrap();
    assert_eq!(now, "2026-01-01 00:00:00");
}

#[test]
fn what_is_called_off_does_not_strike() {
    let disk = Disk::new();
    let db = ledger(&disk, WAL);
    disk.fail_at(disk.writes(), 3, Fault::Io);
    disk.crash_at(disk.writes() + 2);
    disk.call_off();
    add(&db).unwrap();
    add(&db).unwrap();
    assert!(!disk.is_crashed());
    assert_eq!(rows(&db), 2);
}
