//! Who may sign for the authority, who must agree, and what counts of a device that was shut out: the same whatever the
//! order in which the records come, and nothing without the right.

use ed25519_dalek::SigningKey;
use proptest::prelude::*;
use taizhang_model::{DeviceId, OfficeId, OfficeKind, StaffId};
use taizhang_wire::*;

const DAY_MS: i64 = 24 * 60 * 60 * 1_000;
const COUNTY: OfficeId = OfficeId([1; 16]);
const TOWN: OfficeId = OfficeId([2; 16]);
const VILLAGE: OfficeId = OfficeId([3; 16]);
const BUREAU: OfficeId = OfficeId([4; 16]);
/// The administrator, and a second person beside them.
const HEAD: StaffId = StaffId([1; 16]);
const SECOND: StaffId = StaffId([2; 16]);
const THIRD: StaffId = StaffId([3; 16]);
const TOWN_HEAD: StaffId = StaffId([4; 16]);
const BUREAU_HEAD: StaffId = StaffId([5; 16]);
const CLERK: StaffId = StaffId([6; 16]);

fn key(seed: u8) -> SigningKey {
    SigningKey::from_bytes(&[seed; 32])
}

fn device_of(seed: u8) -> DeviceId {
    PublicKey::of(&key(seed)).device()
}

fn authority() -> SigningKey {
    key(100)
}

fn by_authority(body: ControlBody) -> Control {
    body.sign(&authority())
}

fn office(id: OfficeId, parent: Option<OfficeId>, day: i64) -> ControlBody {
    let (kind, name, code) = (OfficeKind::Township, format!("办{}", id.0[0]), "A".to_owned());
    ControlBody::Office(OfficeRecord { id, kind, parent, name, code, made_at_ms: day * DAY_MS, revision: 1 })
}

fn renamed(id: OfficeId, parent: Option<OfficeId>, name: &str, revision: u32, day: i64) -> ControlBody {
    let ControlBody::Office(office) = office(id, parent, day) else { unreachable!() };
    ControlBody::Office(OfficeRecord { name: name.to_owned(), revision, ..office })
}

fn staff(id: StaffId, office: OfficeId, revision: u32, day: i64) -> ControlBody {
    ControlBody::Staff(StaffRecord {
        id,
        office,
        name: format!("员{}", id.0[0]),
        title: String::new(),
        is_head: false,
        is_team_member: false,
        roles: Default::default(),
        active: true,
        made_at_ms: day * DAY_MS,
        revision,
    })
}

fn code(seed: u8) -> EnrolmentCode {
    EnrolmentCode::new([seed; 14], &PublicKey::of(&authority()))
}

/// An invitation named by the key of the device that will take it up.
fn invite(seed: u8, staff: StaffId, office: OfficeId, day: i64) -> ControlBody {
    let (code, made_at_ms) = (code(seed), day * DAY_MS);
    let (id, key, until_ms) = (code.id(), PublicKey::of(&code.key()), made_at_ms + DAY_MS);
    ControlBody::Invite(Invite { id, key, office, staff, made_at_ms, until_ms, keys: vec![] })
}

/// The same invitation, withdrawn.
fn withdrawn(invite: ControlBody, day: i64) -> ControlBody {
    let ControlBody::Invite(invite) = invite else { unreachable!() };
    ControlBody::Invite(Invite { until_ms: Invite::WITHDRAWN, made_at_ms: day * DAY_MS, ..invite })
}

fn claim(seed: u8, day: i64) -> Control {
    let code = code(seed);
    Claim::sign((code.id(), &code.key()), &key(seed), SealKey([seed; 32]), String::new(), day * DAY_MS)
}

fn delegation(seed: u8, office: OfficeId, (active, revision): (bool, u32), day: i64) -> ControlBody {
    let (made_at_ms, until_ms) = (day * DAY_MS, (day + 100) * DAY_MS);
    ControlBody::Delegation(Delegation { device: device_of(seed), office, active, made_at_ms, until_ms, revision })
}

fn approver(staff: StaffId, active: bool, day: i64) -> ControlBody {
    ControlBody::Approver(Approver { staff, active, made_at_ms: day * DAY_MS })
}

fn approval(record: &Control, seed: u8, day: i64) -> Control {
    let approval = Approval { record: record.id(), device: device_of(seed), made_at_ms: day * DAY_MS };
    ControlBody::Approval(approval).sign(&key(seed))
}

fn revoke(seed: u8, day: i64) -> ControlBody {
    ControlBody::Revoke(Revoke { device: device_of(seed), reason: "遗失".into(), made_at_ms: day * DAY_MS })
}

fn accepted(seed: u8, (part, parts): (u16, u16), tips: &[(u8, u64)], day: i64) -> ControlBody {
    let tip = |(doc, seq): &(u8, u64)| AcceptedTip {
        doc: taizhang_model::CaseId([*doc; 16]),
        incarnation: Incarnation([0; 8]),
        seq: *seq,
    };
    let (device, tips) = (device_of(seed), tips.iter().map(tip).collect());
    ControlBody::LastAccepted(LastAccepted { device, part, parts, tips, made_at_ms: day * DAY_MS })
}

fn counts(grants: &Grants, doc: u8, seed: u8, seq: u64) -> bool {
    let actor = ActorId::new(device_of(seed), Incarnation([0; 8]));
    grants.counts(taizhang_model::CaseId([doc; 16]), actor, seq)
}

/// The county, its people, and their devices 1 to 6.
fn county() -> Vec<Control> {
    let root = Authority { key: PublicKey::of(&authority()), seal: SealKey([9; 32]), name: "清河县".into() };
    let mut all = vec![by_authority(ControlBody::Authority(root))];
    let tree = [(COUNTY, None), (TOWN, Some(COUNTY)), (VILLAGE, Some(TOWN)), (BUREAU, Some(COUNTY))];
    all.extend(tree.map(|(id, parent)| by_authority(office(id, parent, 0))));
    let people = [
        (1, HEAD, COUNTY),
        (2, SECOND, COUNTY),
        (3, THIRD, COUNTY),
        (4, TOWN_HEAD, TOWN),
        (5, BUREAU_HEAD, BUREAU),
        (6, CLERK, VILLAGE),
    ];
    for (seed, person, office) in people {
        all.extend([staff(person, office, 1, 0), invite(seed, person, office, 0)].map(by_authority));
        all.push(claim(seed, 0));
    }
    all
}

/// Takes records in as they come; what waits is tried again. Gives what they add up to, and what waits for ever.
fn deliver(records: impl IntoIterator<Item = Control>) -> (Grants, Vec<Control>) {
    let mut grants = Grants::new(PublicKey::of(&authority()));
    let mut waiting: Vec<Control> = Vec::new();
    for record in records {
        waiting.push(record);
        loop {
            let before = waiting.len();
            waiting.retain(|record| match grants.judge(record) {
                Verdict::Accept => {
                    grants.apply(record);
                    false
                }
                Verdict::Held => false,
                Verdict::Waits(_) => true,
                Verdict::Refuse(code) => panic!("{code}: {record:?}"),
            });
            if waiting.len() == before {
                break;
            }
        }
    }
    (grants, waiting)
}

fn grown(records: &[Control]) -> Grants {
    let (grants, waiting) = deliver(county().into_iter().chain(records.iter().cloned()));
    assert_eq!(waiting, [], "all of it holds");
    grants
}

/// A year of administration by three hands.
fn year() -> Vec<Control> {
    let second = by_authority(approver(SECOND, true, 1));
    let third = by_authority(approver(THIRD, true, 2));
    let town = by_authority(delegation(4, TOWN, (true, 1), 3));
    let hamlet = OfficeId([7; 16]);
    let town_says = |body: ControlBody| body.sign_as_delegate(&key(4));
    let mut all = county();
    all.extend([
        approval(&third, 2, 2),
        approval(&town, 3, 4),
        second,
        third,
        town,
        town_says(office(hamlet, Some(VILLAGE), 5)),
        town_says(staff(StaffId([7; 16]), hamlet, 1, 5)),
        town_says(invite(7, StaffId([7; 16]), hamlet, 5)),
        claim(7, 6),
        // An office is renamed three times, by two hands.
        by_authority(renamed(VILLAGE, Some(TOWN), "三合社区", 2, 5)),
        town_says(renamed(VILLAGE, Some(TOWN), "三合新村", 3, 6)),
        by_authority(renamed(VILLAGE, Some(TOWN), "三合街道", 4, 7)),
        // Too late: the device is in.
        by_authority(withdrawn(invite(7, StaffId([7; 16]), hamlet, 5), 8)),
        by_authority(invite(8, CLERK, VILLAGE, 5)),
        town_says(withdrawn(invite(8, CLERK, VILLAGE, 5), 6)),
        by_authority(withdrawn(invite(8, CLERK, VILLAGE, 5), 7)),
        town_says(staff(StaffId([7; 16]), TOWN, 2, 7)),
        by_authority(staff(StaffId([7; 16]), BUREAU, 3, 8)),
        // The authority and the delegate revise the same person, and have not heard of each other.
        town_says(staff(CLERK, TOWN, 2, 9)),
        by_authority(staff(CLERK, VILLAGE, 2, 8)),
        town_says(ControlBody::Renewal(Renewal {
            device: device_of(6),
            until_ms: 90 * DAY_MS,
            made_at_ms: 9 * DAY_MS,
        })),
        by_authority(ControlBody::Renewal(Renewal {
            device: device_of(6),
            until_ms: 80 * DAY_MS,
            made_at_ms: 9 * DAY_MS,
        })),
        // Both shut the same device out.
        town_says(revoke(7, 20)),
        by_authority(revoke(7, 21)),
        town_says(accepted(7, (1, 2), &[(1, 3)], 22)),
        by_authority(accepted(7, (2, 2), &[(2, 1)], 22)),
        by_authority(accepted(7, (0, 0), &[(1, 5)], 23)),
        by_authority(delegation(4, TOWN, (false, 2), 30)),
    ]);
    all
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn the_order_of_delivery_does_not_matter(shuffled in Just(year()).prop_shuffle(), twice in 0_usize..20) {
        let (told, waiting) = deliver(year());
        prop_assert_eq!(waiting, vec![]);
        let again: Vec<_> = shuffled.iter().take(twice).cloned().collect();
        // What a delegate signed before its right ended holds, whether or not the end is known.
        let (grants, waiting) = deliver(shuffled.into_iter().chain(again));
        prop_assert_eq!(waiting, vec![]);
        prop_assert_eq!(format!("{grants:?}"), format!("{told:?}"));
    }
}

#[test]
fn the_year_adds_up() {
    let (grants, _) = deliver(year());
    assert_eq!(grants.approvers_at(365 * DAY_MS), [SECOND, THIRD].into());
    assert_eq!(grants.approvers_at(DAY_MS), [SECOND].into(), "the first needs nobody");
    assert_eq!(grants.to_be_approved(), []);
    let seventh = StaffId([7; 16]);
    assert_eq!(grants.staff_member(seventh).map(|staff| (staff.office, staff.revision)), Some((BUREAU, 3)));
    assert_eq!(grants.directory().former[&seventh].len(), 2);
    assert_eq!(grants.staff_member(CLERK).map(|staff| staff.office), Some(VILLAGE), "the authority's stands");
    assert_eq!(grants.renewed_until_ms(device_of(6)), Some(90 * DAY_MS));
    let directory = grants.directory();
    assert_eq!(directory.office_name(VILLAGE), "三合街道");
    assert_eq!(directory.former_names[&VILLAGE], ["三合新村", "三合社区", "办3"].map(str::to_owned).into());
    assert_eq!(directory.office_called("三合社区").map(|office| office.id), Some(VILLAGE), "and by its old name");
    let code_of = |seed| grants.invite(&PublicKey::of(&code(seed).key())).expect("it was made");
    assert!(code_of(8).is_withdrawn() && !code_of(6).is_withdrawn());
    assert_eq!(code_of(8).made_at_ms, 5 * DAY_MS, "it was made when it was made");
    assert!(grants.device(device_of(7)).is_some(), "what was let in before stays in");
    assert_eq!(grants.revoked_at_ms(device_of(7)), Some(20 * DAY_MS), "from the earlier word on");
    assert!(!grants.delegation(device_of(4)).expect("there was one").active);
    assert!(counts(&grants, 1, 7, 5) && !counts(&grants, 1, 7, 6) && counts(&grants, 2, 7, 1));
    assert!(!counts(&grants, 2, 7, 2) && !counts(&grants, 3, 7, 1) && counts(&grants, 3, 6, 9));
}

#[test]
fn a_list_counts_once_it_is_whole() {
    let first = by_authority(accepted(6, (1, 2), &[(1, 3)], 2));
    let grants = grown(&[first.clone(), by_authority(accepted(6, (2, 2), &[], 2))]);
    assert!(!grants.has_last_accepted(device_of(6)) && counts(&grants, 1, 6, 9), "nobody shut it out");
    let grants = grown(&[first.clone(), by_authority(revoke(6, 1))]);
    assert!(grants.is_revoked(device_of(6)) && !grants.has_last_accepted(device_of(6)) && counts(&grants, 1, 6, 9));
    let grants = grown(&[first, by_authority(revoke(6, 1)), by_authority(accepted(6, (2, 2), &[], 2))]);
    assert!(grants.has_last_accepted(device_of(6)) && counts(&grants, 1, 6, 3) && !counts(&grants, 1, 6, 4));
    assert_eq!(grants.revoked_why(device_of(6)), Some("遗失"));
}

#[test]
fn nobody_approves_alone() {
    let second = by_authority(approver(SECOND, true, 1));
    let town = by_authority(delegation(4, TOWN, (true, 1), 3));
    let own = by_authority(delegation(2, COUNTY, (true, 1), 3));
    let holds = |records: &[Control], device: u8| {
        let all: Vec<_> =
            [second.clone(), town.clone(), own.clone()].into_iter().chain(records.iter().cloned()).collect();
        grown(&all).delegation(device_of(device)).is_some()
    };
    assert!(!holds(&[], 4), "it waits for the second person");
    assert!(holds(&[approval(&town, 2, 4)], 4));
    assert!(!holds(&[approval(&own, 2, 4)], 2), "for their own device nobody approves");
    let removed = by_authority(approver(SECOND, false, 5));
    assert_eq!(grown(&[second.clone(), removed.clone()]).approvers_at(9 * DAY_MS), [SECOND].into());
    let all = [second.clone(), removed.clone(), approval(&removed, 2, 6)];
    assert_eq!(grown(&all).approvers_at(9 * DAY_MS), [SECOND].into(), "the last one stays");
    let late = [by_authority(revoke(2, 2)), approval(&town, 2, 4)];
    assert!(!holds(&late, 4), "a device that was shut out approves nothing");
    // The word of somebody who is no approver waits for their naming, and does nothing.
    let (grants, waiting) = deliver(county().into_iter().chain([second.clone(), town.clone(), approval(&town, 5, 4)]));
    assert_eq!((grants.delegation(device_of(4)), waiting.len()), (None, 1));
    assert_eq!(grants.to_be_approved(), [town.id()]);
}

/// What becomes of a record that the town's device signs, where the town may administer its part from day 1 to day 101.
fn judged(extra: &[Control], body: ControlBody) -> Verdict {
    let right = by_authority(delegation(4, TOWN, (true, 1), 1));
    let (grants, _) = deliver(county().into_iter().chain([right]).chain(extra.iter().cloned()));
    grants.judge(&body.sign_as_delegate(&key(4)))
}

#[test]
fn a_delegate_signs_for_its_part_alone() {
    const NOT_ALLOWED: Verdict = Verdict::Refuse(Code::NotAllowed);
    let fresh = StaffId([9; 16]);
    let allowed = [
        office(OfficeId([9; 16]), Some(TOWN), 2),
        staff(fresh, VILLAGE, 1, 2),
        staff(CLERK, TOWN, 2, 2),
        invite(9, CLERK, VILLAGE, 2),
        revoke(6, 2),
        accepted(6, (1, 1), &[], 2),
        ControlBody::Renewal(Renewal { device: device_of(6), until_ms: 0, made_at_ms: 2 * DAY_MS }),
        ControlBody::OfficeKey(OfficeKey {
            office: TOWN,
            key: SealKey([3; 32]),
            shares: vec![],
            made_at_ms: 2 * DAY_MS,
        }),
    ];
    for body in allowed {
        assert_eq!(judged(&[], body.clone()), Verdict::Accept, "{body:?}");
    }
    let outside = [
        office(OfficeId([9; 16]), Some(BUREAU), 2),
        office(OfficeId([9; 16]), None, 2),
        office(TOWN, Some(COUNTY), 2),
        staff(fresh, BUREAU, 1, 2),
        staff(BUREAU_HEAD, TOWN, 2, 2),
        staff(BUREAU_HEAD, TOWN, 1, 2),
        staff(CLERK, BUREAU, 2, 2),
        invite(9, BUREAU_HEAD, TOWN, 2),
        invite(9, CLERK, BUREAU, 2),
        revoke(5, 2),
        accepted(5, (1, 1), &[], 2),
        ControlBody::Renewal(Renewal { device: device_of(1), until_ms: 0, made_at_ms: 2 * DAY_MS }),
        ControlBody::OfficeKeyShares(OfficeKeyShares {
            office: BUREAU,
            key: SealKey([3; 32]).id(),
            shares: vec![],
            made_at_ms: 2 * DAY_MS,
        }),
        delegation(6, VILLAGE, (true, 1), 2),
        approver(TOWN_HEAD, true, 2),
    ];
    for body in outside {
        let office_again = matches!(&body, ControlBody::Office(record) if record.id == TOWN);
        let expected = if office_again { vec![NOT_ALLOWED, Verdict::Held] } else { vec![NOT_ALLOWED] };
        let verdict = judged(&[], body.clone());
        assert!(expected.contains(&verdict), "{verdict:?}: {body:?}");
    }
    // Of whom nothing is known, a later revision waits: they may be another office's.
    assert_eq!(judged(&[], staff(fresh, TOWN, 2, 2)), Verdict::Waits(Waiting::Staff(fresh)));
}

#[test]
fn a_right_holds_for_its_time() {
    let body = |day| staff(CLERK, TOWN, 2, day);
    assert_eq!(judged(&[], body(0)), Verdict::Waits(Waiting::Delegation(device_of(4))), "before it was given");
    assert_eq!(judged(&[], body(101)), Verdict::Accept);
    assert_eq!(judged(&[], body(102)), Verdict::Refuse(Code::NotAllowed), "it has expired");
    let end = by_authority(delegation(4, TOWN, (false, 2), 10));
    assert_eq!(judged(std::slice::from_ref(&end), body(9)), Verdict::Accept, "made before the end");
    assert_eq!(judged(&[end], body(10)), Verdict::Refuse(Code::NotAllowed));
    let out = by_authority(revoke(4, 10));
    assert_eq!(judged(std::slice::from_ref(&out), body(9)), Verdict::Accept);
    assert_eq!(judged(&[out], body(10)), Verdict::Refuse(Code::Revoked));
    // The second person's word is missing.
    let (grants, _) = deliver(
        county()
            .into_iter()
            .chain([by_authority(approver(SECOND, true, 0)), by_authority(delegation(4, TOWN, (true, 1), 1))]),
    );
    let record = body(2).sign_as_delegate(&key(4));
    assert_eq!(grants.judge(&record), Verdict::Waits(Waiting::Delegation(device_of(4))));
}

#[test]
fn a_forged_record_does_not_hold() {
    let grants = grown(&[by_authority(delegation(4, TOWN, (true, 1), 1))]);
    let record = staff(CLERK, TOWN, 2, 2).sign_as_delegate(&key(4));
    assert_eq!(grants.judge(&record), Verdict::Accept);
    let in_its_name = Control { by: Some(device_of(4)), ..staff(CLERK, TOWN, 2, 2).sign(&key(6)) };
    assert_eq!(grants.judge(&in_its_name), Verdict::Refuse(Code::BadSignature));
    let as_authority = Control { by: None, ..record.clone() };
    assert_eq!(grants.judge(&as_authority), Verdict::Refuse(Code::BadSignature));
    let other_body = Control { body: staff(CLERK, TOWN, 3, 2), ..record };
    assert_eq!(grants.judge(&other_body), Verdict::Refuse(Code::BadSignature));
    let approval = Approval { record: ControlId([0; 32]), device: device_of(2), made_at_ms: 0 };
    let forged = ControlBody::Approval(approval).sign(&key(4));
    assert_eq!(grants.judge(&forged), Verdict::Refuse(Code::BadSignature));
}

#[test]
fn a_code_is_withdrawn_as_it_was_made_and_by_who_may_make_it() {
    let made = [by_authority(delegation(4, TOWN, (true, 1), 3)), by_authority(invite(8, BUREAU_HEAD, BUREAU, 3))];
    let code = invite(8, BUREAU_HEAD, BUREAU, 3);
    let judge = |control: &Control| grown(&made).judge(control);
    assert_eq!(judge(&by_authority(withdrawn(code.clone(), 4))), Verdict::Accept);
    let beyond_its_part = withdrawn(code.clone(), 4).sign_as_delegate(&key(4));
    assert_eq!(judge(&beyond_its_part), Verdict::Refuse(Code::NotAllowed));
    let by_a_lie = withdrawn(invite(8, CLERK, VILLAGE, 3), 4);
    assert_eq!(judge(&by_a_lie.sign_as_delegate(&key(4))), Verdict::Refuse(Code::NotAllowed), "it is another office's");
    assert_eq!(judge(&by_authority(code.clone())), Verdict::Held, "it is not made again");
    let unknown = withdrawn(invite(9, CLERK, VILLAGE, 3), 4);
    assert!(matches!(judge(&by_authority(unknown)), Verdict::Waits(Waiting::Invite(_))));
    let again = [made.to_vec(), vec![by_authority(withdrawn(code.clone(), 4))]].concat();
    assert_eq!(grown(&again).judge(&by_authority(code.clone())), Verdict::Held, "it never comes back");
    let ControlBody::Invite(invite) = withdrawn(code, 4) else { unreachable!() };
    let keys = vec![InviteKey { key: SealKey([8; 32]).id(), sealed: SealedKey([9; 80]) }];
    let with_keys = by_authority(ControlBody::Invite(Invite { keys, ..invite }));
    assert_eq!(judge(&with_keys), Verdict::Refuse(Code::Malformed));
}
