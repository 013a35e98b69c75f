//! Mediation, agreements, courts and paths of the law (H13 to H16, F06, M08).

use super::*;
use crate::act::{
    Agreement, ConfirmationState, CourtConfirm, LegalPath, Mediate, MediationKind, MediationResult, MediationTier,
    PathNotice,
};

pub(crate) fn mediate(tier: MediationTier, kind: MediationKind, result: MediationResult) -> ActBody {
    let (organisation, mediator) = ("调委会".to_owned(), "赵某".to_owned());
    ActBody::Mediate(Mediate { tier, kind, organisation, mediator, result, text: String::new() })
}

fn at(tier: MediationTier, result: MediationResult) -> ActBody {
    mediate(tier, MediationKind::Peoples, result)
}

pub(crate) fn path_notice() -> ActBody {
    let text = "可向人民法院起诉".to_owned();
    ActBody::PathNotice(PathNotice { path: LegalPath::Litigation, text, notice_no: None })
}

pub(crate) fn agreement(mediation: Option<ActId>, signed: [bool; 3], replaces: Option<ActId>) -> ActBody {
    let [parties_signed, mediator_signed, sealed] = signed;
    let (text, terms) = ("分两期付清".to_owned(), vec![task("首期付款")]);
    ActBody::Agreement(Agreement { mediation, text, terms, parties_signed, mediator_signed, sealed, replaces })
}

pub(crate) fn confirm(agreement: ActId, state: ConfirmationState) -> ActBody {
    ActBody::CourtConfirm(CourtConfirm { agreement, state, court: "县法院".to_owned(), joint: true })
}

#[test]
fn h13_h14_every_attempt_is_kept_by_tier_and_kind() {
    let (mut book, accepted) = Book::accepted();
    let attempts = [
        (MediationTier::Village, MediationKind::Peoples, MediationResult::Failed),
        (MediationTier::Township, MediationKind::Administrative, MediationResult::Continuing),
        (MediationTier::Department, MediationKind::Judicial, MediationResult::Agreed),
    ];
    let mut last = accepted;
    for (tier, kind, result) in attempts {
        last = book.add(TOWN, &[last], mediate(tier, kind, result));
    }
    let shown: Vec<_> = book.done().mediations.iter().map(|seen| (seen.tier, seen.kind, seen.result)).collect();
    assert_eq!(shown, attempts);
}

#[test]
fn m08_the_session_that_ended_last_decides() {
    let (mut book, accepted) = Book::accepted();
    let going = book.add(TOWN, &[accepted], at(MediationTier::Village, MediationResult::Continuing));
    assert_eq!(book.done().mediation_succeeded, None);
    let failed = book.add(TOWN, &[going], at(MediationTier::Village, MediationResult::Failed));
    assert_eq!(book.done().mediation_succeeded, Some(false));
    let agreed = book.add(TOWN, &[failed], at(MediationTier::Township, MediationResult::Agreed));
    assert_eq!(book.done().mediation_succeeded, Some(true));
    book.add(OTHER_TOWN, &[failed], at(MediationTier::Department, MediationResult::Failed));
    assert_eq!(book.done().mediation_succeeded, Some(false), "beside it another failed");
    book.add(TOWN, &[agreed], note());
}

#[test]
fn h15_h16_a_failed_mediation_calls_for_a_notice_of_the_paths_of_the_law() {
    let (mut book, accepted) = Book::accepted();
    let early = book.add(TOWN, &[accepted], path_notice());
    let failed = book.add(TOWN, &[early], at(MediationTier::Village, MediationResult::Failed));
    let beside = book.add(OTHER_TOWN, &[early], path_notice());
    assert_eq!(book.done().path_notice_due, [failed], "neither notice had seen it");
    book.add(TOWN, &[failed, beside], path_notice());
    let done = book.done();
    assert!(done.path_notice_due.is_empty());
    assert_eq!((done.path_notices.len(), done.path_notices[0].path), (3, LegalPath::Litigation));
}

#[test]
fn h16_agreement_at_the_next_tier_makes_the_notice_needless() {
    let (mut book, accepted) = Book::accepted();
    let failed = book.add(TOWN, &[accepted], at(MediationTier::Village, MediationResult::Failed));
    let going = book.add(TOWN, &[failed], at(MediationTier::Township, MediationResult::Continuing));
    assert_eq!(book.done().path_notice_due, [failed]);
    book.add(TOWN, &[going], at(MediationTier::Township, MediationResult::Agreed));
    assert!(book.done().path_notice_due.is_empty());
}

/// An agreement from people's mediation with everything it needs, of 10 June.
fn in_force() -> (Book, ActId) {
    let (mut book, accepted) = Book::accepted();
    let mediated = book.add(TOWN, &[accepted], at(MediationTier::Village, MediationResult::Agreed));
    let agreed = book.add_on(TOWN, &[mediated], (6, 10), agreement(Some(mediated), [true; 3], None));
    (book, agreed)
}

#[test]
fn mediation_law_29_an_agreement_is_in_force_on_signatures_and_seal() {
    let (mut book, accepted) = Book::accepted();
    let mut last = accepted;
    for (kind, signed, missing) in [
        (Some(MediationKind::Peoples), [false; 3], &["parties", "mediator", "seal"][..]),
        (Some(MediationKind::Peoples), [true, true, false], &["seal"]),
        (Some(MediationKind::Peoples), [true; 3], &[]),
        (Some(MediationKind::Administrative), [true, false, false], &["mediator"]),
        (Some(MediationKind::Administrative), [true, true, false], &[]),
        (None, [false; 3], &["parties"]),
        (None, [true, false, false], &[]),
    ] {
        let mediation = kind.map(|kind| {
            last = book.add(TOWN, &[last], mediate(MediationTier::Village, kind, MediationResult::Agreed));
            last
        });
        last = book.add(TOWN, &[last], agreement(mediation, signed, None));
        let shown = book.done().agreements.pop().unwrap();
        assert_eq!(
            (shown.act, &shown.missing[..]),
            (last, &missing.iter().map(|what| (*what).to_owned()).collect::<Vec<_>>()[..])
        );
        assert_eq!((shown.in_force, shown.in_force_on.is_some()), (missing.is_empty(), missing.is_empty()));
    }
}

#[test]
fn f06_h26_an_agreement_in_force_is_owed_and_its_next_version_takes_its_place() {
    let (mut book, agreed) = in_force();
    let done = book.done();
    assert_eq!(done.agreements[0].in_force_on, Some(date(2026, 6, 10)));
    assert_eq!((done.owed.len(), done.owed[0].act, done.owed[0].by), (1, agreed, office(TOWN)));
    let unsigned = book.add(TOWN, &[agreed], agreement(None, [false; 3], Some(agreed)));
    let done = book.done();
    assert_eq!((done.agreements.len(), done.agreements[0].act, done.owed.len()), (1, unsigned, 0));
    assert_eq!(book.effect(agreed), Effect::Superseded);
}

#[test]
fn an_agreement_from_no_mediation_has_no_effect() {
    let (mut book, accepted) = Book::accepted();
    let void = book.add(TOWN, &[accepted], agreement(Some(accepted), [true; 3], None));
    book.assert_void(void, flag::NAMES_NO_SUCH_ACT);
    let done = book.done();
    assert!(done.agreements.is_empty() && done.owed.is_empty());
}

#[test]
fn mediation_law_33_a_court_confirms_what_both_asked_for_within_30_days() {
    let (mut book, agreed) = in_force();
    assert_eq!(book.done().agreements[0].confirm_by, Some(date(2026, 7, 10)));
    let asked = book.add_on(TOWN, &[agreed], (7, 10), confirm(agreed, ConfirmationState::Requested));
    assert!(!book.flags(asked).contains(&flag::ASKED_TOO_LATE.to_owned()));
    assert!(!book.done().agreements[0].confirmed);
    let confirmed = book.add_on(TOWN, &[asked], (7, 20), confirm(agreed, ConfirmationState::Confirmed));
    let shown = book.done().agreements.remove(0);
    assert!(shown.confirmed);
    assert_eq!((shown.confirmations.len(), shown.confirmations[0].act), (1, confirmed));
    book.add(VILLAGE, &[asked], confirm(agreed, ConfirmationState::Refused));
    let shown = book.done().agreements.remove(0);
    assert!(!shown.confirmed && shown.confirmations.len() == 2, "two that did not see each other differ");
}

#[test]
fn mediation_law_33_asked_late_is_flagged_and_asked_alone_has_no_effect() {
    let (mut book, agreed) = in_force();
    let late = book.add_on(TOWN, &[agreed], (7, 11), confirm(agreed, ConfirmationState::Requested));
    assert!(book.flags(late).contains(&flag::ASKED_TOO_LATE.to_owned()));
    assert_eq!(book.done().agreements[0].confirmations[0].act, late);
    let alone = CourtConfirm { agreement: agreed, court: "县法院".to_owned(), ..CourtConfirm::default() };
    let alone = book.add(TOWN, &[late], ActBody::CourtConfirm(alone));
    book.assert_void(alone, flag::NOT_JOINT);
    let nothing = book.add(TOWN, &[late], confirm(late, ConfirmationState::Confirmed));
    book.assert_void(nothing, flag::NAMES_NO_SUCH_ACT);
}
