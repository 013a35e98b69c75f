//! Refusals of 登记与受理, one reason after the other.

use super::*;
use crate::{
    CaseId, OfficeId,
    act::{
        CaseKind, Clarify, Classify, Decline, Finalise, LinkKind, Object, RepeatContact, Transfer, Urgency, Withdraw,
    },
    fold::tests::{
        intake_acts::{
            answer_objection, clarify, classify, decline, hand_over, link, no_longer, object, take_over, transfer,
            urgency, withdraw,
        },
        office,
    },
};

fn registered() -> (Book, ActId) {
    let mut book = Book::new();
    let registered = book.add(VILLAGE, &[], register());
    (book, registered)
}

#[test]
fn contacts_withdrawals_and_odd_groups_are_never_refused() {
    let (mut book, accepted) = Book::accepted();
    let group = RepeatContact { representatives: vec!["代表".to_owned(); 9], persons: 0, ..RepeatContact::default() };
    for _ in 0..2 {
        for body in [contact(), ActBody::Contact(group.clone()), withdraw(), ActBody::Withdraw(Withdraw::default())] {
            assert_eq!(code(ask(&book, VILLAGE, &body)), "ok", "{}", body.kind());
        }
        book.add(TOWN, &[accepted], ActBody::Finalise(Finalise::default()));
    }
    let ActBody::Register(mut register) = register() else { unreachable!() };
    register.representatives = group.representatives;
    register.kind = CaseKind::EarlyIssue;
    assert_eq!(code(ask(&Book::new(), VILLAGE, &ActBody::Register(register))), "ok");
}

#[test]
fn r19_only_the_owner_hands_over_and_only_the_receiver_takes() {
    let (mut book, registered) = registered();
    assert_eq!(code(ask(&book, VILLAGE, &hand_over(registered, TOWN))), "ok");
    let refusal = ask(&book, TOWN, &hand_over(registered, COUNTY)).unwrap_err();
    assert_eq!((refusal.code, refusal.who_could), ("not_the_owner", vec![format!("office {VILLAGE}")]));
    assert_eq!(code(ask(&book, VILLAGE, &hand_over(registered, VILLAGE))), "to_itself");
    assert_eq!(code(ask(&book, VILLAGE, &hand_over(registered, 66))), "unknown_office");
    assert_eq!(code(ask(&book, VILLAGE, &hand_over(ActId([66; 16]), TOWN))), "no_such_act");
    assert_eq!(code(ask(&book, TOWN, &take_over(registered))), "no_such_act");
    let handed = book.add(VILLAGE, &[registered], hand_over(registered, TOWN));
    assert_eq!(code(ask(&book, OTHER_TOWN, &take_over(handed))), "not_handed_to_you");
    assert_eq!(code(ask(&book, TOWN, &take_over(handed))), "ok");
    book.add(TOWN, &[handed], take_over(handed));
    assert_eq!(code(ask(&book, TOWN, &take_over(handed))), "not_open_any_more");
}

#[test]
fn i08_something_is_made_clear_and_the_unit_is_known() {
    let (book, _) = registered();
    assert_eq!(code(ask(&book, TOWN, &clarify(TOWN))), "ok");
    assert_eq!(code(ask(&book, TOWN, &clarify(66))), "unknown_office");
    assert_eq!(code(ask(&book, TOWN, &ActBody::Clarify(Clarify::default()))), "text_missing");
}

#[test]
fn c04_c14_categories_and_colours_are_those_of_the_configuration() {
    let (book, _) = registered();
    assert_eq!(code(ask(&book, TOWN, &classify("land"))), "ok");
    assert_eq!(code(ask(&book, TOWN, &classify("moods"))), "unknown_category");
    let tags = (0..17).map(|tag| tag.to_string()).collect();
    assert_eq!(code(ask(&book, TOWN, &ActBody::Classify(Classify { tags, ..Classify::default() }))), "text_too_long");
    let labelled = Classify { tags: ["重点人员".to_owned()].into(), ..Classify::default() };
    assert_eq!(code(ask(&book, TOWN, &ActBody::Classify(labelled))), "tag_about_a_person");
    for (colour, day, said) in [
        ("orange", 9, "ok"),
        ("orange", 10, "urgency_until"),
        ("blue", 10, "ok"),
        ("blue", 1, "urgency_until"),
        ("purple", 5, "unknown_colour"),
    ] {
        assert_eq!(code(ask(&book, TOWN, &urgency(colour, day))), said, "{colour} {day}");
    }
    let ActBody::Urgency(reasonless) = urgency("red", 4) else { unreachable!() };
    let reasonless = Urgency { reason: String::new(), ..reasonless };
    assert_eq!(code(ask(&book, TOWN, &ActBody::Urgency(reasonless))), "text_missing");
}

#[test]
fn i14_a_refusal_is_told_in_writing_and_never_takes_an_acceptance_back() {
    let (mut book, registered) = registered();
    assert_eq!(code(ask(&book, TOWN, &decline())), "ok");
    let ActBody::Decline(written) = decline() else { unreachable!() };
    let silent = Decline { notice_no: None, ..written.clone() };
    assert_eq!(code(ask(&book, TOWN, &ActBody::Decline(silent.clone()))), "notice_missing");
    assert_eq!(code(ask(&book, TOWN, &ActBody::Decline(Decline { unreachable: true, ..silent }))), "ok");
    let reasonless = Decline { reason: " ".to_owned(), ..written };
    assert_eq!(code(ask(&book, TOWN, &ActBody::Decline(reasonless))), "text_missing");
    book.add(TOWN, &[registered], accept());
    for body in [decline(), transfer(OTHER_TOWN)] {
        let refusal = ask(&book, TOWN, &body).unwrap_err();
        assert_eq!((refusal.code, refusal.missing), ("accepted_stays", vec![format!("accepted by office {TOWN}")]));
    }
    assert_eq!(code(ask(&book, TOWN, &accept())), "already_accepted");
}

#[test]
fn f12_only_a_concluded_matter_is_no_longer_accepted() {
    let (mut book, accepted) = Book::accepted();
    assert_eq!(code(ask(&book, TOWN, &no_longer(None))), "not_concluded");
    let elsewhere = no_longer(Some(CaseId([8; 16])));
    assert_eq!(code(ask(&book, TOWN, &elsewhere)), "not_concluded", "no link says that it is the same matter");
    let linked = book.add(TOWN, &[accepted], link(8, LinkKind::SameMatter));
    assert_eq!(code(ask(&book, TOWN, &elsewhere)), "ok");
    book.add(TOWN, &[linked], ActBody::Finalise(Finalise::default()));
    assert_eq!(code(ask(&book, TOWN, &no_longer(None))), "ok");
    assert_eq!(code(ask(&book, VILLAGE, &contact())), "ok", "and contacts are still registered");
}

#[test]
fn i15_a_transfer_names_one_receiver_and_then_only_that_one_decides() {
    let (mut book, registered) = registered();
    let to = |to: Option<OfficeId>, name: Option<&str>| {
        let (to_name, reason) = (name.map(str::to_owned), "职权".to_owned());
        ActBody::Transfer(Transfer { to, to_name, reason, ..Transfer::default() })
    };
    for (body, said) in [
        (to(Some(office(OTHER_TOWN)), None), "ok"),
        (to(None, Some("市医保局")), "ok"),
        (to(None, None), "one_receiver"),
        (to(None, Some(" ")), "one_receiver"),
        (to(Some(office(OTHER_TOWN)), Some("市医保局")), "one_receiver"),
        (to(Some(office(TOWN)), None), "to_itself"),
        (to(Some(office(66)), None), "unknown_office"),
    ] {
        assert_eq!(code(ask(&book, TOWN, &body)), said);
    }
    let ActBody::Transfer(mut late) = transfer(OTHER_TOWN) else { unreachable!() };
    late.feedback_by = Some(date(2026, 6, 1));
    assert_eq!(code(ask(&book, TOWN, &ActBody::Transfer(late))), "date_passed");
    book.add(TOWN, &[registered], transfer(OTHER_TOWN));
    for body in [accept(), decline(), transfer(COUNTY)] {
        let refusal = ask(&book, TOWN, &body).unwrap_err();
        assert_eq!((refusal.code, refusal.who_could), ("passed_on", vec![format!("office {OTHER_TOWN}")]));
        assert_eq!(code(ask(&book, OTHER_TOWN, &body)), "ok");
    }
}

#[test]
fn art_46_an_accusation_never_reaches_the_accused_office() {
    let mut book = Book::new();
    let ActBody::Register(mut register) = register() else { unreachable!() };
    register.accused = [office(TOWN)].into();
    let registered = book.add(OTHER_TOWN, &[], ActBody::Register(register));
    for to in [TOWN, VILLAGE] {
        assert_eq!(code(ask(&book, OTHER_TOWN, &transfer(to))), "accused_office");
        assert_eq!(code(ask(&book, OTHER_TOWN, &hand_over(registered, to))), "accused_office");
        for assign in [
            Assign { unit: office(to), ..Assign::default() },
            Assign { unit: office(COUNTY), assist_units: [office(to)].into(), ..Assign::default() },
        ] {
            assert_eq!(code(ask(&book, COUNTY, &ActBody::Assign(assign))), "accused_office");
        }
    }
    assert_eq!(code(ask(&book, OTHER_TOWN, &transfer(COUNTY))), "ok");
}

#[test]
fn art_23_the_receiver_objects_in_five_working_days_and_the_sender_answers() {
    let (mut book, registered) = registered();
    let sent = book.add(TOWN, &[registered], transfer(OTHER_TOWN));
    assert_eq!(code(ask(&book, TOWN, &object(sent))), "not_the_receiver");
    assert_eq!(code(ask(&book, OTHER_TOWN, &object(registered))), "no_such_act");
    assert_eq!(code(ask_on(&book, &author(OTHER_TOWN), &object(sent), date(2026, 6, 8))), "ok");
    let refusal = ask_on(&book, &author(OTHER_TOWN), &object(sent), date(2026, 6, 9)).unwrap_err();
    assert_eq!(
        (refusal.code, refusal.missing),
        ("objection_late", vec!["late_reason: the last day was 2026-06-08".to_owned()])
    );
    let ActBody::Object(plain) = object(sent) else { unreachable!() };
    let late = ActBody::Object(Object { late_reason: Some("信件延误".to_owned()), ..plain.clone() });
    assert_eq!(code(ask_on(&book, &author(OTHER_TOWN), &late, date(2026, 6, 9))), "ok");
    let reasonless = ActBody::Object(Object { reason: String::new(), ..plain });
    assert_eq!(code(ask(&book, OTHER_TOWN, &reasonless)), "text_missing");
    let objected = book.add(OTHER_TOWN, &[sent], object(sent));
    assert_eq!(code(ask(&book, OTHER_TOWN, &object(sent))), "already_objected");
    let refusal = ask(&book, OTHER_TOWN, &answer_objection(objected, true)).unwrap_err();
    assert_eq!((refusal.code, refusal.who_could), ("not_the_sender", vec![format!("office {TOWN}")]));
    assert_eq!(code(ask(&book, TOWN, &answer_objection(sent, true))), "no_such_act");
    assert_eq!(code(ask(&book, TOWN, &answer_objection(objected, true))), "ok");
    book.add(TOWN, &[objected], answer_objection(objected, false));
    assert_eq!(code(ask(&book, TOWN, &answer_objection(objected, true))), "not_open_any_more");
}
