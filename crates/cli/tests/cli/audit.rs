//! A case audited on a device and, out of a dossier, by somebody who has nothing else.

use serde_json::Value;

use crate::offices::Offices;

/// A case of two changes, known to the county, and its dossier.
fn exported() -> (Offices, String, String) {
    let mut all = Offices::three();
    let case = all.case();
    assert_eq!(all.at("2026-09-02T03:00:00Z", "town", &["act", "accept", &case]).status, 0);
    all.exchange();
    let file = all.path("case.dossier").to_str().unwrap().to_owned();
    all.json("county", &["audit", "case", &case, "--export", &file]);
    (all, case, file)
}

#[test]
fn the_chain_is_printed_and_proved_on_the_device_and_from_the_file_alone() {
    let (mut all, case, file) = exported();
    let here = all.json("county", &["audit", "case", &case]);
    assert_eq!((&here["proved"], &here["changes"], &here["changes_proved"]), (&true.into(), &2.into(), &2.into()));
    for lang in ["zh", "en"] {
        let said = all.ok("county", &["audit", "case", &case, "--lang", lang]);
        insta::assert_snapshot!(format!("audit_{lang}"), all.blotted(&said));
    }
    let key = all.ok("county", &["county", "key"]);
    let mut there = all.json("nobody", &["audit", "verify", &file, "--authority", key.trim()]);
    assert!(!all.path("nobody").exists(), "a verifier needs no data directory, and makes none");
    there["file"] = Value::Null;
    assert_eq!(there, here);
    let said = all.run("nobody", &["audit", "verify", &file, "--authority", &"00".repeat(32), "--json"]);
    let report: Value = serde_json::from_str(&said.out).unwrap();
    assert_eq!((said.status, report["findings"][0]["code"].as_str()), (5, Some("other_county")));
    assert_eq!(all.run("nobody", &["audit", "verify", &file, "--authority", "00"]).status, 2);
}

#[test]
fn an_altered_file_is_no_proof_and_says_where() {
    let (all, _, file) = exported();
    let mut bytes = std::fs::read(&file).unwrap();
    // A letter of the case's text, within the first change.
    let at = bytes.windows(6).position(|window| window == "反映".as_bytes()).unwrap_or(bytes.len() / 2);
    bytes[at] ^= 1;
    let altered = all.file("altered.dossier", &bytes);
    for lang in ["zh", "en"] {
        let said = all.run("nobody", &["audit", "verify", &altered, "--lang", lang]);
        assert_eq!((said.status, said.err.as_str()), (5, ""));
        let line = said.out.lines().find(|line| line.starts_with(['!', '！'])).expect("a finding");
        assert!(line.contains("[altered]"), "{line}");
    }
    let cut = all.file("cut.dossier", &bytes[..bytes.len() / 2]);
    assert_eq!(all.run("nobody", &["audit", "verify", &cut]).status, 5);
    let none = all.file("none.dossier", b"no dossier");
    assert_eq!(all.run("nobody", &["audit", "verify", &none]).status, 5);
}

#[test]
fn a_byte_that_was_changed_in_the_database_is_found_by_the_device() {
    let (mut all, case, _) = exported();
    let db = rusqlite::Connection::open(all.path("county").join("ledger.db")).unwrap();
    all.db_key("county").unlock(&db).unwrap();
    let (ordinal, mut payload): (i64, Vec<u8>) = db
        .query_row("SELECT ordinal, payload FROM changes ORDER BY ordinal DESC LIMIT 1", [], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
        .unwrap();
    let middle = payload.len() / 2;
    payload[middle] ^= 1;
    db.execute("UPDATE changes SET payload = ?2 WHERE ordinal = ?1", rusqlite::params![ordinal, payload]).unwrap();
    drop(db);
    let said = all.run("county", &["audit", "case", &case, "--json"]);
    let report: Value = serde_json::from_str(&said.out).unwrap();
    let finding = &report["findings"][0];
    assert_eq!((said.status, report["proved"].as_bool()), (5, Some(false)));
    assert_eq!((finding["place"].as_str(), finding["number"].as_u64()), (Some("change"), Some(2)));
    assert_eq!(all.json("town", &["audit", "case", &case])["proved"], true, "another office's copy is whole");
}
