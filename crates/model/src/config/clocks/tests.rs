use jiff::civil::date;
use proptest::prelude::*;

use super::*;
use crate::{Configs, config::YearTable};

const A: u8 = 1;
const B: u8 = 2;

fn id(n: u16) -> ActId {
    let mut bytes = [0; 16];
    bytes[..2].copy_from_slice(&n.to_be_bytes());
    ActId(bytes)
}

fn office(n: u8) -> OfficeId {
    OfficeId([n; 16])
}

fn day(month: i8, day: i8) -> Date {
    date(2026, month, day)
}

/// An event of office A, speaking for the case, judged by the built-in configuration.
fn event(act: u16, on: Date, what: What) -> ClockEvent {
    let config = Configs::default().current_version();
    ClockEvent { what, act: id(act), office: Some(office(A)), on, thread: None, until: None, config }
}

fn happened(act: u16, on: Date, what: Event) -> ClockEvent {
    event(act, on, What::Happened(what))
}

impl ClockEvent {
    fn of(self, thread: u16) -> Self {
        Self { thread: Some(id(thread)), ..self }
    }

    fn at(self, of: u8) -> Self {
        Self { office: Some(office(of)), ..self }
    }

    fn until(self, until: Date) -> Self {
        Self { until: Some(until), ..self }
    }
}

fn all(events: &[ClockEvent]) -> Vec<Deadline> {
    let configs = Configs::default();
    run(events, |version| configs.get(version))
}

/// The deadlines of one rule.
fn of(rule: &str, events: &[ClockEvent]) -> Vec<Deadline> {
    all(events).into_iter().filter(|deadline| deadline.rule == rule).collect()
}

fn one(rule: &str, events: &[ClockEvent]) -> Deadline {
    let mut found = of(rule, events);
    assert_eq!(found.len(), 1, "{rule}");
    found.remove(0)
}

fn registered() -> ClockEvent {
    happened(1, day(3, 2), Event::Registered)
}

fn accepted() -> ClockEvent {
    happened(2, day(3, 10), Event::Accepted)
}

#[test]
fn acceptance_and_handling() {
    let open = [registered(), accepted()];
    let accept = one("accept-15d", &open);
    assert_eq!((accept.starts_by, accept.due), (id(1), Some(day(3, 17))));
    assert_eq!((accept.met_by, accept.met_on), (Some(id(2)), Some(day(3, 10))));
    let handle = one("handle-60d", &open);
    assert_eq!((handle.starts_on, handle.due, handle.met_by), (day(3, 10), Some(day(5, 9)), None));
    assert_eq!((handle.clock, handle.sense, handle.office), (Clock::Legal, Sense::Duty, office(A)));
    for (today, state) in [
        (day(3, 10), DeadlineState::OnTime),
        (day(4, 26), DeadlineState::OnTime),
        (day(4, 27), DeadlineState::Soon),
        (day(5, 9), DeadlineState::DueToday),
        (day(5, 10), DeadlineState::Late),
    ] {
        assert_eq!(handle.state(today), state, "{today}");
    }
    let late = one("handle-60d", &[registered(), accepted(), happened(3, day(5, 11), Event::Replied)]);
    assert!(late.state(day(6, 1)) == DeadlineState::Met && late.met_late() && !accept.met_late());
}

#[test]
fn the_legal_clock_is_never_reset_the_holding_clock_is() {
    let held = |act, on, by| happened(act, on, Event::Held).at(by);
    let events = [
        registered(),
        held(1, day(3, 2), A),
        accepted(),
        held(3, day(3, 4), A),
        held(4, day(3, 16), B),
        happened(5, day(3, 20), Event::Accepted).at(B),
        held(6, day(3, 23), A),
    ];
    let handle = one("handle-60d", &events);
    assert_eq!((handle.starts_by, handle.due), (id(2), Some(day(5, 9))), "a second acceptance resets nothing");
    assert_eq!(handle.office, office(A), "the duty goes along: to B, and back");
    assert_eq!(one("handle-60d", &events[..5]).office, office(B));

    let holds = of("hold-10wd", &events);
    let spans: Vec<_> = holds.iter().map(|hold| (hold.office, hold.starts_on, hold.due, hold.met_on)).collect();
    let expected = [
        (office(A), day(3, 2), Some(day(3, 16)), Some(day(3, 16))),
        (office(B), day(3, 16), Some(day(3, 30)), Some(day(3, 23))),
        (office(A), day(3, 23), Some(day(4, 7)), None),
    ];
    assert_eq!(spans, expected, "the same office again resets nothing; Qingming falls into the last");
}

#[test]
fn extensions_are_capped() {
    let extended = |days: &[u16]| {
        let extensions =
            days.iter().enumerate().map(|(n, days)| event(10 + n as u16, day(4, 1), What::Extended(*days)));
        let events: Vec<_> = [registered(), accepted()].into_iter().chain(extensions).collect();
        let handle = one("handle-60d", &events);
        assert_eq!(one("accept-15d", &events).extended_days, 0, "what cannot be extended is not");
        (handle.extended_days, handle.due)
    };
    assert_eq!(extended(&[20]), (20, Some(day(5, 29))));
    assert_eq!(extended(&[20, 20]), (30, Some(day(6, 8))));
    assert_eq!(extended(&[u16::MAX, u16::MAX]), (30, Some(day(6, 8))));
}

#[test]
fn a_hearing_stops_the_clock() {
    let pause = |act, on| event(act, on, What::Paused(PauseKind::Hearing));
    let resume = |act, on| event(act, on, What::Resumed);
    let handle = |more: &[ClockEvent]| {
        let events: Vec<_> = [registered(), accepted()].iter().chain(more).copied().collect();
        one("handle-60d", &events)
    };
    let open = handle(&[pause(3, day(4, 1))]);
    assert!(open.paused_now && open.state(day(12, 1)) == DeadlineState::Paused);
    let closed = handle(&[pause(3, day(4, 1)), resume(4, day(4, 11))]);
    assert_eq!((closed.paused_days, closed.paused_now, closed.due), (10, false, Some(day(5, 19))));
    let overlapping =
        handle(&[pause(3, day(4, 1)), pause(4, day(4, 5)), resume(5, day(4, 8)).of(3), resume(6, day(4, 11)).of(4)]);
    assert_eq!((overlapping.paused_days, overlapping.due), (10, closed.due), "two hearings at once count once");
    let before = handle(&[pause(3, day(3, 4)), resume(4, day(3, 13))]);
    assert_eq!((before.paused_days, before.due), (2, Some(day(5, 11))), "only days that would have counted: 11, 12");
    let after = handle(&[pause(3, day(5, 10)), resume(4, day(5, 20))]);
    assert_eq!((after.paused_days, after.due), (0, Some(day(5, 9))), "a breach is not mended by a later hearing");
    let other = handle(&[event(3, day(4, 1), What::Paused(PauseKind::AwaitingOther))]);
    assert!(!other.paused_now, "the rule does not know this reason");
    let met = handle(&[pause(3, day(5, 1)), happened(4, day(5, 15), Event::Replied)]);
    assert!(!met.paused_now && !met.met_late(), "answered while it stood still");
    let elsewhere = handle(&[pause(3, day(4, 1)).of(99), resume(4, day(4, 11))]);
    assert_eq!(elsewhere.paused_days, 0, "a hearing of another thread");
}

#[test]
fn transfer_objection_and_working_days() {
    let events = [
        happened(1, day(2, 9), Event::Registered),
        happened(2, day(2, 12), Event::Transferred).at(B),
        happened(3, day(2, 25), Event::TransferObjected).of(2).at(B),
        happened(4, day(2, 27), Event::Transferred).at(B),
    ];
    let objections = of("objection-5wd", &events);
    assert_eq!((objections[0].due, objections[0].met_by), (Some(day(2, 26)), Some(id(3))), "across the festival");
    assert_eq!((objections[1].due, objections[1].met_by), (Some(day(3, 5)), None), "28 February is worked");
    assert_eq!(objections[1].state(day(3, 6)), DeadlineState::Lapsed, "a right lapses, nothing is breached");
    let accept = one("accept-transferred-15d", &events);
    assert_eq!((accept.starts_by, accept.due, accept.office), (id(2), Some(day(2, 27)), office(B)));
    assert_eq!(one("forward-15d", &events).met_by, Some(id(2)));
}

#[test]
fn review_and_reexamination() {
    let events = [
        happened(1, day(3, 2), Event::Served),
        happened(2, day(3, 20), Event::ReviewRequested),
        event(3, day(3, 25), What::Paused(PauseKind::Hearing)).of(2),
        event(4, day(4, 1), What::Resumed).of(2),
        happened(5, day(4, 20), Event::ReviewDecided).of(2),
        happened(6, day(4, 22), Event::ReviewServed),
        happened(7, day(5, 6), Event::ReexamRequested),
    ];
    let ask = one("ask-review-30d", &events);
    assert_eq!((ask.due, ask.met_by), (Some(day(4, 1)), Some(id(2))));
    let review = one("review-30d", &events);
    assert_eq!((review.paused_days, review.due, review.met_by), (7, Some(day(4, 26)), Some(id(5))));
    assert_eq!(one("ask-reexam-30d", &events).due, Some(day(5, 22)));
    assert_eq!(one("reexam-30d", &events).due, Some(day(6, 5)));
    let moved = one("ask-review-30d", &[happened(1, day(4, 1), Event::Served)]);
    assert_eq!(moved.due, Some(day(5, 6)), "1 May is a holiday: the petitioner's right moves behind it");
}

#[test]
fn mediation_and_confirmation() {
    let events = [
        happened(1, day(1, 31), Event::MediationStarted),
        event(2, day(2, 20), What::Extended(15)).of(1),
        happened(3, day(3, 3), Event::MediationStarted),
        happened(4, day(3, 10), Event::Agreed).of(1),
    ];
    let mediations = of("mediate-1m", &events);
    assert_eq!((mediations[0].extended_days, mediations[0].due), (15, Some(day(3, 15))));
    assert_eq!((mediations[0].met_by, mediations[1].met_by), (Some(id(4)), None));
    assert_eq!(mediations[1].due, Some(day(4, 3)));
    assert_eq!(one("court-confirm-30d", &events).due, Some(day(4, 9)));
}

#[test]
fn days_that_acts_name() {
    let events = [
        happened(1, day(3, 2), Event::Supervised).until(day(3, 9)).at(B),
        happened(2, day(3, 3), Event::Supervised).at(B),
        happened(3, day(3, 6), Event::SupervisionAnswered).of(2),
        happened(4, day(3, 4), Event::Assigned),
        happened(5, day(3, 5), Event::Promised).until(day(6, 30)),
    ];
    let supervisions = of("supervision-15d", &events);
    assert_eq!((supervisions[0].due, supervisions[0].met_by), (Some(day(3, 9)), None));
    assert_eq!((supervisions[1].due, supervisions[1].met_by), (Some(day(3, 18)), Some(id(3))), "none named: 15 days");
    assert_eq!(supervisions[0].office, office(B));
    assert!(of("assigned-due", &events).is_empty(), "an assignment without a day has no limit of its own");
    assert_eq!(one("promise-due", &events).due, Some(day(6, 30)));
}

#[test]
fn the_year_without_a_table() {
    let simple = one("simple-reply-10wd", &[happened(1, day(12, 25), Event::SimpleAccepted)]);
    assert_eq!((simple.due, simple.unknown_year, simple.at_earliest), (None, Some(2027), Some(date(2027, 1, 6))));
    assert_eq!((simple.state(day(12, 26)), simple.warn_on), (DeadlineState::Unknown, None));
    let handle = one("handle-60d", &[happened(1, day(12, 25), Event::Accepted)]);
    assert_eq!((handle.due, handle.unknown_year), (Some(date(2027, 2, 23)), None), "plain days need no table");
}

#[test]
fn each_act_is_judged_by_what_it_saw() {
    let mut configs = Configs::default();
    let mut longer = Config::builtin().clone();
    let rule = longer.deadlines.iter_mut().find(|rule| rule.id == "handle-60d").unwrap();
    rule.length = 90;
    let longer = configs.learn(longer);
    let events = [
        happened(1, day(3, 2), Event::Registered),
        ClockEvent { config: longer, ..happened(2, day(3, 10), Event::Accepted) },
        happened(3, day(3, 12), Event::Accepted),
    ];
    let deadlines = run(&events, |version| configs.get(version));
    let handle: Vec<_> = deadlines.iter().filter(|deadline| deadline.rule == "handle-60d").collect();
    assert_eq!((handle.len(), handle[0].due, handle[0].config), (1, Some(day(6, 8)), longer));

    let stranger = ClockEvent { config: ConfigVersion([7; 16]), ..accepted() };
    let handle = one("handle-60d", &[registered(), stranger, happened(3, day(3, 20), Event::Replied)]);
    assert!(handle.unknown_rules && handle.due.is_none() && handle.met_by == Some(id(3)));
    let handle = one("handle-60d", &[stranger]);
    assert_eq!(handle.state(day(3, 11)), DeadlineState::Unknown);
}

#[test]
fn the_answer_may_stand_before_the_question() {
    let replied = |on| happened(1, on, Event::Replied);
    assert_eq!(one("handle-60d", &[replied(day(3, 12)), accepted()]).met_by, Some(id(1)));
    assert_eq!(
        one("handle-60d", &[replied(day(3, 9)), accepted()]).met_by,
        None,
        "an earlier reply answered something else"
    );
}

fn anything() -> impl Strategy<Value = ClockEvent> {
    use Event::*;
    let what = prop_oneof![
        proptest::sample::select(vec![
            Registered,
            Transferred,
            TransferObjected,
            Accepted,
            Held,
            Replied,
            Served,
            ReviewRequested,
            ReviewDecided,
            MediationStarted,
            Agreed,
            Supervised,
            SupervisionAnswered,
            Promised,
            PromiseKept,
            Reopened,
            SimpleAccepted,
        ])
        .prop_map(What::Happened),
        Just(What::Paused(PauseKind::Hearing)),
        Just(What::Resumed),
        (0_u16..40).prop_map(What::Extended),
    ];
    let until = proptest::option::of(0_i64..90);
    (what, 0_u16..30, 1_u8..4, 0_i64..360, proptest::option::of(0_u16..30), until).prop_map(
        |(what, act, by, on, thread, until)| {
            let on = day(1, 1).saturating_add(Span::new().days(on));
            let until = until.map(|days| on.saturating_add(Span::new().days(days)));
            ClockEvent { thread: thread.map(id), until, ..event(act, on, what).at(by) }
        },
    )
}

proptest! {
    #[test]
    fn whatever_happens(events in proptest::collection::vec(anything(), 0..40), days in 0_i64..400) {
        let today = day(1, 1).saturating_add(Span::new().days(days));
        for deadline in all(&events) {
            let rule = Config::builtin().deadline_rule(&deadline.rule).unwrap();
            prop_assert!(deadline.extended_days <= rule.extendable);
            prop_assert_eq!(deadline.due.is_none(), deadline.unknown_year.is_some());
            prop_assert!(deadline.due.is_none_or(|due| deadline.at_earliest == Some(due)));
            prop_assert!(deadline.warn_on.is_none_or(|warn| deadline.starts_on.min(warn) <= warn && Some(warn) <= deadline.due));
            let met = deadline.state(today) == DeadlineState::Met;
            prop_assert_eq!(met, deadline.met_by.is_some());
            if let (Some(due), Unit::WorkingDay, false) = (deadline.due, rule.unit, rule.declared) {
                prop_assert_eq!(Config::builtin().calendar.is_working_day(due), Some(true));
            }
        }
        let mut twice = events.clone();
        twice.extend(&events);
        for rule in Config::builtin().deadlines.iter().filter(|rule| rule.per == Per::Case) {
            prop_assert!(of(&rule.id, &twice).len() <= 1);
        }
    }

    /// Dates that cannot be meant are counted like others, and end at the end of time.
    #[test]
    fn no_date_is_too_far(starts in -9999_i16..=9999, from in -9999_i16..=9999, to in -9999_i16..=9999) {
        let mut config = Config::builtin().clone();
        config.deadlines.iter_mut().for_each(|rule| rule.pause_kinds = vec![PauseKind::Hearing]);
        let events = [
            happened(1, date(starts, 12, 31), Event::Accepted),
            happened(2, date(starts, 12, 31), Event::SimpleAccepted),
            happened(3, date(starts, 12, 31), Event::MediationStarted).until(date(to, 12, 31)),
            event(4, date(from, 1, 1), What::Paused(PauseKind::Hearing)),
            event(5, date(to, 12, 31), What::Resumed),
        ];
        for deadline in run(&events, |_| Some(&config)) {
            prop_assert!(deadline.at_earliest >= Some(deadline.starts_on));
        }
    }

    /// A later start never makes an earlier end, with the same pauses and extensions.
    #[test]
    fn monotone_in_the_start(first in 0_i64..100, later in 0_i64..30, from in 0_i64..100, length in 0_i64..30) {
        let on = |days| day(1, 1).saturating_add(Span::new().days(days));
        let end = |start| {
            let events = [
                happened(1, on(start), Event::Accepted),
                event(2, on(from), What::Paused(PauseKind::Hearing)),
                event(3, on(from + length), What::Resumed),
                event(4, on(from), What::Extended(10)),
            ];
            one("handle-60d", &events).due
        };
        prop_assert!(end(first) <= end(first + later));
    }

    /// Two pauses shift as far as one of both lengths, in calendar days and in working days.
    #[test]
    fn pauses_add_up(first in 1_i64..20, second in 0_i64..20, working in any::<bool>()) {
        let mut config = Config::builtin().clone();
        let rule = config.deadlines.iter_mut().find(|rule| rule.id == "handle-60d").unwrap();
        rule.unit = if working { Unit::WorkingDay } else { Unit::Day };
        let on = |days: i64| day(3, 10).saturating_add(Span::new().days(days));
        let hearing = |act, from, to| {
            let pause = event(act, on(from), What::Paused(PauseKind::Hearing));
            [pause, event(act + 1, on(to), What::Resumed).of(act)]
        };
        let handle = |pauses: &[ClockEvent]| {
            let events: Vec<_> = [accepted()].iter().chain(pauses).copied().collect();
            run(&events, |_| Some(&config)).into_iter().find(|deadline| deadline.rule == "handle-60d").unwrap()
        };
        let two: Vec<_> = [hearing(10, 1, 1 + first), hearing(20, 1 + first, 1 + first + second)].concat();
        let (two, one) = (handle(&two), handle(&hearing(10, 1, 1 + first + second)));
        prop_assert_eq!((two.due, two.paused_days), (one.due, one.paused_days));
        let plain = if working { None } else { handle(&[]).due };
        prop_assert!(plain.is_none_or(|due| one.due == Some(due.saturating_add(Span::new().days(first + second)))));
    }

    /// A table that is published later moves no day that was known.
    #[test]
    fn what_is_known_stays(events in proptest::collection::vec(anything(), 0..30)) {
        let mut later = Config::builtin().clone();
        let table = YearTable { holidays: [date(2027, 1, 1)].into(), workdays: [date(2027, 1, 3)].into() };
        later.calendar.years.insert(2027, table);
        for (before, after) in all(&events).iter().zip(run(&events, |_| Some(&later))) {
            prop_assert!(before.due.is_none() || before.due == after.due);
            prop_assert!(before.at_earliest <= after.at_earliest);
        }
    }
}
