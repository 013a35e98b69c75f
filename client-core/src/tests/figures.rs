//! Counting the cases of a device: by day of receipt, office and campaign, each case once.

use jiff::civil::date;
use serde_json::json;
use taizhang_model::metrics::Ratio;

use super::office::{County, at, body, new_case};
use crate::{CountFilter, NewCase};

#[test]
fn cases_are_counted_by_day_office_and_what_became_of_them() {
    let mut all = County::new();
    let case = all.register("围墙占道");
    let mut later: NewCase = new_case("低保");
    later.register.received_on = date(2026, 9, 20);
    all.town.register(at(10), later).expect("registered");
    all.exchange();
    all.village.act(at(20), case, body("accept", json!({})), None).expect("accepted");
    all.exchange();
    let mut count = |filter: CountFilter| all.county.count(&filter).expect("counted");
    let everything = count(CountFilter::default());
    assert_eq!((everything.figures.volume.cases, everything.figures.volume.accepted, everything.list.len()), (2, 1, 2));
    assert_eq!(everything.figures.all.closure, Ratio { numerator: 0, denominator: 2 });
    let until = CountFilter { until: Some(date(2026, 9, 10)), ..CountFilter::default() };
    let from = CountFilter { from: Some(date(2026, 9, 10)), ..CountFilter::default() };
    assert_eq!((count(until).figures.volume.cases, count(from).figures.volume.cases), (1, 1));
    let of = |office| CountFilter { office: Some(office), ..CountFilter::default() };
    let [county, town, village] = all.offices;
    let cases: Vec<_> = [county, town, village].map(|office| count(of(office)).figures.volume.cases).into();
    assert_eq!(cases, [2, 2, 1], "an office's figures hold those below it");
    let campaign = CountFilter { campaign: Some("backlog".into()), ..CountFilter::default() };
    assert!(count(campaign).list.is_empty());
}

#[test]
fn a_case_in_dispute_counts_as_not_resolved_and_is_named_as_such() {
    let mut all = County::new();
    let case = all.register("围墙占道");
    all.exchange();
    all.village.act(at(20), case, body("accept", json!({})), None).expect("accepted");
    all.exchange();
    for (ledger, staff) in [(&mut all.town, all.staff[1]), (&mut all.county, all.staff[0])] {
        let clear = json!({"opinion": "核实", "policy": "村镇规划"});
        ledger.act(at(30), case, body("clarify", clear), None).expect("made clear");
        let unit = ledger.directory().expect("there").staff[&staff].office;
        ledger
            .act(at(31), case, body("assign", json!({"lead": staff, "unit": unit, "measures": "核实"})), None)
            .expect("assigned");
    }
    all.exchange();
    let counted = all.village.count(&CountFilter::default()).expect("counted");
    assert_eq!(
        (counted.figures.in_dispute, counted.figures.led_resolution),
        (1, Ratio { numerator: 0, denominator: 1 })
    );
    let again = all.town.count(&CountFilter::default()).expect("counted");
    assert_eq!(counted.list.hash(), again.list.hash(), "two offices that know the same freeze the same list");
}
