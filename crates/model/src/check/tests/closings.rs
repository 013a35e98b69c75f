//! What a closing needs, and what comes after it.

use std::collections::BTreeMap;

use super::*;
use crate::{
    CaseId, ClaimId, Office, OfficeKind,
    act::{
        AssessClaim, Audit, CancelPromise, ClaimMerit, ClaimOutcome, Deliver, Document, DocumentKind, ExternalMark,
        FirstReview, LookBack, Meet, OutcomeKind, Promise, Rate, RatedBy, Reopen, ReopenCause, ReportClosed, Review,
        Sign, SignRole,
    },
    fold::tests::{office, serve},
};

const PETITION: u8 = 10;

/// Replied to and served; the last act.
fn served() -> (Book, ActId) {
    let (mut book, served) = Book::served();
    let county = book.directory.offices[&office(COUNTY)].clone();
    let (id, kind) = (office(PETITION), OfficeKind::PetitionOffice);
    book.directory.offices.insert(id, Office { id, kind, name: "信访局".to_owned(), ..county });
    (book, served)
}

/// A closing with a cause, and the same act for each item of the checklist.
fn full(book: &Book, fulfils: ActId) -> Close {
    let items = book.configs.current().checklist(None).iter();
    let checklist: BTreeMap<String, ActId> = items.map(|item| (item.id.clone(), fulfils)).collect();
    Close { summary: "已补发".to_owned(), cause: "台账漏登".to_owned(), covers: Vec::new(), checklist }
}

fn ask_close(book: &Book, of: u8, close: Close) -> Result<(), Refusal> {
    ask(book, of, &ActBody::Close(close))
}

#[test]
fn f01_the_dossier_names_an_act_for_every_item() {
    let (book, served) = served();
    assert_eq!(code(ask_close(&book, TOWN, full(&book, served))), "ok");
    let mut close = full(&book, served);
    close.checklist.remove("facts");
    let refusal = ask_close(&book, TOWN, close.clone()).unwrap_err();
    assert_eq!((refusal.code, refusal.rule), ("checklist_incomplete", "F01"));
    assert_eq!(refusal.missing, ["facts (案情材料)"]);
    close.checklist.insert("facts".to_owned(), ActId([99; 16]));
    assert_eq!(code(ask_close(&book, TOWN, close.clone())), "no_such_act");
    close.checklist.insert("facts".to_owned(), served);
    close.checklist.insert("guarantee".to_owned(), served);
    assert_eq!(ask_close(&book, TOWN, close).unwrap_err().missing, ["guarantee: no item of the checklist"]);
    let covers = vec![ActId([1; 16]); limits::COVERS + 1];
    assert_eq!(code(ask_close(&book, TOWN, Close { covers, ..full(&book, served) })), "too_many_acts");
    let refusal = ask_close(&book, OTHER_TOWN, full(&book, served)).unwrap_err();
    assert_eq!((refusal.code, refusal.who_could), ("not_lead_unit", vec![format!("office {TOWN}")]));
}

#[test]
fn f03_f08_a_report_counts_with_the_signature_of_the_lead() {
    let (mut book, served) = served();
    let report =
        Document { kind: DocumentKind::Investigation, title: "查办报告".to_owned(), ..Document::default() };
    let report = book.add(TOWN, &[served], ActBody::Document(report));
    let mut close = full(&book, served);
    close.checklist.insert("investigation-report".to_owned(), report);
    let refusal = ask_close(&book, TOWN, close.clone()).unwrap_err();
    assert_eq!(refusal.missing, ["investigation-report: signature of the lead"]);
    book.sign(TOWN, clerk(TOWN), &[], report, SignRole::Handler);
    assert_eq!(code(ask_close(&book, TOWN, close.clone())), "checklist_incomplete");
    book.sign(TOWN, head(TOWN), &[], report, SignRole::Lead);
    assert_eq!(code(ask_close(&book, TOWN, close)), "ok");
    assert!(DocumentKind::HandlingReport.needs_lead() && !DocumentKind::SettlementStatement.needs_lead());
}

#[test]
fn f23_every_contact_is_answered_and_the_answer_served() {
    let (mut book, replied) = replied();
    assert_eq!(code(ask_close(&book, TOWN, full(&book, replied))), "not_served");
    let served = book.add(TOWN, &[replied], serve(replied));
    assert_eq!(code(ask_close(&book, TOWN, full(&book, served))), "ok");
    let came = book.add(VILLAGE, &[served], contact());
    let refusal = ask_close(&book, TOWN, full(&book, served)).unwrap_err();
    assert_eq!((refusal.code, refusal.missing), ("contact_unanswered", vec![came.to_string()]));
    let (book, _) = Book::accepted();
    assert_eq!(code(ask_close(&book, TOWN, Close::default())), "not_replied");
    let (mut book, served) = Book::served();
    book.add(VILLAGE, &[served], ActBody::Review(Review::default()));
    assert_eq!(code(ask_close(&book, TOWN, full(&book, served))), "review_pending");
}

#[test]
fn h26_no_promise_is_past_its_day() {
    let (mut book, served) = served();
    let due = date(2026, 6, 1);
    let owed = Promise { due, office: office(TOWN), ..Promise::default() };
    let promised = book.add(TOWN, &[served], ActBody::Promise(owed));
    let refusal = ask_close(&book, TOWN, full(&book, served)).unwrap_err();
    assert_eq!((refusal.code, refusal.missing), ("promise_overdue", vec![format!("{promised} due 2026-06-01")]));
    let on = |book: &Book, day| ask_on(book, &author(TOWN), &ActBody::Close(full(book, served)), day);
    assert_eq!(code(on(&book, due)), "ok", "a promise that is still to come is scheduled");
    let cancel = |new_due| {
        let agreed_words = "同意".to_owned();
        CancelPromise { promise: promised, new_due, agreed_words, ..CancelPromise::default() }
    };
    for settled in [
        ActBody::Deliver(Deliver { promise: promised, proof: "收据".to_owned(), ..Deliver::default() }),
        ActBody::CancelPromise(cancel(None)),
        ActBody::CancelPromise(cancel(Some(date(2026, 9, 1)))),
    ] {
        let mut book = book.clone();
        book.add(TOWN, &[promised], settled);
        assert_eq!(code(ask_close(&book, TOWN, full(&book, served))), "ok");
    }
}

#[test]
fn h07_a_clear_claim_is_settled_in_full() {
    let (mut book, served) = served();
    let claim = ClaimId([1; 16]);
    let assess = |merit| ActBody::AssessClaim(AssessClaim { claim, merit, ..AssessClaim::default() });
    let outcome = |outcome| ActBody::ClaimOutcome(ClaimOutcome { claim, outcome, ..ClaimOutcome::default() });
    let assessed = book.add(TOWN, &[served], assess(ClaimMerit::Clear));
    let refusal = ask_close(&book, TOWN, full(&book, served)).unwrap_err();
    assert_eq!((refusal.code, refusal.missing), ("partly_fulfilled", vec![format!("claim {claim}")]));
    let part = book.add(TOWN, &[assessed], outcome(OutcomeKind::Part));
    assert_eq!(code(ask_close(&book, TOWN, full(&book, served))), "partly_fulfilled");
    let mut excessive = book.clone();
    excessive.add(TOWN, &[part], assess(ClaimMerit::Excessive));
    assert_eq!(code(ask_close(&excessive, TOWN, full(&book, served))), "ok");
    book.add(TOWN, &[part], outcome(OutcomeKind::Full));
    assert_eq!(code(ask_close(&book, TOWN, full(&book, served))), "ok");
}

#[test]
fn h28_the_cause_is_found() {
    let (mut book, served) = served();
    let close = Close { cause: String::new(), ..full(&book, served) };
    assert_eq!(code(ask_close(&book, TOWN, close.clone())), "cause_missing");
    let meet = Meet { causes: "未公示".to_owned(), ..Meet::default() };
    book.add(TOWN, &[served], ActBody::Meet(meet));
    assert_eq!(code(ask_close(&book, TOWN, close)), "ok");
}

#[test]
fn a_closing_waits_for_disputes_but_may_be_signed_again() {
    let (mut book, served) = served();
    let accepted = book.record.acts[1].id;
    let mut two_leads = book.clone();
    two_leads.add(COUNTY, &[accepted], assign(head(COUNTY), COUNTY));
    assert_eq!(code(ask_close(&two_leads, TOWN, full(&book, served))), "open_dispute");
    let closing = book.add(TOWN, &[served], close(&[served]));
    book.signed(closing);
    assert_eq!(code(ask_close(&book, TOWN, full(&book, served))), "already_closed");
    book.add(VILLAGE, &[served], visit());
    assert_eq!(book.view().open_disputes().count(), 1);
    assert_eq!(code(ask_close(&book, TOWN, full(&book, served))), "ok");
}

#[test]
fn f05_one_person_signs_a_closing_once() {
    let (mut book, served) = served();
    let closing = book.add(TOWN, &[served], close(&[served]));
    let over = book.act(closing).content_hash();
    let sign = |role| ActBody::Sign(Sign { act: closing, over: over.clone(), role });
    book.sign(TOWN, head(TOWN), &[], closing, SignRole::Lead);
    assert_eq!(code(ask(&book, TOWN, &sign(SignRole::Head))), "signed_already");
    assert_eq!(code(ask(&book, COUNTY, &sign(SignRole::Head))), "ok");
}

/// Closed; the last signature.
fn closed() -> (Book, ActId) {
    let (mut book, served) = served();
    let signed = book.closed(&[served], &[served]);
    (book, signed)
}

#[test]
fn f14_f10_an_audit_needs_a_closing_an_office_that_audits_and_somebody_who_took_no_part() {
    let (book, _) = served();
    let audit = |resolved| ActBody::Audit(Audit { resolved, reason: "已回访".to_owned() });
    assert_eq!(code(ask(&book, PETITION, &audit(true))), "not_closed");
    let (mut book, signed) = closed();
    assert_eq!(code(ask(&book, PETITION, &audit(true))), "ok");
    let refusal = ask(&book, OTHER_TOWN, &audit(true)).unwrap_err();
    assert_eq!((refusal.code, refusal.who_could.len()), ("not_audit_office", 2));
    let reasonless = ActBody::Audit(Audit { resolved: true, reason: String::new() });
    assert_eq!(code(ask(&book, PETITION, &reasonless)), "text_missing");
    let review = |passed, defects: &[&str]| {
        let defects = defects.iter().map(|defect| (*defect).to_owned()).collect();
        ActBody::FirstReview(FirstReview { passed, defects })
    };
    assert_eq!(code(ask(&book, PETITION, &review(true, &["缺"]))), "defects_missing");
    assert_eq!(code(ask(&book, PETITION, &review(false, &[]))), "defects_missing");
    assert_eq!(code(ask(&book, TOWN, &review(true, &[]))), "not_audit_office");
    assert_eq!(code(ask(&book, PETITION, &review(false, &["缺回访材料"]))), "ok");
    let returned = book.add(PETITION, &[signed], review(false, &["缺回访材料"]));
    assert_eq!(code(ask(&book, PETITION, &audit(true))), "auditor_took_part");
    book.act(returned).by = clerk(PETITION);
    let refusal = ask(&book, PETITION, &audit(true)).unwrap_err();
    assert_eq!((refusal.code, refusal.missing), ("dossier_returned", vec!["缺回访材料".to_owned()]));
    assert_eq!(code(ask(&book, PETITION, &audit(false))), "ok", "it may be returned all the same");
}

#[test]
fn m01_a_report_of_the_closing_names_its_office() {
    let (book, _) = closed();
    let report = |to, to_name: Option<&str>| {
        ActBody::ReportClosed(ReportClosed { to, to_name: to_name.map(str::to_owned), number: None })
    };
    assert_eq!(code(ask(&book, TOWN, &report(None, None))), "unit_missing");
    assert_eq!(code(ask(&book, TOWN, &report(None, Some("市信访局")))), "ok");
    assert_eq!(code(ask(&book, TOWN, &report(Some(office(COUNTY)), None))), "ok");
    assert_eq!(code(ask(&book, TOWN, &report(Some(office(66)), None))), "unknown_office");
    let (book, _) = served();
    assert_eq!(code(ask(&book, TOWN, &report(None, Some("市信访局")))), "not_closed");
}

#[test]
fn f24_a_rating_is_refused_only_for_what_makes_it_not_theirs() {
    let (book, _) = Book::accepted();
    let rate = |rating: &str, by, code: &str, read_back| {
        let (rating, receipt_code) = (rating.to_owned(), Some(code.to_owned()));
        ActBody::Rate(Rate { rating, by, receipt_code, read_back, words: String::new() })
    };
    assert_eq!(code(ask(&book, TOWN, &rate("satisfied", RatedBy::Code, "K7Q2", false))), "ok", "at any stage");
    assert_eq!(code(ask(&book, TOWN, &rate("satisfied", RatedBy::Code, "", false))), "rating_code");
    assert_eq!(code(ask(&book, TOWN, &rate("satisfied", RatedBy::Dictated, "", true))), "ok");
    assert_eq!(code(ask(&book, TOWN, &rate("satisfied", RatedBy::Dictated, "", false))), "not_read_back");
    let refusal = ask(&book, TOWN, &rate("five stars", RatedBy::Dictated, "", true)).unwrap_err();
    assert_eq!(
        (refusal.code, refusal.missing),
        ("unknown_rating", vec!["satisfied|basically-satisfied|dissatisfied".to_owned()])
    );
}

#[test]
fn h27_opening_again_names_its_cause() {
    let (mut book, signed) = closed();
    let promised = book.add(TOWN, &[signed], ActBody::Promise(Promise::default()));
    let reopen = |cause, act, case, text: &str| ActBody::Reopen(Reopen { cause, act, case, text: text.to_owned() });
    let broken = ReopenCause::BrokenPromise;
    assert_eq!(code(ask(&book, VILLAGE, &reopen(broken, Some(promised), None, ""))), "ok", "any office");
    assert_eq!(ask(&book, VILLAGE, &reopen(broken, Some(signed), None, "")).unwrap_err().missing, ["promise"]);
    assert_eq!(code(ask(&book, TOWN, &reopen(ReopenCause::Repeat, None, Some(CaseId([9; 16])), ""))), "ok");
    for (cause, kind) in [
        (ReopenCause::Repeat, "contact"),
        (ReopenCause::FailedLookBack, "look_back"),
        (ReopenCause::RevokedReply, "revoke"),
        (ReopenCause::ChangedOnReview, "review_result"),
    ] {
        let refusal = ask(&book, TOWN, &reopen(cause, None, None, "")).unwrap_err();
        assert_eq!((refusal.code, refusal.missing), ("cause_not_named", vec![kind.to_owned()]));
    }
    assert_eq!(code(ask(&book, TOWN, &reopen(ReopenCause::NewFact, None, None, ""))), "text_missing");
    assert_eq!(code(ask(&book, TOWN, &reopen(ReopenCause::NewFact, None, None, "新证据"))), "ok");
    let (book, _) = served();
    assert_eq!(code(ask(&book, TOWN, &reopen(ReopenCause::NewFact, None, None, "新证据"))), "not_closed");
}

#[test]
fn f17_i24_looking_back_follows_a_closing_and_a_mark_says_whose_it_is() {
    let (book, _) = served();
    let look = |text: &str| ActBody::LookBack(LookBack { text: text.to_owned(), ..LookBack::default() });
    assert_eq!(code(ask(&book, TOWN, &look("稳定"))), "not_closed");
    let mark = |system: &str| {
        let (system, mark) = (system.to_owned(), "已化解".to_owned());
        ActBody::ExternalMark(ExternalMark { system, mark, audited_by: None })
    };
    assert_eq!(code(ask(&book, TOWN, &mark("全国系统"))), "ok");
    assert_eq!(code(ask(&book, TOWN, &mark(""))), "text_missing");
    let (book, _) = closed();
    assert_eq!(code(ask(&book, TOWN, &look("已巩固"))), "ok");
    assert_eq!(code(ask(&book, TOWN, &look(""))), "text_missing");
}
