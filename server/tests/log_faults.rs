//! The log on a disk that fills up, fails, and loses power: typed errors, reads that go on, writes that recover, and
//! nothing lost that was committed.
#![allow(clippy::unwrap_used, reason = "it is a test, its fixtures included")]

use std::path::Path;

use taizhang_faulty_disk::Disk;
use taizhang_relay::{
    Error,
    log::{
        Log, Read, SqliteLog, SqliteOptions,
        conformance::county::{self, COUNTY, TOWNSHIP, VILLAGE, caller, envelope, feed_of, hash, office, snapshot},
    },
};
use taizhang_wire::{Answer, DocId, Item, PublicKey};

fn open(disk: &Disk) -> Result<SqliteLog, Error> {
    let options = SqliteOptions { vfs: Some(Disk::vfs_name().to_owned()), exclusive: true };
    SqliteLog::open(Path::new(&disk.path("relay.db")), options, PublicKey::of(&county::authority()), county::EPOCH)
}

fn change(doc: DocId, seq: u64) -> Vec<u8> {
    let deps: Vec<_> = (seq > 1).then(|| hash(VILLAGE, seq - 1)).into_iter().collect();
    envelope(VILLAGE, doc, seq, &deps).encode()
}

fn try_push(log: &mut SqliteLog, doc: DocId, seq: u64) -> Result<Vec<Answer>, Error> {
    let answers = log.append(caller(VILLAGE), county::NOW_MS, &[&change(doc, seq)])?;
    log.commit()?;
    Ok(answers)
}

#[test]
fn a_disk_that_fills_up_or_fails_costs_nothing_that_was_kept() {
    for (fault, is_full) in [(Disk::set_full as fn(&Disk, bool), true), (Disk::set_io_error, false)] {
        let disk = Disk::new();
        let mut log = open(&disk).unwrap();
        county::set_up(&mut log);
        let (doc, opening) = county::open(VILLAGE, &[COUNTY, TOWNSHIP, VILLAGE], 1);
        county::store(&mut log, caller(VILLAGE), &Item::Control(opening));
        assert_eq!(try_push(&mut log, doc, 1).unwrap(), [Answer::Stored]);
        let before = county::feed(&log, COUNTY, 0);

        fault(&disk, true);
        for _ in 0..3 {
            let error = try_push(&mut log, doc, 2).unwrap_err();
            assert_eq!((error.code().as_str(), error.is_retryable()), ("storage", true));
            assert_eq!(error.is_disk_full(), is_full);
            assert_eq!(county::feed(&log, COUNTY, 0), before, "reads go on");
        }
        fault(&disk, false);
        assert_eq!(try_push(&mut log, doc, 2).unwrap(), [Answer::Stored]);
        let head = log.head(office(COUNTY)).unwrap();
        assert_eq!(head, before.len() as u64 + 1, "no position was lost on what was dropped");
        drop(log);
        disk.restart(1);
        assert_eq!(feed_of(&open(&disk).unwrap(), COUNTY, doc).len(), 3);
    }
}

/// A small day: set-up, a document, changes, a newcomer, a snapshot. Returns how far it got before the disk went.
fn a_day(disk: &Disk) -> Result<(), (usize, Error)> {
    let mut log = open(disk).map_err(|error| (0, error))?;
    let (doc, opening) = county::open(VILLAGE, &[TOWNSHIP, VILLAGE], 1);
    let mut batches: Vec<Vec<Vec<u8>>> =
        vec![county::directory().into_iter().map(|control| Item::Control(control).encode()).collect()];
    batches.push(vec![Item::Control(opening.clone()).encode(), change(doc, 1), change(doc, 2)]);
    batches.push(vec![change(doc, 3)]);
    batches.push(vec![Item::Control(county::audience(TOWNSHIP, doc, opening.id(), &[COUNTY], &[])).encode()]);
    batches.push(vec![snapshot(doc, &[(VILLAGE, 3)]).encode()]);
    batches.push(vec![change(doc, 4)]);
    for (at, batch) in batches.iter().enumerate() {
        let from = if at == 0 { taizhang_relay::log::Caller::Bootstrap } else { caller(VILLAGE) };
        let from = if log.grants().devices().next().is_some() && at == 0 { caller(COUNTY) } else { from };
        let items: Vec<_> = batch.iter().map(Vec::as_slice).collect();
        let answers = log.append(from, county::NOW_MS, &items).map_err(|error| (at, error))?;
        assert!(answers.iter().all(Answer::is_held), "{answers:?}");
        log.commit().map_err(|error| (at, error))?;
    }
    Ok(())
}

/// What must be in the county's feed once so many of the day's batches were acknowledged.
fn check(log: &SqliteLog, done: usize) {
    let (doc, _) = county::open(VILLAGE, &[TOWNSHIP, VILLAGE], 1);
    let directory = county::feed(log, COUNTY, 0).into_iter().filter(|(_, item)| matches!(item, Item::Control(_)));
    assert!(done < 1 || directory.count() >= 15);
    assert!(done < 2 || feed_of(log, VILLAGE, doc).len() >= 2);
    assert!(done < 3 || log.doc_items(office(VILLAGE), doc, 0).unwrap().entries.len() >= 4);
    assert!(done < 4 || feed_of(log, COUNTY, doc).len() >= 3);
    assert!(done < 6 || log.doc_items(office(COUNTY), doc, 0).unwrap().entries.len() >= 6);
    for index in [COUNTY, TOWNSHIP, VILLAGE] {
        let positions: Vec<_> = county::feed(log, index, 0).iter().map(|(position, _)| *position).collect();
        assert!(positions.is_sorted_by(|a, b| a < b));
    }
}

#[test]
fn a_crash_at_any_write_keeps_what_was_acknowledged() {
    let disk = Disk::new();
    a_day(&disk).unwrap();
    let writes = disk.writes();
    for at in 0..writes {
        let disk = Disk::new();
        disk.crash_at(at);
        let Err((done, _)) = a_day(&disk) else { continue };
        disk.restart(at);
        let log = open(&disk).unwrap();
        check(&log, done);
        drop(log);
        let db = disk.open("relay.db").unwrap();
        db.pragma_update(None, "locking_mode", "EXCLUSIVE").unwrap();
        let word: String = db.query_row("PRAGMA integrity_check", [], |row| row.get(0)).unwrap();
        assert_eq!(word, "ok", "after a crash at write {at}");
        drop(db);
        a_day(&disk).map_err(|(_, error)| error).unwrap();
        check(&open(&disk).unwrap(), 6);
    }
}
