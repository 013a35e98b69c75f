//! The directory changes: what somebody may do from now on, and what they did before.

use std::collections::BTreeMap;

use serde_json::json;
use taizhang_model::{ActBody, StaffRole, act::Accept};

use super::office::{County, at, body};
use crate::StaffChange;

#[test]
fn a_revision_changes_what_acts_recorded_later_may_do_and_nothing_before() {
    let mut all = County::new();
    let case = all.register("围墙占道");
    all.exchange();
    all.village.act(at(20), case, ActBody::Accept(Accept::default()), None).expect("accepted");
    all.exchange();
    let extend = || body("extend", json!({"days": 5, "reason": "需要测绘"}));
    let first = all.village.act(at(30), case, extend(), None).expect("the head extends");

    let change = StaffChange { is_head: Some(false), title: Some("副主任".into()), ..StaffChange::default() };
    assert_eq!(all.county.revise_staff(at(40), all.staff[2], change.clone()).expect("revised"), 2);
    assert_eq!(all.county.revise_staff(at(41), all.staff[2], change).expect("as it is"), 2, "what changes nothing");
    all.exchange();
    let refused = all.village.act(at(50), case, extend(), None).unwrap_err();
    assert_eq!(refused.code(), "not_head");
    all.village.act(at(51), case, body("note", json!({"text": "已查看"})), None).expect("noted");
    all.exchange();
    for ledger in [&mut all.county, &mut all.town, &mut all.village] {
        let record = ledger.record(case).expect("there");
        let revisions: BTreeMap<_, _> = record.acts.iter().map(|act| (act.body.kind(), act.staff_revision)).collect();
        assert_eq!(revisions, [("register", 1), ("accept", 1), ("extend", 1), ("note", 2)].into());
        let view = ledger.view(case).expect("there");
        let item = view.timeline.iter().find(|item| item.act == first).expect("there");
        assert_eq!(item.flags, [""; 0], "the extension counts as it was made");
        let listing = ledger.listing().expect("enrolled");
        let staff = listing.staff.iter().find(|staff| staff.id == all.staff[2]).expect("there");
        assert_eq!((staff.title.as_str(), staff.is_head, staff.revision, staff.since), ("副主任", false, 2, at(40)));
    }
}

#[test]
fn functions_are_given_and_taken_back() {
    let mut all = County::new();
    let case = all.register("围墙占道");
    all.exchange();
    let give = |roles: &[StaffRole], head: bool| StaffChange {
        roles: Some(roles.iter().copied().collect()),
        is_head: Some(head),
        ..StaffChange::default()
    };
    all.county.revise_staff(at(20), all.staff[1], give(&[], false)).expect("revised");
    all.exchange();
    let file = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    let attach = json!({"name": "现场照片", "mime": "image/jpeg", "bytes": 1, "sha256": file});
    all.town.act(at(25), case, body("attach", attach), None).expect("attached");
    let redact = || body("redact", json!({"sha256": file, "reason": "个人信息"}));
    let refused = all.town.act(at(30), case, redact(), None).unwrap_err();
    all.county.revise_staff(at(31), all.staff[1], give(&[StaffRole::Privacy], false)).expect("revised");
    all.exchange();
    all.town.act(at(40), case, redact(), None).unwrap_or_else(|error| panic!("first {refused}, then {error}"));
    let gone = StaffChange { active: Some(false), ..StaffChange::default() };
    assert_eq!(all.county.revise_staff(at(41), all.staff[1], gone).expect("revised"), 4);
}

#[test]
fn only_the_authority_revises_and_only_whom_it_knows() {
    let mut all = County::new();
    let change = StaffChange { is_head: Some(false), ..StaffChange::default() };
    let refused = all.town.revise_staff(at(20), all.staff[1], change.clone()).unwrap_err();
    assert_eq!(refused.code(), "not_authority");
    let nobody = taizhang_model::StaffId([9; 16]);
    assert_eq!(all.county.revise_staff(at(20), nobody, change).unwrap_err().code(), "unknown_staff");
    let nowhere = StaffChange { office: Some(taizhang_model::OfficeId([9; 16])), ..StaffChange::default() };
    assert_eq!(all.county.revise_staff(at(20), all.staff[1], nowhere).unwrap_err().code(), "unknown_office");
}
