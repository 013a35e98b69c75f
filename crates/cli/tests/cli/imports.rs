//! An office's own spreadsheet becomes cases: first a report, then all in one go, and never twice.

use serde_json::Value;

use crate::offices::{Offices, repository};

#[test]
fn a_township_ledger_is_reported_then_registered_and_never_twice() {
    let mut all = Offices::three();
    let sheet = repository("tests/data/township-ledger.xlsx");
    let sheet = sheet.to_str().unwrap();
    let dry = all.json("town", &["import", sheet]);
    assert_eq!(
        (&dry["applied"], &dry["rows"], &dry["registered"]),
        (&false.into(), &129.into(), &Value::Array(vec![]))
    );
    assert_eq!(all.json("town", &["status"])["cases"], 0, "a dry run writes nothing");
    for finding in dry["findings"].as_array().unwrap() {
        assert!(["cell", "row", "code", "severity", "reason", "reason_zh"].iter().all(|key| !finding[key].is_null()));
    }
    let dropped: Vec<_> = dry["dropped_columns"].as_array().unwrap().iter().map(|column| &column["header"]).collect();
    assert_eq!(dropped, ["身份证号", "联系电话", "住址"]);

    let applied = all.json("town", &["import", sheet, "--apply"]);
    assert_eq!(applied["registered"].as_array().unwrap().len(), 129);
    assert_eq!(all.json("town", &["status"])["cases"], 129);
    let again = all.json("town", &["import", sheet, "--apply"]);
    assert_eq!((&again["known"], again["registered"].as_array().unwrap().len()), (&129.into(), 0));
    assert_eq!(all.json("town", &["status"])["cases"], 129);

    assert_eq!(applied["details"], 0, "numbers are not kept unless they are asked for");
    let number = applied["registered"][0]["number"].as_str().unwrap().to_owned();
    let shown = all.json("town", &["case", "show", &number]);
    assert_eq!(shown["fields"]["listed_no"][0]["value"], "1");
    assert!(!shown["narrative"].as_str().unwrap().is_empty() && !shown["case"]["title"].as_str().unwrap().is_empty());
    assert_eq!(shown["case"]["stage"], "registered", "what a sheet says is no act");
}

#[test]
fn a_backlog_ledger_names_what_it_left_out() {
    let all = Offices::three();
    let sheet = repository("tests/data/backlog-ledger.xlsx");
    let said = all.ok("county", &["import", sheet.to_str().unwrap(), "--home", "石桥镇"]);
    let end: Vec<_> = said
        .lines()
        .filter(|line| line.contains('列') || line.starts_with("发现") || line.contains("--channel"))
        .collect();
    insta::assert_snapshot!("backlog_zh", end.join("\n"));
    let english = all.ok("county", &["import", sheet.to_str().unwrap(), "--lang", "en", "--home", "SQ"]);
    insta::assert_snapshot!("backlog_en", english.lines().last().unwrap());
}

#[test]
fn numbers_of_a_sheet_are_kept_apart_where_they_are_asked_for() {
    let mut all = Offices::three();
    let sheet = repository("tests/data/township-ledger.xlsx");
    let applied = all.json("town", &["import", sheet.to_str().unwrap(), "--apply", "--details"]);
    assert!(applied["details"].as_u64().unwrap() > 100, "{}", applied["details"]);
    assert_eq!(all.json("town", &["status"])["cases"], 129, "details are no cases");
    let of = |case: &Value| case["case"].as_str().unwrap().to_owned();
    let cases: Vec<_> = applied["registered"].as_array().unwrap().iter().map(of).collect();
    let parties = |all: &mut Offices, office: &str, case: &String| {
        let shown = all.json(office, &["case", "show", case]);
        shown["case"]["links"]["parties"].as_array().unwrap().clone()
    };
    let (case, party) = cases.iter().find_map(|case| Some((case, parties(&mut all, "town", case).pop()?))).unwrap();
    let id = party["party"].as_str().unwrap();
    let kept = all.json("town", &["party", "show", id, "--full", "--why", "电话回访"]);
    let phone = kept["party"]["phone"].as_str().unwrap();
    assert!(
        phone.len() >= 7 && kept["party"]["name"] == party["name"] && kept["readers"].as_array().unwrap().len() == 1
    );
    all.exchange();
    assert_eq!(parties(&mut all, "county", case), std::slice::from_ref(&party));
    assert_eq!(all.refused("county", &["party", "show", id, "--why", "电话回访"]).1["code"], "unknown_party");
    let again = all.json("town", &["import", sheet.to_str().unwrap(), "--apply", "--details"]);
    assert_eq!((&again["registered"], &again["details"]), (&Value::Array(vec![]), &0.into()));
}
