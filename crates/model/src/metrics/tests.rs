use jiff::civil::date;
use proptest::prelude::*;

use super::*;
use crate::{
    Act, ActId, CaseFlags, CaseRecord, CaseView, DeviceId, Directory, DisputeRule, Fact, Interim, LinkView, OfficeId,
    Reopening, Stage,
    act::{ActBody, Channel, LinkKind, Note, ReopenCause},
    entry::{EntryData, Values, fold_entry},
    fold,
};

const LI: StaffId = StaffId([3; 16]);

fn facts(id: u8) -> CaseFacts {
    CaseFacts {
        case: CaseId([id; 16]),
        received_on: date(2026, 3, 1),
        superior_assigned: false,
        listed: false,
        early_issue: false,
        leads: Vec::new(),
        batches: 1,
        persons: 2,
        accepted: true,
        closed: false,
        reported: false,
        resolved_on: None,
        repeated: false,
        in_dispute: false,
        mediated: None,
        replied: false,
        dissatisfied: false,
        same_matter: Vec::new(),
    }
}

fn many(count: u8, change: impl Fn(u8, &mut CaseFacts)) -> Vec<CaseFacts> {
    let mut cases: Vec<CaseFacts> = (1..=count).map(facts).collect();
    cases.iter_mut().zip(0..).for_each(|(case, at)| change(at, case));
    cases
}

fn of(numerator: u64, denominator: u64) -> Ratio {
    Ratio { numerator, denominator }
}

#[test]
fn closed_reported_and_resolved_are_three_rates() {
    let cases = many(10, |at, case| {
        case.superior_assigned = at < 4;
        case.closed = at < 8;
        case.reported = at < 3;
        case.resolved_on = (at % 2 == 0).then_some(date(2026, 6, 1));
    });
    let figures = figures(&cases);
    assert_eq!(figures.all, ThreeRates { closure: of(8, 10), reported: of(3, 10), resolution: of(5, 10) });
    assert_eq!(figures.superior_assigned, ThreeRates { closure: of(4, 4), reported: of(3, 4), resolution: of(2, 4) });
}

#[test]
fn every_figure_opens_to_as_many_cases_as_it_counts() {
    let mut cases = many(40, |at, case| {
        let is = |place: u8| at >> place & 1 == 1;
        (case.accepted, case.closed, case.reported, case.listed) = (is(0), is(1), is(2), is(0) && is(3));
        (case.superior_assigned, case.early_issue, case.in_dispute) = (is(3), is(4), at % 7 == 0);
        (case.replied, case.dissatisfied, case.mediated) = (is(1), is(4), is(2).then(|| is(5)));
        case.leads = if is(2) { vec![LI] } else { Vec::new() };
        case.resolved_on = is(0).then_some(date(2026, 6, 1));
    });
    // Two that are one matter stand for one, in the list as in the figure.
    cases[9].same_matter = vec![cases[3].case];
    let figures = figures(&cases);
    let open = |name: &str, part| behind(&cases, name, part).unwrap().len() as u64;
    for Named { name, value, .. } in figures.counts() {
        let cases = if ["batches", "persons"].contains(&name) { figures.volume.cases } else { value };
        assert_eq!(open(name, Part::Numerator), cases, "{name}");
        assert_eq!(open(name, Part::Denominator), cases, "{name}");
    }
    for Named { name, value: Ratio { numerator, denominator }, .. } in figures.rates() {
        assert_eq!((open(name, Part::Numerator), open(name, Part::Denominator)), (numerator, denominator), "{name}");
        assert!(denominator > 0, "{name} is asked of no case here");
    }
    assert_eq!(behind(&cases, "satisfaction", Part::Numerator), None);
}

#[test]
fn listed_led_and_early_cases_have_their_own_rates() {
    let cases = many(9, |at, case| {
        case.listed = at < 2;
        case.leads = if at < 6 { vec![LI] } else { Vec::new() };
        case.early_issue = at > 6;
        case.resolved_on = (at % 3 == 0).then_some(date(2026, 6, 1));
    });
    let all = figures(&cases);
    assert_eq!((all.listed_resolution, all.led_resolution, all.early_issue_resolution), (of(1, 2), of(2, 6), of(0, 2)));
    assert_eq!(lead_resolution(&cases, LI), of(2, 6));
    assert_eq!(lead_resolution(&cases, StaffId([4; 16])), of(0, 0));
    assert_eq!(lead_quota(&cases, LI, 2026, 2), of(2, 2));
    assert_eq!(lead_quota(&cases, LI, 2025, 2), of(0, 2));
}

#[test]
fn what_is_disputed_or_came_again_counts_as_unresolved() {
    let cases = many(4, |at, case| {
        case.resolved_on = Some(date(2026, 6, 1));
        case.in_dispute = at == 1;
        case.repeated = at == 2;
    });
    let figures = figures(&cases);
    assert_eq!((figures.all.resolution, figures.in_dispute), (of(2, 4), 1));
}

#[test]
fn a_reply_without_resolution_is_counted_as_such() {
    let cases = many(6, |at, case| {
        case.replied = at < 5;
        case.resolved_on = (at < 3).then_some(date(2026, 6, 1));
        case.dissatisfied = at == 0;
    });
    assert_eq!(figures(&cases).reply_without_resolution, of(3, 5));
}

/// The figures of two real reports: 22 of 34 in 2 batches, 77 of 83.
#[test]
fn figures_of_real_reports() {
    let cases = many(34, |at, case| {
        case.closed = at < 22;
        case.batches = u32::from(at < 2);
    });
    let closed = figures(&cases);
    assert_eq!((closed.all.closure, closed.volume.batches, closed.volume.open), (of(22, 34), 2, 12));
    let cases = many(90, |at, case| case.mediated = (at < 83).then_some(at < 77));
    assert_eq!(figures(&cases).mediation_success, of(77, 83));
}

#[test]
fn the_volume_counts_cases_batches_and_persons() {
    let cases = many(5, |at, case| {
        case.persons = u32::from(at);
        case.accepted = at > 0;
        case.closed = at > 2;
    });
    let volume = Volume { cases: 5, batches: 5, persons: 10, accepted: 4, closed: 2, open: 3 };
    assert_eq!(figures(&cases).volume, volume);
}

/// K3: the one received first counts, whichever of them names the other, and over a third as well.
#[test]
fn k3_the_same_matter_is_counted_once() {
    let cases = many(5, |at, case| {
        case.received_on = date(2026, 3, 9 - i8::try_from(at).unwrap());
        case.persons = u32::from(at);
        case.same_matter = match at {
            0 => vec![CaseId([2; 16])],
            1 => vec![CaseId([1; 16]), CaseId([3; 16])],
            3 => vec![CaseId([99; 16])],
            _ => Vec::new(),
        };
    });
    let twice: Vec<&CaseFacts> = cases.iter().chain(&cases).collect();
    let volume = figures(twice).volume;
    assert_eq!((volume.cases, volume.persons), (3, 2 + 3 + 4), "one of three, and one whose other is not here");
}

#[test]
fn targets_are_reached_exactly_or_not() {
    let target = |metric, percent| Target { metric, percent };
    let resolved =
        |count: u8| figures(&many(5, |at, case| case.resolved_on = (at < count).then_some(date(2026, 6, 1))));
    assert_eq!(resolved(4).reaches(&target(Metric::Resolution, 80)), Some(true));
    assert_eq!(resolved(3).reaches(&target(Metric::Resolution, 80)), Some(false));
    assert_eq!(resolved(4).reaches(&target(Metric::EarlyIssueResolution, 100)), None, "nothing falls under it");
    for metric in
        [Metric::Closure, Metric::Reported, Metric::ListedResolution, Metric::LedResolution, Metric::MediationSuccess]
    {
        assert_eq!(resolved(5).rate(metric).numerator, 0);
    }
}

#[test]
fn the_year_before_has_the_same_days() {
    assert_eq!(year_before(date(2026, 1, 1), date(2026, 6, 30)), Some((date(2025, 1, 1), date(2025, 6, 30))));
    assert_eq!(year_before(date(2028, 2, 1), date(2028, 2, 29)), Some((date(2027, 2, 1), date(2027, 2, 28))));
    assert_eq!(year_before(date(2029, 2, 1), date(2029, 2, 28)), Some((date(2028, 2, 1), date(2028, 2, 29))));
    assert_eq!(year_before(Date::MIN, Date::MIN), None);
    let mut cases = many(3, |_, _| ());
    cases[0].received_on = date(2025, 3, 31);
    cases[1].received_on = date(2025, 4, 1);
    let change = received_year_on_year(&cases, date(2026, 3, 1), date(2026, 3, 31));
    assert_eq!(change, Some(YearOnYear { now: 1, before: 1 }));
}

fn record(id: u8, acts: &[Act]) -> CaseRecord {
    CaseRecord {
        id: CaseId([id; 16]),
        home: OfficeId([1; 16]),
        fields: std::collections::BTreeMap::new(),
        narrative: String::new(),
        claims: std::collections::BTreeMap::new(),
        acts: acts.to_vec(),
    }
}

fn entry(kind: &str, values: Values) -> EntryView {
    let body = ActBody::Enter(EntryData { kind: kind.to_owned(), values });
    let act = Act { body, ..note(99, &[], date(2026, 6, 20)) };
    fold_entry(&record(1, &[act]), &Directory::default())
}

#[test]
fn a_survey_gives_its_rates() {
    let results = serde_json::json!({"results": [{"question": "知晓率", "positive": 180, "answers": 200}]});
    let survey = entry("public_awareness", serde_json::from_value(results).unwrap());
    assert_eq!(awareness(&survey), [("知晓率".to_owned(), of(180, 200))]);
}

fn note(id: u8, based_on: &[u8], on: Date) -> Act {
    Act {
        id: ActId([id; 16]),
        by: LI,
        office: OfficeId([1; 16]),
        device: DeviceId([1; 16]),
        made_at: "2026-06-01T08:00:00Z".parse().unwrap(),
        effective_on: on,
        based_on: based_on.iter().map(|id| ActId([*id; 16])).collect(),
        config: crate::Configs::default().current_version(),
        staff_revision: 1,
        body: ActBody::Note(Note { text: "核查".to_owned() }),
    }
}

fn case(id: u8, acts: &[Act]) -> CaseView {
    let context = crate::Context { directory: &Directory::default(), configs: &crate::Configs::default() };
    fold(&record(id, acts), context)
}

#[test]
fn a_frozen_list_has_one_hash() {
    let (one, two) = (case(1, &[note(1, &[], date(2026, 6, 1))]), case(2, &[]));
    let list = FrozenList::freeze([&one, &two]);
    assert_eq!(list.hash(), FrozenList::freeze([&two, &one, &two]).hash());
    assert_ne!(list.hash(), FrozenList::freeze([&one]).hash());
    insta::assert_snapshot!(list.hash());
}

/// K17: what comes after a return leaves it as it is, and asks for the next revision.
#[test]
fn k17_an_act_that_comes_after_the_return_is_late_for_it() {
    let first = note(1, &[], date(2026, 6, 1));
    let second = note(2, &[1], date(2026, 6, 10));
    let seen = vec![first.clone(), second.clone()];
    let list = FrozenList::freeze([&case(7, &seen)]);
    let mut values = list.values(&figures(&[facts(7)]));
    let period = [("from", "2026-06-01"), ("until", "2026-06-30")];
    values.extend(period.map(|(field, day)| (field.to_owned(), day.into())));
    values.insert("revision".to_owned(), Value::Number(1));
    let report = entry("period_report", values);
    let issued = FrozenReturn::of(&report).unwrap();
    assert!(!issued.differs(&list));
    assert_eq!(overtaken(&report, CaseId([7; 16]), &seen), None);

    let late = note(3, &[1], date(2026, 6, 12));
    let of_july = note(4, &[2], date(2026, 7, 1));
    let acts: Vec<Act> = seen.into_iter().chain([late.clone(), of_july.clone()]).collect();
    assert_eq!(late_for(&issued, CaseId([7; 16]), &acts), [late.id]);
    // In another case, acts of the same ids are others: the return had seen none of them.
    let [_, _, _, july] = [&first, &second, &late, &of_july].map(|act| act.id);
    let others = late_for(&issued, CaseId([8; 16]), &acts);
    assert_eq!((others.len(), others.contains(&july)), (3, false));
    assert!(issued.differs(&FrozenList::freeze([&case(7, &acts)])));

    let change = |now: &[CaseView]| issued.change(&FrozenList::freeze(now)).unwrap();
    let [seven, eight] = [7, 8].map(|id| CaseId([id; 16]));
    assert_eq!(issued.change(&list), Some(ListChange::default()), "nothing changed");
    assert_eq!(change(&[case(7, &acts)]), ListChange { moved_on: vec![seven], ..ListChange::default() });
    // The same acts in another case are others.
    let instead = ListChange { joined: vec![eight], left: vec![seven], ..ListChange::default() };
    assert_eq!(change(&[case(8, &acts)]), instead);
    let untold = report.values.iter().filter(|(field, _)| *field != "cases");
    let untold = entry("period_report", untold.map(|(field, value)| (field.clone(), value.clone())).collect());
    assert_eq!(FrozenReturn::of(&untold).unwrap().change(&list), None, "it does not hold its list");

    let dispute = overtaken(&report, CaseId([7; 16]), &acts).unwrap();
    assert_eq!((dispute.rule, dispute.interim), (DisputeRule::K17, Interim::ReturnUnchanged));
    assert_eq!(dispute.acts, [ActId([99; 16]), late.id]);
    assert_eq!((dispute.settle_at, dispute.is_open()), (Some(OfficeId([1; 16])), true));
}

#[test]
fn a_return_of_nothing_says_zero_and_knows_what_came_after() {
    let mut values = FrozenList::default().values(&Figures::default());
    assert_eq!(values, [("zero".to_owned(), Value::Bool(true))].into());
    values.extend([("from", "2026-06-01"), ("until", "2026-06-14")].map(|(field, day)| (field.to_owned(), day.into())));
    let issued = FrozenReturn::of(&entry("period_report", values)).unwrap();
    let act = note(1, &[], date(2026, 6, 14));
    assert_eq!(late_for(&issued, CaseId([1; 16]), std::slice::from_ref(&act)), [act.id]);
    assert!(issued.differs(&FrozenList::freeze([&case(1, std::slice::from_ref(&act))])));
    assert!(!issued.differs(&FrozenList::default()));
    assert_eq!(issued.change(&FrozenList::freeze([&case(1, &[act])])).unwrap().joined, [CaseId([1; 16])]);
    assert_eq!(FrozenReturn::of(&entry("bulletin", Values::new())), None);
}

/// The return that a list gives is one that may be entered.
#[test]
fn the_values_of_a_return_pass_its_checks() {
    let mut values = FrozenList::freeze([&case(7, &[note(1, &[], date(2026, 6, 1))])]).values(&figures(&[facts(7)]));
    let wrong = EntryData { kind: "period_report".to_owned(), values: values.clone() }.check(&Directory::default());
    let missing =
        ["kind", "from", "until", "office", "to_offices", "revision"].map(|field| format!("{field}: missing"));
    assert_eq!(wrong.unwrap_err().missing, missing, "who reports and for when is all that is left");
    let Value::List(rows) = values.remove("figures").unwrap() else { panic!("figures are rows") };
    assert_eq!(rows.len(), 18);

    let many: Vec<CaseView> = (0..=200).map(|id| case(id, &[note(id, &[], date(2026, 6, 1))])).collect();
    let small = FrozenList::freeze(&many).values(&Figures::default());
    assert!(small.contains_key("cases") && small.contains_key("seen"));
}

proptest! {
    /// No numerator is above its denominator, and the order of the cases does not matter.
    #[test]
    fn rates_stay_within_their_cases(
        flags in prop::collection::vec(any::<[bool; 10]>(), 0..20),
        seed in any::<prop::sample::Index>(),
    ) {
        let mut cases: Vec<CaseFacts> = flags.iter().zip(0..).map(|(flags, id)| {
            let [superior, listed, early, closed, reported, resolved, repeated, disputed, replied, unhappy] = *flags;
            CaseFacts {
                superior_assigned: superior,
                listed,
                early_issue: early,
                leads: if listed { vec![LI] } else { Vec::new() },
                closed,
                reported,
                resolved_on: resolved.then_some(date(2026, 6, 1)),
                repeated,
                in_dispute: disputed,
                mediated: superior.then_some(resolved),
                replied,
                dissatisfied: unhappy,
                ..facts(id)
            }
        }).collect();
        let before = figures(&cases);
        for metric in [
            Metric::Closure, Metric::Reported, Metric::Resolution, Metric::ListedResolution, Metric::LedResolution,
            Metric::EarlyIssueResolution, Metric::MediationSuccess,
        ] {
            let Ratio { numerator, denominator } = before.rate(metric);
            prop_assert!(numerator <= denominator);
        }
        prop_assert!(before.all.resolution.numerator + before.in_dispute <= before.volume.cases);
        if !cases.is_empty() {
            let at = seed.index(cases.len());
            cases.rotate_left(at);
        }
        prop_assert_eq!(figures(&cases), before);
    }
}

/// M01, F15, K3: what a case says of itself is what is counted.
#[test]
fn facts_are_read_off_the_case() {
    let mut view = case(7, &[]);
    assert_eq!(CaseFacts::of(&view), None, "nothing came in yet");
    view.stage = Stage::Registered;
    view.received_on = Some(date(2026, 3, 1));
    let plain = CaseFacts::of(&view).unwrap();
    assert_eq!(plain, CaseFacts { batches: 0, persons: 0, accepted: false, ..facts(7) });

    let fact = Fact { act: ActId([1; 16]), on: date(2026, 6, 1) };
    view.channel = Some(Channel::Assigned);
    view.closed = true;
    view.flags = CaseFlags { reported: true, listed: true, in_dispute: true, ..CaseFlags::default() };
    view.closing.resolved = Some(fact);
    view.closing.reopenings =
        vec![Reopening { act: ActId([2; 16]), on: date(2026, 5, 1), cause: Some(ReopenCause::Repeat) }];
    view.handling.mediation_succeeded = Some(true);
    view.answer.current_reply = Some(ActId([3; 16]));
    let link = |other, kind, contested| LinkView {
        act: ActId([4; 16]),
        other: CaseId([other; 16]),
        kind,
        other_number: None,
        other_received_on: None,
        reason: String::new(),
        contested,
    };
    view.links.links = vec![
        link(8, LinkKind::SameMatter, false),
        link(9, LinkKind::SameMatter, true),
        link(10, LinkKind::Related, false),
    ];
    let told = CaseFacts::of(&view).unwrap();
    assert_eq!((told.superior_assigned, told.closed, told.reported, told.listed), (true, true, true, true));
    assert_eq!((told.resolved_on, told.repeated), (Some(date(2026, 6, 1)), false), "resolved once more since");
    assert!(!told.counts_as_resolved(), "in dispute");
    assert_eq!((told.mediated, told.replied), (Some(true), true));
    assert_eq!(told.same_matter, [CaseId([8; 16])]);
    view.closing.resolved = None;
    assert!(CaseFacts::of(&view).unwrap().repeated);
}
