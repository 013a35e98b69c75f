//! K8, K12 and K15: what the world changed while somebody worked offline.

use super::{
    duty::{confirm, unpack},
    *,
};
use crate::SettleBy;

/// Extended by somebody who was the head when they last heard, and no longer was when they did it.
fn lapsed() -> (Book, ActId) {
    let (mut book, accepted) = Book::accepted();
    book.demote(clerk(TOWN));
    book.add(TOWN, &[accepted], note());
    let extended = book.add(TOWN, &[accepted], extend(20));
    book.act(extended).by = clerk(TOWN);
    (book, extended)
}

#[test]
fn k12_an_act_in_a_lost_function_waits_for_the_head() {
    let (mut book, extended) = lapsed();
    let dispute = book.only_dispute();
    assert_eq!((dispute.rule, dispute.interim), (DisputeRule::K12, Interim::NeedsConfirmation));
    assert_eq!((dispute.acts.clone(), dispute.settle_at), (vec![extended], Some(office(TOWN))));
    assert_eq!((dispute.settle_by, dispute.is_open()), (SettleBy::Head, true));
    assert_eq!((book.effect(extended), book.handling().extended_days), (Effect::Disputed, 0));
    assert_eq!(book.flags(extended), [flag::NEEDS_CONFIRMATION]);

    let by_author = book.add(TOWN, &[extended], confirm(extended, false));
    book.act(by_author).by = clerk(TOWN);
    assert_eq!(book.flags(by_author), [flag::LACKED_AUTHORITY]);
    let below = book.add(VILLAGE, &[extended], confirm(extended, false));
    assert_eq!(book.effect(below), Effect::NoEffect);
    assert!(book.only_dispute().is_open());

    let confirmed = book.add(TOWN, &[extended], confirm(extended, false));
    assert_eq!(book.only_dispute().settled_by, Some(confirmed));
    assert_eq!((book.effect(extended), book.handling().extended_days), (Effect::Live, 20));
    assert_eq!(book.flags(extended), [flag::CONFIRMED]);
    let needless = book.add(COUNTY, &[confirmed], confirm(confirmed, false));
    assert_eq!(book.flags(needless), [flag::NOTHING_TO_CONFIRM]);
}

#[test]
fn k12_the_head_may_decline_and_heads_who_differ_leave_it_open() {
    let (mut book, extended) = lapsed();
    let declined = book.add(TOWN, &[extended], confirm(extended, true));
    assert_eq!((book.only_dispute().settled_by, book.handling().extended_days), (Some(declined), 0));
    assert_eq!(book.flags(extended), [flag::NOT_CONFIRMED]);
    let confirmed = book.add(COUNTY, &[extended], confirm(extended, false));
    assert!(book.only_dispute().is_open());
    book.add(COUNTY, &[declined, confirmed], confirm(extended, false));
    assert_eq!((book.only_dispute().is_open(), book.handling().extended_days), (false, 20));
}

#[test]
fn k12_a_settlement_by_a_head_confirms_and_by_the_author_does_not() {
    let (mut book, extended) = lapsed();
    let dispute = book.only_dispute();
    let clerks = book.add(TOWN, &[extended], settle(&dispute, extended));
    book.act(clerks).by = clerk(TOWN);
    assert_eq!(book.flags(clerks), [flag::LACKED_AUTHORITY]);
    let settled = book.add(TOWN, &[extended], settle(&dispute, extended));
    assert_eq!((book.only_dispute().settled_by, book.handling().extended_days), (Some(settled), 20));
}

#[test]
fn k12_only_what_was_recorded_after_the_function_was_lost_waits() {
    let (mut book, extended) = lapsed();
    book.act(extended).made_at = "2026-06-01T03:00:00+08:00".parse().unwrap();
    assert_eq!((book.view().disputes, book.handling().extended_days), (Vec::new(), 20), "they were the head then");
    let (mut book, extended) = lapsed();
    book.act(extended).staff_revision = 2;
    assert_eq!(book.flags(extended), [flag::NOT_BY_A_HEAD], "they had seen that they no longer were");
    let (mut book, extended) = lapsed();
    let entry = book.directory.staff.get_mut(&clerk(TOWN)).unwrap();
    entry.is_head = true;
    assert_eq!(book.view().disputes, [], "the later entry took nothing away");
    assert_eq!(book.effect(extended), Effect::Live);
}

#[test]
fn k12_a_contact_never_waits_and_work_of_one_who_left_does() {
    let (mut book, accepted) = Book::accepted();
    book.demote(clerk(TOWN));
    book.directory.staff.get_mut(&clerk(TOWN)).unwrap().active = false;
    let work = [contact(), visit(), ActBody::Withdraw(crate::act::Withdraw::default())];
    let acts = work.map(|body| {
        let act = book.add(TOWN, &[accepted], body);
        book.act(act).by = clerk(TOWN);
        book.act(act).made_at = "2026-06-02T00:00:00+08:00".parse().unwrap();
        act
    });
    let waiting: Vec<ActId> = book
        .view()
        .open_disputes()
        .filter(|open| open.rule == DisputeRule::K12)
        .flat_map(|open| open.acts.clone())
        .collect();
    assert_eq!(waiting, [acts[1]]);
}

#[test]
fn k8_work_of_the_earlier_unit_is_kept_and_told() {
    let (mut book, accepted) = Book::accepted();
    let first = book.add(TOWN, &[accepted], assign(head(TOWN), TOWN));
    let worked = book.add(TOWN, &[first], visit());
    let noted = book.add(TOWN, &[first], note());
    let second = book.add(COUNTY, &[first], assign(head(OTHER_TOWN), OTHER_TOWN));
    let beside = book.add(COUNTY, &[first], visit());
    let dispute = book.only_dispute();
    assert_eq!((dispute.rule, dispute.interim, dispute.notice), (DisputeRule::K8, Interim::WorkKept, true));
    assert_eq!((dispute.acts.clone(), dispute.is_open()), (vec![second, worked, noted], false));
    assert_eq!((book.effect(worked), book.flags(worked)), (Effect::Live, vec![flag::REASSIGNED_MEANWHILE.to_owned()]));
    assert_eq!((book.flags(beside), book.item(worked).by), (Vec::new(), head(TOWN)));
}

#[test]
fn k8_says_nothing_where_the_earlier_unit_still_takes_part() {
    let (mut book, accepted) = Book::accepted();
    let first = book.add(TOWN, &[accepted], assign(head(TOWN), TOWN));
    book.add(TOWN, &[first], visit());
    let helps = Assign { assist_units: [office(TOWN)].into(), ..unpack(assign(head(OTHER_TOWN), OTHER_TOWN)) };
    book.add(COUNTY, &[first], ActBody::Assign(helps));
    assert_eq!(book.view().disputes, []);
}

#[test]
fn k15_acts_judged_by_an_older_version_are_told() {
    let (mut book, accepted) = Book::accepted();
    let older = book.configs.current_version();
    let config = crate::Config { name: "修订版".to_owned(), ..crate::Config::builtin().clone() };
    let newer = book.configs.learn(config);
    assert!(book.configs.make_current(newer));
    let first = book.add(TOWN, &[accepted], note());
    assert_eq!(book.view().disputes, [], "what came before was judged by what there was");
    let beside = book.add(VILLAGE, &[accepted], visit());
    let after = book.add(VILLAGE, &[first], visit());
    for act in [beside, after] {
        book.act(act).config = older;
    }
    let dispute = book.only_dispute();
    assert_eq!((dispute.rule, dispute.interim, dispute.notice), (DisputeRule::K15, Interim::JudgedAsSeen, true));
    assert_eq!(dispute.acts, [first, beside, after]);
    assert_eq!((book.effect(beside), book.flags(beside)), (Effect::Live, vec![flag::OLDER_VERSION.to_owned()]));
}
