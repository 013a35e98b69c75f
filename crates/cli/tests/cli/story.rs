//! A case that three offices change while apart, told in both languages.

use serde_json::Value;

use crate::offices::Offices;

const APART: [(&str, &str, &[&str]); 2] = [
    (
        "2026-09-03T01:00:00Z",
        "town",
        &["--lead", "王芳", "--measures", "上门核实", "--due", "2026-10-01", "--policy", "村镇规划"],
    ),
    ("2026-09-03T02:00:00Z", "county", &["--lead", "李建国", "--measures", "督办", "--policy", "村镇规划"]),
];

/// Two leads, assigned apart, and both known to all.
fn two_leads() -> (Offices, String) {
    let mut all = Offices::three();
    let case = all.case();
    assert_eq!(all.at("2026-09-02T03:00:00Z", "town", &["act", "accept", &case]).status, 0);
    all.exchange();
    for (at, office, options) in APART {
        let said = all.at(at, office, &[&["act", "assign", &case], options].concat());
        assert_eq!(said.status, 0, "{said:?}");
    }
    all.exchange();
    (all, case)
}

#[test]
fn two_leads_are_a_dispute_that_says_how_to_settle_it() {
    let (mut all, case) = two_leads();
    all.json("county", &["case", "show", &case]);
    let listed = all.json("county", &["dispute", "list"]);
    let command = listed["disputes"][0]["settle"].as_str().unwrap().replace("\"…\"", "镇里牵头");
    insta::assert_snapshot!("history_zh", all.blotted(&all.ok("county", &["case", "history", &case])));
    insta::assert_snapshot!("history_en", all.blotted(&all.ok("county", &["case", "history", &case, "--lang", "en"])));
    insta::assert_snapshot!("show_zh", all.blotted(&all.ok("county", &["case", "show", &case])));
    insta::assert_snapshot!("show_en", all.blotted(&all.ok("county", &["case", "show", &case, "--lang", "en"])));

    let (status, error) = all.refused("village", &command.split(' ').skip(1).collect::<Vec<_>>());
    assert_eq!(
        (status, &error["code"], &error["who_could"]),
        (1, &"lacked_authority".into(), &serde_json::json!(["清河县"]))
    );

    let settle: Vec<_> =
        [&["--now", "2026-09-04T01:00:00Z"], &command.split(' ').skip(1).collect::<Vec<_>>()[..]].concat();
    insta::assert_snapshot!("settled_zh", all.blotted(&all.ok("county", &settle)));
    all.exchange();
    assert_eq!(all.json("town", &["dispute", "list"])["disputes"], serde_json::json!([]));
    let settled = all.json("town", &["dispute", "list", &case, "--all"]);
    assert_eq!(settled["disputes"][0]["dispute"]["reason"], "镇里牵头");
    assert_eq!(all.json("village", &["case", "show", &case])["case"]["leads"].as_array().unwrap().len(), 1);
}

#[test]
fn the_story_is_told_in_the_same_order_in_every_office() {
    let (mut all, case) = two_leads();
    let mut told = |office| {
        let story = all.json(office, &["case", "history", &case]);
        let entry = |entry: &Value| (entry["n"].clone(), entry["hash"].clone(), entry["concurrent_with"].clone());
        story["entries"].as_array().unwrap().iter().map(entry).collect::<Vec<_>>()
    };
    let county = told("county");
    assert_eq!(county.len(), 4);
    assert_eq!((&county, &county), (&told("town"), &told("village")));
}

#[test]
fn values_written_at_once_stay_until_somebody_chooses() {
    let mut all = Offices::three();
    let case = all.case();
    all.ok("village", &["case", "edit", &case, "--area", "三合村六组"]);
    all.ok("town", &["case", "edit", &case, "--set", "area=三合村七组", "--add-claim", "赔偿损失"]);
    all.exchange();
    let listed = all.json("county", &["conflict", "list"]);
    let values = listed["conflicts"][0]["values"].as_array().unwrap();
    let place = 1 + values.iter().position(|value| value["value"] == "三合村六组").unwrap();
    assert_eq!(values.len(), 2);
    let words = all.ok("county", &["conflict", "list", &case]);
    assert!(words.contains("三合村六组（三合村 赵强）") && words.contains("三合村七组（石桥镇 王芳）"), "{words}");
    let (status, error) = all.refused("county", &["conflict", "choose", &case, "area", "3"]);
    assert_eq!((status, error["code"].as_str()), (1, Some("unknown_conflict")));
    let chosen = all.json("county", &["conflict", "choose", &case, "area", &place.to_string()]);
    assert_eq!(chosen["value"], "三合村六组");
    all.exchange();
    for office in ["county", "town", "village"] {
        let shown = all.json(office, &["case", "show", &case]);
        assert_eq!(
            (shown["case"]["area"].as_str(), shown["case"]["conflicts"].as_array().unwrap().len()),
            (Some("三合村六组"), 0)
        );
        assert_eq!(shown["case"]["claims"].as_array().unwrap().len(), 2);
    }
}

#[test]
fn a_case_goes_its_whole_way_by_every_kind_of_act() {
    let mut all = Offices::three();
    let case = all.case();
    let day = |n: u32| format!("2026-09-{n:02}T01:00:00Z");
    let way = |all: &mut Offices, from: u32, steps: &[(&str, &[&str])]| {
        for (n, (office, step)) in (from..).zip(steps) {
            let said = all.at(&day(n), office, &[&["act", step[0], &case], &step[1..]].concat());
            assert_eq!(said.status, 0, "{step:?}: {said:?}");
        }
    };
    let items = ["facts", "ledger-and-letter", "appointment", "investigation-report", "reply-and-return-visit"];
    let items = items.iter().chain(&["follow-up-plan"]).map(|item| format!("\"{item}\": \"last:reply\""));
    let items = format!("{{{}}}", items.collect::<Vec<_>>().join(", "));
    let opinions = r#"{"claim": "1", "facts": "围墙占道", "opinion": "应当拆除", "basis": "村镇规划条例", "position": "supported"}"#;
    let remedy = r#"{"organ": "清河县", "days": 30}"#;
    way(
        &mut all,
        3,
        &[
            ("town", &["accept", "--notice-no", "石受2026-1"]),
            (
                "town",
                &[
                    "assign",
                    "--lead",
                    "王芳",
                    "--unit",
                    "SQ",
                    "--handler",
                    "赵强",
                    "--measures",
                    "调解",
                    "--policy",
                    "村镇规划",
                ],
            ),
            ("town", &["visit", "--place", "三合村", "--text", "查看现场", "--petitioner-words", "路太窄了"]),
            ("town", &["extend", "--days", "10", "--reason", "需要测绘"]),
            ("town", &["note", "--text", "已测绘"]),
            (
                "town",
                &[
                    "reply",
                    "--text",
                    "围墙应当拆除",
                    "--position",
                    "supported",
                    "--opinions",
                    opinions,
                    "--remedy",
                    remedy,
                ],
            ),
            ("town", &["serve", "--act", "last:reply", "--method", "in_person", "--proof", "回证1号"]),
            ("town", &["close", "--summary", "已拆除", "--cause", "宅基地界址不清", "--checklist", &items]),
        ],
    );
    all.exchange();
    way(
        &mut all,
        11,
        &[
            ("village", &["sign", "--act", "last:close", "--role", "handler"]),
            ("town", &["sign", "--act", "last:close", "--role", "lead"]),
            ("county", &["sign", "--act", "last:close", "--role", "head"]),
        ],
    );
    let stage = |all: &mut Offices| all.json("town", &["case", "show", &case])["case"]["stage"].clone();
    assert_eq!(stage(&mut all), "closing_requested", "one signature is here");
    all.exchange();
    assert_eq!(stage(&mut all), "closed");
    way(
        &mut all,
        20,
        &[("town", &["contact", "--channel", "phone", "--received", "2026-09-20", "--summary", "墙又砌了"])],
    );
    let payload = all.file("note.json", r#"{"text": "请村里先行查看"}"#.as_bytes());
    all.ok("town", &["--now", &day(21), "act", "do", "note", &case, "--payload", &payload, "--on", "2026-09-20"]);
    let shown = all.json("town", &["case", "show", &case]);
    let counts = ["visits", "notes", "replies", "contacts"].map(|name| shown["case"][name].as_u64().unwrap());
    assert_eq!(counts, [1, 2, 1, 1]);
    assert_eq!(shown["case"]["closed"], false, "a further contact opens it again");
    insta::assert_snapshot!("whole_way_zh", all.blotted(&all.ok("town", &["case", "history", &case])));
}

#[test]
fn texts_out_of_documents_never_reach_the_terminal_as_they_are() {
    let mut all = Offices::three();
    let case = all.case();
    all.ok("village", &["act", "note", &case, "--text", "第一行\n第二行"]);
    let (_, error) = all.refused("village", &["act", "note", &case, "--text", "\u{1b}[2J"]);
    assert_eq!(error["code"], "control_character");
    all.ok("village", &["case", "edit", &case, "--narrative", "看\u{1b}]0;x\u{7}\u{202e}这里"]);
    for command in ["show", "history"] {
        let words = all.ok("village", &["case", command, &case]);
        assert!(!words.contains(['\u{1b}', '\u{7}', '\u{202e}']), "{words:?}");
        assert!(command != "show" || words.contains("看\\u{1b}]0;x\\u{7}\\u{202e}这里"), "{words}");
    }
}

#[test]
fn the_locale_chooses_the_language_and_the_option_overrules_it() {
    let all = Offices::three();
    let said = |environment: &[(&str, &str)], options: &[&str]| {
        all.run_in("village", environment, &[&["case", "list"], options].concat()).out.trim().to_owned()
    };
    assert_eq!(said(&[("LANG", "zh_CN.UTF-8")], &[]), "没有案件。");
    assert_eq!(said(&[("LANG", "zh_CN.UTF-8"), ("LC_ALL", "C")], &[]), "No cases.");
    assert_eq!(said(&[], &[]), "No cases.");
    assert_eq!(said(&[("LC_MESSAGES", "zh_TW")], &["--lang", "en"]), "No cases.");
}

#[test]
fn several_calls_at_once_on_one_directory_lose_nothing() {
    let mut all = Offices::three();
    let calls: Vec<_> =
        (0..12).map(|n| all.begin("village", &["case", "register", "--title", &n.to_string()])).collect();
    for call in calls {
        let output = call.wait_with_output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
    let cases = all.json("village", &["case", "list"])["cases"].as_array().unwrap().clone();
    let numbers: std::collections::BTreeSet<_> = cases.iter().map(|case| case["number"].as_str().unwrap()).collect();
    assert_eq!((cases.len(), numbers.len()), (12, 12));
}
