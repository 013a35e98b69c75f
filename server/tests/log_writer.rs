//! The writer answers after the commit and not before, commits for many at once, and survives a disk that fails.
#![allow(clippy::unwrap_used, reason = "it is a test, its fixtures included")]

use std::{
    path::Path,
    sync::{Arc, mpsc::sync_channel},
};

use taizhang_faulty_disk::Disk;
use taizhang_relay::log::{
    Log, Prepared, SqliteLog, SqliteOptions, Writer,
    conformance::county::{self, COUNTY, OTHER, VILLAGE, caller},
};
use taizhang_wire::{Answer, Code, Grants, Item, PublicKey};

fn log(disk: &Disk) -> SqliteLog {
    let options = SqliteOptions { vfs: Some(Disk::vfs_name().to_owned()), exclusive: true };
    let path = disk.path("relay.db");
    let mut log =
        SqliteLog::open(Path::new(&path), options, PublicKey::of(&county::authority()), county::EPOCH).unwrap();
    if log.grants().devices().next().is_none() {
        county::set_up(&mut log);
    }
    log
}

fn opening(grants: &Grants, nonce: u8) -> Vec<Prepared> {
    vec![Prepared::new(grants, Item::Control(county::open(VILLAGE, &[COUNTY, VILLAGE], nonce).1).encode())]
}

#[tokio::test]
async fn what_gathers_during_one_commit_is_the_next() {
    let log = log(&Disk::new());
    let grants = log.grants();
    let (reports, reported) = sync_channel(8);
    let (go, gone) = sync_channel(8);
    let on_commit = move |_: &dyn taizhang_relay::log::Read, report: taizhang_relay::log::writer::CommitReport| {
        reports.send((report.pushes, report.items, report.committed.advanced.len())).unwrap();
        gone.recv().unwrap();
    };
    let writer = Arc::new(Writer::start(Box::new(log), Box::new(on_commit)).unwrap());
    let push = |nonce| {
        let (writer, items) = (Arc::clone(&writer), opening(&grants, nonce));
        tokio::spawn(async move { writer.push(caller(VILLAGE), county::NOW_MS, items).await })
    };
    let first = push(0);
    let reported = tokio::task::spawn_blocking(move || (reported.recv().unwrap(), reported)).await.unwrap();
    assert_eq!(reported.0, (1, 1, 2));
    assert!(!first.is_finished(), "the commit is reported before anybody is answered");
    let others: Vec<_> = (1..=20).map(push).collect();
    tokio::task::yield_now().await;
    go.send(()).unwrap();
    go.send(()).unwrap();
    let reported = tokio::task::spawn_blocking(move || reported.1.recv().unwrap()).await.unwrap();
    assert_eq!(reported, (20, 20, 2), "twenty pushes, one fsync");
    assert_eq!(first.await.unwrap().unwrap(), [Answer::Stored]);
    for other in others {
        assert_eq!(other.await.unwrap().unwrap(), [Answer::Stored]);
    }
    let closing = Arc::clone(&writer);
    tokio::task::spawn_blocking(move || closing.close()).await.unwrap();
    assert_eq!(
        writer.push(caller(VILLAGE), county::NOW_MS, opening(&grants, 99)).await.unwrap_err().code(),
        Code::ShuttingDown
    );
}

#[tokio::test]
async fn a_full_disk_is_said_so_and_recovers() {
    let disk = Disk::new();
    let log = log(&disk);
    let grants = log.grants();
    let writer = Writer::start(Box::new(log), Box::new(|_, _| {})).unwrap();
    disk.set_full(true);
    for _ in 0..2 {
        let error = writer.push(caller(VILLAGE), county::NOW_MS, opening(&grants, 1)).await.unwrap_err();
        assert_eq!((error.code(), error.is_disk_full(), error.is_retryable()), (Code::Storage, true, true));
    }
    disk.set_full(false);
    assert_eq!(writer.push(caller(VILLAGE), county::NOW_MS, opening(&grants, 1)).await.unwrap(), [Answer::Stored]);
    assert_eq!(writer.push(caller(OTHER), county::NOW_MS, opening(&grants, 1)).await.unwrap(), [Answer::Held]);
}

#[tokio::test]
async fn what_waits_is_finished_when_the_writer_closes() {
    let disk = Disk::new();
    let log = log(&disk);
    let (grants, cursors) = (log.grants(), log.cursors());
    let writer = Arc::new(Writer::start(Box::new(log), Box::new(|_, _| {})).unwrap());
    let pushes: Vec<_> = (0..20)
        .map(|nonce| {
            let (writer, items) = (Arc::clone(&writer), opening(&grants, nonce));
            tokio::spawn(async move { writer.push(caller(VILLAGE), county::NOW_MS, items).await })
        })
        .collect();
    tokio::task::yield_now().await;
    let taizhang_relay::log::Caller::Device(device) = caller(COUNTY) else { panic!("a device") };
    cursors.note(device, county::office(COUNTY), 3);
    let closing = Arc::clone(&writer);
    tokio::task::spawn_blocking(move || closing.close()).await.unwrap();
    for push in pushes {
        assert_eq!(push.await.unwrap().unwrap(), [Answer::Stored]);
    }
    let log = self::log(&disk);
    assert_eq!(log.cursors().furthest().get(&county::office(COUNTY)), Some(&3), "the devices' places too");
}
