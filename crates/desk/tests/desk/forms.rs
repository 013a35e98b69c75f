//! What could be recorded now, and why the rest could not.

use serde_json::{Value, json};

use crate::place::{Place, county_and_town, registered};

fn form(place: &Place, case: &str, kind: &str) -> (bool, String) {
    let forms = place.call("act.forms", json!({"case": case}));
    let of_kind = |form: &&Value| form["kind"] == kind;
    let form = forms["forms"].as_array().unwrap().iter().find(of_kind).unwrap().clone();
    (form["may"].as_bool().unwrap(), form["refusal"]["code"].as_str().unwrap_or_default().to_owned())
}

#[test]
fn the_forms_that_stand_open_follow_the_case() {
    let (_, town) = county_and_town();
    let case = registered(&town, "围墙占道", "2026-09-01");
    let yes = (true, String::new());
    let no = |code: &str| (false, code.to_owned());
    assert_eq!(form(&town, &case, "accept"), yes);
    assert_eq!(form(&town, &case, "note"), yes);
    assert_eq!(form(&town, &case, "visit"), yes);
    assert_eq!(form(&town, &case, "register"), no("already_registered"));
    assert_eq!(form(&town, &case, "settle"), no("no_such_dispute"));
    assert_eq!(form(&town, &case, "vote"), no("no_such_act"));
    assert_eq!(form(&town, &case, "audit"), no("not_closed"));
    town.call("act", json!({"kind": "accept", "case": case, "payload": {}}));
    assert_eq!(form(&town, &case, "accept"), no("already_accepted"));
    assert_eq!(form(&town, &case, "extend"), yes);
    // What a case still lacks before it is assigned is asked for by the form, and said beforehand.
    assert_eq!(form(&town, &case, "assign"), (true, "not_clear_enough".to_owned()));
}

#[test]
fn what_is_not_accepted_is_not_assigned() {
    let (_, town) = county_and_town();
    let case = registered(&town, "围墙占道", "2026-09-01");
    assert_eq!(form(&town, &case, "assign"), (false, "not_clear_enough".to_owned()));
}

#[test]
fn a_schema_says_what_the_ledger_fills_in() {
    let (_, town) = county_and_town();
    let of = |kind: &str, name: &str| {
        town.call("schema", json!({"name": kind}))["properties"][name]["x-filled-in"].as_str().map(str::to_owned)
    };
    assert_eq!(of("assign", "unit").as_deref(), Some("unless_said"));
    assert_eq!(of("close", "covers").as_deref(), Some("itself"));
    assert_eq!(of("sign", "over").as_deref(), Some("itself"));
    assert_eq!(of("assign", "lead"), None);
}

#[test]
fn a_kind_is_found_by_a_part_of_its_name_or_by_pinyin() {
    let (_, town) = county_and_town();
    let names = |call: &str, typed: &str| -> Vec<String> {
        let kinds = town.call(call, json!({"search": typed}));
        kinds["kinds"].as_array().unwrap().iter().map(|kind| kind["name"].as_str().unwrap().to_owned()).collect()
    };
    for typed in ["受理", "shouli", "sl", "ACCEPT"] {
        assert!(names("act.kinds", typed).contains(&"accept".to_owned()), "{typed}");
    }
    assert!(names("act.kinds", "").len() > 60 && names("act.kinds", "qqq").is_empty());
    assert!(names("entry.kinds", "pxjl").contains(&"training_record".to_owned()), "{:?}", names("entry.kinds", "px"));
}
