//! Every kind of bad input: a clear sentence with what to do, a stable code, an exit status, and nothing half-written.

use std::io::Write as _;

use crate::offices::Offices;

/// Runs a command that must fail in both languages, and gives the exit status, the code and the two sentences.
pub(crate) fn failure(all: &mut Offices, office: &str, arguments: &[&str]) -> String {
    let (status, error) = all.refused(office, arguments);
    let chinese = all.run(office, arguments).err;
    let english = all.run(office, &[arguments, &["--lang", "en"]].concat()).err;
    all.blotted(&format!("exit {status}, code {}\n{chinese}{english}", error["code"].as_str().unwrap()))
}

#[test]
fn what_is_not_there_is_named_and_where_to_look() {
    let mut all = Offices::three();
    let case = all.case();
    insta::assert_snapshot!("unknown_case", failure(&mut all, "town", &["case", "show", "QH2026-0000"]));
    insta::assert_snapshot!("unknown_office", failure(&mut all, "town", &["case", "register", "--home", "东河镇"]));
    insta::assert_snapshot!("unknown_staff", failure(&mut all, "town", &["act", "assign", &case, "--lead", "张三"]));
    insta::assert_snapshot!(
        "unknown_dispute",
        failure(&mut all, "county", &["dispute", "settle", &case, "aaaa", "--choose", "1", "--reason", "x"])
    );
    insta::assert_snapshot!("no_ledger", failure(&mut all, "nowhere", &["case", "list"]));
    assert!(!all.path("nowhere").exists(), "asking makes nothing");
    insta::assert_snapshot!("not_authority", failure(&mut all, "town", &["enrol", "invite", "--staff", "赵强"]));
    insta::assert_snapshot!(
        "already_enrolled",
        failure(&mut all, "town", &["county", "found", "--name", "x", "--code", "X", "--admin", "y"])
    );
    insta::assert_snapshot!("unknown_stage", failure(&mut all, "town", &["case", "list", "--stage", "done"]));
}

#[test]
fn an_act_that_is_not_allowed_now_says_what_is_missing_and_who_could() {
    let mut all = Offices::three();
    let case = all.case();
    all.json("town", &["case", "show", &case]);
    let bare = all.json("village", &["case", "register", "--title", "无名"])["number"].as_str().unwrap().to_owned();
    insta::assert_snapshot!(
        "not_clear_enough",
        failure(&mut all, "village", &["act", "assign", &bare, "--lead", "赵强"])
    );
    insta::assert_snapshot!(
        "not_accepted",
        failure(&mut all, "town", &["act", "extend", &case, "--days", "5", "--reason", "x"])
    );
    insta::assert_snapshot!("not_replied", failure(&mut all, "town", &["act", "close", &case]));
    all.ok("village", &["act", "accept", &case]);
    insta::assert_snapshot!(
        "not_head",
        failure(&mut all, "village", &["act", "extend", &case, "--days", "5", "--reason", "x"])
    );
    insta::assert_snapshot!("already_accepted", failure(&mut all, "village", &["act", "accept", &case]));
    insta::assert_snapshot!("text_missing", failure(&mut all, "village", &["act", "note", &case, "--text", " "]));
    insta::assert_snapshot!("unknown_field", failure(&mut all, "village", &["case", "edit", &case, "--set", "mood=x"]));
    let before = all.json("village", &["case", "history", &case])["entries"].as_array().unwrap().len();
    assert_eq!(before, 2, "what was refused left no trace");
    let nonsense = all.file("payload", b"{");
    insta::assert_snapshot!(
        "bad_json",
        failure(&mut all, "village", &["act", "do", "note", &case, "--payload", &nonsense])
    );
    let other = all.file("payload2", b"{\"words\": \"x\"}");
    insta::assert_snapshot!(
        "bad_payload",
        failure(&mut all, "village", &["act", "do", "note", &case, "--payload", &other])
    );
    insta::assert_snapshot!(
        "unknown_kind",
        failure(&mut all, "village", &["act", "do", "praise", &case, "--payload", &other])
    );
}

#[test]
fn files_that_are_not_what_they_should_be_change_nothing() {
    let mut all = Offices::three();
    all.case();
    let before = all.json("town", &["status"]);
    let bundle = std::fs::read(all.export("village")).unwrap();
    let short = all.file("short.bundle", &bundle[..bundle.len() - 100]);
    insta::assert_snapshot!("bundle_cut_short", failure(&mut all, "town", &["bundle", "import", &short]));
    let text = all.file("text.bundle", b"hello");
    insta::assert_snapshot!("no_bundle", failure(&mut all, "town", &["bundle", "import", &text]));
    insta::assert_snapshot!("no_spreadsheet", failure(&mut all, "town", &["import", &text]));
    let bomb = all.file("bomb.xlsx", &bomb());
    insta::assert_snapshot!("zip_bomb", failure(&mut all, "town", &["import", &bomb, "--apply"]));
    insta::assert_snapshot!("no_file", failure(&mut all, "town", &["import", "/nowhere.xlsx"]));
    let stranger = Offices::three();
    let other = stranger.export("county");
    insta::assert_snapshot!("other_county", failure(&mut all, "town", &["bundle", "import", &other]));
    insta::assert_snapshot!("backup_is_there", failure(&mut all, "town", &["backup", &text]));
    assert_eq!(all.json("town", &["status"]), before);
}

/// A workbook whose parts unpack to 60 MiB of spaces.
fn bomb() -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    for part in ["[Content_Types].xml", "_rels/.rels", "xl/workbook.xml", "xl/worksheets/sheet1.xml"] {
        zip.start_file(part, options).unwrap();
        zip.write_all(&vec![b' '; 15 << 20]).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn a_code_works_once_and_only_in_its_county() {
    let mut all = Offices::three();
    let code = all.invite("王芳");
    let early = all.path("town.bundle");
    all.export("town");
    insta::assert_snapshot!(
        "code_unknown",
        failure(&mut all, "second", &["enrol", "take", &code, "--bundle", early.to_str().unwrap()])
    );
    let bundle = all.export("county");
    all.ok("second", &["enrol", "take", &code, "--bundle", &bundle]);
    let claimed = all.export("second");
    insta::assert_snapshot!("code_used", failure(&mut all, "third", &["enrol", "take", &code, "--bundle", &claimed]));
    assert_eq!(all.json("third", &["status"])["county"], serde_json::Value::Null, "nothing of it was kept");
    insta::assert_snapshot!("bad_code", failure(&mut all, "third", &["enrol", "take", "ABCDE", "--bundle", &bundle]));
    let fresh = all.invite("王芳");
    let bundle = all.export("county");
    let stranger = Offices::three();
    insta::assert_snapshot!(
        "other_countys_code",
        failure(&mut all, "third", &["enrol", "take", &fresh, "--bundle", &stranger.export("county")])
    );
    all.ok("third", &["enrol", "take", &fresh, "--bundle", &bundle]);
}

#[test]
fn a_relay_that_is_not_there_loses_nothing() {
    let mut all = Offices::three();
    let case = all.case();
    let unsent = all.json("village", &["status"])["unsent"].clone();
    // A port on which nobody listens any more.
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let address = format!("http://127.0.0.1:{port}");
    insta::assert_snapshot!("no_relay", failure(&mut all, "village", &["sync"]));
    insta::assert_snapshot!("relay_unreachable", failure(&mut all, "village", &["sync", "--relay", &address]));
    insta::assert_snapshot!("relay_address", failure(&mut all, "village", &["sync", "--relay", "relay"]));
    insta::assert_snapshot!(
        "relay_unprotected",
        failure(&mut all, "village", &["sync", "--relay", "http://192.0.2.1"])
    );
    let code = all.invite("王芳");
    insta::assert_snapshot!(
        "enrol_unreachable",
        failure(&mut all, "second", &["enrol", "take", &code, "--relay", &address])
    );
    assert_eq!(all.json("village", &["status"])["unsent"], unsent);
    all.json("village", &["case", "show", &case]);
}

#[test]
fn what_cannot_be_understood_is_an_error_of_usage() {
    let all = Offices::none();
    for arguments in
        [&["case"][..], &["case", "list", "--now", "yesterday"], &["fly"], &["act", "extend", "x", "--days", "many"]]
    {
        assert_eq!(all.run_in("county", &[], arguments).status, 2, "{arguments:?}");
    }
    let said = all.run_in("county", &[], &["fly", "--json"]);
    let json: serde_json::Value = serde_json::from_str(&said.err).unwrap();
    assert_eq!(json["error"]["code"], "usage");
    assert_eq!(all.run_in("county", &[], &["--help"]).status, 0);
}

#[test]
fn damaged_files_of_the_ledger_are_failures_of_storage() {
    let mut all = Offices::three();
    all.case();
    std::fs::write(all.path("village/device.json"), "{").unwrap();
    insta::assert_snapshot!("key_file", failure(&mut all, "village", &["status"]));
    std::fs::write(all.path("town/ledger.db"), [7; 8192]).unwrap();
    let (status, error) = all.refused("town", &["status"]);
    assert_eq!((status, error["code"].as_str()), (3, Some("other_key")), "{error}");
}
