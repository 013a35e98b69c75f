//! The directory changes: what somebody may do from now on, and what they did before.

use std::collections::BTreeMap;

use serde_json::json;
use taizhang_model::{ActBody, OfficeKind, StaffRole, act::Accept};

use super::office::{County, at, body, ledger};
use crate::{InvitationState, NewOffice, NewStaff, OfficeChange, StaffChange};

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

#[test]
fn names_are_put_right_and_two_offices_have_no_code_in_common() {
    let mut all = County::new();
    let case = all.register("围墙占道");
    all.exchange();
    let number = all.town.view(case).expect("there").number;
    let [_, town, village] = all.offices;
    let renamed = OfficeChange { name: Some(" 石桥镇 ".into()), code: Some("SQZ".into()) };
    assert_eq!(all.county.revise_office(at(20), town, renamed.clone()).expect("revised"), 2);
    assert_eq!(all.county.revise_office(at(21), town, renamed).expect("as it is"), 2, "what changes nothing");
    let named = StaffChange { name: Some("王芳芳".into()), ..StaffChange::default() };
    all.county.revise_staff(at(22), all.staff[1], named).expect("revised");
    all.exchange();
    for ledger in [&mut all.county, &mut all.town, &mut all.village] {
        let directory = ledger.directory().expect("enrolled");
        let office = &directory.offices[&town];
        assert_eq!((office.name.as_str(), office.code.as_str()), ("石桥镇", "SQZ"));
        assert_eq!(directory.office_called("石桥镇").map(|office| office.id), Some(town), "and by its old name");
        assert_eq!(directory.staff_name(all.staff[1]), "王芳芳");
        assert_eq!(ledger.view(case).expect("there").number, number, "a case keeps its number");
    }

    let code = |code: &str| OfficeChange { code: Some(code.into()), ..OfficeChange::default() };
    for (wrong, why) in
        [("sqz", "office_code_taken"), ("", "office_code"), ("石桥", "office_code"), ("A B", "office_code")]
    {
        assert_eq!(all.county.revise_office(at(30), village, code(wrong)).unwrap_err().code(), why, "{wrong}");
        let (kind, name) = (OfficeKind::Village, "新村".to_owned());
        let added = NewOffice { kind, parent: Some(town), name, code: wrong.into() };
        assert_eq!(all.county.add_office(at(30), added).unwrap_err().code(), why, "{wrong}");
    }
    // A code that was given before this was asked for keeps nobody from putting the name right.
    let only_the_name = OfficeChange { name: Some("三合社区".into()), ..OfficeChange::default() };
    all.county.revise_office(at(29), village, only_the_name).expect("revised");
    let nameless = OfficeChange { name: Some("  ".into()), ..OfficeChange::default() };
    assert_eq!(all.county.revise_office(at(30), village, nameless).unwrap_err().code(), "no_name");
    let nameless = StaffChange { name: Some("".into()), ..StaffChange::default() };
    assert_eq!(all.county.revise_staff(at(30), all.staff[1], nameless).unwrap_err().code(), "no_name");
    let nobody = NewStaff {
        office: town,
        name: " ".into(),
        title: String::new(),
        is_head: false,
        is_team_member: false,
        roles: Default::default(),
    };
    assert_eq!(all.county.add_staff(at(30), nobody).unwrap_err().code(), "no_name");
    assert_eq!(all.town.revise_office(at(31), village, code("CZ")).unwrap_err().code(), "not_authority");
}

#[test]
fn a_code_that_nobody_took_up_is_withdrawn() {
    let mut all = County::new();
    let code = all.county.invite(at(20), all.staff[1]).expect("invited");
    all.county.withdraw_invitation(at(21), code.id()).expect("withdrawn");
    all.county.withdraw_invitation(at(22), code.id()).expect("it is withdrawn already");
    let line = |all: &mut County, id| {
        let codes = all.county.invitations(at(30)).expect("enrolled");
        codes.into_iter().find(|line| line.id == id).expect("it was made")
    };
    let withdrawn = line(&mut all, code.id());
    assert_eq!((withdrawn.state, withdrawn.made_at_ms), (InvitationState::Withdrawn, at(20).as_millisecond()));

    let bundle = all.county.export_bundle(None).expect("exported");
    let mut newcomer = ledger(90);
    let refused = newcomer.enrol_from_bundle(at(31).as_millisecond(), &code, &bundle, "平板", |_, _| {}).unwrap_err();
    assert_eq!(refused.code(), "code_expired");

    let codes = all.county.invitations(at(30)).expect("enrolled");
    let used = codes.iter().find(|line| line.state == InvitationState::Used).expect("the town's");
    let refused = all.county.withdraw_invitation(at(32), used.id).unwrap_err();
    assert_eq!(refused.code(), "code_taken_up");
    assert!(refused.to_string().contains(used.device_name.as_deref().expect("it has a name")), "{refused}");
    let open = all.county.invite(at(33), all.staff[1]).expect("invited");
    assert_eq!(all.county.invitations(at(34)).expect("enrolled")[0].id, open.id(), "what can be taken up comes first");
    all.exchange();
    assert_eq!(all.town.withdraw_invitation(at(35), open.id()).unwrap_err().code(), "not_authority");
}

#[test]
fn a_county_that_is_not_founded_leaves_nothing_behind() {
    let mut ledger = ledger(91);
    for (name, code, administrator, why) in
        [("清河县", "清河", "李建国", "office_code"), (" ", "QH", "李建国", "no_name"), ("清河县", "QH", "", "no_name")]
    {
        let refused = ledger.found_county(at(0), name, code, (administrator, "局长"), "县局电脑").unwrap_err();
        assert_eq!((refused.code(), ledger.county()), (why, None));
    }
    ledger.found_county(at(0), "清河县", "QH", ("李建国", "局长"), "县局电脑").expect("founded");
}
