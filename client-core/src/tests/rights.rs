//! Signing in the authority's stead, and with a second person's word.

use jiff::{Timestamp, ToSpan as _};
use taizhang_model::OfficeKind;

use super::office::{County, at, ledger, new_case};
use crate::{Ledger, NewOffice, NewStaff, ledger::Awaited};

fn later(days: i64) -> Timestamp {
    at(0) + (days * 24).hours()
}

fn person(office: taizhang_model::OfficeId, name: &str) -> NewStaff {
    NewStaff {
        office,
        name: name.into(),
        title: String::new(),
        is_head: false,
        is_team_member: false,
        roles: Default::default(),
    }
}

#[test]
fn a_delegate_lets_its_own_part_in_and_nobody_else() {
    let mut all = County::new();
    let [county, town, village] = all.offices;
    let device = all.town.identity().device();
    let refused = all.town.add_staff(at(5), person(town, "孙丽")).unwrap_err();
    assert_eq!(refused.code(), "not_authority");
    all.county.delegate(at(6), device, town, later(90)).expect("delegated");
    all.exchange();
    assert!(all.town.status().expect("enrolled").is_delegate);

    let hamlet =
        NewOffice { kind: OfficeKind::Village, parent: Some(village), name: "柳沟".into(), code: "LG".into() };
    let hamlet = all.town.add_office(at(7), hamlet).expect("below the town");
    let clerk = all.town.add_staff(at(7), person(hamlet, "孙丽")).expect("of the town's part");
    let code = all.town.invite(at(8), clerk).expect("invited");
    let bundle = all.town.export_bundle(None).expect("exported");
    let mut device_there = ledger(9);
    device_there.enrol_from_bundle(0, &code, &bundle, "平板", |_, _| {}).expect("enrolled");
    let case = device_there.register(at(20), new_case("沟渠")).expect("registered").case;
    let bundle = device_there.export_bundle(None).expect("exported");
    all.town.import_bundle(0, &bundle, |_, _| {}).expect("imported");
    all.exchange();
    all.county.import_bundle(0, &all.town.export_bundle(None).expect("exported"), |_, _| {}).expect("imported");
    let listing = all.county.listing().expect("enrolled");
    assert!(listing.offices.iter().any(|office| office.id == hamlet));
    let line = listing.devices.iter().find(|line| line.staff == clerk).expect("the county knows the device");
    assert_eq!((line.office, line.delegation.as_ref()), (hamlet, None));
    assert!(listing.devices.iter().any(|line| line.delegation.as_ref().is_some_and(|right| right.holds)));
    assert_eq!(all.county.quarantine().expect("read"), []);
    // What proves the case holds whatever the order in which the directory came together.
    let audited = device_there.audit_case(case).expect("here").audited.report;
    assert!(audited.proved, "{:?}", audited.findings);

    let outside = all.town.add_staff(at(9), person(county, "周强")).unwrap_err();
    assert!(outside.code() == "not_authority" && outside.to_string().contains("石桥镇"), "{outside}");
    let own_right = all.town.delegate(at(9), line.device, town, later(90)).unwrap_err();
    assert_eq!(own_right.code(), "not_authority");
    all.county.end_delegation(at(30), device).expect("ended");
    assert_eq!(all.county.end_delegation(at(30), device).unwrap_err().code(), "unknown");
    all.exchange();
    assert_eq!(all.town.add_staff(at(31), person(town, "周强")).unwrap_err().code(), "not_authority");
    assert!(!all.town.status().expect("enrolled").is_delegate);
}

#[test]
fn a_right_runs_out() {
    let mut all = County::new();
    let town = all.offices[1];
    all.county.delegate(at(6), all.town.identity().device(), town, later(1)).expect("delegated");
    all.exchange();
    all.town.add_staff(later(1), person(town, "孙丽")).expect("on its last day");
    assert_eq!(all.town.add_staff(later(2), person(town, "周强")).unwrap_err().code(), "not_authority");
}

#[test]
fn a_second_person_agrees_or_nothing_holds() {
    let mut all = County::new();
    let village = all.offices[2];
    let [administrator, second, _] = all.staff;
    assert_eq!(all.county.name_approver(at(5), administrator).unwrap_err().code(), "not_approver");
    all.county.name_approver(at(5), second).expect("the first needs nobody");
    let names: Vec<_> =
        all.county.approvers(at(6)).expect("enrolled").into_iter().map(|line| (line.staff, line.office_name)).collect();
    assert_eq!(names, [(second, "石桥镇".to_owned())]);

    let device = all.village.identity().device();
    let record = all.county.delegate(at(7), device, village, later(90)).expect("signed");
    all.exchange();
    assert_eq!(all.village.add_staff(at(8), person(village, "孙丽")).unwrap_err().code(), "not_authority");
    let waiting = |ledger: &mut Ledger| {
        let lines = ledger.to_be_approved().expect("enrolled").into_iter();
        lines.map(|line| (line.record, line.may_approve)).collect::<Vec<_>>()
    };
    assert_eq!(waiting(&mut all.county), [(record, false)]);
    assert_eq!(waiting(&mut all.town), [(record, true)]);
    let line = all.county.to_be_approved().expect("enrolled").remove(0);
    assert!(matches!(line.what, Awaited::Delegation { office, .. } if office == village));
    assert_eq!(all.county.approve(at(9), record).unwrap_err().code(), "not_approver");
    assert_eq!(all.village.approve(at(9), record).unwrap_err().code(), "not_approver", "their own right");
    let no_record = taizhang_wire::ControlId([0; 32]);
    assert_eq!(all.town.approve(at(9), no_record).unwrap_err().code(), "unknown");
    all.town.approve(at(9), record).expect("approved");
    all.exchange();
    assert_eq!(waiting(&mut all.county), []);
    all.village.add_staff(at(10), person(village, "孙丽")).expect("both persons agreed");

    assert_eq!(all.county.end_approver(at(11), second).unwrap_err().code(), "last_approver");
    let third = all.staff[2];
    let named = all.county.name_approver(at(12), third).expect("signed");
    all.exchange();
    all.town.approve(at(13), named).expect("approved");
    all.exchange();
    assert_eq!(all.county.approvers(at(14)).expect("enrolled").len(), 2);
    let ended = all.county.end_approver(at(15), second).expect("signed");
    all.exchange();
    assert_eq!(all.town.approve(at(16), ended).unwrap_err().code(), "not_approver", "it is about themselves");
    all.village.approve(at(16), ended).expect("approved");
    all.exchange();
    assert_eq!(all.county.approvers(at(17)).expect("enrolled").len(), 1);
}

#[test]
fn a_code_is_listed_with_what_became_of_it() {
    let mut all = County::new();
    let codes = all.county.invitations(at(5)).expect("enrolled");
    assert_eq!(codes.len(), 3);
    let own = all.town.listing().expect("enrolled").devices;
    for code in codes {
        let line = own.iter().find(|line| Some(line.device) == code.device).expect("each was taken up");
        assert!(code.check_code.is_some() && code.check_code == line.check_code, "both sides show the same digits");
    }
    all.county.invite(at(5), all.staff[1]).expect("invited");
    let state = |ledger: &mut Ledger, now| ledger.invitations(now).expect("enrolled")[0].state;
    assert_eq!(state(&mut all.county, at(6)), crate::InvitationState::Open);
    assert_eq!(state(&mut all.county, later(2)), crate::InvitationState::Expired);
}
