//! A device's keys as people handle them: set up, opened, changed, lost, backed up and restored.

use std::fs;

use crate::{
    bad_input::failure,
    offices::{Offices, SECRETS, Said},
};

const FOUND: &[&str] = &["county", "found", "--name", "清河县", "--code", "QH", "--admin", "李建国", "--json"];

/// Runs a command with these passphrases and no others.
fn with(all: &Offices, office: &str, environment: &[(&str, &str)], arguments: &[&str]) -> Said {
    let none = SECRETS.map(|(name, _)| (name, ""));
    let cheap = ("TAIZHANG_PASSPHRASE_MEMORY", "64");
    all.run_in(office, &[&none[..], &[cheap], environment].concat(), arguments)
}

#[track_caller]
fn refused(said: &Said, status: i32, code: &str) {
    assert!(said.status == status && said.err.contains(&format!("\"code\":\"{code}\"")), "{code}: {said:?}");
}

fn files(all: &Offices, office: &str) -> Vec<(String, Vec<u8>)> {
    let Ok(listed) = fs::read_dir(all.path(office)) else { return Vec::new() };
    let file = |entry: fs::DirEntry| (entry.file_name().into_string().unwrap(), fs::read(entry.path()).unwrap());
    let mut files: Vec<_> = listed.map(|entry| file(entry.unwrap())).collect();
    files.sort();
    files
}

#[test]
fn without_a_terminal_and_a_passphrase_nothing_is_made() {
    let mut all = Offices::none();
    let said = with(&all, "county", &[("TAIZHANG_KEYSTORE", "passphrase")], FOUND);
    refused(&said, 1, "passphrase_needed");
    for way in ["TAIZHANG_PASSPHRASE", "--passphrase-file", "--keystore os"] {
        assert!(said.err.contains(way), "{said:?}");
    }
    refused(&with(&all, "county", &[("TAIZHANG_PASSPHRASE", "短口令")], FOUND), 1, "passphrase_short");
    // No session bus here, so no keystore answers.
    let said = with(&all, "county", &[], &[FOUND, &["--keystore", "os"]].concat());
    refused(&said, 3, "keystore");
    assert_eq!(files(&all, "county"), [], "no file was made");
    insta::assert_snapshot!("passphrase_short", {
        let file = all.file("short", "短口令\n".as_bytes());
        let said = all.run_in("county", &[], &[&FOUND[..FOUND.len() - 1], &["--passphrase-file", &file]].concat());
        failure_of(&mut all, &said)
    });
}

fn failure_of(all: &mut Offices, said: &Said) -> String {
    assert_eq!(said.status, 1, "{said:?}");
    all.blotted(&said.err)
}

#[test]
fn a_wrong_passphrase_opens_and_changes_nothing() {
    let mut all = Offices::three();
    all.case();
    let before = files(&all, "county");
    let file = all.file("wrong", "错误的口令错误的口令".as_bytes());
    let wrong = [("TAIZHANG_PASSPHRASE", "错误的口令错误的口令")];
    for arguments in [&["case", "list"][..], &["passphrase", "change"], &["backup", "x"], &["status"]] {
        refused(&with(&all, "county", &wrong, &[arguments, &["--json"]].concat()), 1, "wrong_passphrase");
    }
    assert!(files(&all, "county") == before);
    insta::assert_snapshot!("wrong_passphrase", failure(&mut all, "county", &["status", "--passphrase-file", &file]));
}

#[test]
fn the_passphrase_is_changed_and_the_ledger_stays() {
    let mut all = Offices::three();
    all.case();
    // The mark of the key, with which the file starts.
    let mark = |all: &Offices| fs::read(all.path("county/ledger.db")).unwrap()[..16].to_vec();
    let before = mark(&all);
    let old = ("TAIZHANG_PASSPHRASE", SECRETS[0].1);
    let new = ("TAIZHANG_PASSPHRASE", "一条新的很长的口令");
    refused(
        &with(&all, "county", &[old, ("TAIZHANG_NEW_PASSPHRASE", "短")], &["passphrase", "change", "--json"]),
        1,
        "passphrase_short",
    );
    assert_eq!(all.json("county", &["status"])["key_kept"], "passphrase");
    let file = all.file("new", "一条新的很长的口令\n".as_bytes());
    let said = with(&all, "county", &[old], &["passphrase", "change", "--new-passphrase-file", &file]);
    assert_eq!(said.status, 0, "{said:?}");
    refused(&with(&all, "county", &[old], &["status", "--json"]), 1, "wrong_passphrase");
    let said = with(&all, "county", &[new], &["case", "list"]);
    assert!(said.status == 0 && said.out.contains("围墙占道"), "{said:?}");
    assert_eq!(mark(&all), before, "the database is under the same key");
}

#[test]
fn a_backup_is_restored_here_and_elsewhere_by_its_own_passphrase() {
    let mut all = Offices::three();
    all.case();
    let backup = all.path("town.backup").to_str().unwrap().to_owned();
    all.ok("town", &["backup", &backup]);
    let bytes = fs::read(&backup).unwrap();
    for word in ["围墙占道", "陈玉兰", "王芳", "SQLite format"] {
        assert!(!bytes.windows(word.len()).any(|window| window == word.as_bytes()), "it holds {word}");
    }
    let device = all.json("town", &["status"])["device"].clone();
    let (_, error) = all.refused("town", &["restore", &backup]);
    assert_eq!(error["code"], "file", "a ledger is there");
    // The disk's file is lost, the key file is not: it is the same device.
    fs::remove_file(all.path("town/ledger.db")).unwrap();
    let device_phrase = ("TAIZHANG_PASSPHRASE", SECRETS[0].1);
    let wrong = [device_phrase, ("TAIZHANG_BACKUP_PASSPHRASE", "不是这一把钥匙")];
    refused(&with(&all, "town", &wrong, &["restore", &backup, "--json"]), 1, "wrong_passphrase");
    let none = all.file("none", "这不是备份".repeat(100).as_bytes());
    let (status, error) = all.refused("town", &["restore", &none]);
    assert_eq!((status, error["code"].as_str()), (1, Some("not_a_backup")));
    assert!(!all.path("town/ledger.db").exists());
    assert_eq!(all.json("town", &["restore", &backup])["cases"], 1);
    assert_eq!(all.json("town", &["status"])["device"], device);
    all.ok("town", &["act", "note", "围墙占道", "--text", "恢复之后"]);
    all.exchange();
    assert!(all.ok("county", &["case", "history", "围墙占道"]).contains("恢复之后"));
    // A machine of its own: another device, which is not let in yet, with what the backup held.
    assert_eq!(all.json("spare", &["restore", &backup])["cases"], 1);
    assert_ne!(all.json("spare", &["status"])["device"], device);
    assert!(all.ok("spare", &["case", "list"]).contains("围墙占道"));
}
