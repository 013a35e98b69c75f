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
    let code = all.json("town", &["act", "contact", &case])["receipt_code"].as_str().unwrap().to_owned();
    all.exchange();
    let party = all.json("county", &["party", "add", "--name", "陈玉兰", "--reader", "石桥镇"])["party"].clone();
    let party = party.as_str().unwrap().to_owned();
    all.exchange();
    all.ok("town", &["party", "edit", &party, "--phone", "13812345678"]);
    all.ok("county", &["party", "edit", &party, "--phone", "13911112222"]);
    all.exchange();
    let (bundle, backup, dossier) = (all.path("x.bundle"), all.path("x.backup"), all.path("x.dossier"));
    let (bundle, backup, dossier) = (bundle.to_str().unwrap(), backup.to_str().unwrap(), dossier.to_str().unwrap());
    let accesses = all.path("access.json");
    let accesses = accesses.to_str().unwrap();
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
    let training = ["--set", "title=学习", "--set", "office=QH", "--set", "on=2026-09-01", "--set", "topics=条例"];
    let respond = all.file("respond.json", r#"{"text": "已学", "on": "2026-09-02"}"#.as_bytes());
    let config = all.json("county", &["config", "default"])["config"].to_string();
    let config = all.file("config.json", config.as_bytes());
    let unused = all.json("county", &["enrol", "invite", "--staff", "王芳"])["id"].as_str().unwrap().to_owned();
    let commands: Vec<Vec<&str>> = vec![
        vec!["county", "show"],
        vec!["county", "key"],
        vec!["office", "add", "--name", "东河镇", "--code", "DH", "--kind", "township"],
        vec!["office", "revise", "DH", "--name", "东河镇", "--code", "DHZ"],
        vec!["office", "list"],
        vec!["staff", "add", "--office", "DHZ", "--name", "孙丽", "--role", "finance"],
        vec!["staff", "revise", "孙丽", "--head"],
        vec!["staff", "list", "--office", "DHZ"],
        vec!["device", "list"],
        vec!["case", "list", "--disputes", "--conflicts", "--search", "围墙", "--limit", "5"],
        vec!["case", "show", &case],
        vec!["case", "history", &case],
        vec!["case", "timeline", &case],
        vec!["case", "deadlines", &case],
        vec![
            "case",
            "register",
            "--title",
            "围墙占道",
            "--petitioner",
            "陈玉兰",
            "--area",
            "三合村",
            "--claim",
            "拆除围墙",
            "--narrative",
            "反映邻居围墙占道。",
        ],
        vec!["case", "candidates", &case],
        vec!["dispute", "list"],
        vec!["inbox"],
        vec!["due", "--below"],
        vec!["roster", "--below"],
        vec!["supervision"],
        vec!["calendar", "--until", "2026-12-31"],
        vec!["conflict", "list"],
        vec!["conflict", "choose", &case, "area", "1"],
        vec!["case", "edit", &case, "--subject", "邻里"],
        vec!["case", "share", &case, "--office", "东河镇"],
        vec!["case", "withdraw", &case, "--office", "东河镇"],
        vec!["act", "note", &case, "--text", "x"],
        vec!["party", "link", &case, &party, "--name", "陈某", "--role", "petitioner"],
        vec!["party", "show", &party, "--why", "电话回访"],
        vec!["party", "edit", &party, "--address", "三合村"],
        vec!["party", "choose", &party, "phone", "2"],
        vec!["party", "share", &party, "--office", "东河镇"],
        vec!["party", "withdraw", &party, "--office", "东河镇"],
        vec!["party", "history", &party, "--why", "电话回访"],
        vec!["access", "list"],
        vec!["access", "export", "--out", accesses],
        vec!["party", "add", "--name", "陈玉兰"],
        [&["entry", "add", "training_record"], &training[..]].concat(),
        vec!["entry", "kinds"],
        vec!["entry", "list"],
        vec!["entry", "show", "学习"],
        vec!["entry", "history", "学习"],
        vec!["entry", "revise", "学习", "--set", "hours=2"],
        vec!["entry", "respond", "学习", "--text", "已学"],
        vec!["entry", "publish", "学习", "--place", "公示栏"],
        vec!["entry", "export", "--format", "json"],
        vec!["entry", "do", "respond", "学习", "--payload", &respond],
        vec!["entry", "strike", "学习", "--reason", "重复"],
        vec!["config", "show"],
        vec!["config", "set", &config, "--reason", "启用"],
        vec!["config", "list"],
        vec!["config", "default"],
        vec!["schema"],
        vec!["rates"],
        vec!["status-of", &code],
        vec!["bundle", "export", bundle, "--for", "石桥镇"],
        vec!["bundle", "import", bundle],
        vec!["audit", "case", &case, "--export", dossier],
        vec!["audit", "verify", dossier],
        vec!["quarantine", "list"],
        vec!["import", sheet.to_str().unwrap(), "--apply"],
        vec!["backup", backup],
        vec!["status"],
        vec!["enrol", "invite", "--staff", "王芳"],
        vec!["enrol", "withdraw", &unused],
        vec!["enrol", "list"],
        vec!["device", "delegate", "镇办电脑", "--office", "石桥镇", "--until", "2027-08-31"],
        vec!["device", "end-delegation", "镇办电脑"],
        vec!["device", "renew", "镇办电脑", "--until", "2027-08-31"],
        vec!["device", "list"],
        vec!["device", "waiting"],
        vec!["approver", "add", "王芳"],
        vec!["approver", "list"],
        vec!["approver", "add", "孙丽"],
        vec!["approval", "list"],
        vec!["device", "revoke", "村部电脑", "--reason", "遗失"],
    ];
    let of_one_word = [
        "inbox",
        "due",
        "roster",
        "supervision",
        "calendar",
        "import",
        "backup",
        "status",
        "schema",
        "rates",
        "status-of",
    ];
    let mut answers: Vec<(String, Value)> = Vec::new();
    for command in commands {
        let words = if of_one_word.contains(&command[0]) { 1 } else { 2 };
        answers.push((command[..words].join(" "), all.json("county", &command)));
    }
    let founded = all.json("elsewhere", &["county", "found", "--name", "平安县", "--code", "PA", "--admin", "周明"]);
    answers.push(("county found".to_owned(), founded));
    let (code, bundle) = (all.invite("王芳"), all.export("county"));
    let enrolled = all.json("spare", &["enrol", "take", &code, "--bundle", &bundle]);
    answers.push(("enrol take".to_owned(), enrolled));
    let dispute = all.json("county", &["dispute", "list"])["disputes"][0]["dispute"]["id"].clone();
    let settle = ["dispute", "settle", &case, dispute.as_str().unwrap(), "--choose", "1", "--reason", "镇里牵头"];
    answers.push(("dispute settle".to_owned(), all.json("county", &settle)));

    let mut shapes = serde_json::Map::new();
    for (name, answer) in answers {
        // Every act has the schema of acts.
        let schema = if name.starts_with("act ") { "act".to_owned() } else { name.replace(' ', ".") };
        let schema = all.json("county", &["schema", &format!("answer.{schema}")]);
        let members = |value: &Value| value.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
        assert_eq!(members(&answer), members(&schema["properties"]), "{name}");
        shapes.insert(name, shape(&answer));
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
