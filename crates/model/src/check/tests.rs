mod answers;
mod closings;
mod duty;
mod handling;
mod intake;
mod links;
mod reading;

use jiff::civil::date;
use serde_json::json;

use super::*;
use crate::{
    ActId, OfficeId, StaffId,
    act::{Accept, Assign, Clarify, Close, Note, limits},
    fields,
    fold::tests::{
        Book, COUNTY, OTHER_TOWN, TOWN, VILLAGE, assign, author, clerk, close, contact, duty::unpack, extend, head,
        note, register, reply, settle, visit,
    },
};

fn accept() -> ActBody {
    ActBody::Accept(Accept::default())
}

fn ask(book: &Book, of: u8, body: &ActBody) -> Result<(), Refusal> {
    ask_on(book, &author(of), body, date(2026, 6, 2))
}

fn ask_on(book: &Book, author: &Author, body: &ActBody, today: Date) -> Result<(), Refusal> {
    check(&book.record, &book.view(), body, author, book.context(), today)
}

fn code(answer: Result<(), Refusal>) -> &'static str {
    answer.map_or_else(|refusal| refusal.code, |()| "ok")
}

/// Accepted, assigned and replied to, all by the township.
fn replied() -> (Book, ActId) {
    let (mut book, accepted) = Book::accepted();
    let assigned = book.add(TOWN, &[accepted], assign(head(TOWN), TOWN));
    let replied = book.add(TOWN, &[assigned], reply());
    (book, replied)
}

#[test]
fn nothing_but_registration_opens_a_case() {
    let mut book = Book::new();
    for body in [accept(), assign(head(TOWN), TOWN), note(), visit(), extend(1), reply(), close(&[]), contact()] {
        assert_eq!(code(ask(&book, TOWN, &body)), "not_registered", "{}", body.kind());
    }
    assert_eq!(code(ask(&book, VILLAGE, &register())), "ok");
    book.add(VILLAGE, &[], register());
    assert_eq!(code(ask(&book, VILLAGE, &register())), "already_registered");
    assert_eq!(code(ask(&book, TOWN, &accept())), "ok");
    assert_eq!(code(ask(&book, TOWN, &extend(1))), "not_accepted");
    assert_eq!(code(ask(&book, TOWN, &reply())), "not_accepted");
}

#[test]
fn a_contact_is_never_blocked() {
    let (mut book, replied) = replied();
    for body in [note(), visit(), contact()] {
        assert_eq!(code(ask(&book, VILLAGE, &body)), "ok");
    }
    book.closed(&[replied], &[replied]);
    assert_eq!(book.view().stage, Stage::Closed);
    for body in [note(), visit(), contact()] {
        assert_eq!(code(ask(&book, VILLAGE, &body)), "ok", "after the closing too");
    }
}

#[test]
fn an_assignment_names_what_is_not_clear() {
    let mut book = Book::new();
    let registered = book.add(VILLAGE, &[], register());
    let refusal = ask(&book, TOWN, &assign(head(TOWN), TOWN)).unwrap_err();
    assert_eq!((refusal.code, refusal.rule), ("not_clear_enough", "I08"));
    assert_eq!(refusal.missing, ["accept", "title", "petitioner", "claim"]);
    book.add(TOWN, &[registered], accept());
    book.set(fields::TITLE, &["征地补偿"]);
    book.set(fields::PETITIONER, &["王某"]);
    assert_eq!(ask(&book, TOWN, &assign(head(TOWN), TOWN)).unwrap_err().missing, ["claim"]);
    book.record.narrative = "补偿款未到位".to_owned();
    assert_eq!(code(ask(&book, TOWN, &accept())), "already_accepted");
    assert_eq!(code(ask(&book, TOWN, &assign(head(TOWN), TOWN))), "ok");
    let bare = |edit: fn(&mut Assign)| {
        let mut body = unpack(assign(head(TOWN), TOWN));
        (body.policy, body.measures) = (None, String::new());
        edit(&mut body);
        ActBody::Assign(body)
    };
    assert_eq!(ask(&book, TOWN, &bare(|_| ())).unwrap_err().missing, ["policy", "opinion"]);
    assert_eq!(ask(&book, TOWN, &bare(|body| body.measures = "核实".to_owned())).unwrap_err().missing, ["policy"]);
    let mut clear = book.clone();
    let clarify = Clarify {
        policy: "征地补偿标准".to_owned(), opinion: "核实后兑付".to_owned(), ..Clarify::default()
    };
    clear.add(TOWN, &[registered], ActBody::Clarify(clarify));
    assert_eq!(code(ask(&clear, TOWN, &bare(|_| ()))), "ok", "somebody made it clear before");
    assert_eq!(code(ask(&book, TOWN, &assign(StaffId([66; 16]), TOWN))), "unknown_staff");
    let ActBody::Assign(mut nowhere) = assign(head(TOWN), TOWN) else { unreachable!() };
    nowhere.unit = OfficeId([66; 16]);
    assert_eq!(code(ask(&book, TOWN, &ActBody::Assign(nowhere))), "unknown_office");
}

#[test]
fn an_extension_is_the_heads_and_30_days_in_all() {
    let (mut book, accepted) = Book::accepted();
    for (days, said) in [(0, "extension_days"), (31, "extension_days"), (30, "ok")] {
        assert_eq!(code(ask(&book, TOWN, &extend(days))), said, "{days}");
    }
    let clerk = Author { staff: clerk(TOWN), ..author(TOWN) };
    let refusal = ask_on(&book, &clerk, &extend(5), date(2026, 6, 2)).unwrap_err();
    assert_eq!((refusal.code, refusal.who_could), ("not_head", vec![format!("head of {TOWN}")]));
    let elsewhere = Author { staff: head(VILLAGE), ..author(TOWN) };
    assert_eq!(code(ask_on(&book, &elsewhere, &extend(5), date(2026, 6, 2))), "not_head");
    let reasonless = ActBody::from_kind("extend", json!({"days": 5, "reason": " "})).unwrap();
    assert_eq!(code(ask(&book, TOWN, &reasonless)), "text_missing");
    assert_eq!(code(ask_on(&book, &author(TOWN), &extend(5), date(2026, 7, 31))), "ok");
    assert_eq!(code(ask_on(&book, &author(TOWN), &extend(5), date(2026, 8, 1))), "extension_too_late");
    book.add(TOWN, &[accepted], extend(20));
    let refusal = ask(&book, TOWN, &extend(11)).unwrap_err();
    assert_eq!((refusal.code, refusal.missing), ("extension_over_cap", vec!["10 days are left".to_owned()]));
    assert_eq!(code(ask(&book, TOWN, &extend(10))), "ok");
}

#[test]
fn a_settlement_needs_the_dispute_the_act_a_reason_and_the_office() {
    let (mut book, accepted) = Book::accepted();
    let one = book.add(TOWN, &[accepted], assign(head(TOWN), TOWN));
    let two = book.add(OTHER_TOWN, &[accepted], assign(head(OTHER_TOWN), OTHER_TOWN));
    let dispute = book.view().disputes.remove(0);
    assert_eq!(code(ask(&book, COUNTY, &settle(&dispute, one))), "ok");
    assert_eq!(code(ask(&book, COUNTY, &settle(&dispute, accepted))), "not_in_dispute");
    let refusal = ask(&book, TOWN, &settle(&dispute, one)).unwrap_err();
    assert_eq!((refusal.code, refusal.who_could), ("lacked_authority", vec![format!("office {COUNTY}")]));
    let mut reasonless = crate::act::Settle { dispute: dispute.id, choose: one, reason: String::new() };
    assert_eq!(code(ask(&book, COUNTY, &ActBody::Settle(reasonless.clone()))), "text_missing");
    reasonless.dispute = crate::DisputeId([1; 16]);
    assert_eq!(code(ask(&book, COUNTY, &ActBody::Settle(reasonless))), "no_such_dispute");
    book.add(COUNTY, &[one, two], settle(&dispute, one));
    assert_eq!(code(ask(&book, COUNTY, &settle(&dispute, one))), "no_such_dispute");
}

#[test]
fn texts_are_bounded_and_printable() {
    let (book, _) = Book::accepted();
    let note = |text: String| ask(&book, TOWN, &ActBody::Note(Note { text }));
    assert_eq!(code(note("第一行\n第二行\t完".to_owned())), "ok");
    assert_eq!(code(note("字".repeat(limits::TEXT_CHARS))), "ok");
    assert_eq!(code(note("字".repeat(limits::TEXT_CHARS + 1))), "text_too_long");
    assert_eq!(code(note("\u{1b}[2J".to_owned())), "control_character");
    assert_eq!(code(note(" \n".to_owned())), "text_missing");
    let newer = ActBody::Unknown { kind: "mediate".to_owned(), payload: json!(null) };
    assert_eq!(code(ask(&book, TOWN, &newer)), "unknown_act_kind");
}
