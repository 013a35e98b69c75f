//! A list is counted whole and shown in part, in the order that was asked for.

use serde_json::{Value, json};

use crate::place::{Place, county_and_town, registered};

fn titles(place: &Place, params: Value) -> (u64, Vec<String>) {
    let page = place.call("case.list", params);
    let title = |line: &Value| line["title"].as_str().unwrap().to_owned();
    (page["total"].as_u64().unwrap(), page["cases"].as_array().unwrap().iter().map(title).collect())
}

#[test]
fn a_page_says_how_much_there_is() {
    let (county, town) = county_and_town();
    for (title, received) in [("围墙甲", "2026-09-03"), ("水渠", "2026-09-01"), ("围墙乙", "2026-09-02")] {
        registered(&town, title, received);
        town.later(1);
    }
    county.hear(&town);
    registered(&county, "县里的围墙", "2026-08-01");

    let of = |params| titles(&county, params);
    assert_eq!(of(json!({"limit": 1, "sort": "received"})), (4, vec!["围墙甲".into()]));
    assert_eq!(of(json!({"limit": 1, "offset": 1, "sort": "received"})), (4, vec!["围墙乙".into()]));
    assert_eq!(of(json!({"limit": 1, "sort": "received", "reverse": true})), (4, vec!["县里的围墙".into()]));
    assert_eq!(
        of(json!({"limit": 2, "offset": 3, "search": "围墙", "sort": "received"})),
        (4, vec!["县里的围墙".into()])
    );
    assert_eq!(of(json!({"search": "weiqiang", "office": "SQ", "sort": "received"})).1, ["围墙甲", "围墙乙"]);
    assert_eq!(of(json!({"office": "SQ"})).0, 3);
    assert_eq!(of(json!({"office": "QH", "below": true})).0, 4);
    assert_eq!(of(json!({"received_from": "2026-09-02", "received_until": "2026-09-02"})).1, ["围墙乙"]);
    assert_eq!(of(json!({"state": "closed"})).0, 0);
    assert_eq!(of(json!({"state": "open"})).0, 4);
    assert_eq!(of(json!({"mine": true})).0, 0);
}

#[test]
fn every_figure_opens_to_exactly_the_cases_it_counts() {
    let (county, town) = county_and_town();
    let cases = [("围墙甲", "2026-09-03"), ("水渠", "2026-09-01"), ("围墙乙", "2026-09-02")];
    let [wall, ..] = cases.map(|(title, received)| registered(&town, title, received));
    town.call("act", json!({"kind": "accept", "case": wall, "payload": {}}));
    county.hear(&town);
    registered(&county, "县里的围墙", "2026-08-01");

    for common in [json!({}), json!({"office": "SQ"}), json!({"from": "2026-09-02", "until": "2026-09-30"})] {
        let rates = county.call("rates", common.clone());
        let listed = |figure: &str, part: &str| {
            let days = |name: &str| common[name].clone();
            let params = json!({"figure": figure, "part": part, "office": common["office"],
                "received_from": days("from"), "received_until": days("until")});
            titles(&county, params).0
        };
        for (name, count) in rates["counts"].as_object().unwrap() {
            let people = ["batches", "persons"].contains(&name.as_str());
            let count = if people { &rates["counts"]["cases"] } else { count };
            assert_eq!(listed(name, "numerator"), count.as_u64().unwrap(), "{name} of {common}");
        }
        for rate in rates["rates"].as_array().unwrap() {
            let name = rate["name"].as_str().unwrap();
            assert_eq!(listed(name, "numerator"), rate["numerator"].as_u64().unwrap(), "{name} of {common}");
            assert_eq!(listed(name, "denominator"), rate["denominator"].as_u64().unwrap(), "{name} of {common}");
        }
    }
    assert_eq!(titles(&county, json!({"figure": "accepted"})).1, ["围墙甲"]);
    assert_eq!(titles(&county, json!({"figure": "closure", "part": "denominator", "search": "shuiqu"})).1, ["水渠"]);
    assert_eq!(county.refused("case.list", json!({"figure": "anger"}))["code"], "unknown_figure");
    assert_eq!(county.refused("case.list", json!({"campaign": "none"}))["code"], "unknown_campaign");
}

#[test]
fn where_a_shell_catches_up_beside_the_calls_no_list_waits_for_it() {
    let (county, town) = county_and_town();
    for (title, received) in [("围墙甲", "2026-09-03"), ("水渠", "2026-09-01"), ("围墙乙", "2026-09-02")] {
        registered(&town, title, received);
    }
    county.at_once.set(Some(2));
    county.hear(&town);
    let lag = |place: &Place| place.call("due", json!({}))["lag"].clone();
    assert_eq!(lag(&county), json!({"to_fold": 0, "to_compare": 3}), "three are too many for a call");
    assert_eq!(county.catch_up(1), 2);
    assert_eq!(lag(&county), json!({"to_fold": 0, "to_compare": 0}), "two are not");

    // Somebody new in the county: every case is folded again, and nothing is put on record before.
    county.call("staff.add", json!({"office": "SQ", "name": "刘强", "title": "网格员"}));
    assert_eq!(lag(&county), json!({"to_fold": 3, "to_compare": 0}));
    let freeze = json!({"from": "2026-09-01", "until": "2026-09-30", "freeze": true});
    let refused = county.refused("rates", freeze.clone());
    assert_eq!(refused["code"], "lists_lag");
    assert!(refused["message"].as_str().unwrap().contains("3 件"), "{refused}");
    while county.catch_up(3) > 0 {}
    assert!(county.call("rates", freeze)["frozen"].is_string());
}
