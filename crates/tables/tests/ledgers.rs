//! Both ledgers that offices keep today, against what their makers know to be true.
#![allow(missing_docs, clippy::unwrap_used)]

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde_json::Value;
use taizhang_tables::{DropReason, Layout, Ledger, Row, Severity, read_ledger};

const TOWNSHIP: &[u8] = include_bytes!("../../../tests/data/township-ledger.xlsx");
const BACKLOG: &[u8] = include_bytes!("../../../tests/data/backlog-ledger.xlsx");

fn truth(name: &str) -> Value {
    let path = format!("{}/../../tests/data/{name}-ledger.truth.json", env!("CARGO_MANIFEST_DIR"));
    serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap()
}

fn with_code<'a>(ledger: &'a Ledger, code: &str) -> BTreeSet<&'a str> {
    ledger.findings.iter().filter(|finding| finding.code == code).map(|finding| finding.cell.as_str()).collect()
}

fn counts(ledger: &Ledger) -> BTreeMap<&str, usize> {
    let mut counts = BTreeMap::new();
    for finding in &ledger.findings {
        *counts.entry(finding.code).or_default() += 1;
    }
    counts
}

fn channel(written: &str) -> &'static str {
    match written {
        "来信" => "letter",
        "来访" => "visit",
        "电话" => "phone",
        "网上" => "online",
        "上级交办" => "assigned",
        "排查发现" => "screening",
        other => panic!("{other}"),
    }
}

/// The columns of a row that differ from the truth, of those that the layout has.
fn differences(row: &Row, case: &Value, layout: Layout) -> Vec<&'static str> {
    let text = |key: &str| case[key].as_str().unwrap().to_owned();
    let date = |key: &str| Some(text(key).parse::<Date>().unwrap());
    let mut checks = vec![
        ("received_on", row.received_on == date("date")),
        ("petitioner", row.petitioner == text("who")),
        ("text", row.text == text("text")),
        ("category", row.category == text("cat")),
        ("lead", row.lead == text("lead")),
        ("unit", row.unit == text("unit")),
        ("handler", row.handler == text("hand")),
        ("due", row.due == date("due")),
        ("state", row.state == text("state")),
    ];
    if layout == Layout::Township {
        checks.extend([
            ("area", row.area == text("village")),
            ("channel", row.channel == Some(channel(&text("chan")))),
            ("flags", row.flags.join("、") == text("flag")),
            ("measures", row.measures == text("meas")),
            ("persons", u64::from(row.persons) == case["persons"].as_u64().unwrap()),
        ]);
    }
    checks.into_iter().filter(|(_, equal)| !equal).map(|(name, _)| name).collect()
}

/// (found, right, in truth) of the possible duplicates, as pairs of the rows' places.
fn duplicates(ledger: &Ledger, truth: &Value) -> (usize, usize, usize) {
    let place: BTreeMap<u32, u64> = ledger.rows.iter().map(|row| row.row).zip(1..).collect();
    let found: BTreeSet<(u64, u64)> = ledger
        .findings
        .iter()
        .filter(|finding| finding.code == "possible_duplicate")
        .map(|finding| {
            let earlier: u32 = finding.reason.rsplit(' ').next().unwrap().parse().unwrap();
            (place[&earlier], place[&finding.row])
        })
        .collect();
    let known: BTreeSet<(u64, u64)> = truth["duplicates"]
        .as_array()
        .unwrap()
        .iter()
        .map(|pair| (pair[0].as_u64().unwrap(), pair[1].as_u64().unwrap()))
        .collect();
    (found.len(), found.intersection(&known).count(), known.len())
}

#[test]
fn the_township_ledger_is_read_whole() {
    let ledger = read_ledger(TOWNSHIP).unwrap();
    let truth = truth("township");
    let cases = truth["cases"].as_array().unwrap();
    println!("township: {} rows, findings {:?}", ledger.rows.len(), counts(&ledger));
    assert_eq!((ledger.layout, ledger.sheet.as_str()), (Layout::Township, "矛盾纠纷台账"));
    assert_eq!(ledger.rows.len(), cases.len());
    assert!(ledger.rows.iter().all(|row| row.importable && row.person.phone.is_some()));

    // Only categories differ, where a clerk wrote one that is not in the list; each such cell is reported, and no other.
    let mut other_category = BTreeSet::new();
    for (row, case) in ledger.rows.iter().zip(cases) {
        let differ = differences(row, case, ledger.layout);
        assert!(differ.is_empty() || differ == ["category"], "row {}: {differ:?}", row.row);
        if !differ.is_empty() {
            other_category.insert(format!("H{}", row.row));
        }
    }
    assert_eq!(
        other_category.iter().map(String::as_str).collect::<BTreeSet<_>>(),
        with_code(&ledger, "unlisted_category")
    );

    let bad: BTreeSet<String> = truth["bad_ids"]
        .as_array()
        .unwrap()
        .iter()
        .map(|bad| format!("D{}", ledger.rows[usize::try_from(bad[0].as_u64().unwrap()).unwrap() - 1].row))
        .collect();
    assert_eq!(bad.iter().map(String::as_str).collect::<BTreeSet<_>>(), with_code(&ledger, "bad_identity_number"));

    let (found, right, known) = duplicates(&ledger, &truth);
    println!("township duplicates: {found} found, {right} of them right, {known} in truth");
    assert_eq!((found, right), (known, known));

    assert_eq!(with_code(&ledger, "subtotal_row"), BTreeSet::from(["A135"]));
    assert_eq!(with_code(&ledger, "year_inferred").len(), 5);
    assert_eq!(with_code(&ledger, "spaces_trimmed"), BTreeSet::from(["C10", "C26", "C52", "C103", "C117", "C127"]));
    let dropped: Vec<_> = ledger.dropped_columns.iter().map(|drop| (drop.column.as_str(), drop.reason)).collect();
    assert_eq!(dropped, ["D", "E", "F"].map(|column| (column, DropReason::PersonalDetails)));
}

#[test]
fn the_backlog_ledger_is_read_whole() {
    let ledger = read_ledger(BACKLOG).unwrap();
    let truth = truth("backlog");
    let cases = truth["cases"].as_array().unwrap();
    println!("backlog: {} rows, findings {:?}", ledger.rows.len(), counts(&ledger));
    assert_eq!((ledger.layout, ledger.sheet.as_str()), (Layout::Backlog, "信访积案"));
    assert_eq!(ledger.rows.len(), cases.len());
    for (row, case) in ledger.rows.iter().zip(cases) {
        assert_eq!(differences(row, case, ledger.layout), Vec::<&str>::new(), "row {}", row.row);
        assert!(row.importable && row.channel.is_none() && row.measures.is_empty());
    }
    assert_eq!(ledger.rows[0].no, "积案〔2026〕001号");
    let (found, right, known) = duplicates(&ledger, &truth);
    println!("backlog duplicates: {found} found, {right} of them right, {known} in truth");
    assert_eq!((found, right), (known, known));

    let dropped: Vec<_> =
        ledger.dropped_columns.iter().map(|drop| (drop.column.as_str(), drop.header.as_str(), drop.reason)).collect();
    assert_eq!(dropped, [("C", "电话", DropReason::PersonalDetails), ("K", "稳控措施", DropReason::ControlsAPerson)]);
    // What stood in that column is nowhere in what is passed on.
    let passed_on = serde_json::to_string(&ledger.rows).unwrap();
    assert!(!passed_on.contains("包保") && !passed_on.contains("思想疏导"));
}

#[test]
fn no_personal_number_leaves_the_reader() {
    for (bytes, name) in [(TOWNSHIP, "township"), (BACKLOG, "backlog")] {
        let ledger = serde_json::to_string(&read_ledger(bytes).unwrap()).unwrap();
        for case in truth(name)["cases"].as_array().unwrap() {
            for number in
                [&case["id"], &case["tel"]].into_iter().filter_map(Value::as_str).filter(|number| !number.is_empty())
            {
                assert!(!ledger.contains(number), "{number}");
            }
        }
        assert!(!ledger.contains("\"person\""));
    }
}

#[test]
fn rare_characters_arrive_whole() {
    let ledger = read_ledger(TOWNSHIP).unwrap();
    assert_eq!(ledger.rows[5].petitioner, "陈\u{20164}");
    assert_eq!(ledger.rows[13].petitioner, "于\u{36C3}文");
}

#[test]
fn every_finding_is_whole() {
    for bytes in [TOWNSHIP, BACKLOG] {
        for finding in read_ledger(bytes).unwrap().findings {
            assert!(finding.cell.ends_with(&finding.row.to_string()), "{finding:?}");
            assert!(!finding.reason.contains("{}") && !finding.reason_zh.is_empty());
            assert!(finding.severity != Severity::Refused || finding.code == "subtotal_row", "{finding:?}");
        }
    }
}

/// A second opinion: calamine sees the same cells where this reader took a row's text, lead and state from.
#[test]
fn calamine_agrees() {
    use calamine::{Reader, Xlsx};
    for (bytes, columns) in [(TOWNSHIP, [6, 10, 15]), (BACKLOG, [3, 6, 9])] {
        let ledger = read_ledger(bytes).unwrap();
        let mut book: Xlsx<_> = Xlsx::new(std::io::Cursor::new(bytes)).unwrap();
        let range = book.worksheet_range(&ledger.sheet).unwrap();
        for row in &ledger.rows {
            let theirs = columns.map(|column| range.get_value((row.row - 1, column)).unwrap().to_string());
            assert_eq!(theirs, [row.text.clone(), row.lead.clone(), row.state.clone()]);
        }
    }
}
