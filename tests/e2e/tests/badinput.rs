//! What the command line must refuse: a stable code, an exit status, a sentence that says what to do, and everything as
//! it was before.
#![allow(clippy::unwrap_used, reason = "it is a test, its fixtures included")]

use std::{
    fs,
    io::{Cursor, Write as _},
    path::Path,
};

use taizhang_e2e::programs::{Device, Offices, Relay, read_outcome, text};
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

/// Refused by a rule, or bad input.
const REFUSED: i32 = 1;
/// The command was not understood.
const USAGE: i32 = 2;
/// The disk or a file of the device's own failed.
const STORAGE: i32 = 3;
/// The relay could not be asked.
const NETWORK: i32 = 4;

/// A county on its administrator's device, without a relay.
fn county(folder: &Path) -> Device {
    let county = Device::in_folder(folder, "county");
    let _ = county.ok(&["county", "found", "--name", "清河县", "--code", "QH", "--admin", "李建国", "--title", "局长"]);
    let _ = county.ok(&["office", "add", "--name", "石桥镇", "--code", "SQ", "--kind", "township"]);
    let _ = county.ok(&["staff", "add", "--office", "石桥镇", "--name", "王芳", "--title", "镇长", "--head"]);
    county
}

/// Calls, and checks that the refusal has this code and exit status, says something in both languages, and changed
/// nothing.
fn refused(device: &Device, arguments: &[&str], exit: i32, code: &str) -> serde_json::Value {
    let before = device.seen();
    let failed = device.fails(arguments);
    assert_eq!((failed.code(), failed.exit), (code, exit), "{arguments:?}: {}", failed.error);
    assert!(text(&failed.error["message"]).len() > 10, "{arguments:?}: {}", failed.error);
    assert_eq!(device.seen(), before, "{arguments:?} left something behind");
    let mut chinese = device.command(arguments);
    let output = chinese.env("LC_ALL", "zh_CN.UTF-8").output().unwrap();
    assert_eq!(read_outcome(&output, arguments).unwrap_err().code(), code, "the code is the same in every language");
    failed.error
}

#[test]
fn what_is_not_known_is_said_so_and_nothing_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let county = county(folder.path());
    let case = text(&county.ok(&["case", "register", "--title", "围墙占道"])["number"]);
    for arguments in [
        &["case", "show", "QH2020-0001"][..],
        &["case", "history", "zzzz"],
        &["case", "edit", "没有这个", "--title", "x"],
        &["act", "note", "没有这个", "--text", "x"],
    ] {
        let error = refused(&county, arguments, REFUSED, "unknown_case");
        assert_eq!(error["next"], "taizhang case list");
    }
    let error = refused(&county, &["case", "register", "--title", "x", "--home", "无此镇"], REFUSED, "unknown_office");
    assert!(text(&error["message"]).contains("无此镇") && error["next"] == "taizhang office list");
    refused(&county, &["bundle", "export", "x.bundle", "--for", "无此镇"], REFUSED, "unknown_office");
    assert!(!Path::new("x.bundle").exists());
    refused(&county, &["act", "assign", &case, "--lead", "无此人"], REFUSED, "unknown_staff");
    refused(&county, &["enrol", "invite", "--staff", "无此人"], REFUSED, "unknown_staff");
    refused(&county, &["case", "edit", &case, "--set", "no_such_field=1"], REFUSED, "unknown_field");
    refused(&county, &["case", "list", "--stage", "nowhere"], REFUSED, "unknown_stage");
    refused(&county, &["no-such-command"], USAGE, "usage");
    refused(&county, &["case", "register", "--received", "31 February"], USAGE, "usage");
    refused(&county, &["backup", &county.data.join("ledger.db").to_string_lossy()], REFUSED, "file");

    let broken = Device::in_folder(folder.path(), "broken");
    fs::create_dir(&broken.data).unwrap();
    fs::write(broken.data.join("ledger.db"), "这不是数据库".repeat(1_000)).unwrap();
    let failed = broken.fails(&["case", "list"]);
    assert_eq!((failed.code(), failed.exit), ("key_file", STORAGE), "{failed:?}");
}

#[test]
fn an_act_that_is_not_allowed_now_says_what_is_missing_and_who_could() {
    let folder = tempfile::tempdir().unwrap();
    let county = county(folder.path());
    let case = text(&county.ok(&["case", "register", "--title", "围墙占道"])["number"]);
    for act in [
        &["act", "close", &case, "--summary", "已拆除"][..],
        &["act", "extend", &case, "--days", "10", "--reason", "等待鉴定"],
        &["act", "extend", &case, "--days", "400", "--reason", "等待鉴定"],
        &["act", "reply", &case, "--text", "", "--position", "supported"],
    ] {
        let before = county.seen();
        let failed = county.fails(act);
        assert_eq!(failed.exit, REFUSED, "{act:?}: {failed:?}");
        let names = failed.error["missing"].is_array() || failed.error["next"].is_string();
        assert!(names, "{act:?} names what is missing: {failed:?}");
        assert!(failed.error["rule"].is_string(), "{act:?} names its rule: {failed:?}");
        assert_eq!(county.seen(), before);
    }
}

#[test]
fn a_file_that_is_not_what_it_should_be_is_refused_whole() {
    let folder = tempfile::tempdir().unwrap();
    let county = county(folder.path());
    let _ = county.ok(&["case", "register", "--title", "围墙占道"]);
    let at = |name: &str| folder.path().join(name).to_string_lossy().into_owned();

    let _ = county.ok(&["bundle", "export", &at("whole.bundle")]);
    let whole = fs::read(at("whole.bundle")).unwrap();
    for cut in [0, 1, 20, whole.len() / 2, whole.len() - 1] {
        fs::write(at("cut.bundle"), &whole[..cut]).unwrap();
        let failed = county.fails(&["bundle", "import", &at("cut.bundle")]);
        assert_eq!(failed.exit, REFUSED, "{failed:?}");
        refused(&county, &["bundle", "import", &at("cut.bundle")], REFUSED, failed.code());
    }
    fs::write(at("cut.bundle"), &whole[..whole.len() - 1]).unwrap();
    refused(&county, &["bundle", "import", &at("cut.bundle")], REFUSED, "truncated");
    refused(&county, &["bundle", "import", &at("none.bundle")], REFUSED, "file");
    let mut altered = whole.clone();
    altered[whole.len() / 2] ^= 1;
    fs::write(at("altered.bundle"), altered).unwrap();
    let failed = county.fails(&["bundle", "import", &at("altered.bundle")]);
    assert_eq!(failed.exit, REFUSED, "{failed:?}");

    // A device that takes up a code with such a file is as new as before.
    let code = text(&county.ok(&["enrol", "invite", "--staff", "王芳"])["code"]);
    let town = Device::in_folder(folder.path(), "town");
    assert_eq!(town.fails(&["enrol", "take", &code, "--bundle", &at("cut.bundle")]).code(), "truncated");
    let _ = county.ok(&["bundle", "export", &at("whole.bundle")]);
    let _ = town.ok(&["enrol", "take", &code, "--bundle", &at("whole.bundle")]);

    fs::write(at("text.xlsx"), "编号,标题\n1,围墙占道\n").unwrap();
    let failed = county.fails(&["import", &at("text.xlsx")]);
    refused(&county, &["import", &at("text.xlsx"), "--apply"], REFUSED, failed.code());
    fs::write(at("bomb.xlsx"), bomb()).unwrap();
    let failed = county.fails(&["import", &at("bomb.xlsx")]);
    refused(&county, &["import", &at("bomb.xlsx"), "--apply"], REFUSED, failed.code());
}

/// A spreadsheet whose one sheet inflates to some 96 MiB of cells.
fn bomb() -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let packed = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    let parts = [
        (
            "_rels/.rels",
            r#"<Relationships><Relationship Id="r1" Type="x/officeDocument" Target="xl/workbook.xml"/></Relationships>"#,
        ),
        (
            "xl/workbook.xml",
            r#"<workbook xmlns:r="r"><sheets><sheet name="s" sheetId="1" r:id="r1"/></sheets></workbook>"#,
        ),
        (
            "xl/_rels/workbook.xml.rels",
            r#"<Relationships><Relationship Id="r1" Type="x/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#,
        ),
        ("xl/worksheets/sheet1.xml", "<worksheet><sheetData>"),
    ];
    for (name, text) in parts {
        zip.start_file(name, packed).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    let rows = r#"<row><c t="inlineStr"><is><t>a</t></is></c></row>"#.repeat(20_000);
    for _ in 0..96 {
        zip.write_all(rows.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn a_code_lets_one_device_in_once() {
    let offices = Offices::new();
    let code = offices.invite("王芳");
    offices.sync(&offices.county);
    let [first, second] = ["first", "second"].map(|name| Device::in_folder(offices.folder.path(), name));
    let take = ["enrol", "take", &code, "--relay", &offices.relay.url];
    let _ = first.ok(&take);
    let failed = second.fails(&take);
    assert_eq!((failed.code(), failed.exit), ("code_used", REFUSED), "{failed:?}");
    // The refused device can take up another code.
    let another = offices.invite("王芳");
    offices.sync(&offices.county);
    let _ = second.ok(&["enrol", "take", &another, "--relay", &offices.relay.url]);

    refused(&first, &["enrol", "take", &another, "--relay", &offices.relay.url], REFUSED, "already_enrolled");
    let third = Device::in_folder(offices.folder.path(), "third");
    let failed = third.fails(&["enrol", "take", "not-a-code", "--relay", &offices.relay.url]);
    assert_eq!(failed.exit, REFUSED, "{failed:?}");
    let mut wrong = code.clone();
    wrong.replace_range(0..1, if code.starts_with('A') { "B" } else { "A" });
    let failed = third.fails(&["enrol", "take", &wrong, "--relay", &offices.relay.url]);
    assert_eq!(failed.exit, REFUSED, "{failed:?}");
    let unknown = third.fails(&["sync", "--relay", &offices.relay.url]);
    assert!(["not_enrolled", "no_ledger"].contains(&unknown.code()), "{unknown:?}");
}

#[test]
fn a_relay_that_is_not_there_costs_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let county = county(folder.path());
    let _ = county.ok(&["case", "register", "--title", "围墙占道"]);
    refused(&county, &["sync"], REFUSED, "no_relay");
    let nowhere = "http://127.0.0.1:1";
    let before = county.ok(&["case", "list"]);
    let failed = county.fails(&["sync", "--relay", nowhere]);
    assert_eq!(failed.exit, NETWORK, "{failed:?}");
    assert_eq!(county.ok(&["case", "list"]), before);
    let code = text(&county.ok(&["enrol", "invite", "--staff", "王芳"])["code"]);
    let town = Device::in_folder(folder.path(), "town");
    let failed = town.fails(&["enrol", "take", &code, "--relay", nowhere]);
    assert_eq!(failed.exit, NETWORK, "{failed:?}");
    assert!(text(&failed.error["message"]).contains("relay"), "{failed:?}");

    // The relay comes, and both go on with what they have.
    let home = folder.path().join("relay");
    Relay::init(&home, &text(&county.ok(&["county", "key"])["authority"]));
    let relay = Relay::serve(&home, None);
    let synced = county.ok(&["sync", "--relay", &relay.url]);
    assert_eq!(synced["unsent"], 0);
    // Without a relay nothing answers this: its shape is looked at here.
    let members = |value: &serde_json::Value| value.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    assert_eq!(members(&synced), members(&county.ok(&["schema", "answer.sync"])["properties"]));
    let _ = town.ok(&["enrol", "take", &code, "--relay", &relay.url]);

    let elsewhere = county.fails(&["sync", "--relay", "not an address"]);
    assert_eq!(elsewhere.exit, REFUSED, "{elsewhere:?}");
}
