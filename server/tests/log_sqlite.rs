//! The SQLite backend runs the conformance suite, and keeps what it must across being closed.
#![allow(clippy::unwrap_used, reason = "it is a test, its fixtures included")]

use std::path::Path;

use taizhang_relay::{
    Error,
    log::{
        Log, Read, SqliteLog, SqliteOptions,
        conformance::{
            self,
            county::{self, COUNTY, VILLAGE, caller, envelope, hash, office},
        },
    },
};
use taizhang_wire::{Answer, Epoch, Item, PublicKey};

fn open(path: &Path, options: SqliteOptions) -> Result<SqliteLog, Error> {
    SqliteLog::open(path, options, PublicKey::of(&county::authority()), county::EPOCH)
}

#[test]
fn conforms_on_a_file() {
    let home = tempfile::tempdir().unwrap();
    let mut count = 0;
    conformance::run(|| {
        count += 1;
        Box::new(open(&home.path().join(format!("{count}.db")), SqliteOptions::default()).unwrap())
    });
}

#[test]
fn conforms_in_memory() {
    conformance::run(|| Box::new(open(Path::new(":memory:"), SqliteOptions::default()).unwrap()));
}

#[test]
fn conforms_through_a_named_vfs_on_one_connection() {
    let disk = taizhang_faulty_disk::Disk::new();
    let mut count = 0;
    conformance::run(|| {
        count += 1;
        let vfs = Some(taizhang_faulty_disk::Disk::vfs_name().to_owned());
        let path = disk.path(&format!("{count}.db"));
        Box::new(open(Path::new(&path), SqliteOptions { vfs, exclusive: true }).unwrap())
    });
}

#[test]
fn keeps_everything_when_it_is_closed() {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("relay.db");
    let mut log = open(&path, SqliteOptions::default()).unwrap();
    county::set_up(&mut log);
    let (doc, opening) = county::open(VILLAGE, &[COUNTY, VILLAGE], 1);
    county::store(&mut log, caller(VILLAGE), &Item::Control(opening));
    county::store(&mut log, caller(VILLAGE), &envelope(VILLAGE, doc, 1, &[]));
    let taizhang_relay::log::Caller::Device(device) = caller(COUNTY) else { panic!("a device") };
    log.cursors().note(device, office(COUNTY), log.head(office(COUNTY)).unwrap());
    log.commit().unwrap();
    let before = (county::feed(&log, COUNTY, 0), log.receipts(office(COUNTY), doc).unwrap());
    assert_eq!(before.1[0].offices, [office(COUNTY)]);
    drop(log);

    let mut log =
        SqliteLog::open(&path, SqliteOptions::default(), PublicKey::of(&county::authority()), Epoch([9; 16])).unwrap();
    assert_eq!(log.epoch().unwrap(), county::EPOCH, "a fresh epoch is for a fresh log");
    assert_eq!((county::feed(&log, COUNTY, 0), log.receipts(office(COUNTY), doc).unwrap()), before);
    let batch = [envelope(VILLAGE, doc, 1, &[]), envelope(VILLAGE, doc, 2, &[hash(VILLAGE, 1)])];
    assert_eq!(county::push(&mut log, caller(VILLAGE), &batch), [Answer::Held, Answer::Stored]);
}

#[test]
fn a_reader_sees_only_what_is_committed() {
    let home = tempfile::tempdir().unwrap();
    let mut log = open(&home.path().join("relay.db"), SqliteOptions::default()).unwrap();
    county::set_up(&mut log);
    let reader = log.reader().unwrap();
    let head = reader.head(office(VILLAGE)).unwrap();
    let (_, opening) = county::open(VILLAGE, &[COUNTY, VILLAGE], 1);
    let bytes = Item::Control(opening).encode();
    assert_eq!(log.append(caller(VILLAGE), county::NOW_MS, &[&bytes]).unwrap(), [Answer::Stored]);
    assert_eq!(reader.head(office(VILLAGE)).unwrap(), head);
    log.commit().unwrap();
    assert_eq!(reader.head(office(VILLAGE)).unwrap(), head + 1);
}

#[test]
fn another_countys_file_and_a_newer_one_are_refused() {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("relay.db");
    drop(open(&path, SqliteOptions::default()).unwrap());
    let stranger = PublicKey::of(&county::device(COUNTY));
    let refused = SqliteLog::open(&path, SqliteOptions::default(), stranger, county::EPOCH);
    assert!(matches!(refused, Err(Error::Unusable { .. })));
    rusqlite::Connection::open(&path).unwrap().pragma_update(None, "user_version", 99).unwrap();
    assert!(matches!(open(&path, SqliteOptions::default()), Err(Error::Unusable { .. })));
}

/// A file as version 1 of the schema had it, with what a log of today holds.
fn as_version_1(today: &Path, path: &Path) {
    let old = rusqlite::Connection::open(path).unwrap();
    old.execute_batch(include_str!("../src/log/sqlite/schema_1.sql")).unwrap();
    old.pragma_update(None, "user_version", 1).unwrap();
    old.execute("ATTACH ? AS today", [today.to_str().unwrap()]).unwrap();
    let tables: Vec<String> = old
        .prepare("SELECT name FROM main.sqlite_schema WHERE type = 'table' ORDER BY rowid")
        .unwrap()
        .query_map([], |row| row.get(0))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    for table in tables {
        old.execute(&format!("INSERT INTO main.{table} SELECT * FROM today.{table}"), []).unwrap();
    }
}

#[test]
fn a_file_of_version_1_is_taken_over() {
    let home = tempfile::tempdir().unwrap();
    let (today, path) = (home.path().join("today.db"), home.path().join("relay.db"));
    let mut log = open(&today, SqliteOptions::default()).unwrap();
    county::set_up(&mut log);
    let (doc, opening) = county::open(VILLAGE, &[COUNTY, VILLAGE], 1);
    county::store(&mut log, caller(VILLAGE), &Item::Control(opening));
    county::store(&mut log, caller(VILLAGE), &envelope(VILLAGE, doc, 1, &[]));
    let before = county::feed(&log, COUNTY, 0);
    drop(log);
    as_version_1(&today, &path);

    let mut log = open(&path, SqliteOptions::default()).unwrap();
    assert_eq!((log.epoch().unwrap(), county::feed(&log, COUNTY, 0)), (county::EPOCH, before));
    let taizhang_relay::log::Caller::Device(device) = caller(VILLAGE) else { panic!("a device") };
    assert_eq!(log.seen().at_ms(device), None);
    let tips = log.device_tips(device, None, 10).unwrap().tips;
    assert_eq!(tips.iter().map(|tip| (tip.doc, tip.seq)).collect::<Vec<_>>(), [(doc, 1)]);
    let batch = [envelope(VILLAGE, doc, 1, &[]), envelope(VILLAGE, doc, 2, &[hash(VILLAGE, 1)])];
    assert_eq!(county::push(&mut log, caller(VILLAGE), &batch), [Answer::Held, Answer::Stored]);
    drop(log);
    let version: u32 =
        rusqlite::Connection::open(&path).unwrap().pragma_query_value(None, "user_version", |row| row.get(0)).unwrap();
    assert_eq!(version, 2);
}
