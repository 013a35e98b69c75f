//! 限制知悉: who may read a case, and who opened it all the same.

use super::*;
use crate::{
    Reading,
    act::{Access, AccessKind, BreakGlass, LiftRestriction, Register, Restrict, Secrecy},
};

pub(crate) fn restrict(readers: &[StaffId]) -> ActBody {
    ActBody::Restrict(Restrict { reason: "涉及未成年人".to_owned(), readers: readers.iter().copied().collect() })
}

pub(crate) fn lift() -> ActBody {
    ActBody::LiftRestriction(LiftRestriction { reason: "调查已结束".to_owned() })
}

pub(crate) fn break_glass(hours: u8) -> ActBody {
    ActBody::BreakGlass(BreakGlass { reason: "来访人情绪激动，须即刻核对".to_owned(), hours })
}

/// One written act of each kind of this group, as golden files pin it.
pub(crate) fn examples() -> Vec<ActBody> {
    let access = Access {
        shown: AccessKind::Details,
        case: Some(CaseId([7; 16])),
        parties: vec![crate::PartyId([9; 16])],
        why: "电话回访".to_owned(),
    };
    vec![restrict(&[clerk(TOWN)]), lift(), break_glass(8), ActBody::Access(access)]
}

fn reads(book: &Book, staff: StaffId) -> bool {
    book.view().reading.may_read(Some(staff), None)
}

#[test]
fn who_is_assigned_and_who_is_named_may_read_and_nobody_else() {
    let (mut book, accepted) = Book::accepted();
    assert!(reads(&book, clerk(OTHER_TOWN)) && book.view().reading.may_read(None, None));
    let assigned = book.add(TOWN, &[accepted], assign(head(TOWN), TOWN));
    let restricted = book.add(VILLAGE, &[assigned], restrict(&[clerk(VILLAGE)]));
    let view = book.view();
    assert_eq!((view.reading.state, view.reading.restrictions[0].act), (Reading::Restricted, restricted));
    let lead = view.leads[0].staff;
    assert!([lead, head(VILLAGE), clerk(VILLAGE)].iter().all(|staff| reads(&book, *staff)));
    assert!(![head(COUNTY), clerk(COUNTY)].iter().any(|staff| reads(&book, *staff)));
    assert!(!view.reading.may_read(None, None), "whoever holds no device of a member of staff");
    let lifted = book.add(VILLAGE, &[restricted], lift());
    assert!(reads(&book, clerk(COUNTY)));
    assert_eq!((book.effect(restricted), book.effect(lifted)), (Effect::Superseded, Effect::Live));
    let again = book.add(VILLAGE, &[accepted], lift());
    assert_eq!(book.flags(again), [flag::ALREADY_DONE]);
}

#[test]
fn a_head_from_elsewhere_neither_restricts_nor_lifts() {
    let (mut book, accepted) = Book::accepted();
    let alien = book.add(OTHER_TOWN, &[accepted], restrict(&[]));
    assert_eq!(book.flags(alien), [flag::LACKED_AUTHORITY]);
    assert!(!book.view().reading.is_restricted());
    let restricted = book.add(VILLAGE, &[accepted], restrict(&[]));
    book.add(OTHER_TOWN, &[restricted], lift());
    assert!(book.view().reading.is_restricted());
    book.add(TOWN, &[restricted], lift());
    assert!(!book.view().reading.is_restricted(), "the head above decides too");
}

#[test]
fn what_was_decided_apart_leaves_the_case_restricted() {
    let (mut book, accepted) = Book::accepted();
    let one = book.add(VILLAGE, &[accepted], restrict(&[clerk(VILLAGE), clerk(TOWN)]));
    book.add(TOWN, &[accepted], restrict(&[clerk(TOWN), clerk(COUNTY)]));
    assert_eq!(book.view().reading.restrictions.len(), 2);
    assert!(reads(&book, clerk(TOWN)) && !reads(&book, clerk(VILLAGE)) && !reads(&book, clerk(COUNTY)));
    book.add(VILLAGE, &[one], lift());
    assert_eq!(book.view().reading.restrictions.len(), 1, "it had seen one of the two");
    assert!(reads(&book, clerk(COUNTY)) && !reads(&book, clerk(VILLAGE)));
}

#[test]
fn a_registration_restricts_until_a_head_lifts_it() {
    let mut book = Book::new();
    let register = Register {
        secrecy: Secrecy::Restricted,
        ..match register() {
            ActBody::Register(register) => register,
            other => panic!("{other:?}"),
        }
    };
    let registered = book.add(VILLAGE, &[], ActBody::Register(register));
    assert!(reads(&book, head(VILLAGE)) && !reads(&book, clerk(VILLAGE)));
    book.add(VILLAGE, &[registered], restrict(&[clerk(VILLAGE)]));
    assert!(reads(&book, clerk(VILLAGE)), "the later takes the place of the registration's");
}

#[test]
fn glass_is_broken_for_a_time_and_never_by_who_stands_aside() {
    let (mut book, accepted) = Book::accepted();
    let restricted = book.add(VILLAGE, &[accepted], restrict(&[]));
    let opened = book.add(COUNTY, &[restricted], break_glass(200));
    let reading = book.view().reading;
    let [opening] = &reading.openings[..] else { panic!("one opening") };
    assert_eq!((opening.act, opening.by), (opened, head(COUNTY)));
    assert_eq!(opening.until.duration_since(opening.from), jiff::SignedDuration::from_hours(24), "never longer");
    let reads = |now| reading.may_read(Some(head(COUNTY)), now);
    let second = jiff::SignedDuration::from_secs(1);
    assert!(reads(Some(opening.from)) && reads(Some(opening.until - second)));
    assert!(!reads(Some(opening.from - second)) && !reads(Some(opening.until)) && !reads(None));
    assert!(!reading.may_read(Some(clerk(COUNTY)), Some(opening.from)), "for who opened it alone");
    let aside = book.add(COUNTY, &[opened], super::duty::recuse(head(COUNTY)));
    let again = book.add(COUNTY, &[aside], break_glass(1));
    assert!(book.view().reading.openings.is_empty());
    assert_eq!(book.flags(again), [flag::BY_ONE_STANDING_ASIDE]);
}

#[test]
fn what_is_withheld_shows_number_office_stage_and_dates() {
    let (mut book, accepted) = Book::accepted();
    book.add(VILLAGE, &[accepted], restrict(&[]));
    let view = book.view();
    let shown = view.clone().withheld();
    assert_eq!((&shown.number, shown.home, shown.stage), (&view.number, view.home, view.stage));
    assert_eq!((shown.received_on, shown.next_due()), (view.received_on, view.next_due()));
    assert_eq!(shown.reading.state, Reading::Withheld);
    let text = serde_json::to_string(&shown).unwrap();
    for word in ["关于征地补偿", "王某", "补偿款未到位", "涉及未成年人"] {
        assert!(!text.contains(word), "{word} in {text}");
    }
    let record = serde_json::to_string(&format!("{:?}", book.record.clone().withheld())).unwrap();
    assert!(!record.contains("王某"));
}
