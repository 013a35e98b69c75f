//! A petitioner asks by their receipt code.

use jiff::civil::date;
use taizhang_model::{
    ActBody,
    act::{Channel, RepeatContact},
};

use super::office::{County, at, new_case};

#[test]
fn every_contact_has_a_code_and_each_of_them_asks_for_the_case() {
    let mut all = County::new();
    let registered = all.village.register(at(10), new_case("围墙占道")).expect("registered");
    let again = RepeatContact { channel: Channel::Phone, received_on: date(2026, 9, 2), ..RepeatContact::default() };
    all.village.act(at(20), registered.case, ActBody::Contact(again.clone()), None).expect("recorded");
    let given = RepeatContact { receipt_code: "县A-77".into(), ..again };
    all.village.act(at(21), registered.case, ActBody::Contact(given), None).expect("recorded");
    all.exchange();
    let codes: Vec<_> = all
        .town
        .view(registered.case)
        .expect("there")
        .intake
        .contacts
        .into_iter()
        .map(|row| row.receipt_code)
        .collect();
    assert_eq!((codes.len(), &codes[0], codes[2].as_str()), (3, &registered.receipt_code, "县A-77"));
    assert!(codes[1].len() == 10 && codes[1] != codes[0], "{codes:?}");
    for ledger in [&mut all.county, &mut all.town, &mut all.village] {
        for code in &codes {
            assert_eq!(ledger.case_by_receipt_code(code).expect("known"), registered.case);
        }
        let spoken = format!(" {}-{} ", &codes[0][..5].to_lowercase(), &codes[0][5..]);
        assert_eq!(ledger.case_by_receipt_code(&spoken).expect("known"), registered.case);
        let wide = |letter: char| char::from_u32(u32::from(letter) + 0xFEE0).expect("a full-width form");
        let typed: String = codes[0].chars().map(wide).chain(['－']).collect();
        assert_eq!(ledger.case_by_receipt_code(&typed).expect("known"), registered.case);
        let status = ledger.public_status(at(30), &spoken).expect("known");
        assert_eq!(status.registered_on, Some(date(2026, 9, 1)));
    }
}

/// A code that never was, one that is empty, and one of a case that is not here any more: one answer.
#[test]
fn a_code_that_is_not_known_says_nothing_more() {
    let mut all = County::new();
    let registered = all.village.register(at(10), new_case("围墙占道")).expect("registered");
    all.exchange();
    assert!(all.town.case_by_receipt_code(&registered.receipt_code).is_ok());
    all.town.write(|_, tx| Ok(crate::store::folded::remove(tx, registered.case)?)).expect("taken away");
    let codes = [registered.receipt_code.as_str(), "ZZZZZZZZZZ", "", "-- "];
    let said = codes.map(|code| {
        let error = all.town.public_status(at(30), code).unwrap_err();
        assert_eq!(error.code(), "unknown_receipt_code");
        error.to_string().replace(&format!("{code:?}"), "[code]")
    });
    assert!(said.iter().all(|one| *one == said[0]), "{said:?}");
}
