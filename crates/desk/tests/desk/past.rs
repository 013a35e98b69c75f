//! A case as it stood, what changed in it, and what came from elsewhere.

use serde_json::{Value, json};

use crate::place::{county_and_town, registered};

#[test]
fn before_and_after_are_told_apart() {
    let (county, town) = county_and_town();
    let case = registered(&town, "围墙占道", "2026-09-01");
    let first = county.later(10);
    town.later(10);
    county.hear(&town);
    let came = county.call("since", json!({"since_ms": first}));
    assert_eq!((&came["total"], &came["new"]), (&json!(1), &json!(1)));
    assert_eq!(came["cases"][0]["is_new"], true);

    let second = county.later(10);
    town.later(10);
    town.call("act", json!({"kind": "accept", "case": case, "payload": {}}));
    town.call("case.edit", json!({"case": case, "area": "东村"}));
    county.hear(&town);
    let came = county.call("since", json!({"since_ms": second}));
    assert_eq!((&came["total"], &came["new"]), (&json!(1), &json!(0)));
    let line = &came["cases"][0];
    assert_eq!((&line["stage_before"], &line["case"]["stage"]), (&json!("registered"), &json!("accepted")));
    assert_eq!((&line["acts"], &line["entries"]), (&json!(["accept"]), &json!([2, 3])));
    assert_eq!(county.call("since", json!({"since_ms": second + 3_600_000}))["total"], 0);

    let then = county.call("case.as_of", json!({"case": case, "entries": 1}));
    assert_eq!((&then["case"]["stage"], &then["case"]["area"]), (&json!("registered"), &json!("三合村")));
    for params in
        [json!({"case": case}), json!({"case": case, "since_ms": second}), json!({"case": case, "from": 1, "to": 3})]
    {
        let changes = county.call("case.compare", params);
        assert_eq!(changes["stage"], json!({"before": "registered", "after": "accepted"}));
        let field = &changes["fields"][0];
        assert_eq!(
            (&field["field"], &field["before"], &field["after"]),
            (&json!("area"), &json!(["三合村"]), &json!(["东村"]))
        );
        assert_eq!((&changes["entries"], &changes["narrative"]), (&json!([2, 3]), &Value::Null));
        assert_eq!(changes["sentences"].as_array().unwrap().len(), 2);
    }
    let never = county.refused("case.as_of", json!({"case": case, "entries": 9}));
    assert_eq!(never["code"], "unknown");

    let today = county.call("today", json!({"since_ms": second}));
    assert_eq!((&today["arrivals"]["total"], &today["due"]["counts"]["late"]), (&json!(1), &json!(0)));
}
