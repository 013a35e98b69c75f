//! What a device's disk tells somebody who has only the disk: nothing. And what was there before is encrypted in one step.

use std::{
    fs,
    path::{Path, PathBuf},
};

use super::office::{at, entropy, new_case};
use crate::{
    DbKey, Error, Identity, KeyFile, KeyKeeper as _, KeysInMemory, Ledger, Lock, Passphrase, PassphraseCost,
    StoreOptions,
};

const CHEAP: PassphraseCost = PassphraseCost { memory_kib: 8, passes: 1, lanes: 1 };
/// Words of the case, and names: what nobody must find.
const TOLD: [&str; 6] = ["陈玉兰", "围墙占道", "反映邻居", "李建国", "清河县", "三合村"];

struct Disk {
    folder: tempfile::TempDir,
}

impl Disk {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().expect("a folder") }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn database(&self) -> PathBuf {
        self.path("ledger.db")
    }

    /// The key file, opened or made.
    fn keys(&self) -> KeyFile {
        let path = self.path("device.json");
        let lock = Lock::Passphrase { passphrase: Passphrase::new("一只猫坐在门口"), cost: CHEAP };
        let there = KeyFile::locked_by(&path).expect("readable").is_some();
        if there { KeyFile::open(path, &lock) } else { KeyFile::create(path, &lock) }.expect("opened")
    }

    fn open(&self) -> Ledger {
        let keys = self.keys();
        let options = StoreOptions::file(self.database(), keys.db_key());
        Ledger::open(&options, Box::new(keys), entropy(3)).expect("opened")
    }

    /// Every file, by name.
    fn files(&self) -> Vec<(String, Vec<u8>)> {
        let mut files: Vec<_> = fs::read_dir(self.folder.path())
            .expect("listed")
            .map(|entry| entry.expect("listed"))
            .map(|entry| (entry.file_name().to_string_lossy().into_owned(), fs::read(entry.path()).expect("read")))
            .collect();
        files.sort();
        files
    }

    fn names(&self) -> Vec<String> {
        self.files().into_iter().map(|(name, _)| name).collect()
    }
}

/// A county and a case in it.
fn work(ledger: &mut Ledger) {
    ledger.found_county(at(0), "清河县", "QH", ("李建国", "局长"), "县局电脑").expect("founded");
    ledger.register(at(1), new_case("围墙占道")).expect("registered");
}

fn titles(ledger: &mut Ledger) -> Vec<String> {
    ledger.list(&crate::CaseFilter::default()).expect("listed").into_iter().map(|line| line.title).collect()
}

fn holds(bytes: &[u8], needle: &[u8]) -> bool {
    bytes.windows(needle.len()).any(|window| window == needle)
}

#[track_caller]
fn tells_nothing(files: &[(String, Vec<u8>)], secrets: &[[u8; 32]]) {
    for (name, bytes) in files {
        for word in TOLD.into_iter().chain(["SQLite format 3", "CREATE TABLE", "INSERT"]) {
            assert!(!holds(bytes, word.as_bytes()), "{name} holds {word}");
        }
        for secret in secrets {
            let hex = data_encoding::HEXLOWER.encode(secret);
            assert!(!holds(bytes, secret) && !holds(bytes, hex.as_bytes()), "{name} holds a key");
        }
    }
}

#[test]
fn no_file_of_a_device_tells_a_word_of_a_case_a_name_or_a_key() {
    let disk = Disk::new();
    let mut ledger = disk.open();
    work(&mut ledger);
    let identity: Identity = ledger.identity().clone();
    let authority = identity.authority.as_ref().expect("the administrator's device").to_bytes();
    let secrets = [identity.secret.to_bytes(), authority, *disk.keys().db_key().bytes()];
    ledger.backup(&disk.path("backup"), &Passphrase::new("备份的口令"), CHEAP).expect("backed up");
    let running = disk.files();
    let logged = running.iter().find(|(name, _)| name == "ledger.db-wal").map_or(0, |(_, bytes)| bytes.len());
    assert!(logged > 100_000, "what was written stands in the log: {logged} bytes");
    tells_nothing(&running, &secrets);
    drop(ledger);
    assert_eq!(disk.names(), ["backup", "device.json", "ledger.db"]);
    tells_nothing(&disk.files(), &secrets);
    assert_eq!(titles(&mut disk.open()), ["围墙占道"]);
}

#[test]
fn an_altered_page_is_an_error_and_never_an_answer() {
    let disk = Disk::new();
    work(&mut disk.open());
    let (key, sound) = (disk.keys().db_key(), fs::read(disk.database()).expect("read"));
    let integrity = || {
        let db = rusqlite::Connection::open(disk.database())?;
        key.unlock(&db).expect("a key");
        db.query_row("PRAGMA integrity_check", [], |row| row.get::<_, String>(0))
    };
    assert_eq!(integrity().expect("sound"), "ok");
    for page in 0..sound.len() / 4096 {
        let mut altered = sound.clone();
        altered[page * 4096 + (page * 37) % 4096] ^= 1;
        fs::write(disk.database(), &altered).expect("written");
        let found = integrity();
        assert!(!matches!(&found, Ok(answer) if answer == "ok"), "page {page}: {found:?}");
    }
    // Two pages that stand in each other's place are as bad as altered ones.
    let mut swapped = sound.clone();
    swapped[4096..3 * 4096].rotate_left(4096);
    fs::write(disk.database(), &swapped).expect("written");
    let keys = disk.keys();
    let opened = Ledger::open(&StoreOptions::file(disk.database(), keys.db_key()), Box::new(keys), entropy(3));
    let error = opened.and_then(|mut ledger| ledger.status().map(drop)).expect_err("it was altered");
    assert_eq!(error.code(), "storage", "{error}");
}

#[test]
fn a_wrong_key_or_none_touches_nothing() {
    let disk = Disk::new();
    let mut ledger = disk.open();
    work(&mut ledger);
    // A machine that stopped: the log is not in the database yet.
    let before = disk.files();
    let cloned = Disk::new();
    for (name, bytes) in &before {
        fs::write(cloned.path(name), bytes).expect("written");
    }
    let path = cloned.database();
    for options in [StoreOptions::file(&path, DbKey::new([3; 32])), StoreOptions::clear(&path)] {
        let error = Ledger::open(&options, Box::new(KeysInMemory::default()), entropy(3)).err().expect("not ours");
        assert_eq!(error.code(), "other_key");
    }
    assert_eq!(cloned.files(), before);
    assert_eq!(titles(&mut cloned.open()), ["围墙占道"]);
}

/// A device as the version before encryption left it, in the middle of its work.
fn older(disk: &Disk) -> Identity {
    let keys = KeysInMemory::default();
    let mut ledger =
        Ledger::open(&StoreOptions::clear(disk.database()), Box::new(keys.clone()), entropy(3)).expect("opened");
    work(&mut ledger);
    let files = disk.files();
    assert!(files.iter().any(|(_, bytes)| holds(bytes, "陈玉兰".as_bytes())));
    drop(ledger);
    for (name, bytes) in files {
        fs::write(disk.path(&name), bytes).expect("written");
    }
    let identity = keys.load().expect("in memory").expect("it has one");
    let hex = |bytes: &[u8]| data_encoding::HEXLOWER.encode(bytes);
    let text = serde_json::json!({
        "version": 1, "secret": taizhang_wire::PublicKey(identity.secret.to_bytes()),
        "incarnation": identity.incarnation, "instance": taizhang_wire::Epoch(identity.instance),
        "authority": identity.authority.as_ref().map(|key| taizhang_wire::PublicKey(key.to_bytes())),
        "county": identity.county, "pinned_code": null,
    });
    assert!(text.to_string().contains(&hex(&identity.secret.to_bytes())));
    fs::write(disk.path("device.json"), text.to_string()).expect("written");
    identity
}

/// What a power cut leaves on the disk.
type Cut<'a> = (&'a str, &'a dyn Fn(&Disk));

#[test]
fn an_older_device_is_encrypted_in_one_step_wherever_that_is_cut_short() {
    let cut: [Cut; 5] = [
        ("nowhere", &|_| ()),
        ("before the key file was in place", &|disk| {
            fs::write(disk.path("device.json.new"), "{\"version\": 2, ").expect("written");
        }),
        ("behind the key file", &|disk| drop(disk.keys())),
        ("in the copy", &|disk| {
            drop(disk.keys());
            fs::write(disk.path("ledger.db.sealing"), "").expect("written");
            fs::write(disk.path("ledger.db.sealed"), [7; 5_000]).expect("written");
        }),
        ("behind the copy", &|disk| {
            let keys = disk.keys();
            let clear = rusqlite::Connection::open(disk.database()).expect("opened");
            let copy = disk.path("ledger.db.sealed");
            crate::store::atrest::copy_into(&clear, &copy, Some(&keys.db_key())).expect("copied");
        }),
    ];
    for (place, cut) in cut {
        let disk = Disk::new();
        let identity = older(&disk);
        cut(&disk);
        let mut ledger = disk.open();
        assert_eq!(titles(&mut ledger), ["围墙占道"], "cut short {place}");
        assert_eq!(ledger.identity().actor(), identity.actor(), "it is the same device, cut short {place}");
        assert_eq!(ledger.identity().authority.is_some(), identity.authority.is_some());
        tells_nothing(&disk.files(), &[identity.secret.to_bytes()]);
        drop(ledger);
        assert_eq!(disk.names(), ["device.json", "ledger.db"], "cut short {place}");
        assert_eq!(titles(&mut disk.open()), ["围墙占道"], "and opens again, cut short {place}");
    }
}

#[test]
fn a_backup_opens_with_its_own_passphrase_and_makes_a_new_incarnation() {
    let disk = Disk::new();
    let mut ledger = disk.open();
    work(&mut ledger);
    let (actor, backup) = (ledger.identity().actor(), disk.path("backup"));
    let phrase = Passphrase::new("备份的口令");
    ledger.backup(&backup, &phrase, CHEAP).expect("backed up");
    let again = ledger.backup(&backup, &phrase, CHEAP).expect_err("it is there");
    assert!(matches!(again, Error::File { .. }));
    drop(ledger);
    fs::remove_file(disk.database()).expect("lost");
    let restore = |from: &Path, phrase: &str| {
        Ledger::restore(from, &disk.database(), &Passphrase::new(phrase), &disk.keys().db_key())
    };
    let refused = |from: &Path, phrase: &str, code: &str| {
        assert_eq!(restore(from, phrase).expect_err("refused").code(), code);
        assert!(!disk.names().iter().any(|name| name.starts_with("ledger")), "nothing is there: {:?}", disk.names());
    };
    refused(&backup, "一只猫坐在门口", "wrong_passphrase");
    let sound = fs::read(&backup).expect("read");
    let altered = disk.path("altered");
    for length in [0, 30, sound.len() - 1] {
        fs::write(&altered, &sound[..length]).expect("written");
        refused(&altered, "备份的口令", "not_a_backup");
    }
    fs::write(&altered, [&sound[..4096], &sound[8192..]].concat()).expect("written");
    refused(&altered, "备份的口令", "not_a_backup");
    let mut flipped = sound.clone();
    flipped[5_000] ^= 1;
    fs::write(&altered, &flipped).expect("written");
    refused(&altered, "备份的口令", "storage");
    restore(&backup, "备份的口令").expect("restored");
    let mut restored = disk.open();
    assert_eq!(titles(&mut restored), ["围墙占道"]);
    assert_ne!(restored.identity().actor(), actor, "no sequence number is used twice");
    assert_eq!(restored.identity().device(), actor.device());
    tells_nothing(&disk.files(), &[]);
    let error = restore(&backup, "备份的口令").expect_err("there is a ledger");
    assert!(matches!(error, Error::File { .. }));
}
