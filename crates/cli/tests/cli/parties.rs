//! The details of a party by the command line: who reads them, what is shown of them, and what was corrected twice.

use serde_json::json;

use crate::{bad_input::failure, offices::Offices};

const IDENTITY: &str = "11010519491231002X";

/// A case that the county reads, and its petitioner's details, which village and town read.
fn linked(all: &mut Offices) -> (String, String) {
    let case = all.case();
    let add = ["party", "add", "--name", "陈玉兰", "--id-type", "resident", "--id-number", IDENTITY];
    let more = ["--phone", "13812345678", "--contact", "letter", "--reader", "石桥镇"];
    let party = all.json("village", &[&add[..], &more].concat())["party"].as_str().unwrap().to_owned();
    all.json("village", &["party", "link", &case, &party, "--name", "陈某", "--role", "representative"]);
    all.exchange();
    (case, party)
}

#[test]
fn details_are_shown_masked_corrected_chosen_and_told() {
    let mut all = Offices::three();
    let (case, party) = linked(&mut all);
    let shown = all.json("town", &["party", "show", &party, "--why", "电话回访"]);
    assert_eq!(
        (&shown["party"]["id_number"], &shown["party"]["phone"]),
        (&json!("**************002X"), &json!("13812345678"))
    );
    assert_eq!(
        all.json("town", &["party", "show", &party, "--full", "--why", "电话回访"])["party"]["id_number"],
        IDENTITY
    );
    assert_eq!(all.json("town", &["party", "edit", &party, "--phone", "13812345678"])["changed"], false);
    all.ok(
        "town",
        &["party", "edit", "陈某", "--case", &case, "--phone", "13933334444", "--now", "2026-09-02T03:00:00Z"],
    );
    let corrected = ["party", "edit", &party[..6], "--case", &case, "--phone", "13911112222"];
    all.ok("village", &[&corrected[..], &["--now", "2026-09-02T04:00:00Z"]].concat());
    all.exchange();
    let zh = all.ok("village", &["party", "show", &party, "--why", "电话回访"]);
    let en = all.ok("town", &["party", "show", &party, "--full", "--lang", "en", "--why", "电话回访"]);
    let inbox = all.ok("village", &["inbox"]);
    assert!(inbox.contains(&format!("taizhang party choose {party} phone 1")) && !inbox.contains("139"), "{inbox}");
    assert_eq!(all.json("county", &["inbox"])["parties"], json!([]));
    let conflict =
        all.json("village", &["party", "show", &party, "--why", "电话回访"])["party"]["conflicts"][0]["values"].clone();
    let place = conflict.as_array().unwrap().iter().position(|value| value["value"] == "13933334444").unwrap() + 1;
    // Which of the two stands first hangs on random ids.
    let shown = |text: &str| {
        let mut lines: Vec<_> =
            text.lines().filter(|line| !line.contains("1391111") && !line.contains("1393333")).collect();
        lines.push("");
        all.blotted(&lines.join("\n"))
    };
    insta::assert_snapshot!("party_show_zh", shown(&zh));
    insta::assert_snapshot!("party_show_en", shown(&en));
    let chosen = all.json("village", &["party", "choose", &party, "phone", &place.to_string()]);
    assert_eq!(chosen["value"], "13933334444");
    all.exchange();
    let told = all.ok("town", &["party", "history", &party, "--why", "电话回访"]);
    insta::assert_snapshot!("party_history_zh", all.blotted(&told));
    assert!(
        !told.contains(IDENTITY)
            && all.ok("town", &["party", "history", &party, "--full", "--why", "电话回访"]).contains(IDENTITY)
    );
    let story = all.json("town", &["party", "history", &party, "--why", "电话回访"]);
    assert_eq!(story["entries"].as_array().unwrap().len(), 4, "both corrections stay, and the choice");
    assert!(!story.to_string().contains(IDENTITY));
    let told = all.ok("county", &["case", "show", &case, "--lang", "en"]);
    let line = told.lines().find(|line| line.contains("陈某")).unwrap();
    assert_eq!(all.blotted(line), "  representative: 陈某 (details: [id])");
}

#[test]
fn details_that_this_office_does_not_hold_are_as_if_there_were_none() {
    let mut all = Offices::three();
    let (case, party) = linked(&mut all);
    let nobody = "a".repeat(26);
    for command in [
        &["show", "--why", "x"][..],
        &["history", "--why", "x"],
        &["edit", "--name", "x"],
        &["share", "--office", "QH"],
    ] {
        let mut said = [&party, &nobody].map(|id| {
            let arguments = [&["party", command[0], id], &command[1..]].concat();
            failure(&mut all, "county", &arguments).replace(id, "[id]")
        });
        let (held, unheld) = said.split_at_mut(1);
        assert_eq!(held, unheld, "{command:?}");
    }
    insta::assert_snapshot!(
        "unknown_party",
        failure(&mut all, "county", &["party", "show", "陈某", "--case", &case, "--why", "电话回访"])
    );
    all.ok("village", &["party", "share", &party, "--office", "QH"]);
    all.exchange();
    assert_eq!(
        all.json("county", &["party", "show", &party, "--why", "电话回访"])["readers"].as_array().unwrap().len(),
        3
    );
    all.ok("village", &["party", "withdraw", &party, "--office", "清河县"]);
    all.exchange();
    assert_eq!(all.refused("county", &["party", "show", &party, "--why", "电话回访"]).1["code"], "unknown_party");
}

#[test]
fn a_number_that_is_wrong_or_out_of_place_is_refused() {
    let mut all = Offices::three();
    let (case, party) = linked(&mut all);
    let wrong = ["party", "edit", &party, "--id-number", "110105194912310021"];
    insta::assert_snapshot!("bad_identity_number", failure(&mut all, "village", &wrong));
    insta::assert_snapshot!(
        "bad_phone",
        failure(&mut all, "village", &["party", "add", "--name", "x", "--phone", "12"])
    );
    let named = ["case", "edit", &case, "--petitioner", "陈玉兰13812345678"];
    insta::assert_snapshot!("name_holds_a_number", failure(&mut all, "village", &named));
    let unnamed = all.refused("village", &["party", "add", "--phone", "13812345678"]).1;
    assert_eq!((&unnamed["code"], &unnamed["missing"]), (&json!("text_missing"), &json!(["name"])));
    assert_eq!(all.refused("village", &["party", "choose", &party, "phone", "0"]).1["code"], "unknown_conflict");
    assert_eq!(all.run("village", &["party", "list"]).status, 2, "there is no list of persons");
}

#[test]
fn who_was_shown_details_is_told_by_case_office_and_day_and_by_no_person() {
    let mut all = Offices::three();
    let (case, party) = linked(&mut all);
    assert_eq!(all.run("town", &["party", "show", &party]).status, 2, "nothing is shown without a reason");
    all.ok("town", &["party", "show", "陈某", "--case", &case, "--why", "核对住址"]);
    all.exchange();
    let listed = all.json("county", &["access", "list", "--case", &case]);
    let line = &listed["accesses"][0];
    assert_eq!(
        (&line["why"], &line["shown"], &line["parties"][0]),
        (&json!("核对住址"), &json!("details"), &json!(party))
    );
    assert_eq!(all.json("county", &["access", "list", "--office", "三合村"])["accesses"], json!([]));
    assert!(all.ok("county", &["access", "list", "--office", "石桥镇"]).contains("王芳"));
    for person in ["--party", "--petitioner", "--name", "--staff"] {
        assert_eq!(all.run("county", &["access", "list", person, &party]).status, 2, "{person}");
    }
    let out = all.path("access.json");
    all.ok("county", &["access", "export", "--case", &case, "--out", out.to_str().unwrap()]);
    assert!(std::fs::read_to_string(out).unwrap().contains("核对住址"));
}
