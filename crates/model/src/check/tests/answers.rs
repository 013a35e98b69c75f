//! What replies, documents, signatures, reviews, files and numbers need.

use super::*;
use crate::{
    ClaimId,
    act::{
        Attach, CaseKind, ClaimOpinion, Classify, Difficulty, Document, DocumentKind, Finalise, InBody, Number, Redact,
        Register, Remedy, Reply, ReplyPosition, Review, ReviewDecision, ReviewResult, ReviewTier, Revoke, Sign,
        SignRole,
    },
    fold::tests::{replies, serve},
};

/// The payload of a reply that says everything, changed.
fn reply_with(change: impl FnOnce(&mut Reply)) -> ActBody {
    let ActBody::Reply(mut reply) = reply() else { unreachable!() };
    change(&mut reply);
    ActBody::Reply(reply)
}

fn missing(answer: Result<(), Refusal>) -> Vec<String> {
    answer.unwrap_err().missing
}

#[test]
fn r14_f27_a_reply_comes_from_the_unit_in_charge_of_an_assigned_case() {
    let (mut book, accepted) = Book::accepted();
    assert_eq!(code(ask(&book, TOWN, &reply())), "not_assigned");
    book.add(TOWN, &[accepted], assign(head(TOWN), TOWN));
    assert_eq!(code(ask(&book, TOWN, &reply())), "ok");
    assert_eq!(code(ask(&book, COUNTY, &reply())), "ok", "an office above it");
    let refusal = ask(&book, OTHER_TOWN, &reply()).unwrap_err();
    assert_eq!((refusal.code, refusal.who_could), ("not_lead_unit", vec![format!("office {TOWN}")]));
}

#[test]
fn art_32_a_petitions_reply_says_something_to_every_claim_and_names_the_remedy() {
    let (mut book, accepted) = Book::accepted();
    book.add(TOWN, &[accepted], assign(head(TOWN), TOWN));
    let claim = ClaimId([1; 16]);
    for (body, said) in [
        (reply_with(|reply| reply.opinions.clear()), vec![format!("opinion on claim {claim}")]),
        (reply_with(|reply| reply.remedy = None), vec!["remedy".to_owned()]),
        (
            reply_with(|reply| reply.remedy = Some(Remedy { organ: "县".to_owned(), days: 0 })),
            vec!["remedy".to_owned()],
        ),
        (reply_with(|reply| reply.opinions[0].basis.clear()), vec!["basis".to_owned()]),
        (reply_with(|reply| reply.opinions[0].claim = ClaimId([9; 16])), vec![ClaimId([9; 16]).to_string()]),
        (reply_with(|reply| reply.text.clear()), vec!["text".to_owned()]),
        (reply_with(|reply| reply.replaces = Some(accepted)), vec![format!("reply {accepted}")]),
    ] {
        assert_eq!(missing(ask(&book, TOWN, &body)), said);
    }
    let many = vec![ClaimOpinion { claim, ..ClaimOpinion::default() }; Reply::OPINIONS + 1];
    assert_eq!(code(ask(&book, TOWN, &reply_with(|reply| reply.opinions = many))), "text_too_long");
    let plain = ActBody::Reply(Reply { text: "已协调".to_owned(), ..Reply::default() });
    assert_eq!(code(ask(&book, TOWN, &plain)), "reply_incomplete");
    let ActBody::Register(register) = &mut book.record.acts[0].body else { unreachable!() };
    *register = Register { kind: CaseKind::Dispute, ..register.clone() };
    assert_eq!(code(ask(&book, TOWN, &plain)), "ok", "a dispute is answered in any form");
}

#[test]
fn f09_a_reply_is_signed_by_a_deputy_or_the_head_before_it_is_served_with_proof() {
    let (mut book, replied) = replied();
    assert_eq!(code(ask(&book, TOWN, &serve(replied))), "ok", "its head wrote it");
    book.act(replied).by = clerk(TOWN);
    let refusal = ask(&book, TOWN, &serve(replied)).unwrap_err();
    assert_eq!((refusal.code, refusal.missing), ("reply_not_signed", vec!["deputy_head or head".to_owned()]));
    assert_eq!(refusal.who_could, [format!("head of {TOWN}")]);
    let major = Classify { difficulty: Some(Difficulty::Major), ..Classify::default() };
    let major = book.add(TOWN, &[replied], ActBody::Classify(major));
    assert_eq!(missing(ask(&book, TOWN, &serve(replied))), ["head"]);
    book.sign(TOWN, head(TOWN), &[major], replied, SignRole::Head);
    assert_eq!(code(ask(&book, TOWN, &serve(replied))), "ok");
    let ActBody::Serve(mut unproven) = serve(replied) else { unreachable!() };
    unproven.proof.clear();
    assert_eq!(missing(ask(&book, TOWN, &ActBody::Serve(unproven))), ["proof"]);
    assert_eq!(code(ask(&book, OTHER_TOWN, &serve(replied))), "not_lead_unit");
    assert_eq!(code(ask(&book, TOWN, &serve(major))), "no_such_act");
    book.add(TOWN, &[replied], reply());
    assert_eq!(code(ask(&book, TOWN, &serve(replied))), "not_the_latest");
}

#[test]
fn f01_a_document_has_a_title_words_and_the_version_it_replaces() {
    let (mut book, accepted) = Book::accepted();
    let document = |kind, body: &str, replaces| {
        let (title, body) = ("案情说明".to_owned(), body.to_owned());
        ActBody::Document(Document { kind, title, body, number: None, replaces })
    };
    assert_eq!(code(ask(&book, TOWN, &document(DocumentKind::CaseFacts, "", None))), "text_missing");
    let first = book.add(TOWN, &[accepted], document(DocumentKind::CaseFacts, "一稿", None));
    assert_eq!(code(ask(&book, TOWN, &document(DocumentKind::CaseFacts, "二稿", Some(first)))), "ok");
    assert_eq!(code(ask(&book, TOWN, &document(DocumentKind::Other, "二稿", Some(first)))), "no_such_act");
    assert_eq!(code(ask(&book, TOWN, &document(DocumentKind::CaseFacts, "二稿", Some(accepted)))), "no_such_act");
    book.add(TOWN, &[first], document(DocumentKind::CaseFacts, "二稿", Some(first)));
    assert_eq!(code(ask(&book, TOWN, &document(DocumentKind::CaseFacts, "三稿", Some(first)))), "not_the_latest");
}

#[test]
fn f05_k5_somebody_signs_the_latest_version_as_what_they_are() {
    let (mut book, replied) = replied();
    let hash = book.act(replied).content_hash();
    let sign = |act, over: &str, role| ActBody::Sign(Sign { act, over: over.to_owned(), role });
    let refusal = ask(&book, TOWN, &sign(replied, "", SignRole::Lead)).unwrap_err();
    assert_eq!((refusal.code, refusal.missing), ("other_content", vec![hash.clone()]));
    assert_eq!(code(ask(&book, TOWN, &sign(replied, &hash, SignRole::Lead))), "ok");
    assert_eq!(code(ask(&book, TOWN, &sign(replied, &hash, SignRole::Head))), "ok");
    let refusal = ask(&book, TOWN, &sign(replied, &hash, SignRole::Handler)).unwrap_err();
    assert_eq!((refusal.code, refusal.missing), ("not_in_this_role", vec!["handler".to_owned()]));
    assert_eq!(code(ask(&book, OTHER_TOWN, &sign(replied, &hash, SignRole::Head))), "not_in_this_role");
    let accepted = book.record.acts[1].id;
    assert_eq!(code(ask(&book, TOWN, &sign(accepted, &hash, SignRole::Lead))), "no_such_act");
    book.add(TOWN, &[replied], replies("另行答复", ReplyPosition::Explained));
    assert_eq!(code(ask(&book, TOWN, &sign(replied, &hash, SignRole::Lead))), "not_the_latest");
}

#[test]
fn a_reply_is_revoked_with_a_reason_by_its_office_or_one_above() {
    let (mut book, replied) = replied();
    let revoke = |act, reason: &str| ActBody::Revoke(Revoke { act, reason: reason.to_owned() });
    assert_eq!(code(ask(&book, COUNTY, &revoke(replied, "有误"))), "ok");
    assert_eq!(code(ask(&book, TOWN, &revoke(replied, ""))), "text_missing");
    let refusal = ask(&book, VILLAGE, &revoke(replied, "有误")).unwrap_err();
    assert_eq!((refusal.code, refusal.who_could), ("not_the_issuer", vec![format!("office {TOWN}")]));
    let accepted = book.record.acts[1].id;
    assert_eq!(code(ask(&book, TOWN, &revoke(accepted, "有误"))), "no_such_act");
    book.add(TOWN, &[replied], revoke(replied, "有误"));
    assert_eq!(code(ask(&book, TOWN, &revoke(replied, "有误"))), "not_the_latest");
}

#[test]
fn f13_review_needs_a_reply_and_the_end_needs_the_days_to_have_passed() {
    let (mut book, accepted) = Book::accepted();
    let review = |tier| ActBody::Review(Review { tier, organ: "县政府".to_owned(), ..Review::default() });
    let finalise = ActBody::Finalise(Finalise { basis: "期满".to_owned() });
    assert_eq!(missing(ask(&book, VILLAGE, &review(ReviewTier::Review))), ["reply"]);
    let assigned = book.add(TOWN, &[accepted], assign(head(TOWN), TOWN));
    let replied = book.add(TOWN, &[assigned], reply());
    assert_eq!(code(ask(&book, TOWN, &finalise)), "not_served");
    let served = book.add(TOWN, &[replied], serve(replied));
    assert_eq!(missing(ask(&book, VILLAGE, &review(ReviewTier::Reexamination))), ["review_result"]);
    assert_eq!(missing(ask_on(&book, &author(TOWN), &finalise, date(2026, 7, 1))), ["2026-07-01"]);
    assert_eq!(code(ask_on(&book, &author(TOWN), &finalise, date(2026, 7, 2))), "ok");
    let late = ask_on(&book, &author(VILLAGE), &review(ReviewTier::Review), date(2027, 7, 2));
    assert_eq!(code(late), "ok", "flagged, never refused");
    let asked = book.add(VILLAGE, &[served], review(ReviewTier::Review));
    assert_eq!(code(ask(&book, TOWN, &finalise)), "review_pending");
    let result = |review, text: &str| {
        let (result, text) = (ReviewDecision::Uphold, text.to_owned());
        ActBody::ReviewResult(ReviewResult { review, result, text, number: None })
    };
    assert_eq!(code(ask(&book, COUNTY, &result(asked, ""))), "text_missing");
    assert_eq!(code(ask(&book, COUNTY, &result(served, "维持"))), "no_such_act");
    let upheld = book.add(COUNTY, &[asked], result(asked, "维持"));
    assert_eq!(code(ask(&book, COUNTY, &result(asked, "维持"))), "reviewed_already");
    assert_eq!(code(ask(&book, TOWN, &finalise)), "review_still_open");
    let asked = book.add(VILLAGE, &[upheld], review(ReviewTier::Reexamination));
    book.add(COUNTY, &[asked], result(asked, "维持"));
    assert_eq!(code(ask(&book, TOWN, &finalise)), "ok", "all three steps are through");
}

#[test]
fn k18_a_redacted_file_is_not_added_again_and_the_privacy_officer_redacts() {
    let (mut book, accepted) = Book::accepted();
    let hash = "a".repeat(64);
    let attach = |sha256: &str| {
        let (sha256, name) = (sha256.to_owned(), "照片".to_owned());
        ActBody::Attach(Attach { sha256, name, ..Attach::default() })
    };
    let redact = ActBody::Redact(Redact { sha256: hash.clone(), reason: "含他人信息".to_owned() });
    assert_eq!(code(ask(&book, TOWN, &attach("A"))), "not_a_hash");
    assert_eq!(code(ask(&book, TOWN, &attach(&hash))), "ok");
    let clerk = Author { staff: clerk(TOWN), ..author(TOWN) };
    let refusal = ask_on(&book, &clerk, &redact, date(2026, 6, 2)).unwrap_err();
    assert_eq!((refusal.code, refusal.who_could), ("not_privacy_officer", vec![format!("head of {TOWN}")]));
    book.directory.staff.get_mut(&clerk.staff).unwrap().roles.insert(crate::StaffRole::Privacy);
    assert_eq!(code(ask_on(&book, &clerk, &redact, date(2026, 6, 2))), "ok");
    book.add(TOWN, &[accepted], redact);
    assert_eq!(code(ask(&book, TOWN, &attach(&hash))), "redacted");
}

#[test]
fn k11_a_number_is_of_a_known_scheme_and_replaces_the_one_in_force() {
    let (mut book, accepted) = Book::accepted();
    let number = |scheme: &str, replaces| {
        ActBody::Number(Number { scheme: scheme.to_owned(), number: "7号".to_owned(), replaces })
    };
    assert_eq!(missing(ask(&book, TOWN, &number("lottery", None))), ["office|official|national"]);
    assert_eq!(code(ask(&book, TOWN, &number("official", None))), "ok");
    let first = book.add(TOWN, &[accepted], number("official", None));
    assert_eq!(missing(ask(&book, TOWN, &number("official", None))), [format!("replaces {first}")]);
    assert_eq!(code(ask(&book, TOWN, &number("official", Some(first)))), "ok");
    assert_eq!(code(ask(&book, TOWN, &number("national", Some(first)))), "no_such_act");
    assert_eq!(code(ask(&book, TOWN, &number("official", Some(accepted)))), "no_such_act");
}

/// What reads these bodies in the fold reads them here too.
#[test]
fn what_can_be_signed_is_what_has_versions() {
    let bodies = ActBody::blanks();
    let signed: Vec<&str> = bodies.iter().filter(|body| crate::act::can_be_signed(body)).map(ActBody::kind).collect();
    assert_eq!(signed, ["document", "reply", "close"]);
    assert!(bodies.iter().all(|body| Reply::of(body).is_none() || crate::act::can_be_served(body)));
}
