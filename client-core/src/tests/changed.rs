//! What a ledger takes note of for screens: which cases changed, and nothing that did not.

use std::collections::BTreeSet;

use serde_json::json;

use super::office::{County, at, body, new_case};
use crate::{CaseEdit, Changed, StaffChange};

#[test]
fn a_shell_is_told_which_cases_changed() {
    let mut county = County::new();
    let cases = |of: &[_]| Changed::Cases(BTreeSet::from_iter(of.iter().copied()));
    county.town.take_changed();
    county.county.take_changed();

    let one = county.town.register(at(10), new_case("围墙占道")).expect("registered").case;
    let other = county.town.register(at(10), new_case("水渠堵塞")).expect("registered").case;
    assert_eq!(county.town.take_changed(), cases(&[one, other]));
    assert_eq!(county.town.take_changed(), Changed::Nothing, "once");
    county.exchange();
    county.county.catch_up(100).expect("caught up");
    county.county.take_changed();
    county.town.take_changed();

    county.town.act(at(20), one, body("note", json!({"text": "已电话联系"})), None).expect("recorded");
    assert_eq!(county.town.take_changed(), cases(&[one]), "an act");
    let refused = CaseEdit::Field { name: "nobody knows it".into(), value: "x".into() };
    assert!(county.town.edit(at(21), other, vec![refused]).is_err());
    county.town.view(other).expect("read");
    assert_eq!(county.town.take_changed(), Changed::Nothing, "what is refused or read changes nothing");

    county.exchange();
    assert_eq!(county.county.take_changed(), cases(&[one]), "what a sync brought");
    county.county.catch_up(100).expect("caught up");
    assert_eq!(county.county.take_changed(), Changed::Lag, "comparing found nothing");
    assert_eq!(county.county.take_changed(), Changed::Nothing);

    let again = county.town.register(at(30), new_case("围墙占道")).expect("registered").case;
    county.town.take_changed();
    county.town.catch_up(100).expect("caught up");
    let Changed::Cases(named) = county.town.take_changed() else { panic!("comparing names what it found") };
    assert!(named.contains(&one) && named.contains(&again), "those that may be the same matter");
}

#[test]
fn what_every_page_may_show_is_anything() {
    let mut county = County::new();
    county.county.take_changed();
    let change = StaffChange { title: Some("副镇长".into()), ..StaffChange::default() };
    county.county.revise_staff(at(10), county.staff[1], change).expect("revised");
    assert_eq!(county.county.take_changed(), Changed::Anything);
}
