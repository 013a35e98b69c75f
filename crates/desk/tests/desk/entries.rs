//! Revising an entry that changed since it was read.

use serde_json::{Value, json};

use crate::place::{Place, county_and_town};

fn shown(place: &Place) -> Value {
    place.call("entry.show", json!({"entry": "学习"}))["entry"].clone()
}

#[test]
fn a_revision_on_an_older_state_stands_beside_what_came_since() {
    let (_, town) = county_and_town();
    let values = json!({"title": "学习", "office": "SQ", "on": "2026-09-01", "topics": "条例"});
    town.call("entry.add", json!({"kind": "training_record", "payload": values}));
    let base = shown(&town)["heads"].clone();
    let revise = |payload: Value, base: &Value| {
        town.call("entry.revise", json!({"entry": "学习", "payload": payload, "base": base}))
    };
    revise(json!({"topics": "条例与办法", "hours": 2}), &base);
    assert_eq!(shown(&town)["conflicts"], json!([]));
    // Somebody who had not seen that writes the same field, and another one.
    revise(json!({"topics": "条例释义", "place": "镇政府"}), &base);
    let view = shown(&town);
    let fields: Vec<_> = view["conflicts"].as_array().unwrap().iter().map(|one| one["field"].clone()).collect();
    assert_eq!(fields, ["topics"]);
    assert_eq!((&view["values"]["hours"], &view["values"]["place"]), (&json!(2), &json!("镇政府")));
    // Who has seen both chooses; a base that is none is named.
    revise(json!({"topics": "条例释义"}), &view["heads"]);
    assert_eq!(shown(&town)["conflicts"], json!([]));
    let strange = json!({"entry": "学习", "payload": {"hours": 3}, "base": ["a".repeat(26)]});
    assert_eq!(town.refused("entry.revise", strange)["code"], "unknown");
}
