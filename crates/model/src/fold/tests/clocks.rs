//! What acts do to the clocks of a case (DOMAIN 3.3).

use super::*;
use crate::{
    Config, Deadline, DeadlineState,
    act::{
        Agreement, AnswerObjection, AnswerRaise, AnswerSupervision, CancelPromise, Classify, ConfirmationState,
        CourtConfirm, Decline, Deliver, Link, Mediate, MediationResult, Object, Pause, Progress, Promise, Raise,
        Reopen, Resume, Review, ReviewDecision, ReviewResult, ReviewTier, Serve, Supervise, SupervisionKind, Transfer,
        Unlink, Withdraw,
    },
    config::Clock,
};

/// A day of June 2026, or of the months after it.
fn june(day: i64) -> Date {
    date(2026, 6, 1).saturating_add(jiff::Span::new().days(day - 1))
}

impl Book {
    /// An act declared for that day of June 2026, and made on it.
    fn on(&mut self, day: i64, of: u8, saw: &[ActId], body: ActBody) -> ActId {
        let id = self.add(of, saw, body);
        let act = self.act(id);
        act.effective_on = june(day);
        act.made_at += jiff::SignedDuration::from_hours(24 * (day - 1));
        id
    }
}

/// Office, first day, last day, day on which it was met.
fn span(deadline: &Deadline) -> (u8, Date, Option<Date>, Option<Date>) {
    (deadline.office.0[0], deadline.starts_on, deadline.due, deadline.met_on)
}

fn assign_by(unit: u8, due: i64, feedback: Option<i64>) -> ActBody {
    let ActBody::Assign(assign) = assign(head(unit), unit) else { unreachable!("an assignment") };
    ActBody::Assign(Assign { due: Some(june(due)), feedback_by: feedback.map(june), ..assign })
}

fn transfer(to: Option<u8>) -> ActBody {
    ActBody::Transfer(Transfer {
        to: to.map(office), reason: "属于贵单位职权".to_owned(), ..Transfer::default()
    })
}

fn serve(act: ActId) -> ActBody {
    ActBody::Serve(Serve { act, proof: "回证".to_owned(), ..Serve::default() })
}

fn review(tier: ReviewTier, day: i64, organ: &str) -> ActBody {
    ActBody::Review(Review { tier, requested_on: june(day), organ: organ.to_owned(), reason: String::new() })
}

fn decide(review: ActId, result: ReviewDecision) -> ActBody {
    ActBody::ReviewResult(ReviewResult { review, result, text: "意见".to_owned(), ..ReviewResult::default() })
}

#[test]
fn the_legal_clock_runs_on_where_the_holding_clock_begins_anew() {
    let (mut book, accepted) = Book::accepted();
    let first = book.on(3, COUNTY, &[accepted], assign(head(TOWN), TOWN));
    let second = book.on(10, COUNTY, &[first], assign(head(OTHER_TOWN), OTHER_TOWN));
    let raised = book.on(
        12,
        OTHER_TOWN,
        &[second],
        ActBody::Raise(Raise { to: office(COUNTY), reason: "跨镇".to_owned(), ..Raise::default() }),
    );
    let answer = AnswerRaise { raise: raised, taken: true, reason: "同意".to_owned() };
    let taken = book.on(15, COUNTY, &[raised], ActBody::AnswerRaise(answer));
    let handling = book.handling();
    assert_eq!((handling.clock, handling.starts_by, handling.due), (Clock::Legal, accepted, Some(june(61))));
    assert_eq!(handling.office, office(COUNTY), "the duty went along, up to the office that took the matter up");
    let holds: Vec<_> = book.deadlines("hold-10wd").iter().map(span).collect();
    let expected = [
        (VILLAGE, june(1), Some(june(15)), Some(june(1))),
        (TOWN, june(1), Some(june(15)), Some(june(10))),
        (OTHER_TOWN, june(10), Some(june(25)), Some(june(15))),
        (COUNTY, june(15), Some(june(30)), None),
    ];
    assert_eq!(holds, expected, "the Dragon Boat Festival falls into the last two");
    book.on(16, COUNTY, &[taken], reply());
    assert_eq!(book.deadlines("hold-10wd")[3].met_on, Some(june(16)));
    assert_eq!(book.handling().state(june(90)), DeadlineState::Met);
}

#[test]
fn each_act_is_judged_by_the_configuration_it_saw() {
    let (mut book, accepted) = Book::accepted();
    let mut stricter = Config::builtin().clone();
    stricter.deadlines.iter_mut().filter(|rule| rule.id == Deadline::HANDLE).for_each(|rule| rule.length = 30);
    let version = book.configs.learn(stricter);
    let before = book.handling();
    assert!(book.configs.make_current(version));
    assert_eq!(book.handling(), before, "what was started is judged as it was");
    book.act(accepted).config = version;
    assert_eq!((book.handling().due, book.handling().config), (Some(june(31)), version));
    book.act(accepted).config = crate::ConfigVersion([9; 16]);
    let unknown = book.handling();
    assert_eq!((unknown.due, unknown.unknown_rules, unknown.state(june(1))), (None, true, DeadlineState::Unknown));
}

#[test]
fn a_hearing_stops_the_clock_by_its_declared_days() {
    let (mut book, accepted) = Book::accepted();
    let pause = |kind| ActBody::Pause(Pause { kind, reason: "听证".to_owned() });
    let resume = |pause| ActBody::Resume(Resume { pause, text: String::new() });
    let hearing = book.on(10, TOWN, &[accepted], pause(crate::act::PauseReason::Hearing));
    assert_eq!(book.handling().state(june(80)), DeadlineState::Paused);
    assert_eq!(book.view().next_due(), None, "what stands still is not due");
    let other = book.on(12, COUNTY, &[accepted], pause(crate::act::PauseReason::Hearing));
    book.on(15, TOWN, &[hearing], resume(hearing));
    assert!(book.handling().paused_now, "the other hearing goes on");
    let late = book.on(20, COUNTY, &[other], resume(other));
    let handling = book.handling();
    assert_eq!((handling.paused_days, handling.due), (10, Some(june(71))), "days of both hearings count once");
    book.on(18, VILLAGE, &[other], resume(other));
    assert_eq!(book.handling().paused_days, 8, "of two ends the earlier");
    book.on(30, TOWN, &[late], pause(crate::act::PauseReason::Appraisal));
    assert!(!book.handling().paused_now, "an appraisal is no reason by the rule");
}

#[test]
fn k6_the_earliest_acceptance_starts_the_clock_beside_a_refusal() {
    let mut book = Book::new();
    let registered = book.on(1, VILLAGE, &[], register());
    let decline = Decline { reason: "已在诉讼".to_owned(), ..Decline::default() };
    let declined = book.on(4, COUNTY, &[registered], ActBody::Decline(decline));
    let late = book.on(9, TOWN, &[registered], ActBody::Accept(Accept::default()));
    let early = book.on(7, OTHER_TOWN, &[registered], ActBody::Accept(Accept::default()));
    let handling = book.handling();
    assert_eq!((handling.starts_by, handling.starts_on, handling.met_by), (early, june(7), None));
    assert!([declined, late, early].contains(&book.deadline(Deadline::ACCEPT).met_by.unwrap()));
    assert_eq!(book.deadline("forward-15d").due, Some(june(16)));
}

#[test]
fn k3_the_earliest_receipt_of_the_same_matter_starts_the_clock() {
    let (mut book, accepted) = Book::accepted();
    let link = |day| {
        let other_received_on = Some(june(day));
        ActBody::Link(Link {
            other: CaseId([8; 16]),
            other_received_on,
            reason: "同人同事".to_owned(),
            ..Link::default()
        })
    };
    assert_eq!(book.deadline(Deadline::ACCEPT).due, Some(june(16)));
    let linked = book.on(2, TOWN, &[accepted], link(-10));
    let accept = book.deadline(Deadline::ACCEPT);
    assert_eq!((accept.starts_on, accept.due, accept.met_late()), (june(-10), Some(june(5)), false));
    book.on(3, TOWN, &[linked], ActBody::Unlink(Unlink { link: linked, reason: "两事".to_owned() }));
    assert_eq!(book.deadline(Deadline::ACCEPT).due, Some(june(16)));
}

#[test]
fn an_assignment_names_its_days_until_a_later_one_takes_its_place() {
    let (mut book, accepted) = Book::accepted();
    let assigned = book.on(3, COUNTY, &[accepted], assign_by(TOWN, 20, Some(10)));
    assert_eq!(span(&book.deadline("assigned-due")), (TOWN, june(3), Some(june(20)), None));
    let progress =
        |to: u8| ActBody::Progress(Progress { to: office(to), text: "进展".to_owned(), ..Progress::default() });
    let sideways = book.on(5, TOWN, &[assigned], progress(OTHER_TOWN));
    assert_eq!(book.deadline("feedback-due").met_on, None, "the office that asked did not hear");
    let reported = book.on(9, TOWN, &[sideways], progress(COUNTY));
    assert_eq!(book.deadline("feedback-due").met_by, Some(reported));
    book.on(12, COUNTY, &[reported], assign_by(OTHER_TOWN, 30, None));
    assert_eq!(span(&book.deadline("assigned-due")), (OTHER_TOWN, june(12), Some(june(30)), None));
    assert_eq!(book.deadline("forward-15d").met_by, Some(accepted));

    let (mut book, accepted) = Book::accepted();
    let assigned = book.on(3, COUNTY, &[accepted], assign_by(TOWN, 20, None));
    book.on(4, TOWN, &[assigned], assign(head(TOWN), TOWN));
    assert_eq!(book.deadline("assigned-due").due, Some(june(20)), "who fills in the handler moves no day");
}

#[test]
fn a_transfer_moves_the_duty_and_an_agreed_objection_brings_it_back() {
    let mut book = Book::new();
    let registered = book.on(1, COUNTY, &[], register());
    let sent = book.on(4, COUNTY, &[registered], transfer(Some(TOWN)));
    let accept = book.deadline("accept-transferred-15d");
    assert_eq!(span(&accept), (TOWN, june(4), Some(june(19)), None));
    assert_eq!(book.deadline(Deadline::ACCEPT).met_by, Some(sent));
    assert_eq!(book.deadline("objection-5wd").due, Some(june(11)));
    let object = Object { transfer: sent, reason: "属邻镇".to_owned(), ..Object::default() };
    let objected = book.on(8, TOWN, &[sent], ActBody::Object(object));
    assert_eq!(book.deadline("objection-5wd").met_by, Some(objected));
    let answer = AnswerObjection { objection: objected, agreed: true, reason: "同意退回".to_owned() };
    let back = book.on(9, COUNTY, &[objected], ActBody::AnswerObjection(answer));
    assert_eq!(book.deadline("accept-transferred-15d").office, office(COUNTY));
    book.on(10, COUNTY, &[back], transfer(Some(OTHER_TOWN)));
    assert_eq!(span(&book.deadline("accept-transferred-15d")), (OTHER_TOWN, june(4), Some(june(19)), None));

    let mut book = Book::new();
    let registered = book.on(1, COUNTY, &[], register());
    book.on(4, COUNTY, &[registered], transfer(None));
    assert_eq!(book.deadlines("accept-transferred-15d"), [], "no office of this ledger owes it");
    assert_eq!(book.deadline(Deadline::ACCEPT).met_on, Some(june(4)));
}

#[test]
fn a_supervision_is_answered_by_its_day_or_that_of_the_rule() {
    let (mut book, accepted) = Book::accepted();
    let supervise = |kind, due: Option<i64>| {
        let (to, demand) = (office(TOWN), "立即办理".to_owned());
        ActBody::Supervise(Supervise { kind, to, demand, due: due.map(june), ..Supervise::default() })
    };
    let letter = book.on(5, COUNTY, &[accepted], supervise(SupervisionKind::Letter, Some(12)));
    let phone = book.on(5, COUNTY, &[letter], supervise(SupervisionKind::Phone, None));
    let proposed = book.on(6, COUNTY, &[phone], supervise(SupervisionKind::ImproveWork, None));
    let answer = AnswerSupervision { supervision: phone, text: "已办".to_owned(), adopted: false };
    book.on(7, TOWN, &[proposed], ActBody::AnswerSupervision(answer));
    let supervised: Vec<_> = book.deadlines("supervision-15d").iter().map(span).collect();
    let expected = [(TOWN, june(5), Some(june(12)), None), (TOWN, june(5), Some(june(20)), Some(june(7)))];
    assert_eq!(supervised, expected);
    assert_eq!(span(&book.deadline("proposal-30d")), (TOWN, june(6), Some(june(36)), None));
}

#[test]
fn review_and_reexamination_run_from_service_to_decision() {
    let (mut book, accepted) = Book::accepted();
    let replied = book.on(10, TOWN, &[accepted], reply());
    assert_eq!(book.deadlines("ask-review-30d"), [], "the right begins with service");
    let served = book.on(12, TOWN, &[replied], serve(replied));
    book.on(12, COUNTY, &[replied], serve(replied));
    assert_eq!(book.deadline("ask-review-30d").due, Some(june(43)), "the last day, a Sunday, moves on");
    let asked = book.on(22, COUNTY, &[served], review(ReviewTier::Review, 21, "office 1"));
    assert_eq!(book.deadline("ask-review-30d").met_on, Some(june(21)));
    assert_eq!(span(&book.deadline("review-30d")), (COUNTY, june(21), Some(june(51)), None));
    let decided = book.on(40, COUNTY, &[asked], decide(asked, ReviewDecision::Uphold));
    assert_eq!(book.deadline("review-30d").met_by, Some(decided));
    let told = book.on(41, COUNTY, &[decided], serve(decided));
    assert_eq!(book.deadline("ask-reexam-30d").due, Some(june(71)));
    let again = book.on(50, COUNTY, &[told], review(ReviewTier::Reexamination, 50, "市政府"));
    assert_eq!(book.deadline("reexam-30d").office, office(COUNTY), "no such office here: who took it down sees to it");
    let last = book.on(60, COUNTY, &[again], decide(again, ReviewDecision::Uphold));
    book.on(61, COUNTY, &[last], serve(last));
    assert_eq!(book.deadline("reexam-30d").met_on, Some(june(60)));
    assert_eq!(book.deadlines("ask-reexam-30d").len(), 1, "after re-examination there is nothing more to ask for");
    assert_eq!(book.deadlines("rehandle-60d"), []);
}

#[test]
fn what_opens_a_case_again_starts_a_new_handling_once() {
    let (mut book, accepted) = Book::accepted();
    let assigned = book.on(2, COUNTY, &[accepted], assign(head(OTHER_TOWN), OTHER_TOWN));
    let replied = book.on(10, OTHER_TOWN, &[assigned], reply());
    let asked = book.on(20, COUNTY, &[replied], review(ReviewTier::Review, 20, "office 1"));
    let changed = book.on(30, COUNTY, &[asked], decide(asked, ReviewDecision::Redo));
    let reopen = Reopen { act: Some(changed), text: "重新办理".to_owned(), ..Reopen::default() };
    let opened = book.on(31, COUNTY, &[changed], ActBody::Reopen(reopen.clone()));
    assert_eq!(span(&book.deadline("rehandle-60d")), (OTHER_TOWN, june(30), Some(june(90)), None));
    let moved = book.on(35, COUNTY, &[opened], assign(head(TOWN), TOWN));
    assert_eq!(span(&book.deadline("rehandle-60d")), (TOWN, june(30), Some(june(90)), None), "it goes along");
    let again = book.on(40, TOWN, &[moved], reply());
    assert_eq!(book.deadline("rehandle-60d").met_on, Some(june(40)));
    book.on(50, COUNTY, &[again], ActBody::Reopen(reopen));
    assert_eq!(book.deadlines("rehandle-60d").len(), 2);
    assert_eq!(book.handling().met_by, Some(replied), "the first handling stays what it was");
}

#[test]
fn mediation_takes_a_month_and_its_agreement_may_be_confirmed() {
    let (mut book, accepted) = Book::accepted();
    let mediate =
        |result| ActBody::Mediate(Mediate { organisation: "调委会".to_owned(), result, ..Mediate::default() });
    let first = book.on(3, VILLAGE, &[accepted], mediate(MediationResult::Continuing));
    let second = book.on(9, VILLAGE, &[first], mediate(MediationResult::Continuing));
    assert_eq!(span(&book.deadline("mediate-1m")), (VILLAGE, june(3), Some(date(2026, 7, 3)), None));
    let third = book.on(15, VILLAGE, &[second], mediate(MediationResult::Agreed));
    assert_eq!(book.deadline("mediate-1m").met_by, Some(third));
    let agreement = Agreement { mediation: Some(third), text: "协议".to_owned(), ..Agreement::default() };
    let agreed = book.on(16, VILLAGE, &[third], ActBody::Agreement(agreement));
    assert_eq!(book.deadline("court-confirm-30d").due, Some(june(46)));
    let confirm =
        CourtConfirm {
            agreement: agreed, joint: true, state: ConfirmationState::Requested, court: "法院".to_owned()
        };
    let asked = book.on(20, VILLAGE, &[agreed], ActBody::CourtConfirm(confirm));
    assert_eq!(book.deadline("court-confirm-30d").met_by, Some(asked));
    book.on(25, VILLAGE, &[asked], mediate(MediationResult::Failed));
    assert_eq!(book.deadlines("mediate-1m").iter().map(span).next_back().unwrap().3, Some(june(25)));
}

#[test]
fn a_promise_is_due_as_it_stands_and_the_simple_track_is_short() {
    let mut book = Book::new();
    let registered = book.on(1, TOWN, &[], register());
    let simple = || ActBody::Classify(Classify { simple: true, ..Classify::default() });
    let proposed = book.on(1, TOWN, &[registered], simple());
    let again = book.on(2, TOWN, &[proposed], simple());
    let open = book.deadlines("simple-accept-3wd");
    assert_eq!(open.iter().map(span).collect::<Vec<_>>(), [(TOWN, june(1), Some(june(4)), None)], "proposed once");
    let accept = Accept { simple: true, ..Accept::default() };
    let accepted = book.on(2, TOWN, &[again], ActBody::Accept(accept));
    assert_eq!(book.deadline("simple-accept-3wd").met_by, Some(accepted));
    assert_eq!(book.deadline("simple-reply-10wd").due, Some(june(16)));
    let promise =
        |day| ActBody::Promise(Promise { text: "补发".to_owned(), office: office(TOWN), due: june(day), of: None });
    let promised = book.on(3, TOWN, &[accepted], promise(20));
    let dropped = book.on(3, TOWN, &[promised], promise(25));
    let change = |promise, new_due: Option<i64>| {
        let (reason, agreed_words) = ("资金未到".to_owned(), "同意".to_owned());
        ActBody::CancelPromise(CancelPromise { promise, term: None, reason, agreed_words, new_due: new_due.map(june) })
    };
    let changed = book.on(10, TOWN, &[dropped], change(promised, Some(40)));
    book.on(10, TOWN, &[changed], change(dropped, None));
    assert_eq!(span(&book.deadline("promise-due")), (TOWN, june(3), Some(june(40)), None));
    let kept = Deliver { promise: promised, term: None, proof: "收据".to_owned() };
    book.on(30, TOWN, &[changed], ActBody::Deliver(kept));
    assert_eq!(book.deadline("promise-due").met_on, Some(june(30)));
}

#[test]
fn a_withdrawal_meets_the_duty_on_the_day_of_the_words() {
    let (mut book, accepted) = Book::accepted();
    let words = Withdraw { words: "已解决，不再反映".to_owned(), received_on: june(8), in_writing: true };
    let withdrawn = book.on(9, TOWN, &[accepted], ActBody::Withdraw(words));
    assert_eq!((book.handling().met_by, book.handling().met_on), (Some(withdrawn), Some(june(8))));
}

#[test]
fn a_year_without_a_table_is_said_to_be_unknown() {
    let mut book = Book::new();
    let registered = book.on(1, COUNTY, &[], register());
    let sent = book.on(2, COUNTY, &[registered], transfer(Some(TOWN)));
    book.act(sent).effective_on = date(2026, 12, 29);
    let objection = book.deadline("objection-5wd");
    assert_eq!((objection.due, objection.unknown_year), (None, Some(2027)));
    assert_eq!(objection.state(date(2027, 1, 4)), DeadlineState::Unknown);
    assert!(objection.at_earliest.is_some_and(|day| day > date(2026, 12, 31)));
    let accept = book.deadline("accept-transferred-15d");
    assert_eq!(accept.due, Some(date(2027, 1, 13)), "plain days need no table");
}

#[test]
fn days_that_cannot_be_are_counted_from_and_shown() {
    let mut book = Book::new();
    let ActBody::Register(ahead) = register() else { unreachable!("a registration") };
    let registered = book.on(1, TOWN, &[], ActBody::Register(Register { received_on: june(9), ..ahead }));
    assert_eq!(book.flags(registered), [flag::POSTDATED]);
    assert_eq!(book.deadline(Deadline::ACCEPT).due, Some(june(24)));
    let accepted = book.on(10, TOWN, &[registered], ActBody::Accept(Accept::default()));
    let assigned = book.on(12, TOWN, &[accepted], assign_by(TOWN, 11, None));
    assert_eq!(book.flags(assigned), [flag::DUE_BEFORE_ITS_DAY]);
    let replied = book.on(20, TOWN, &[assigned], reply());
    let note = book.on(21, TOWN, &[replied], note());
    let served = book.on(22, TOWN, &[note], serve(replied));
    book.act(served).effective_on = june(19);
    let flags = book.flags(served);
    assert!(flags.contains(&flag::DATED_BEFORE_WHAT_IT_ANSWERS.to_owned()), "{flags:?}");
    assert_eq!(book.deadline("ask-review-30d").starts_on, june(19));
}

#[test]
fn acts_without_effect_move_no_clock() {
    let (mut book, accepted) = Book::accepted();
    let absent = ActId([99; 16]);
    let before = book.view().deadlines;
    let answer = AnswerSupervision { supervision: absent, text: "无".to_owned(), adopted: false };
    for body in [
        serve(absent),
        decide(absent, ReviewDecision::Redo),
        ActBody::Resume(Resume { pause: accepted, text: String::new() }),
        ActBody::AnswerSupervision(answer),
        ActBody::Deliver(Deliver { promise: accepted, term: None, proof: String::new() }),
        register(),
        ActBody::Unknown { kind: "newer".to_owned(), payload: serde_json::json!({}) },
    ] {
        book.add(TOWN, &[accepted], body);
    }
    assert_eq!(book.view().deadlines, before);
}
