//! The register: entries of every kind, typed field by field, found, answered, struck out, and written out.

use serde_json::json;

use crate::{bad_input::failure, offices::Offices};

/// A meeting with two tasks, entered by the county; its id.
fn meeting(all: &mut Offices) -> String {
    let tasks = r#"[{"no": "1", "what": "查清围墙占地", "office": "石桥镇", "due": "2026-09-10"}]"#;
    let entered = all.json(
        "county",
        &[
            "entry",
            "add",
            "meeting",
            "--set",
            "kind=座谈会",
            "--set",
            "title=第三次联席会议",
            "--set",
            "on=2026-09-01",
            "--set",
            "office=清河县",
            "--set",
            "minutes=围墙占道,\"一案一策\"",
            "--set",
            "主持人=王芳",
            "--set",
            "attendees=李建国",
            "--set",
            "attendees=王芳",
            "--set",
            &format!("tasks={tasks}"),
        ],
    );
    entered["entry"].as_str().unwrap().to_owned()
}

#[test]
fn an_entry_is_typed_field_by_field_and_every_name_is_looked_up() {
    let mut all = Offices::three();
    let meeting = meeting(&mut all);
    let shown = all.json("county", &["entry", "show", "第三次联席会议"]);
    assert_eq!(shown["entry"]["id"], json!(meeting));
    assert_eq!(shown["entry"]["values"]["attendees"].as_array().unwrap().len(), 2);
    assert_eq!(shown["entry"]["tasks"][0]["due"], "2026-09-10");
    let text = all.ok("county", &["entry", "show", &meeting]);
    insta::assert_snapshot!("meeting_zh", all.blotted(&text));
    let kinds = all.json("county", &["entry", "kinds", "培训记录"]);
    assert_eq!(kinds["kind"], "training_record");
}

#[test]
fn lists_are_narrowed_by_kind_office_day_and_words() {
    let mut all = Offices::three();
    meeting(&mut all);
    all.exchange();
    let training = [
        "entry",
        "add",
        "training_record",
        "--set",
        "title=条例学习",
        "--set",
        "on=2026-08-01",
        "--set",
        "topics=条例",
    ];
    all.ok("town", &[&training[..], &["--set", "office=SQ"]].concat());
    all.exchange();
    let mut count = |office: &str, arguments: &[&str]| {
        let list = all.json(office, &[&["entry", "list"], arguments].concat());
        list["entries"].as_array().unwrap().len()
    };
    assert_eq!((count("county", &[]), count("town", &[])), (2, 1), "the county's register is not the town's to read");
    assert_eq!(count("county", &["--kind", "meeting"]), 1);
    assert_eq!(count("county", &["--office", "石桥镇"]), 1);
    assert_eq!(count("county", &["--from", "2026-08-02"]), 1);
    assert_eq!(count("county", &["--until", "2026-08-02"]), 1);
    assert_eq!(count("county", &["--search", "wqzd"]), 1);
    assert_eq!(count("county", &["--search", "没有"]), 0);
    let none = all.ok("town", &["entry", "list", "--kind", "meeting"]);
    assert_eq!(none.trim(), "没有条目。");
}

#[test]
fn an_entry_is_revised_answered_published_and_struck_out() {
    let mut all = Offices::three();
    let meeting = meeting(&mut all);
    all.ok("county", &["entry", "revise", &meeting, "--set", "主持人=李建国", "--set", "minutes="]);
    all.refused("county", &["entry", "revise", &meeting]);
    let values = all.json("county", &["entry", "show", &meeting])["entry"]["values"].clone();
    assert!(values.get("minutes").is_none() && values["chair"].is_string(), "{values}");
    all.ok(
        "county",
        &["entry", "respond", &meeting, "--text", "已查清", "--task", "1", "--done", "--on", "2026-09-08"],
    );
    all.ok("county", &["entry", "publish", &meeting, "--place", "公示栏"]);
    let view = all.json("county", &["entry", "show", &meeting])["entry"].clone();
    assert!(view["tasks"][0]["done_by"].is_string() && view["published"][0]["on"] == "2026-09-01", "{view}");
    all.ok("county", &["entry", "strike", &meeting, "--reason", "重复录入"]);
    assert_eq!(all.json("county", &["entry", "list"])["entries"], json!([]));
    let struck = all.json("county", &["entry", "list", "--struck"]);
    assert_eq!(struck["entries"][0]["struck"], true);
    let told = ["entry", "history", &meeting];
    let told = all.ok("county", &told) + &all.ok("county", &[&told[..], &["--lang", "en"]].concat());
    insta::assert_snapshot!("history", all.blotted(&told));
    let (_, error) = all.refused("county", &["entry", "publish", &meeting, "--place", "公示栏"]);
    assert_eq!(error["code"], "entry_struck");
    all.ok("county", &["entry", "revise", &meeting, "--set", "place=三楼"]);
    assert_eq!(all.json("county", &["entry", "list"])["entries"].as_array().unwrap().len(), 1, "it stands again");
}

#[test]
fn values_written_at_once_are_both_shown_until_a_revision_chooses() {
    let mut all = Offices::three();
    let entered = all.json(
        "town",
        &[
            "entry",
            "add",
            "training_record",
            "--set",
            "title=学习",
            "--set",
            "office=SQ",
            "--set",
            "on=2026-09-01",
            "--set",
            "topics=条例",
        ],
    );
    let entry = entered["entry"].as_str().unwrap();
    all.exchange();
    all.ok("town", &["entry", "revise", entry, "--set", "topics=网上办理"]);
    all.ok("county", &["entry", "revise", entry, "--set", "topics=初次办理"]);
    all.exchange();
    let text = all.ok("town", &["entry", "show", entry]);
    assert!(text.contains("网上办理") && text.contains("初次办理") && text.contains("同时填写"), "{text}");
    all.ok("county", &["entry", "revise", entry, "--set", "topics=初次办理"]);
    all.exchange();
    let view = all.json("town", &["entry", "show", entry])["entry"].clone();
    assert_eq!((&view["conflicts"], &view["values"]["topics"]), (&json!([]), &json!("初次办理")));
}

#[test]
fn entries_are_written_out_as_a_table_of_one_kind_and_as_json() {
    let mut all = Offices::three();
    let meeting = meeting(&mut all);
    let table = all.ok("county", &["entry", "export", "--kind", "meeting", "--format", "csv"]);
    assert!(table.starts_with('\u{feff}'), "spreadsheets know it as UTF-8 by its mark");
    insta::assert_snapshot!("table_zh", all.blotted(&table));
    let file = all.path("register.json");
    let file = file.to_str().unwrap();
    let wrote = all.json("county", &["entry", "export", "--format", "json", "--out", file]);
    let text = std::fs::read_to_string(file).unwrap();
    assert_eq!((&wrote["entries"], &wrote["bytes"]), (&json!(1), &json!(text.len())));
    let json: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(json["entries"][0]["entry"]["id"], json!(meeting));
    let said = all.run("county", &["entry", "export", "--format", "csv"]);
    assert_eq!(said.status, 2, "a table is of one kind");
}

#[test]
fn what_does_not_fit_is_named_and_nothing_is_written() {
    let mut all = Offices::three();
    insta::assert_snapshot!(
        "unknown_entry_kind",
        failure(&mut all, "town", &["entry", "add", "party", "--set", "a=b"])
    );
    let mut add = |set: &str| failure(&mut all, "town", &["entry", "add", "training_record", "--set", set]);
    insta::assert_snapshot!("unknown_entry_field", add("mood=x"));
    insta::assert_snapshot!("bad_date", add("on=昨天"));
    insta::assert_snapshot!("entry_fields", add("title=学习"));
    insta::assert_snapshot!("unknown_entry", failure(&mut all, "town", &["entry", "show", "没有"]));
    let choice = ["entry", "add", "meeting", "--set", "kind=聚会"];
    insta::assert_snapshot!("bad_choice", failure(&mut all, "town", &choice));
    assert_eq!(all.json("town", &["entry", "list", "--struck"])["entries"], json!([]));
}
