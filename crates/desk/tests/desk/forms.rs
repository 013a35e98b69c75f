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
}
