//! The shapes of the JSON that programs depend on: which keys there are, and of what kind.

use serde_json::{Value, json};

use crate::offices::{Offices, repository};

/// A document's shape: every value by its kind, a list by its first element.
fn shape(value: &Value) -> Value {
    match value {
        Value::Null => json!("null"),
        Value::Bool(_) => json!("bool"),
        Value::Number(_) => json!("number"),
        Value::String(_) => json!("string"),
        Value::Array(values) => Value::Array(values.first().map(shape).into_iter().collect()),
        Value::Object(values) => {
            // Keyed by random ids: the kind of key stands for all.
            let key = |key: &str| if key.len() == 26 { "[id]".to_owned() } else { key.to_owned() };
            Value::Object(values.iter().map(|(name, value)| (key(name), shape(value))).collect())
        }
    }
}

#[test]
fn every_answer_keeps_its_shape() {
    let mut all = Offices::three();
    let case = all.case();
    all.ok("town", &["act", "accept", &case]);
    all.exchange();
    all.ok("town", &["act", "assign", &case, "--lead", "王芳", "--measures", "核实", "--policy", "村镇规划"]);
    all.ok("county", &["act", "assign", &case, "--lead", "李建国", "--measures", "核实", "--policy", "村镇规划"]);
    all.ok("town", &["case", "edit", &case, "--area", "甲"]);
    all.ok("village", &["case", "edit", &case, "--area", "乙"]);
    all.exchange();
    let (bundle, backup) = (all.path("x.bundle"), all.path("x.backup"));
    let (bundle, backup) = (bundle.to_str().unwrap(), backup.to_str().unwrap());
    let sheet = repository("tests/data/township-ledger.xlsx");
    let supervise = &[
        "act",
        "supervise",
        &case,
        "--kind",
        "letter",
        "--to",
        "石桥镇",
        "--demand",
        "说明进展",
        "--due",
        "2026-10-08",
    ];
    all.ok("county", supervise);
    all.exchange();
    let commands: [&[&str]; 25] = [
        &["county", "show"],
        &["office", "list"],
        &["staff", "list", "--office", "SQ"],
        &["device", "list"],
        &["case", "list", "--disputes", "--conflicts", "--search", "围墙", "--limit", "5"],
        &["case", "show", &case],
        &["case", "history", &case],
        &["dispute", "list"],
        &["inbox"],
        &["due", "--below"],
        &["roster", "--below"],
        &["supervision"],
        &["calendar"],
        &["conflict", "list"],
        &["conflict", "choose", &case, "area", "1"],
        &["case", "edit", &case, "--subject", "邻里"],
        &["act", "note", &case, "--text", "x"],
        &["bundle", "export", bundle, "--for", "石桥镇"],
        &["bundle", "import", bundle],
        &["quarantine", "list"],
        &["import", sheet.to_str().unwrap(), "--apply"],
        &["backup", backup],
        &["status"],
        &["enrol", "invite", "--staff", "王芳"],
        &["device", "revoke", "村部电脑", "--reason", "遗失"],
    ];
    let mut shapes = serde_json::Map::new();
    for command in commands {
        let name: Vec<_> = command
            .iter()
            .take(if ["import", "backup", "status", "due", "roster"].contains(&command[0]) { 1 } else { 2 })
            .copied()
            .collect();
        let answer = all.json("county", command);
        shapes.insert(name.join(" "), shape(&answer));
    }
    insta::assert_json_snapshot!("shapes", shapes);
}

#[test]
fn an_error_has_a_code_a_message_and_what_helps() {
    let mut all = Offices::three();
    let case = all.case();
    let (_, error) = all.refused("town", &["act", "assign", &case, "--lead", "王芳"]);
    insta::assert_snapshot!("error", all.blotted(&serde_json::to_string_pretty(&error).unwrap()));
}
