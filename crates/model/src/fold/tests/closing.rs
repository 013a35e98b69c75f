//! 办结、报结、化解 and what comes after.

use super::*;
use crate::{
    SettleBy,
    act::{
        Audit, ExternalMark, FirstReview, LookBack, LookBackResult, Rate, RatedBy, Reopen, ReopenCause, ReportClosed,
    },
    config::Signer,
};

/// The petition office of these tests, and somebody of it who has no part in the case.
const PETITION: u8 = 10;

/// A case that is closed; the last signature.
pub(crate) fn closed() -> (Book, ActId) {
    let (mut book, served) = Book::served();
    let county = book.directory.offices[&office(COUNTY)].clone();
    let (id, kind, parent) = (office(PETITION), OfficeKind::PetitionOffice, Some(office(COUNTY)));
    book.directory.offices.insert(id, Office { id, kind, parent, ..county });
    let signed = book.closed(&[served], &[served]);
    (book, signed)
}

fn audit(resolved: bool) -> ActBody {
    ActBody::Audit(Audit { resolved, reason: "已回访核实".to_owned() })
}

fn reopen(cause: ReopenCause) -> ActBody {
    ActBody::Reopen(Reopen { cause, text: "新证据".to_owned(), ..Reopen::default() })
}

#[test]
fn f05_three_different_people_sign_one_manifest() {
    let (mut book, served) = Book::served();
    let closing = book.add(TOWN, &[served], close(&[served]));
    let awaiting = |book: &Book| book.view().closing.closings[0].awaiting.clone();
    assert_eq!(awaiting(&book), [SignRole::Handler, SignRole::Lead, SignRole::Head]);
    let lead = book.sign(TOWN, head(TOWN), &[], closing, SignRole::Lead);
    let same = book.sign(TOWN, head(TOWN), &[lead], closing, SignRole::Head);
    assert_eq!(awaiting(&book), [SignRole::Handler, SignRole::Head], "one person signs for one role");
    let handler = book.sign(TOWN, clerk(TOWN), &[same], closing, SignRole::Handler);
    assert_eq!((book.view().stage, book.view().closed), (Stage::ClosingRequested, false));
    let head = book.sign(COUNTY, head(COUNTY), &[handler], closing, SignRole::Head);
    book.act(head).effective_on = date(2026, 6, 20);
    let view = book.view();
    assert_eq!((view.stage, view.closing.closings[0].awaiting.len()), (Stage::Closed, 0));
    assert_eq!(view.closing.closed, Some(crate::Fact { act: closing, on: date(2026, 6, 20) }), "the last signature");
}

#[test]
fn f05_a_later_manifest_is_signed_anew_and_the_county_says_who_signs() {
    let (mut book, signed) = closed();
    let later = book.add(TOWN, &[signed], close(&[signed]));
    let view = book.view();
    assert_eq!(view.stage, Stage::ClosingRequested);
    assert_eq!(
        view.closing.closings.iter().map(|one| (one.signatures.len(), one.holds)).collect::<Vec<_>>(),
        [(3, false), (0, true)]
    );
    let mut config = crate::Config::builtin().clone();
    config.closing.signatures = vec![Signer::Lead];
    let version = book.configs.learn(config);
    book.act(later).config = version;
    book.sign(TOWN, head(TOWN), &[], later, SignRole::Lead);
    assert_eq!(book.view().stage, Stage::Closed, "judged by the version that the request saw (K15)");
}

#[test]
fn m01_closed_reported_and_resolved_are_three_facts() {
    let (mut book, signed) = closed();
    let facts = |book: &Book| {
        let view = book.view();
        (view.flags.reported, view.flags.resolved, view.closing.closed.is_some(), view.stage)
    };
    assert_eq!(facts(&book), (false, false, true, Stage::Closed));
    let mut early = book.clone();
    let nothing = early.add(TOWN, &[], ActBody::ReportClosed(ReportClosed::default()));
    assert_eq!((early.flags(nothing), facts(&early).0), (vec![flag::NOT_AFTER_A_CLOSING.to_owned()], false));
    let audited = book.add(PETITION, &[signed], audit(true));
    assert_eq!(facts(&book), (false, true, true, Stage::Resolved));
    let reported = book.add(TOWN, &[audited], ActBody::ReportClosed(ReportClosed::default()));
    book.act(reported).effective_on = date(2026, 6, 30);
    assert_eq!(facts(&book), (true, true, true, Stage::Resolved));
    let closing = book.view().closing;
    assert_eq!(closing.reported, Some(crate::Fact { act: reported, on: date(2026, 6, 30) }));
    assert_eq!(closing.resolved.map(|fact| fact.act), Some(audited));
}

#[test]
fn f14_the_auditor_is_of_an_audit_office_and_wrote_no_act_of_the_case() {
    let (mut book, signed) = closed();
    let handled = book.add(TOWN, &[signed], audit(true));
    let mut took_part = book.clone();
    let beside = took_part.add(PETITION, &[], note());
    let audited = took_part.add(PETITION, &[signed], audit(true));
    for (book, audit) in [(&book, handled), (&took_part, audited)] {
        assert_eq!((book.effect(audit), book.flags(audit)), (Effect::NoEffect, vec![flag::NOT_INDEPENDENT.to_owned()]));
        assert!(!book.view().flags.resolved && book.view().closed);
    }
    took_part.act(beside).based_on = vec![audited];
    assert!(took_part.view().flags.resolved, "what somebody did after the audit does not matter");
    assert_eq!(took_part.view().closing.audits.len(), 1);
}

#[test]
fn f14_an_audit_that_finds_nothing_resolved_returns_the_case() {
    let (mut book, signed) = closed();
    let returned = book.add(PETITION, &[signed], audit(false));
    let view = book.view();
    assert_eq!((view.stage, view.closed), (Stage::Reopened, false));
    let reopening = view.closing.reopenings[0].clone();
    assert_eq!((reopening.act, reopening.cause), (returned, None));
    let (mut book, signed) = closed();
    book.add(TOWN, &[signed], audit(false));
    assert!(book.view().closed, "one that does not count returns nothing");
}

#[test]
fn f15_a_repeat_contact_makes_resolved_false() {
    let (mut book, signed) = closed();
    let audited = book.add(PETITION, &[signed], audit(true));
    assert!(book.view().flags.resolved);
    let came = book.add(VILLAGE, &[audited], contact());
    let view = book.view();
    assert_eq!((view.flags.resolved, view.closed, view.stage), (false, false, Stage::Reopened));
    assert_eq!(view.closing.reopenings[0].cause, Some(ReopenCause::Repeat));
    let replied = book.add(TOWN, &[came], reply());
    book.closed(&[replied], &[replied]);
    let view = book.view();
    assert_eq!((view.closed, view.flags.resolved), (true, false), "the audit was of the earlier closing");
    assert_eq!(book.view().disputes, []);
}

#[test]
fn a_case_in_dispute_counts_as_not_resolved() {
    let (mut book, signed) = closed();
    let accepted = book.record.acts[1].id;
    book.add(PETITION, &[signed], audit(true));
    for days in [3, 4] {
        book.add(TOWN, &[accepted], extend(days));
    }
    let close = book.view().closing.closings[0].act;
    let extends: Vec<ActId> = book.record.acts.iter().rev().take(2).map(|act| act.id).collect();
    book.act(close).based_on.extend(extends);
    let view = book.view();
    assert_eq!((view.stage, view.flags.resolved, view.flags.in_dispute), (Stage::Audited, false, true));
}

#[test]
fn k9_opened_again_here_and_audited_as_resolved_there() {
    for opener in [contact(), reopen(ReopenCause::NewFact)] {
        let (mut book, signed) = closed();
        let came = book.add(VILLAGE, &[signed], opener);
        let audited = book.add(PETITION, &[signed], audit(true));
        let dispute = book.only_dispute();
        assert_eq!((dispute.rule, dispute.interim), (DisputeRule::K9, Interim::Reopened));
        assert_eq!((dispute.acts.clone(), dispute.settle_at), (vec![audited, came], Some(office(PETITION))));
        assert_eq!(dispute.settle_by, SettleBy::Anyone);
        assert_eq!((book.view().stage, book.view().flags.resolved), (Stage::Reopened, false));

        let mut open = book.clone();
        open.add(PETITION, &[came, audited], settle(&dispute, came));
        assert_eq!((open.view().closed, open.only_dispute().is_open()), (false, false));
        assert_eq!(open.effect(came), Effect::Live);
        let mut resolved = book.clone();
        resolved.add(COUNTY, &[came, audited], settle(&dispute, audited));
        assert_eq!((resolved.view().stage, resolved.only_dispute().is_open()), (Stage::Resolved, false));
        let again = book.add(PETITION, &[came, audited], audit(true));
        assert_eq!(book.only_dispute().settled_by, Some(again));
        assert_eq!(book.view().stage, Stage::Reopened, "an audit does not close what was opened again");
    }
}

#[test]
fn h27_a_broken_promise_a_failed_look_back_and_a_new_fact_open_the_case_again() {
    let relapsed = ActBody::LookBack(LookBack { result: LookBackResult::Relapsed, text: "又起纠纷".to_owned() });
    for (body, cause) in [
        (reopen(ReopenCause::BrokenPromise), ReopenCause::BrokenPromise),
        (reopen(ReopenCause::NewFact), ReopenCause::NewFact),
        (relapsed, ReopenCause::FailedLookBack),
    ] {
        let (mut book, signed) = closed();
        let audited = book.add(PETITION, &[signed], audit(true));
        let opened = book.add(VILLAGE, &[audited], body);
        let view = book.view();
        assert_eq!((view.stage, view.closing.reopenings[0].cause), (Stage::Reopened, Some(cause)));
        assert_eq!(book.flags(opened), [flag::REOPENS]);
        book.add(TOWN, &[opened], visit());
        assert_eq!(book.view().stage, Stage::Handling);
    }
    let (mut book, served) = Book::served();
    let early = book.add(TOWN, &[served], reopen(ReopenCause::NewFact));
    assert_eq!(book.flags(early), [flag::NOT_AFTER_A_CLOSING]);
}

#[test]
fn f17_looking_back_is_kept_whatever_it_came_to() {
    let (mut book, signed) = closed();
    let looked = book.add(PETITION, &[signed], ActBody::LookBack(LookBack::default()));
    let view = book.view();
    assert_eq!((view.closed, view.closing.look_backs[0].act), (true, looked));
}

fn rate(rating: &str, by: RatedBy, code: Option<&str>) -> ActBody {
    let receipt_code = code.map(str::to_owned);
    let (rating, words) = (rating.to_owned(), "问题解决了".to_owned());
    ActBody::Rate(Rate { rating, words, by, receipt_code, read_back: by == RatedBy::Dictated })
}

#[test]
fn f07_f24_the_petitioners_rating_is_theirs_and_only_they_replace_it() {
    let (mut book, signed) = closed();
    let first = book.add(TOWN, &[signed], rate("dissatisfied", RatedBy::Code, Some("K7Q2")));
    let forged = book.add(TOWN, &[first], rate("satisfied", RatedBy::Code, Some("XXXX")));
    let codeless = book.add(TOWN, &[first], rate("satisfied", RatedBy::Code, None));
    for rated in [forged, codeless] {
        let flags = vec![flag::NOT_CONFIRMED_BY_PETITIONER.to_owned()];
        assert_eq!((book.effect(rated), book.flags(rated)), (Effect::NoEffect, flags));
    }
    let dictated = book.add(TOWN, &[first], rate("satisfied", RatedBy::Dictated, None));
    let ratings = |book: &Book| -> Vec<(ActId, Option<bool>, bool)> {
        book.view().closing.ratings.iter().map(|rating| (rating.act, rating.satisfied, rating.latest)).collect()
    };
    assert_eq!(ratings(&book), [(first, Some(false), true), (dictated, Some(true), true)], "not by another path");
    let second = book.add(TOWN, &[dictated], rate("basically-satisfied", RatedBy::Code, Some("K7Q2")));
    assert_eq!(ratings(&book)[0], (first, Some(false), false), "kept");
    assert_eq!(ratings(&book)[2], (second, Some(true), true));
    assert_eq!(book.view().closing.ratings[2].words, "问题解决了");
    assert!(book.view().closed, "a rating changes no other fact");
}

#[test]
fn f10_the_first_review_returns_defects_until_they_are_put_right() {
    let (mut book, signed) = closed();
    let review = |passed: bool, defects: &[&str]| {
        let defects = defects.iter().map(|defect| (*defect).to_owned()).collect();
        ActBody::FirstReview(FirstReview { passed, defects })
    };
    let returned = book.add(PETITION, &[signed], review(false, &["缺回访材料"]));
    let by_town = book.add(TOWN, &[returned], review(true, &[]));
    assert_eq!((book.effect(by_town), book.flags(by_town)), (Effect::NoEffect, vec![flag::NOT_INDEPENDENT.to_owned()]));
    let reviews = book.view().closing.first_reviews;
    assert_eq!(
        (reviews.len(), reviews[0].passed, reviews[0].defects.as_slice()),
        (1, false, &["缺回访材料".to_owned()][..])
    );
    book.add(PETITION, &[by_town], review(true, &[]));
    assert!(book.view().closing.first_reviews[1].passed);
}

#[test]
fn i24_the_mark_of_another_system_is_shown_and_changes_nothing() {
    let (mut book, signed) = closed();
    let mark = |mark: &str| {
        let audited_by = Some("市信访局".to_owned());
        ActBody::ExternalMark(ExternalMark {
            system: "全国信访信息系统".to_owned(), mark: mark.to_owned(), audited_by
        })
    };
    let first = book.add(TOWN, &[signed], mark("办理中"));
    book.add(TOWN, &[first], mark("已化解"));
    let marks = book.view().closing.marks;
    assert_eq!(
        marks.iter().map(|mark| (mark.mark.as_str(), mark.latest)).collect::<Vec<_>>(),
        [("办理中", false), ("已化解", true)]
    );
    assert_eq!(marks[1].audited_by.as_deref(), Some("市信访局"));
    assert!(!book.view().flags.resolved);
}
