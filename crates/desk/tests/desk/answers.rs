//! Every call answers as its schema says.

use serde_json::{Value, json};

use crate::place::{county_and_town, registered};

fn members(value: &Value) -> Vec<&String> {
    value.as_object().unwrap().keys().collect()
}

#[test]
fn every_call_answers_as_its_schema_says() {
    let (county, town) = county_and_town();
    let case = registered(&town, "围墙占道", "2026-09-01");
    county.hear(&town);
    let party = town.call("party.add", json!({"name": "陈玉兰"}))["party"].clone();
    town.put("config.json", county.call("config.default", json!({}))["config"].to_string().as_bytes());
    county.put("config.json", county.call("config.default", json!({}))["config"].to_string().as_bytes());
    let training = json!({"kind": "training_record",
        "payload": {"title": "学习", "office": "SQ", "on": "2026-09-01", "topics": "条例"}});
    let of_the_town = [
        ("case.list", json!({"search": "wq", "limit": 5, "sort": "received"})),
        ("case.show", json!({"case": case})),
        ("case.edit", json!({"case": case, "set": [["area", "东村"]]})),
        ("case.history", json!({"case": case})),
        ("case.timeline", json!({"case": case})),
        ("case.deadlines", json!({"case": case})),
        ("case.candidates", json!({"case": case})),
        ("case.alike", json!({"title": "围墙占道", "petitioner": "陈玉兰", "area": "三合村"})),
        ("act", json!({"kind": "accept", "case": case, "payload": {}})),
        ("act", json!({"kind": "contact", "case": case, "payload": {}})),
        ("act.forms", json!({"case": case})),
        ("act.kinds", json!({"search": "shouli"})),
        ("case.as_of", json!({"case": case, "entries": 1})),
        ("case.compare", json!({"case": case})),
        ("party.link", json!({"case": case, "party": party, "name": "陈某"})),
        ("party.show", json!({"party": party, "why": "电话回访"})),
        ("party.edit", json!({"party": party, "address": "三合村"})),
        ("party.history", json!({"party": party, "why": "电话回访"})),
        ("access.list", json!({})),
        ("access.export", json!({"out": "accesses.json"})),
        ("dispute.list", json!({"case": case})),
        ("conflict.list", Value::Null),
        ("inbox", json!({})),
        ("due", json!({"below": true})),
        ("roster", json!({})),
        ("supervision", json!({})),
        ("calendar", json!({"until": "2026-12-31"})),
        ("entry.add", training),
        ("entry.list", json!({})),
        ("entry.show", json!({"entry": "学习"})),
        ("entry.history", json!({"entry": "学习"})),
        ("entry.revise", json!({"entry": "学习", "payload": {"hours": 2}})),
        ("entry.respond", json!({"entry": "学习", "payload": {"text": "已学"}})),
        ("entry.publish", json!({"entry": "学习", "payload": {"place": "公示栏"}})),
        ("entry.do", json!({"entry": "学习", "kind": "respond", "payload": {"text": "已学", "on": "2026-09-02"}})),
        ("entry.strike", json!({"entry": "学习", "payload": {"reason": "重复"}})),
        ("config.show", json!({})),
        ("config.list", json!({})),
        ("bundle.export", json!({"file": "x.bundle"})),
        ("bundle.import", json!({"file": "x.bundle"})),
        ("audit.case", json!({"case": case, "export": "x.dossier"})),
        ("audit.verify", json!({"file": "x.dossier"})),
        ("quarantine.list", json!({})),
        ("rates", json!({"from": "2026-01-01"})),
        ("status", json!({})),
        ("since", json!({"since_ms": 0})),
        ("today", json!({})),
        ("words", json!({"lang": "en"})),
        ("county.show", json!({})),
        ("office.list", json!({})),
        ("staff.list", json!({"office": "SQ"})),
        ("device.list", json!({})),
    ];
    let of_the_county = [
        ("config.set", json!({"file": "config.json", "reason": "启用"})),
        ("staff.revise", json!({"staff": "王芳", "roles": ["finance"]})),
        ("case.share", json!({"case": case, "office": "SQ"})),
        ("enrol.list", json!({})),
        ("device.renew", json!({"device": "镇办电脑", "until": "2027-08-31"})),
        ("device.waiting", json!({})),
        ("approver.list", json!({})),
        ("approval.list", json!({})),
    ];
    let calls = of_the_town.into_iter().map(|call| (&town, call));
    for (place, (name, params)) in calls.chain(of_the_county.into_iter().map(|call| (&county, call))) {
        let schema = place.call("schema", json!({"name": format!("answer.{}", name.replace('_', "-"))}));
        let answer = place.call(name, params);
        assert_eq!(members(&answer), members(&schema["properties"]), "{name}");
    }
}

#[test]
fn what_a_call_does_not_take_is_named() {
    let (_, town) = county_and_town();
    let unknown = town.refused("case.lost", json!({}));
    assert_eq!((&unknown["code"], &unknown["message"]), (&json!("usage"), &json!("没有“case.lost”这个调用")));
    let strange = town.refused("case.list", json!({"serch": "围墙"}));
    assert_eq!(strange["message"], "该调用没有参数“serch”");
    let wrong = town.refused("case.register", json!({"claim": [1]}));
    assert_eq!(wrong["code"], "usage");
    assert!(wrong["message"].as_str().unwrap().contains("claim[0]"), "{wrong}");
    let missing = town.refused("case.show", Value::Null);
    assert!(missing["message"].as_str().unwrap().contains("case"), "{missing}");
    let refused = town.refused("act", json!({"kind": "note", "case": "SQ2026", "payload": {"text": "x"}}));
    assert_eq!(refused["code"], "unknown_case");
}
