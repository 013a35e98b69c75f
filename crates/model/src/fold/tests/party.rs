//! 当事人信息: details and what was corrected twice (K14).

use super::*;
use crate::{conflict_dispute, fold_party};

#[test]
fn k14_both_values_are_shown_until_an_editor_writes_one() {
    let mut book = Book::new();
    book.set(fields::NAME, &["王某"]);
    book.set(fields::PHONE, &["13800000000", "13900000000"]);
    book.set("mood", &["a", "b"]);
    let view = fold_party(&book.record);
    assert_eq!(
        (view.name.as_str(), view.phone.as_str(), view.id.as_bytes()),
        ("王某", "13800000000", book.record.id.as_bytes())
    );
    let values: Vec<_> = view.conflicts[0].values.iter().map(|value| value.value.as_str()).collect();
    assert_eq!((view.conflicts.len(), values), (1, vec!["13800000000", "13900000000"]));
    let dispute = &view.disputes[0];
    assert_eq!((dispute.rule, dispute.interim, dispute.is_open()), (DisputeRule::K14, Interim::BothValuesShown, true));
    assert_eq!(dispute.settle_at, Some(book.record.home));
    book.set(fields::PHONE, &["13900000000"]);
    assert_eq!(fold_party(&book.record).disputes, []);
}

#[test]
fn k14_has_one_id_whatever_the_order_of_the_values() {
    let mut book = Book::new();
    let id = |book: &Book| {
        let conflict = book.view().conflicts.remove(0);
        conflict_dispute(book.record.id.as_bytes(), book.record.home, &conflict).id
    };
    book.set(fields::AREA, &["东村", "西村"]);
    let one = id(&book);
    book.set(fields::AREA, &["西村", "东村"]);
    assert_eq!(one, id(&book));
    book.set(fields::AREA, &["西村", "北村"]);
    assert_ne!(one, id(&book));
}

#[test]
fn keys_are_of_every_number_that_stands_there_and_masks_leave_four_characters() {
    let key = crate::config::MatchKey::new([7; 32]);
    let mut book = Book::new();
    book.set(fields::ID_NUMBER, &["11010519491231002X"]);
    book.set(fields::PHONE, &["13800000000/0411-12345678", "13900000000"]);
    let view = fold_party(&book.record);
    assert_eq!(view.keys(&key).len(), 4);
    assert_eq!(view.clone().masked().id_number, "**************002X");
    book.set(fields::ID_TYPE, &["passport"]);
    assert_eq!(fold_party(&book.record).keys(&key).len(), 3, "no resident's number");
    book.set(fields::ID_NUMBER, &["E1234567", "123"]);
    let masked = fold_party(&book.record).masked();
    let values: Vec<_> = masked.conflicts.iter().flat_map(|of| &of.values).map(|value| value.value.as_str()).collect();
    assert_eq!(values, ["****4567", "***", "13800000000/0411-12345678", "13900000000"]);
}

#[test]
fn debug_text_shows_no_detail() {
    let mut book = Book::new();
    book.set(fields::PHONE, &["13800000000"]);
    assert!(!format!("{:?}", fold_party(&book.record)).contains("138"));
}
