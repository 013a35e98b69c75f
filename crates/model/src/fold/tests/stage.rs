//! The state machine (DOMAIN 3.2).

use super::*;
use crate::act::{
    Decline, Finalise, Mediate, Pause, PauseReason, ReportClosed, Resume, Review, ReviewResult, ReviewTier, Transfer,
    Withdraw,
};

/// One act after the other, with the stage after each.
fn walk(book: &mut Book, from: ActId, steps: Vec<(ActBody, Stage)>) -> ActId {
    steps.into_iter().fold(from, |last, (body, stage)| {
        let kind = body.kind().to_owned();
        let next = book.add(TOWN, &[last], body);
        assert_eq!(book.view().stage, stage, "after {kind}");
        next
    })
}

#[test]
fn a_matter_is_passed_on_or_not_accepted_before_somebody_has_it() {
    let mut book = Book::new();
    let registered = book.add(VILLAGE, &[], register());
    let declined = book.add(VILLAGE, &[registered], ActBody::Decline(Decline::default()));
    assert_eq!(book.view().stage, Stage::NotAccepted);
    let passed_on = Transfer { to: Some(office(TOWN)), ..Transfer::default() };
    let passed_on = book.add(VILLAGE, &[declined], ActBody::Transfer(passed_on));
    assert_eq!(book.view().stage, Stage::Transferred);
    walk(&mut book, passed_on, vec![(ActBody::Accept(Accept::default()), Stage::Accepted)]);
    book.add(COUNTY, &[registered], ActBody::Transfer(Transfer::default()));
    assert_eq!(book.view().stage, Stage::Accepted, "the acceptance holds beside a transfer (K6)");
}

#[test]
fn handling_waits_for_others_for_mediation_and_for_a_hearing() {
    let (mut book, accepted) = Book::accepted();
    let assigned = book.add(TOWN, &[accepted], assign(head(TOWN), TOWN));
    let pause = |kind| ActBody::Pause(Pause { kind, ..Pause::default() });
    let mut last = assigned;
    for (kind, stage) in [
        (PauseReason::Hearing, Stage::Hearing),
        (PauseReason::Appraisal, Stage::AwaitingOther),
        (PauseReason::AwaitingOther, Stage::AwaitingOther),
        (PauseReason::Mediation, Stage::Mediation),
    ] {
        let paused = walk(&mut book, last, vec![(pause(kind), stage)]);
        let resume = ActBody::Resume(Resume { pause: paused, ..Resume::default() });
        last = walk(&mut book, paused, vec![(resume, Stage::Assigned)]);
    }
    walk(&mut book, last, vec![(ActBody::Mediate(Mediate::default()), Stage::Mediation), (reply(), Stage::Replied)]);
}

#[test]
fn from_service_over_review_and_reexamination_to_the_end() {
    let (mut book, served) = Book::served();
    assert_eq!(book.view().stage, Stage::Served);
    let ask = |tier| ActBody::Review(Review { tier, ..Review::default() });
    let uphold = |review| ActBody::ReviewResult(ReviewResult { review, ..ReviewResult::default() });
    let asked = walk(&mut book, served, vec![(ask(ReviewTier::Review), Stage::InReview)]);
    let upheld = walk(&mut book, asked, vec![(uphold(asked), Stage::Served)]);
    let asked = walk(&mut book, upheld, vec![(ask(ReviewTier::Reexamination), Stage::InReexamination)]);
    let upheld = walk(&mut book, asked, vec![(uphold(asked), Stage::Served)]);
    let last = walk(&mut book, upheld, vec![(ActBody::Finalise(Finalise::default()), Stage::Finalised)]);
    let closing = book.add(TOWN, &[last], close(&[last]));
    assert_eq!(book.view().stage, Stage::ClosingRequested);
    let signed = book.signed(closing);
    assert_eq!(book.view().stage, Stage::Closed);
    walk(&mut book, signed, vec![(ActBody::ReportClosed(ReportClosed::default()), Stage::Reported)]);
    assert!(book.view().flags.finalised && book.view().flags.reported);
}

#[test]
fn k16_only_the_petitioner_withdraws_and_a_reply_beside_it_stands() {
    let (mut book, served) = Book::served();
    let withdrawn = walk(&mut book, served, vec![(ActBody::Withdraw(Withdraw::default()), Stage::Withdrawn)]);
    let mut beside = book.clone();
    beside.add(TOWN, &[served], reply());
    assert_eq!(beside.view().stage, Stage::Replied);
    walk(&mut book, withdrawn, vec![(contact(), Stage::Served)]);
}

#[test]
fn stages_have_one_name() {
    let names: std::collections::BTreeSet<String> =
        Stage::ALL.iter().map(|stage| serde_json::to_string(stage).unwrap()).collect();
    assert_eq!(names.len(), Stage::ALL.len());
}
