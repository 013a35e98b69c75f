//! 文书与答复: versions, signatures, service, reviews, files and numbers.

use super::*;
use crate::{
    StaffRole, VersionState,
    act::{
        Attach, Classify, Difficulty, Document, DocumentKind, Finalise, Number, Redact, Review, ReviewDecision,
        ReviewResult, ReviewTier, Revoke,
    },
};

pub(crate) fn document(kind: DocumentKind, body: &str, replaces: Option<ActId>) -> ActBody {
    let (title, body) = ("查办报告".to_owned(), body.to_owned());
    ActBody::Document(Document { kind, title, body, replaces, number: Some("信发〔2026〕3号".to_owned()) })
}

fn assigned() -> (Book, ActId) {
    let (mut book, accepted) = Book::accepted();
    let assigned = book.add(TOWN, &[accepted], assign(head(TOWN), TOWN));
    (book, assigned)
}

fn states(book: &Book) -> Vec<VersionState> {
    book.view().answer.documents.iter().map(|document| document.state).collect()
}

#[test]
fn f01_f26_every_version_stands_in_the_index_with_its_signatures() {
    let (mut book, assigned) = assigned();
    let first = book.add(TOWN, &[assigned], document(DocumentKind::Investigation, "一稿", None));
    let signed = book.sign(TOWN, head(TOWN), &[], first, SignRole::Lead);
    let second = book.add(TOWN, &[signed], document(DocumentKind::Investigation, "二稿", Some(first)));
    let index = book.view().answer.documents;
    assert_eq!(states(&book), [VersionState::Replaced, VersionState::Current]);
    assert_eq!(
        index[0].signatures.iter().map(|signature| (signature.act, signature.holds)).collect::<Vec<_>>(),
        [(signed, true)]
    );
    assert_eq!((index[1].signatures.len(), index[1].replaces), (0, Some(first)), "void for the new version");
    assert_eq!((index[1].title.as_str(), index[1].number.as_deref()), ("查办报告", Some("信发〔2026〕3号")));
    assert_eq!(book.effect(first), Effect::Superseded);
    let astray = book.add(TOWN, &[second], document(DocumentKind::Other, "附", Some(assigned)));
    assert_eq!(book.flags(astray), [flag::NAMES_NO_SUCH_ACT]);
}

#[test]
fn f05_a_signature_stands_over_one_content_by_who_they_are() {
    let (mut book, assigned) = assigned();
    let report = book.add(TOWN, &[assigned], document(DocumentKind::Investigation, "一稿", None));
    let other = Sign { act: report, over: "0".repeat(64), role: SignRole::Lead };
    let other = book.add(TOWN, &[report], ActBody::Sign(other));
    let absent = book.add(TOWN, &[report], ActBody::Sign(Sign { act: assigned, ..Sign::default() }));
    let no_lead = book.sign(TOWN, clerk(TOWN), &[], report, SignRole::Lead);
    let no_head = book.sign(TOWN, clerk(TOWN), &[], report, SignRole::Head);
    let below = book.sign(VILLAGE, head(VILLAGE), &[], report, SignRole::Head);
    for (sign, why) in [
        (other, flag::OVER_ANOTHER_TEXT),
        (absent, flag::NAMES_NO_SUCH_ACT),
        (no_lead, flag::NOT_IN_THIS_ROLE),
        (no_head, flag::NOT_IN_THIS_ROLE),
        (below, flag::NOT_IN_THIS_ROLE),
    ] {
        assert_eq!((book.effect(sign), book.flags(sign)), (Effect::NoEffect, vec![why.to_owned()]));
    }
    book.directory.staff.get_mut(&clerk(COUNTY)).unwrap().roles.insert(StaffRole::DeputyInCharge);
    for (of, staff, role) in [
        (TOWN, clerk(TOWN), SignRole::Handler),
        (TOWN, head(TOWN), SignRole::Lead),
        (COUNTY, head(COUNTY), SignRole::Head),
        (COUNTY, clerk(COUNTY), SignRole::DeputyHead),
        (VILLAGE, clerk(VILLAGE), SignRole::Participant),
    ] {
        let signed = book.sign(of, staff, &[], report, role);
        assert_eq!((book.effect(signed), book.flags(signed)), (Effect::Live, vec![]), "{role:?}");
    }
    assert_eq!(book.view().answer.documents[0].signatures.len(), 5, "neither over other content nor by others");
}

#[test]
fn k5_a_signature_is_void_for_the_version_that_replaced_it_elsewhere() {
    let (mut book, assigned) = assigned();
    let first = book.add(TOWN, &[assigned], document(DocumentKind::Investigation, "一稿", None));
    let second = book.add(COUNTY, &[first], document(DocumentKind::Investigation, "二稿", Some(first)));
    let signed = book.sign(TOWN, head(TOWN), &[], first, SignRole::Lead);
    let dispute = book.only_dispute();
    assert_eq!((dispute.rule, dispute.interim), (DisputeRule::K5, Interim::SignatureVoid));
    assert_eq!((dispute.acts.clone(), dispute.settle_at), (vec![second, signed], Some(office(COUNTY))));
    assert_eq!([book.effect(second), book.effect(signed)], [Effect::Disputed; 2]);

    let mut again = book.clone();
    let resigned = again.sign(TOWN, head(TOWN), &[signed], second, SignRole::Lead);
    assert_eq!((again.only_dispute().settled_by, again.only_dispute().is_open()), (Some(resigned), false));
    assert_eq!(states(&again), [VersionState::Replaced, VersionState::Current]);

    let mut replaced = book.clone();
    let third = replaced.add(TOWN, &[second, signed], document(DocumentKind::Investigation, "三稿", Some(second)));
    assert_eq!(replaced.only_dispute().settled_by, Some(third));

    book.add(COUNTY, &[second, signed], settle(&dispute, signed));
    assert_eq!(states(&book), [VersionState::Current, VersionState::Replaced], "what was signed stands");
    assert!(!book.only_dispute().is_open());
}

#[test]
fn f11_k7_of_two_replies_the_one_served_last_is_shown_until_the_unit_in_charge_issues_one() {
    let (mut book, assigned) = assigned();
    let one = book.add(TOWN, &[assigned], reply());
    let two = book.add(COUNTY, &[assigned], replies("不予支持", ReplyPosition::NotSupported));
    assert_eq!(book.view().answer.current_reply, Some(two), "none was served yet");
    book.add(TOWN, &[one], serve(one));
    let dispute = book.only_dispute();
    assert_eq!((dispute.rule, dispute.interim), (DisputeRule::K7, Interim::NewestServedShown));
    assert_eq!((dispute.acts.clone(), dispute.settle_at), (vec![one, two], Some(office(TOWN))));
    assert_eq!([book.effect(one), book.effect(two)], [Effect::Disputed; 2]);
    assert_eq!(book.view().answer.current_reply, Some(one));

    let mut settled = book.clone();
    settled.add(TOWN, &[one, two], settle(&dispute, two));
    assert_eq!((settled.view().answer.current_reply, settled.only_dispute().chosen), (Some(two), Some(two)));
    let mut revoked = book.clone();
    let revoke = ActBody::Revoke(Revoke { act: two, reason: "重复答复".to_owned() });
    let revoke = revoked.add(COUNTY, &[one, two], revoke);
    assert_eq!(revoked.only_dispute().settled_by, Some(revoke));

    let third = book.add(TOWN, &[one, two], reply());
    assert_eq!((book.only_dispute().settled_by, book.view().answer.current_reply), (Some(third), Some(third)));
    let states: Vec<_> = book.view().answer.replies.iter().map(|reply| reply.state).collect();
    assert_eq!(states, [VersionState::Replaced, VersionState::Replaced, VersionState::Current]);
}

#[test]
fn k7_replies_that_say_the_same_are_one() {
    let (mut book, assigned) = assigned();
    book.add(TOWN, &[assigned], reply());
    book.add(TOWN, &[assigned], reply());
    assert_eq!(book.view().disputes, []);
}

#[test]
fn f09_a_reply_is_approved_by_its_head_or_a_deputy_before_it_is_served() {
    let (mut book, assigned) = assigned();
    let replied = book.add(TOWN, &[assigned], reply());
    let approved = |book: &Book| book.view().answer.replies[0].approved;
    assert!(approved(&book), "the head wrote it");
    book.act(replied).by = clerk(TOWN);
    assert!(!approved(&book));
    let signed = book.sign(TOWN, head(TOWN), &[], replied, SignRole::DeputyHead);
    assert!(approved(&book));
    let major = Classify { difficulty: Some(Difficulty::Major), ..Classify::default() };
    let major = book.add(TOWN, &[signed], ActBody::Classify(major));
    assert!(book.view().answer.head_signs && !approved(&book), "a major case takes the head");
    let signed = book.sign(COUNTY, head(COUNTY), &[major], replied, SignRole::Head);
    assert!(approved(&book));
    let served = book.add(TOWN, &[signed], serve(replied));
    book.act(served).effective_on = date(2026, 6, 9);
    let view = book.view().answer;
    assert_eq!((view.served_on, view.replies[0].served[0].act), (Some(date(2026, 6, 9)), served));
    let astray = book.add(TOWN, &[served], serve(assigned));
    assert_eq!(
        (book.effect(astray), book.flags(astray).contains(&flag::NAMES_NO_SUCH_ACT.to_owned())),
        (Effect::NoEffect, true)
    );
}

#[test]
fn r14_a_reply_of_another_unit_has_no_effect() {
    let (mut book, assigned) = assigned();
    let replied = book.add(OTHER_TOWN, &[assigned], reply());
    assert_eq!(
        (book.effect(replied), book.flags(replied)),
        (Effect::NoEffect, vec![flag::NOT_BY_THE_LEAD_UNIT.to_owned()])
    );
    assert_eq!((book.view().stage, book.view().replies), (Stage::Assigned, 0));
    book.add(COUNTY, &[assigned], reply());
    assert_eq!(book.view().stage, Stage::Replied, "an office above the unit in charge may");
}

#[test]
fn a_reply_is_revoked_by_its_office_or_one_above_and_that_opens_the_case_again() {
    let (mut book, served) = Book::served();
    let replied = book.view().answer.replies[0].act;
    let closed = book.closed(&[served], &[served]);
    let revoke = |act| ActBody::Revoke(Revoke { act, reason: "依据有误".to_owned() });
    let elsewhere = book.add(OTHER_TOWN, &[closed], revoke(replied));
    let nothing = book.add(TOWN, &[closed], revoke(closed));
    assert_eq!(book.flags(elsewhere), [flag::NOT_BY_THE_ISSUER]);
    assert_eq!(book.flags(nothing), [flag::NAMES_NO_SUCH_ACT]);
    assert_eq!((book.view().stage, book.effect(elsewhere)), (Stage::Closed, Effect::NoEffect));
    let (mut book, served) = Book::served();
    let closed = book.closed(&[served], &[served]);
    let revoked = book.add(COUNTY, &[closed], revoke(replied));
    let view = book.view();
    assert_eq!((view.stage, view.answer.current_reply), (Stage::Reopened, None));
    assert_eq!(view.answer.replies[0].state, VersionState::Revoked);
    assert_eq!(view.closing.reopenings[0].act, revoked);
}

#[test]
fn f23_a_reply_that_was_revoked_answers_no_contact() {
    let (mut book, served) = Book::served();
    let waiting = |book: &Book| book.view().intake.unanswered().map(|contact| contact.act).collect::<Vec<_>>();
    let came = book.add(VILLAGE, &[served], contact());
    let beside = book.add(TOWN, &[served], reply());
    assert_eq!(waiting(&book), [came], "a reply that had not seen it does not answer it");
    let answered = book.add(TOWN, &[came, beside], reply());
    assert_eq!(waiting(&book), []);
    book.add(TOWN, &[answered], ActBody::Revoke(Revoke { act: answered, reason: "有误".to_owned() }));
    assert_eq!(waiting(&book), [came]);
}

#[test]
fn f13_late_requests_are_flagged_and_a_changed_opinion_opens_the_case_again() {
    let (mut book, served) = Book::served();
    assert_eq!(book.view().answer.ask_review_by, Some(date(2026, 7, 1)), "30 days of service, day 1 excluded");
    let ask =
        |tier, month, day| ActBody::Review(Review { tier, requested_on: date(2026, month, day), ..Review::default() });
    let mut late = book.clone();
    let asked = late.add(VILLAGE, &[served], ask(ReviewTier::Review, 7, 2));
    assert!(late.flags(asked).contains(&flag::LATE_REQUEST.to_owned()));
    assert_eq!((late.view().answer.reviews[0].late, late.view().stage), (true, Stage::InReview), "never refused");

    let asked = book.add(VILLAGE, &[served], ask(ReviewTier::Review, 7, 1));
    assert!(!book.view().answer.reviews[0].late);
    let closed = book.closed(&[asked], &[asked]);
    let result = |review, result| ActBody::ReviewResult(ReviewResult { review, result, ..ReviewResult::default() });
    let mut upheld = book.clone();
    let decided = upheld.add(COUNTY, &[closed], result(asked, ReviewDecision::Uphold));
    assert!(upheld.view().closed);
    let notified = upheld.add(COUNTY, &[decided], serve(decided));
    upheld.act(notified).effective_on = date(2026, 7, 20);
    assert_eq!(upheld.view().answer.ask_review_by, Some(date(2026, 8, 19)), "re-examination, 30 days of its service");
    let late = upheld.add(VILLAGE, &[notified], ask(ReviewTier::Reexamination, 8, 20));
    assert!(upheld.flags(late).contains(&flag::LATE_REQUEST.to_owned()));
    assert_eq!(upheld.view().answer.ask_review_by, None);

    let changed = book.add(COUNTY, &[closed], result(asked, ReviewDecision::Redo));
    let view = book.view();
    assert_eq!((view.closed, view.stage, view.answer.current_reply), (false, Stage::Reopened, None));
    assert_eq!(view.answer.reviews[0].result.as_ref().map(|result| result.act), Some(changed));
    let astray = book.add(COUNTY, &[changed], result(closed, ReviewDecision::Redo));
    assert_eq!((book.effect(astray), book.flags(astray)), (Effect::NoEffect, vec![flag::NAMES_NO_SUCH_ACT.to_owned()]));
}

#[test]
fn f12_a_contact_after_the_end_is_registered_and_changes_nothing() {
    let (mut book, served) = Book::served();
    let ended = book.add(TOWN, &[served], ActBody::Finalise(Finalise { basis: "期满未申请".to_owned() }));
    let again = book.add(TOWN, &[ended], ActBody::Finalise(Finalise::default()));
    assert_eq!(book.flags(again), [flag::ALREADY_DONE]);
    let came = book.add(VILLAGE, &[again], contact());
    let view = book.view();
    assert_eq!((view.stage, view.answer.finalised.map(|fact| fact.act)), (Stage::Finalised, Some(ended)));
    assert_eq!(view.intake.unanswered().map(|contact| contact.act).collect::<Vec<_>>(), [came]);
}

fn attach(hash: &str) -> ActBody {
    ActBody::Attach(Attach { sha256: hash.repeat(64), name: "照片".to_owned(), ..Attach::default() })
}

fn redact(hash: &str) -> ActBody {
    ActBody::Redact(Redact { sha256: hash.repeat(64), reason: "含个人信息".to_owned() })
}

#[test]
fn k18_a_redacted_file_that_is_added_again_is_not_shown() {
    let (mut book, accepted) = Book::accepted();
    let added = book.add(TOWN, &[accepted], attach("a"));
    let redacted = book.add(TOWN, &[added], redact("a"));
    assert_eq!(book.view().disputes, [], "it was seen");
    assert!(book.view().answer.attachments[0].redacted && book.flags(added).contains(&flag::REDACTED.to_owned()));
    book.add(TOWN, &[added], attach("b"));
    let again = book.add(VILLAGE, &[added], attach("a"));
    let dispute = book.only_dispute();
    assert_eq!((dispute.rule, dispute.interim), (DisputeRule::K18, Interim::NotServed));
    assert_eq!((dispute.acts.clone(), dispute.settle_by), (vec![redacted, again], crate::SettleBy::Privacy));
    let shown = |book: &Book| book.view().answer.attachments.iter().map(|file| !file.redacted).collect::<Vec<_>>();
    assert_eq!(shown(&book), [false, true, false]);
    let mut settled = book.clone();
    settled.add(TOWN, &[redacted, again], settle(&dispute, again));
    assert_eq!((shown(&settled), settled.only_dispute().is_open()), (vec![true; 3], false));
    assert_eq!(settled.view().answer.redacted.len(), 0);
    let confirmed = book.add(TOWN, &[redacted, again], redact("a"));
    assert_eq!((book.only_dispute().settled_by, shown(&book)), (Some(confirmed), vec![false, true, false]));
    book.act(confirmed).by = clerk(TOWN);
    assert_eq!(book.flags(confirmed), [flag::NOT_BY_PRIVACY]);
    assert_eq!(shown(&book), [false, true, false], "hidden until somebody looked");
}

fn number(scheme: &str, number: &str, replaces: Option<ActId>) -> ActBody {
    ActBody::Number(Number { scheme: scheme.to_owned(), number: number.to_owned(), replaces })
}

#[test]
fn i23_k11_numbers_have_aliases_and_two_of_one_scheme_are_a_dispute() {
    let (mut book, accepted) = Book::accepted();
    let numbers = |book: &Book| -> Vec<(String, bool)> {
        book.view().answer.numbers.into_iter().map(|used| (used.number, used.current)).collect()
    };
    assert_eq!(numbers(&book), [("SQ-2026-1".to_owned(), true)]);
    let first = book.add(TOWN, &[accepted], number("official", "1号", None));
    let second = book.add(TOWN, &[first], number("official", "2号", Some(first)));
    book.add(TOWN, &[second], number("national", "G1", None));
    assert_eq!((book.effect(first), book.flags(first)), (Effect::Superseded, vec![flag::ALIAS.to_owned()]));
    assert_eq!(numbers(&book)[1..], [("1号".to_owned(), false), ("2号".to_owned(), true), ("G1".to_owned(), true)]);
    let beside = book.add(COUNTY, &[first], number("official", "3号", Some(first)));
    let dispute = book.only_dispute();
    assert_eq!((dispute.rule, dispute.interim), (DisputeRule::K11, Interim::ProvisionalNumbers));
    assert_eq!((dispute.acts.clone(), dispute.settle_by), (vec![second, beside], crate::SettleBy::Numbering));
    let mut settled = book.clone();
    settled.add(COUNTY, &[second, beside], settle(&dispute, second));
    assert_eq!((settled.effect(beside), settled.only_dispute().is_open()), (Effect::Superseded, false));
    let reissued = book.add(COUNTY, &[second, beside], number("official", "4号", Some(second)));
    assert_eq!(book.only_dispute().settled_by, Some(reissued));
    let nowhere = book.add(COUNTY, &[reissued], number("lottery", "7", None));
    assert_eq!(book.flags(nowhere), [flag::UNKNOWN_SCHEME]);
}
