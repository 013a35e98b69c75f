//! What the acts of `act/handling` need, and what they say when it is missing.

use super::*;
use crate::{
    ClaimId, StaffRole,
    act::{
        Agreement, Aid, AidKind, AssessClaim, ClaimMerit, ClaimOutcome, ClaimSaid, ConfirmationState, CourtConfirm,
        Eligibility, Finding, FindingMethod, FinishFinding, HardshipCause, Mediate, MediationKind, MediationResult,
        Meet, MeetingKind, OpinionSaid, OutcomeKind, PairedGift, PathNotice, Pause, PauseReason, Pay, Resume, Term,
        Visit, VisitKind, Vote,
    },
};

const CLAIM: ClaimId = ClaimId([1; 16]);

/// What the township is told about each of these.
fn told(book: &Book, asked: impl IntoIterator<Item = (ActBody, &'static str)>) {
    for (body, said) in asked {
        assert_eq!(code(ask(book, TOWN, &body)), said, "{body:?}");
    }
}

fn words(text: &str) -> String {
    text.to_owned()
}

#[test]
fn handling_needs_a_registered_case() {
    let book = Book::new();
    let acts = ActBody::blanks().into_iter().filter(|body| {
        let kinds = ["assess_claim", "finding", "meet", "pause", "mediate", "agreement", "path_notice", "aid", "pay"];
        kinds.contains(&body.kind())
    });
    told(&book, acts.map(|body| (body, "not_registered")));
}

#[test]
fn c17_an_assessment_needs_a_claim_of_the_case_and_reasons() {
    let (book, _) = Book::accepted();
    let said =
        AssessClaim { claim: CLAIM, merit: ClaimMerit::Mixed, reason: words("分项"), ..AssessClaim::default() };
    told(
        &book,
        [
            (ActBody::AssessClaim(said.clone()), "ok"),
            (ActBody::AssessClaim(AssessClaim { claim: ClaimId([9; 16]), ..said.clone() }), "no_such_claim"),
            (ActBody::AssessClaim(AssessClaim { reason: words(" "), ..said.clone() }), "text_missing"),
            (ActBody::AssessClaim(AssessClaim { unit: Some(OfficeId([66; 16])), ..said }), "unknown_office"),
        ],
    );
}

#[test]
fn h30_a_quantity_is_a_decimal_number_with_its_unit() {
    let (book, _) = Book::accepted();
    let of = |quantity: Option<&str>, unit: Option<&str>| {
        let (quantity, unit) = (quantity.map(words), unit.map(words));
        ActBody::ClaimOutcome(ClaimOutcome {
            claim: CLAIM, text: words("退还"), quantity, unit, ..Default::default()
        })
    };
    let good = ["3.5", "0.25", "12", "999999999999.999999999999"];
    told(&book, good.map(|quantity| (of(Some(quantity), Some("亩")), "ok")));
    let bad = ["", "-1", "+1", "3,5", "1.2.3", ".5", "5.", "1e3", "３", "9999999999999", "NaN"];
    told(&book, bad.map(|quantity| (of(Some(quantity), Some("亩")), "not_a_quantity")));
    let halves = [of(Some("3"), None), of(None, Some("亩")), of(Some("3"), Some(" "))];
    told(&book, halves.map(|body| (body, "not_a_quantity")));
    let stranger = ClaimOutcome { claim: ClaimId([9; 16]), text: words("无"), ..ClaimOutcome::default() };
    told(&book, [(of(None, None), "ok"), (ActBody::ClaimOutcome(stranger), "no_such_claim")]);
    let part = ClaimOutcome { claim: CLAIM, outcome: OutcomeKind::Part, ..ClaimOutcome::default() };
    told(&book, [(ActBody::ClaimOutcome(part), "text_missing")]);
}

#[test]
fn f07_a_return_visit_needs_the_petitioners_own_words() {
    let (book, _) = Book::accepted();
    let back = Visit { kind: VisitKind::Return, text: words("回访"), ..Visit::default() };
    told(
        &book,
        [
            (ActBody::Visit(back.clone()), "own_words_missing"),
            (ActBody::Visit(Visit { petitioner_words: Some(words("还行")), ..back.clone() }), "ok"),
            (ActBody::Visit(Visit { missed: true, ..back.clone() }), "ok"),
            (ActBody::Visit(Visit { kind: VisitKind::WithCase, ..back.clone() }), "ok"),
            (ActBody::Visit(Visit { missed: true, team: vec![StaffId([66; 16])], ..back }), "unknown_staff"),
        ],
    );
}

fn finding() -> Finding {
    Finding {
        participants: [head(TOWN), head(VILLAGE), head(OTHER_TOWN)].into(),
        methods: [FindingMethod::Evidence].into(),
        text: words("款项已拨付"),
        ..Finding::default()
    }
}

#[test]
fn h01_a_finding_needs_participants_a_method_and_facts() {
    let (book, accepted) = Book::accepted();
    let strangers = [StaffId([66; 16])].into();
    let many = (0..51).map(|number| StaffId([number; 16])).collect();
    told(
        &book,
        [
            (ActBody::Finding(finding()), "ok"),
            (ActBody::Finding(Finding { participants: Default::default(), ..finding() }), "finding_incomplete"),
            (ActBody::Finding(Finding { methods: Default::default(), ..finding() }), "finding_incomplete"),
            (ActBody::Finding(Finding { participants: strangers, ..finding() }), "unknown_staff"),
            (ActBody::Finding(Finding { participants: many, ..finding() }), "too_many_items"),
            (ActBody::Finding(Finding { text: words(""), ..finding() }), "text_missing"),
            (ActBody::Finding(Finding { replaces: Some(accepted), ..finding() }), "no_such_act"),
        ],
    );
}

#[test]
fn h02_a_vote_is_a_participants_over_this_text_and_dissent_needs_words() {
    let (mut book, accepted) = Book::accepted();
    let found = book.add(TOWN, &[accepted], ActBody::Finding(finding()));
    let over = book.act(found).content_hash();
    let vote = |concur, text: &str| Vote { finding: found, concur, text: words(text), over: over.clone() };
    told(
        &book,
        [
            (ActBody::Vote(vote(true, "")), "ok"),
            (ActBody::Vote(vote(false, "账目不全")), "ok"),
            (ActBody::Vote(vote(false, " ")), "text_missing"),
            (ActBody::Vote(Vote { over: "0".repeat(64), ..vote(true, "") }), "another_text"),
            (ActBody::Vote(Vote { finding: accepted, ..vote(true, "") }), "no_such_act"),
        ],
    );
    let refusal = ask(&book, COUNTY, &ActBody::Vote(vote(true, ""))).unwrap_err();
    assert_eq!((refusal.code, refusal.rule, refusal.who_could.len()), ("not_a_participant", "H02", 3));
    let version = book.add(TOWN, &[found], ActBody::Finding(Finding { replaces: Some(found), ..finding() }));
    told(&book, [(ActBody::Vote(vote(true, "")), "replaced")]);
    let finish = |finding| ActBody::FinishFinding(FinishFinding { finding });
    told(&book, [(finish(found), "replaced"), (finish(version), "no_majority")]);
}

#[test]
fn h02_a_finding_is_finished_once_with_a_majority() {
    let (mut book, accepted) = Book::accepted();
    let found = book.add(TOWN, &[accepted], ActBody::Finding(finding()));
    let over = book.act(found).content_hash();
    let vote = ActBody::Vote(Vote { finding: found, concur: true, text: words(""), over });
    let one = book.add(TOWN, &[found], vote.clone());
    let finish = ActBody::FinishFinding(FinishFinding { finding: found });
    let refusal = ask(&book, TOWN, &finish).unwrap_err();
    assert_eq!((refusal.code, refusal.missing), ("no_majority", vec![words("1 of 2 concurring votes")]));
    assert_eq!(refusal.who_could, [format!("head of {OTHER_TOWN}"), format!("head of {VILLAGE}")]);
    let two = book.add(VILLAGE, &[one], vote.clone());
    told(&book, [(finish.clone(), "ok")]);
    book.add(TOWN, &[two], finish.clone());
    told(&book, [(finish, "finding_finished"), (vote, "finding_finished")]);
}

#[test]
fn h08_h09_a_hearing_decides_on_every_claim_and_a_leader_sets_days() {
    let (mut book, _) = Book::accepted();
    let second = ClaimId([2; 16]);
    book.record.claims.insert(second, Default::default());
    let said = |claim| ClaimSaid { claim, text: words("补差") };
    let meet = |kind, outcomes: &[Option<ClaimId>]| Meet {
        kind,
        text: words("会议记录"),
        outcomes: outcomes.iter().map(|claim| said(*claim)).collect(),
        ..Meet::default()
    };
    for kind in [MeetingKind::JointReception, MeetingKind::Hearing] {
        let refusal = ask(&book, TOWN, &ActBody::Meet(meet(kind, &[Some(CLAIM)]))).unwrap_err();
        assert_eq!(
            (refusal.code, refusal.rule, refusal.missing),
            ("outcome_per_claim", "H08", vec![second.to_string()])
        );
        told(
            &book,
            [
                (ActBody::Meet(meet(kind, &[])), "outcome_per_claim"),
                (ActBody::Meet(meet(kind, &[Some(CLAIM), Some(second)])), "ok"),
                (ActBody::Meet(meet(kind, &[None])), "ok"),
                (ActBody::Meet(meet(kind, &[Some(ClaimId([9; 16]))])), "no_such_claim"),
            ],
        );
    }
    let task = |due| Term { text: words("核实"), by: Some(crate::fold::tests::office(TOWN)), due };
    let led =
        |due| Meet { leader: Some(head(TOWN)), tasks: vec![task(due)], ..meet(MeetingKind::InvitedByLeader, &[]) };
    told(
        &book,
        [
            (ActBody::Meet(led(Some(date(2026, 7, 1)))), "ok"),
            (ActBody::Meet(led(None)), "leader_and_days"),
            (ActBody::Meet(Meet { leader: None, ..led(Some(date(2026, 7, 1))) }), "leader_and_days"),
            (ActBody::Meet(meet(MeetingKind::Conference, &[])), "ok"),
            (ActBody::Meet(Meet { text: words(""), ..meet(MeetingKind::Conference, &[]) }), "text_missing"),
        ],
    );
    let opinions = vec![OpinionSaid { by: words("专家"), text: words(&"字".repeat(300)) }; 50];
    told(&book, [(ActBody::Meet(Meet { opinions, ..led(Some(date(2026, 7, 1))) }), "text_too_long")]);
}

#[test]
fn art36_a_clock_is_stopped_once_for_a_reason_and_resumed_once() {
    let (mut book, accepted) = Book::accepted();
    let pause = |kind| ActBody::Pause(Pause { kind, reason: words("听证") });
    let paused = book.add(TOWN, &[accepted], pause(PauseReason::Hearing));
    let resume = |pause| ActBody::Resume(Resume { pause, text: String::new() });
    told(
        &book,
        [
            (pause(PauseReason::Hearing), "already_paused"),
            (pause(PauseReason::Appraisal), "ok"),
            (ActBody::Pause(Pause { kind: PauseReason::Appraisal, reason: words("") }), "text_missing"),
            (resume(accepted), "no_such_act"),
            (resume(paused), "ok"),
        ],
    );
    book.add(TOWN, &[paused], resume(paused));
    told(&book, [(resume(paused), "already_resumed"), (pause(PauseReason::Hearing), "ok")]);
    let mut unaccepted = Book::new();
    unaccepted.add(VILLAGE, &[], register());
    told(&unaccepted, [(pause(PauseReason::Hearing), "not_accepted")]);
}

#[test]
fn h14_a_mediation_names_its_body_and_peoples_mediation_its_mediator() {
    let (book, _) = Book::accepted();
    let of = |kind, organisation: &str, mediator: &str| {
        let (organisation, mediator) = (words(organisation), words(mediator));
        ActBody::Mediate(Mediate { kind, organisation, mediator, ..Mediate::default() })
    };
    told(
        &book,
        [
            (of(MediationKind::Peoples, "调委会", "赵某"), "ok"),
            (of(MediationKind::Peoples, "调委会", ""), "text_missing"),
            (of(MediationKind::Administrative, "镇政府", ""), "ok"),
            (of(MediationKind::Judicial, " ", "赵某"), "text_missing"),
            (ActBody::PathNotice(PathNotice { text: words("可起诉"), ..PathNotice::default() }), "ok"),
            (ActBody::PathNotice(PathNotice::default()), "text_missing"),
        ],
    );
}

#[test]
fn f06_an_agreement_comes_from_a_mediation_that_agreed_and_a_court_is_asked_by_both() {
    let (mut book, accepted) = Book::accepted();
    let session = |result| {
        ActBody::Mediate(Mediate {
            organisation: words("调委会"),
            mediator: words("赵某"),
            result,
            ..Mediate::default()
        })
    };
    let failed = book.add(TOWN, &[accepted], session(MediationResult::Failed));
    let agreed = book.add(TOWN, &[failed], session(MediationResult::Agreed));
    let said =
        |mediation| Agreement { mediation, text: words("分期付清"), parties_signed: true, ..Agreement::default() };
    let stranger = Term { text: words("付款"), by: Some(OfficeId([66; 16])), due: None };
    told(
        &book,
        [
            (ActBody::Agreement(said(None)), "ok"),
            (ActBody::Agreement(said(Some(agreed))), "ok"),
            (ActBody::Agreement(said(Some(failed))), "mediation_not_agreed"),
            (ActBody::Agreement(said(Some(accepted))), "no_such_act"),
            (ActBody::Agreement(Agreement { replaces: Some(accepted), ..said(None) }), "no_such_act"),
            (ActBody::Agreement(Agreement { terms: vec![stranger], ..said(None) }), "unknown_office"),
        ],
    );
    let unsealed =
        book.add(TOWN, &[agreed], ActBody::Agreement(Agreement { mediator_signed: true, ..said(Some(agreed)) }));
    let ask_court = |agreement, state, joint| {
        ActBody::CourtConfirm(CourtConfirm { agreement, state, court: words("县法院"), joint })
    };
    let refusal = ask(&book, TOWN, &ask_court(unsealed, ConfirmationState::Requested, true)).unwrap_err();
    assert_eq!((refusal.code, refusal.missing), ("agreement_not_in_force", vec![words("seal")]));
    let sealed = Agreement { mediator_signed: true, sealed: true, replaces: Some(unsealed), ..said(Some(agreed)) };
    let sealed = book.add(TOWN, &[unsealed], ActBody::Agreement(sealed));
    told(
        &book,
        [
            (ask_court(unsealed, ConfirmationState::Requested, true), "replaced"),
            (ask_court(sealed, ConfirmationState::Requested, false), "not_joint"),
            (ask_court(sealed, ConfirmationState::Requested, true), "ok"),
            (ask_court(sealed, ConfirmationState::Confirmed, false), "not_asked_for"),
        ],
    );
    book.add(TOWN, &[sealed], ask_court(sealed, ConfirmationState::Requested, true));
    told(&book, [(ask_court(sealed, ConfirmationState::Confirmed, false), "ok")]);
}

fn aid() -> Aid {
    Aid {
        kind: AidKind::HardshipGrant,
        fund: Some(words("特困资金")),
        amount: Some(1_000),
        period: Some(words("2026")),
        cause: words("生活困难"),
        approved_by: Some(head(TOWN)),
        ..Aid::default()
    }
}

#[test]
fn h18_counselling_needs_consent_and_keeps_nothing_about_the_person() {
    let (book, _) = Book::accepted();
    let offer =
        |consent, cause: &str| Aid { kind: AidKind::Counselling, consent, cause: words(cause), ..Aid::default() };
    let facts = Some(Eligibility::default());
    told(
        &book,
        [
            (ActBody::Aid(offer(true, "")), "ok"),
            (ActBody::Aid(offer(false, "")), "consent_needed"),
            (ActBody::Aid(offer(true, "失眠")), "no_clinical_data"),
            (ActBody::Aid(Aid { eligibility: facts, ..offer(true, "") }), "no_clinical_data"),
        ],
    );
}

#[test]
fn h20_to_h23_aid_needs_its_fund_its_facts_and_an_approver_who_may() {
    let (mut book, accepted) = Book::accepted();
    let facts = Some(Eligibility { household_here: true, cause: HardshipCause::Illness });
    let gives = [PairedGift::Technology].into();
    told(
        &book,
        [
            (ActBody::Aid(aid()), "ok"),
            (ActBody::Aid(Aid { cause: words(""), ..aid() }), "text_missing"),
            (ActBody::Aid(Aid { fund: None, ..aid() }), "aid_incomplete"),
            (ActBody::Aid(Aid { period: Some(words(" ")), ..aid() }), "aid_incomplete"),
            (ActBody::Aid(Aid { amount: Some(0), ..aid() }), "not_an_amount"),
            (ActBody::Aid(Aid { amount: Some(u64::MAX), ..aid() }), "not_an_amount"),
            (ActBody::Aid(Aid { kind: AidKind::TemporaryAid, ..aid() }), "aid_incomplete"),
            (ActBody::Aid(Aid { kind: AidKind::TemporaryAid, eligibility: facts, ..aid() }), "ok"),
            (ActBody::Aid(Aid { kind: AidKind::Paired, ..aid() }), "aid_incomplete"),
            (ActBody::Aid(Aid { kind: AidKind::Paired, gives, ..aid() }), "ok"),
            (ActBody::Aid(Aid { replaces: Some(accepted), ..aid() }), "no_such_act"),
            (ActBody::Aid(Aid { approved_by: Some(StaffId([66; 16])), ..aid() }), "unknown_staff"),
        ],
    );
    let by_clerk = ActBody::Aid(Aid { approved_by: Some(clerk(TOWN)), ..aid() });
    let refusal = ask(&book, TOWN, &by_clerk).unwrap_err();
    assert_eq!((refusal.code, refusal.who_could), ("not_an_approver", vec![format!("head of {TOWN}")]));
    book.directory.staff.get_mut(&clerk(TOWN)).unwrap().roles.insert(StaffRole::Finance);
    told(&book, [(by_clerk, "ok")]);
}

#[test]
fn h20_a_payment_needs_an_approved_aid_that_still_covers_it() {
    let (mut book, accepted) = Book::accepted();
    let pay = |aid, amount| Pay { aid, amount, receipt: words("收1") };
    let asked = book.add(TOWN, &[accepted], ActBody::Aid(Aid { approved_by: None, ..aid() }));
    told(&book, [(ActBody::Pay(pay(asked, 1)), "not_approved"), (ActBody::Pay(pay(accepted, 1)), "no_such_act")]);
    let granted = book.add(TOWN, &[asked], ActBody::Aid(Aid { replaces: Some(asked), ..aid() }));
    book.add(TOWN, &[granted], ActBody::Pay(pay(granted, 400)));
    told(
        &book,
        [
            (ActBody::Pay(pay(asked, 1)), "replaced"),
            (ActBody::Pay(pay(granted, 600)), "ok"),
            (ActBody::Pay(pay(granted, 0)), "beyond_the_aid"),
            (ActBody::Pay(Pay { receipt: words(""), ..pay(granted, 1) }), "text_missing"),
        ],
    );
    let refusal = ask(&book, TOWN, &ActBody::Pay(pay(granted, 601))).unwrap_err();
    assert_eq!((refusal.code, refusal.missing), ("beyond_the_aid", vec![words("1 to 600 fen")]));
}

#[test]
fn k13_nothing_is_paid_while_it_is_open() {
    let (mut book, accepted) = Book::accepted();
    let one = book.add(TOWN, &[accepted], ActBody::Aid(aid()));
    let two = book.add(OTHER_TOWN, &[accepted], ActBody::Aid(aid()));
    let other = Aid { fund: Some(words("临时救助")), ..aid() };
    let other = book.add(OTHER_TOWN, &[accepted], ActBody::Aid(other));
    let pay = |aid| ActBody::Pay(Pay { aid, amount: 1, receipt: words("收1") });
    book.directory.staff.get_mut(&clerk(COUNTY)).unwrap().roles.insert(StaffRole::Finance);
    let refusal = ask(&book, TOWN, &pay(one)).unwrap_err();
    assert_eq!(
        (refusal.code, refusal.rule, refusal.who_could),
        ("payment_blocked", "K13", vec![format!("clerk of {COUNTY}")])
    );
    told(&book, [(pay(two), "payment_blocked"), (pay(other), "ok")]);
    let dispute = book.view().disputes.remove(0);
    book.add(COUNTY, &[one, two], settle(&dispute, two));
    told(&book, [(pay(one), "replaced"), (pay(two), "ok")]);
}
