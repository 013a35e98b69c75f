//! Who decides who may read a case, and who opens it all the same.

use super::*;
use crate::{
    StaffRole,
    fold::tests::reading::{break_glass, lift, restrict},
};

fn by_clerk(book: &Book, of: u8, body: &ActBody) -> &'static str {
    code(ask_on(book, &Author { staff: clerk(of), ..author(of) }, body, date(2026, 6, 2)))
}

#[test]
fn heads_and_the_privacy_officer_of_the_home_office_restrict_and_lift() {
    let (mut book, accepted) = Book::accepted();
    assert_eq!(code(ask(&book, VILLAGE, &restrict(&[]))), "ok");
    assert_eq!(code(ask(&book, TOWN, &restrict(&[]))), "ok", "the head above");
    assert_eq!(code(ask(&book, VILLAGE, &restrict(&[StaffId([66; 16])]))), "unknown_staff");
    let refusal = ask(&book, OTHER_TOWN, &restrict(&[])).unwrap_err();
    assert_eq!((refusal.code, refusal.who_could), ("restricted_by", vec![format!("head of {VILLAGE}")]));
    assert_eq!(by_clerk(&book, VILLAGE, &restrict(&[])), "restricted_by");
    book.directory.staff.get_mut(&clerk(VILLAGE)).unwrap().roles.insert(StaffRole::Privacy);
    assert_eq!(by_clerk(&book, VILLAGE, &restrict(&[])), "ok");
    book.directory.staff.get_mut(&clerk(TOWN)).unwrap().roles.insert(StaffRole::Privacy);
    assert_eq!(by_clerk(&book, TOWN, &restrict(&[])), "restricted_by", "of another office");
    assert_eq!(code(ask(&book, VILLAGE, &lift())), "not_restricted");
    book.add(VILLAGE, &[accepted], restrict(&[]));
    assert_eq!((by_clerk(&book, VILLAGE, &lift()), code(ask(&book, OTHER_TOWN, &lift()))), ("ok", "restricted_by"));
}

#[test]
fn whoever_does_not_stand_aside_breaks_glass_with_a_reason_and_for_a_time() {
    let (mut book, accepted) = Book::accepted();
    assert_eq!(by_clerk(&book, COUNTY, &break_glass(1)), "not_restricted");
    let restricted = book.add(VILLAGE, &[accepted], restrict(&[]));
    for (hours, answer) in [(0, "open_too_long"), (1, "ok"), (24, "ok"), (25, "open_too_long")] {
        assert_eq!(by_clerk(&book, COUNTY, &break_glass(hours)), answer, "{hours}");
    }
    let silent = ActBody::from_kind("break_glass", json!({"reason": " ", "hours": 2})).unwrap();
    assert_ne!(by_clerk(&book, COUNTY, &silent), "ok");
    book.add(COUNTY, &[restricted], crate::fold::tests::duty::recuse(clerk(COUNTY)));
    assert_eq!(by_clerk(&book, COUNTY, &break_glass(1)), "stands_aside");
    assert_eq!(code(ask(&book, VILLAGE, &contact())), "ok", "a contact is never refused");
}
