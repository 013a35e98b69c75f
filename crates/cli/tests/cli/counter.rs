//! The administrator's directory, the petitioner's question at the counter, and the figures of a period.

use serde_json::{Value, json};

use crate::{bad_input::failure, offices::Offices};

#[test]
fn functions_are_given_taken_back_and_shown() {
    let mut all = Offices::three();
    let add = ["staff", "add", "--office", "SQ", "--name", "孙丽", "--role", "finance", "--role", "mediator"];
    all.ok("county", &add);
    let list = all.ok("county", &["staff", "list", "--office", "石桥镇"]);
    assert!(list.contains("财务审批") && list.contains("调解员"), "{list}");
    let said = all.ok("county", &["staff", "revise", "孙丽", "--role", "privacy", "--head"]);
    assert_eq!(said.trim(), "孙丽 今后：负责人、隐私审查（第 2 版）");
    let gone =
        all.json("county", &["staff", "revise", "孙丽", "--no-roles", "--no-head", "--inactive", "--title", "原会计"]);
    assert_eq!(gone["revision"], 3);
    let staff = all.json("county", &["staff", "list", "--office", "SQ"])["staff"].clone();
    let member = staff.as_array().unwrap().iter().find(|member| member["name"] == "孙丽").unwrap();
    assert_eq!((&member["roles"], &member["active"], &member["title"]), (&json!([]), &json!(false), &json!("原会计")));
    assert!(all.ok("county", &["staff", "list", "--lang", "en"]).contains("not here any more"));
    let (_, error) = all.refused("town", &["staff", "revise", "王芳", "--no-head"]);
    assert_eq!(error["code"], "not_authority");
    for nonsense in [&["--role", "king"][..], &["--head", "--no-head"], &[]] {
        let said = all.run("county", &[&["staff", "revise", "王芳"], nonsense].concat());
        assert_eq!(said.status, 2, "{said:?}");
    }
    insta::assert_snapshot!("unknown_member", failure(&mut all, "county", &["staff", "revise", "张三", "--head"]));
}

#[test]
fn an_office_is_renamed_and_a_code_withdrawn() {
    let mut all = Offices::three();
    let said = all.ok("county", &["office", "revise", "SQ", "--name", "石桥街道", "--code", "SQJ"]);
    assert_eq!(said.trim(), "已更新 石桥街道（SQJ），第2版。");
    assert!(all.ok("county", &["office", "list"]).contains("石桥街道"));
    insta::assert_snapshot!(
        "office_code_taken",
        failure(&mut all, "county", &["office", "add", "--name", "新镇", "--code", "qh", "--kind", "township"])
    );
    insta::assert_snapshot!("office_code", failure(&mut all, "county", &["office", "revise", "SQJ", "--code", "石桥"]));
    let made = all.json("county", &["enrol", "invite", "--staff", "王芳"]);
    let (code, id) = (made["code"].as_str().unwrap(), made["id"].as_str().unwrap());
    let said = all.ok("county", &["enrol", "withdraw", id]);
    assert!(said.contains("王芳") && said.contains("已收回"), "{said}");
    assert!(all.ok("county", &["enrol", "list"]).contains("已收回，未使用"));
    let bundle = all.export("county");
    let (_, error) = all.refused("spare", &["enrol", "take", code, "--bundle", &bundle]);
    assert_eq!(error["code"], "code_expired");
    all.exchange();
    let codes = all.json("county", &["enrol", "list"])["codes"].clone();
    let used = codes.as_array().unwrap().iter().find(|code| code["device_name"] == "镇办电脑").unwrap();
    insta::assert_snapshot!(
        "code_taken_up",
        failure(&mut all, "county", &["enrol", "withdraw", used["id"].as_str().unwrap()])
    );
    insta::assert_snapshot!("unknown_code", failure(&mut all, "county", &["enrol", "withdraw", "ffffffff"]));
}

#[test]
fn a_petitioner_asks_by_the_code_of_any_contact_and_is_shown_the_public_status() {
    let mut all = Offices::three();
    let case = all.case();
    all.ok("village", &["act", "accept", &case, "--notice-no", "石受2026-3"]);
    let contact = all.json("village", &["act", "contact", &case, "--summary", "再次来访"]);
    let code = contact["receipt_code"].as_str().unwrap().to_owned();
    let said = all.ok("village", &["act", "contact", &case]);
    assert!(said.contains("本次查询码："), "{said}");
    all.exchange();
    let typed = format!("{} {}", code[..4].to_lowercase(), &code[4..]);
    let status = all.json("town", &["status-of", &typed]);
    let wide: String = code.chars().map(|letter| char::from_u32(u32::from(letter) + 0xFEE0).unwrap()).collect();
    let wide = format!("{}－{}", wide.chars().take(4).collect::<String>(), wide.chars().skip(4).collect::<String>());
    assert_eq!(all.json("town", &["status-of", &wide]), status, "as an input method types it");
    let keys: Vec<_> = status.as_object().unwrap().keys().collect();
    assert_eq!(
        keys,
        [
            "accepted",
            "extended",
            "forwarded_on",
            "handling_opinions",
            "not_accepted",
            "reexamination_opinions",
            "registered_on",
            "review_opinions"
        ]
    );
    assert_eq!(status["accepted"][0]["number"], "石受2026-3");
    insta::assert_snapshot!("status_zh", all.ok("town", &["status-of", &code]));
    insta::assert_snapshot!("status_en", all.ok("town", &["status-of", &code, "--lang", "en"]));
    insta::assert_snapshot!("unknown_receipt_code", failure(&mut all, "town", &["status-of", "ZZZZ-0000"]));
}

#[test]
fn figures_have_numerator_and_denominator_and_freeze_as_a_return() {
    let mut all = Offices::three();
    all.case();
    insta::assert_snapshot!("rates_zh", all.ok("town", &["rates", "--office", "石桥镇"]));
    insta::assert_snapshot!("rates_en", all.ok("town", &["rates", "--until", "2026-12-31", "--lang", "en"]));
    let none = all.json("town", &["rates", "--until", "2026-01-01"]);
    assert_eq!((&none["counts"]["cases"], &none["rates"][0]["text"]), (&json!(0), &json!("-")));
    let period = ["rates", "--from", "2026-07-01", "--until", "2026-09-30", "--freeze"];
    let set = ["--set", "kind=monthly", "--set", "to_offices=清河县"];
    let first = all.json("town", &[&period[..], &set].concat());
    let again = all.json("town", &[&period[..], &set].concat());
    let other = all.json("town", &period);
    assert_eq!((&first["earlier"], &other["earlier"]), (&Value::Null, &Value::Null), "the first of their kind");
    assert_eq!((&again["earlier"]["revision"], &again["earlier"]["holds"]), (&json!(1), &json!(true)));
    let issued = again["frozen"].as_str().unwrap().to_owned();
    let mut entry =
        |frozen: &Value| all.json("town", &["entry", "show", frozen["frozen"].as_str().unwrap()])["entry"].clone();
    let (first_entry, again, other) = (entry(&first), entry(&again), entry(&other));
    let revisions = [&first_entry, &again, &other].map(|entry| entry["values"]["revision"].clone());
    assert_eq!(revisions, [json!(1), json!(2), json!(1)], "one more for the same days, kind and office");
    let values = &first_entry["values"];
    assert_eq!(values["case_list_hash"], first["case_list_hash"]);
    assert_eq!((values["cases"].as_array().unwrap().len(), &values["kind"]), (1, &json!("monthly")));
    let lamp =
        ["--title", "路灯不亮", "--petitioner", "王某", "--narrative", "路灯三个月不亮。", "--claim", "修好路灯"];
    all.ok("town", &[&["case", "register"], &lamp[..]].concat());
    let now = all.json("town", &["rates", "--of", &issued])["earlier"].clone();
    assert_eq!((&now["entry"], &now["revision"], &now["holds"]), (&json!(issued), &json!(2), &json!(false)));
    let change = &now["change"];
    assert_eq!((&change["joined"][0]["title"], &change["left"]), (&json!("路灯不亮"), &json!([])));
    let said = all.ok("town", &["rates", "--of", &issued]);
    assert!(said.contains("第 2 版已与现状不符") && said.contains("现应计入：") && said.contains("路灯不亮"), "{said}");
    insta::assert_snapshot!("unknown_campaign", failure(&mut all, "town", &["rates", "--campaign", "none"]));
    for nonsense in
        [&["--freeze"][..], &["--from", "昨天"], &["--set", "kind=monthly"], &["--of", "x", "--from", "2026-07-01"]]
    {
        let said = all.run("town", &[&["rates"], nonsense].concat());
        assert_eq!(said.status, 2, "{said:?}");
    }
    insta::assert_snapshot!("unknown_office_of_rates", failure(&mut all, "town", &["rates", "--office", "东河镇"]));
}

#[test]
fn what_may_be_the_same_matter_says_why_in_both_languages() {
    let mut all = Offices::three();
    let case = all.case();
    let again =
        ["case", "register", "--title", "围墙占道", "--petitioner", "陈玉兰", "--area", "三合村", "--narrative"];
    all.ok("town", &[&again[..], &["反映邻居围墙占道。", "--claim", "拆除围墙"]].concat());
    let chinese = all.ok("town", &["case", "candidates", &case]);
    let english = all.ok("town", &["case", "candidates", &case, "--lang", "en"]);
    insta::assert_snapshot!("candidates", all.blotted(&format!("{chinese}{english}")));
}
