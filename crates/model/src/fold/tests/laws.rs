//! What holds for every record, however wild: proptests.

mod authority;

use proptest::{
    prelude::*,
    sample::Index,
    strategy::{Union, ValueTree as _},
    test_runner::TestRunner,
};

use super::{
    handling::stories,
    intake_acts,
    paperwork::{About, abouts, answers},
    *,
};
use crate::ActGraph;

/// One step of a generated story.
#[derive(Debug, Clone)]
struct Step {
    of: u8,
    saw: Vec<Index>,
    hours: i64,
    day: i8,
    what: What,
}

#[derive(Debug, Clone)]
enum What {
    Body(ActBody),
    /// Settles a dispute its author had seen, if there is one.
    Settle(Index, Index),
    /// Covers some acts.
    Close(Vec<Index>),
    /// Names some act: which kind of act names it is the number's business.
    Naming(Names, u8, Index),
    /// Names an act its author had seen, if there is one: signs it, serves it, replaces it, ...
    About(Index, About),
}

/// How the acts of a group name others: which they name, and with what.
#[derive(Debug, Clone, Copy)]
struct Names {
    is_named: fn(&Act) -> bool,
    naming: fn(u8, &Act) -> (Option<u8>, ActBody),
}

const OF_HANDLING: Names = Names { is_named: stories::is_named, naming: stories::naming };
const OF_DUTY: Names = Names { is_named: duty::is_named, naming: duty::naming };
const OF_INTAKE: Names = Names { is_named: intake_acts::is_named, naming: intake_acts::naming };

/// What stories are about: each mixes what every case has with the acts of one group, so that these meet. A further
/// group is a further line.
fn themes() -> Vec<BoxedStrategy<What>> {
    let about = |plain, names| prop_oneof![1 => basics(), 2 => deeds(plain, names)].boxed();
    vec![
        basics().boxed(),
        about(stories::matter(), OF_HANDLING),
        about(stories::inquiry(), OF_HANDLING),
        about(stories::money(), OF_HANDLING),
        about(intake_acts::whose(), OF_INTAKE),
        about(intake_acts::what(), OF_INTAKE),
        about(duty::plain(), OF_DUTY),
        prop_oneof![1 => basics(), 2 => paperwork()].boxed(),
    ]
}

/// What every case has.
fn basics() -> impl Strategy<Value = What> {
    let staff = prop_oneof![Just(head(TOWN)), Just(head(COUNTY)), Just(clerk(OTHER_TOWN))];
    let body = prop_oneof![
        1 => Just(register()),
        1 => Just(ActBody::Accept(Accept::default())),
        4 => (staff, TOWN..=OTHER_TOWN).prop_map(|(lead, unit)| assign(lead, unit)),
        1 => Just(note()),
        2 => Just(visit()),
        3 => (0u16..40).prop_map(extend),
        2 => Just(reply()),
        2 => Just(contact()),
        1 => Just(ActBody::Unknown { kind: "newer".to_owned(), payload: serde_json::json!([1, "x"]) }),
    ];
    prop_oneof![
        8 => body.prop_map(What::Body),
        // Any kind of the table, with nothing in it: also those that belong into other documents.
        2 => prop::sample::select(ActBody::blanks()).prop_map(What::Body),
        3 => any::<(Index, Index)>().prop_map(|(dispute, choose)| What::Settle(dispute, choose)),
        2 => prop::collection::vec(any::<Index>(), 0..3).prop_map(What::Close),
    ]
}

/// Acts of a group: some of `plain`, and more that name another act.
fn deeds(plain: Vec<ActBody>, names: Names) -> impl Strategy<Value = What> {
    prop_oneof![
        1 => prop::sample::select(plain).prop_map(What::Body),
        3 => (any::<u8>(), any::<Index>()).prop_map(move |(of, act)| What::Naming(names, of, act)),
    ]
}

/// Answers, signatures over them, closings and what comes after.
fn paperwork() -> impl Strategy<Value = What> {
    prop_oneof![
        2 => answers().prop_map(What::Body),
        1 => (any::<Index>(), abouts()).prop_map(|(at, about)| What::About(at, about)),
    ]
}

fn steps(most: usize) -> impl Strategy<Value = Vec<Step>> {
    let of_theme = |what: BoxedStrategy<What>| {
        let of = prop_oneof![Just(COUNTY), Just(TOWN), Just(OTHER_TOWN), Just(VILLAGE), Just(JOINT_MEETING)];
        let saw = prop::collection::vec(any::<Index>(), 0..4);
        let step = (of, saw, -50i64..50, 1i8..30, what);
        let step = step.prop_map(|(of, saw, hours, day, what)| Step { of, saw, hours, day, what });
        prop::collection::vec(step, 0..most).boxed()
    };
    Union::new(themes().into_iter().map(of_theme))
}

/// A story in which every author has seen some earlier acts.
fn told(steps: &[Step]) -> Book {
    let mut book = Book::accepted().0;
    book.demote(head(OTHER_TOWN));
    let newer = book.configs.learn(crate::Config { name: "修订版".to_owned(), ..crate::Config::builtin().clone() });
    for step in steps {
        let ids: Vec<ActId> = book.record.acts.iter().map(|act| act.id).collect();
        let mut saw: Vec<ActId> = step.saw.iter().map(|at| *at.get(&ids)).collect();
        let mut of = step.of;
        let body = match &step.what {
            What::Body(body) => body.clone(),
            What::Close(covers) => close(&covers.iter().map(|at| *at.get(&ids)).collect::<Vec<_>>()),
            What::About(at, about) if !saw.is_empty() => about.body(&mut book, *at.get(&saw)),
            What::About(..) => note(),
            What::Naming(names, number, act) => {
                let named: Vec<&Act> = book.record.acts.iter().filter(|act| (names.is_named)(act)).collect();
                let act = if named.is_empty() { act.get(&book.record.acts) } else { act.get(&named) };
                // Now and then one that its author had not seen.
                if number % 16 != 0 {
                    saw.push(act.id);
                }
                let (from, body) = (names.naming)(number / 16, act);
                of = from.unwrap_or(of);
                body
            }
            What::Settle(dispute, choose) => {
                let graph = ActGraph::new(&book.record.acts);
                let mut known = book.clone();
                let seen = |id: &ActId| saw.iter().any(|saw| saw == id || graph.is_before(*id, *saw));
                known.record.acts.retain(|act| seen(&act.id));
                let disputes = known.view().disputes;
                if disputes.is_empty() {
                    note()
                } else {
                    let dispute = dispute.get(&disputes);
                    settle(dispute, *choose.get(&dispute.acts))
                }
            }
        };
        let settles = matches!(body, ActBody::Settle(_)) && of != VILLAGE;
        let id = book.add(if settles { COUNTY } else { of }, &saw, body);
        let act = book.act(id);
        act.made_at += jiff::SignedDuration::from_hours(step.hours);
        act.effective_on = date(2026, 6, step.day);
        if step.hours % 7 == 0 {
            act.config = newer;
        }
    }
    book
}

/// A record no honest device writes: cycles, absent acts, equal ids.
fn wild(steps: &[Step], edges: &[(Index, Index)], same: Option<(Index, Index)>) -> Book {
    let mut book = told(steps);
    let ids: Vec<ActId> = book.record.acts.iter().map(|act| act.id).collect();
    for (from, to) in edges {
        let seen = *to.get(&ids);
        let at = from.index(ids.len());
        book.record.acts[at].based_on.extend([seen, ActId([250; 16])]);
    }
    if let Some((from, to)) = same {
        let id = *to.get(&ids);
        let at = from.index(ids.len());
        book.record.acts[at].id = id;
    }
    book
}

/// What replicas hold that started with what their own people did, and gave each other these acts: any, in any order and
/// any grouping, some of them again.
fn gossip(book: &Book, replicas: usize, deliveries: &[(Index, Index, Vec<Index>)]) -> Vec<Book> {
    let own = |replica: usize| {
        let mut held = book.clone();
        let mut place = 0..;
        held.record.acts.retain(|_| place.next().is_some_and(|place: usize| place % replicas == replica));
        held
    };
    let mut all: Vec<Book> = (0..replicas).map(own).collect();
    for (from, to, acts) in deliveries {
        let from = &all[from.index(replicas)].record.acts;
        let given: Vec<Act> =
            if from.is_empty() { Vec::new() } else { acts.iter().map(|at| at.get(from).clone()).collect() };
        all[to.index(replicas)].record.acts.extend(given);
    }
    all
}

#[test]
fn stories_draw_from_the_whole_table() {
    let mut runner = TestRunner::deterministic();
    let mut kinds = std::collections::BTreeSet::new();
    for _ in 0..400 {
        let steps = steps(24).new_tree(&mut runner).unwrap().current();
        kinds.extend(told(&steps).record.acts.iter().map(|act| act.body.kind().to_owned()));
    }
    let missing: Vec<_> = ActBody::KINDS.iter().filter(|kind| !kinds.contains(**kind)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

fn json(book: &Book) -> String {
    serde_json::to_string(&book.view()).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_order_and_any_repetition_give_the_same_bytes(
        steps in steps(24),
        edges in prop::collection::vec(any::<(Index, Index)>(), 0..4),
        same in proptest::option::weighted(0.2, any::<(Index, Index)>()),
        shuffle in prop::collection::vec(any::<u32>(), 64),
        again in prop::collection::vec(any::<Index>(), 0..8),
    ) {
        let book = wild(&steps, &edges, same);
        let mut other = book.clone();
        for at in again {
            let act = at.get(&other.record.acts).clone();
            other.record.acts.push(act);
        }
        let mut keys = shuffle.into_iter().cycle();
        other.record.acts.sort_by_cached_key(|_| keys.next());
        prop_assert_eq!(json(&book), json(&other));
    }

    #[test]
    fn the_view_keeps_its_promises(
        steps in steps(30),
        edges in prop::collection::vec(any::<(Index, Index)>(), 0..3),
    ) {
        let book = wild(&steps, &edges, None);
        let view = book.view();
        prop_assert_eq!(view.timeline.len(), book.record.acts.len(), "no act is left out");
        let graph = ActGraph::new(&book.record.acts);
        for (at, item) in view.timeline.iter().enumerate() {
            prop_assert!(view.timeline[..at].iter().all(|earlier| !graph.is_before(item.act, earlier.act)));
            prop_assert!(item.concurrent_with.iter().all(|other| graph.concurrent(item.act, *other)));
            prop_assert!(item.flags.iter().all(|word| flag::ALL.contains(&word.as_str())));
        }
        for dispute in view.open_disputes() {
            prop_assert_eq!(dispute.id, dispute_id(dispute.rule, &dispute.acts));
            let effect = |act: &ActId| view.timeline.iter().find(|item| item.act == *act).map(|item| item.effect);
            let first = matches!(dispute.rule, DisputeRule::K2 | DisputeRule::K10);
            let parties = if first { &dispute.acts[..1] } else { &dispute.acts[..] };
            prop_assert!(parties.iter().all(|act| effect(act) == Some(Effect::Disputed)));
            match dispute.rule {
                DisputeRule::K1 => prop_assert!(view.leads.len() > 1),
                DisputeRule::K2 => prop_assert!(!view.closed),
                DisputeRule::K9 => prop_assert!(!view.flags.resolved),
                DisputeRule::K18 => prop_assert!(!view.answer.redacted.is_empty()),
                DisputeRule::K10 => {
                    let unsettled = |found: &crate::FindingView| found.state == crate::FindingState::Unsettled;
                    prop_assert!(view.handling.findings.iter().any(unsettled));
                }
                DisputeRule::K13 => prop_assert!(view.handling.aids.iter().any(|aid| aid.blocked)),
                DisputeRule::K6 => {
                    let kind = |act: &ActId| view.timeline.iter().find(|item| item.act == *act).map(|item| &*item.kind);
                    let accepted = dispute.acts.iter().any(|act| kind(act) == Some("accept"));
                    prop_assert_eq!(view.intake.is_accepted(), accepted, "the acceptance holds meanwhile");
                }
                DisputeRule::K12 => {
                    let flags = |item: &&crate::TimelineItem| dispute.acts == [item.act];
                    let item = view.timeline.iter().find(flags).expect("an act of the timeline");
                    prop_assert!(item.flags.iter().any(|word| word == flag::NEEDS_CONFIRMATION));
                }
                DisputeRule::K16 => {
                    let held = view.intake.withdrawn.as_ref();
                    prop_assert!(held.is_none_or(|held| !dispute.acts.contains(&held.act)), "noted only");
                }
                _ => {}
            }
        }
        prop_assert!(view.deadlines.iter().all(|deadline| deadline.extended_days <= 30));
        prop_assert_eq!(view.closed, view.stage.is_closed());
        prop_assert!(!view.flags.resolved || view.closed && !view.flags.in_dispute);
        if let Some(closed) = view.closing.closed {
            let closing = view.closing.closings.iter().find(|one| one.act == closed.act).unwrap();
            let signers: std::collections::BTreeSet<_> = closing.signatures.iter().map(|one| one.by).collect();
            prop_assert!(closing.holds && signers.len() >= 3);
        }
        let mut ids: Vec<_> = view.disputes.iter().map(|dispute| dispute.id).collect();
        ids.sort_unstable();
        ids.dedup();
        prop_assert_eq!(ids.len(), view.disputes.len());
        let text = serde_json::to_string(&view).unwrap();
        prop_assert_eq!(serde_json::from_str::<CaseView>(&text).unwrap(), view);
    }

    #[test]
    fn an_act_that_is_added_removes_no_other(steps in steps(16), at in any::<Index>()) {
        let book = told(&steps);
        let mut fewer = book.clone();
        let removed = fewer.record.acts.remove(at.index(book.record.acts.len()));
        let all: Vec<ActId> = book.view().timeline.iter().map(|item| item.act).collect();
        let without: Vec<ActId> = fewer.view().timeline.iter().map(|item| item.act).collect();
        prop_assert!(without.iter().all(|act| all.contains(act)));
        prop_assert!(all.contains(&removed.id));
        prop_assert_eq!(all.len(), without.len() + 1);
    }

    /// A dispute never vanishes by itself: what is open is still there, open or ended, after an act that saw all.
    #[test]
    fn an_act_that_saw_everything_hides_no_dispute(
        steps in steps(20),
        last in prop_oneof![
            Just(note()), Just(visit()), Just(assign(head(VILLAGE), VILLAGE)), Just(extend(3)), Just(contact()),
            Just(close(&[])), Just(reply()), answers(),
            Just(intake_acts::decline()), Just(intake_acts::transfer(COUNTY)), Just(intake_acts::withdraw()),
        ],
        about in proptest::option::of((any::<Index>(), abouts())),
    ) {
        let mut book = told(&steps);
        let open: Vec<_> = book.view().open_disputes().map(|dispute| dispute.id).collect();
        let heads = book.view().heads;
        let ids: Vec<ActId> = book.record.acts.iter().map(|act| act.id).collect();
        let body = about.map_or(last, |(at, about)| about.body(&mut book, *at.get(&ids)));
        book.add(TOWN, &heads, body);
        let after: Vec<_> = book.view().disputes.iter().map(|dispute| dispute.id).collect();
        prop_assert!(open.iter().all(|dispute| after.contains(dispute)), "{:?} {:?}", open, after);
    }
}

proptest! {
    // Up to sixteen folds a case.
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    /// Two replicas or eight: whoever holds the same acts shows the same bytes, deadlines and disputes among them.
    #[test]
    fn replicas_that_hold_the_same_acts_show_the_same_bytes(
        steps in steps(24),
        replicas in 2usize..=8,
        deliveries in prop::collection::vec(
            (any::<Index>(), any::<Index>(), prop::collection::vec(any::<Index>(), 0..6)), 0..24,
        ),
    ) {
        let book = told(&steps);
        let mut shown = std::collections::BTreeMap::new();
        let mut all = gossip(&book, replicas, &deliveries);
        let held: Vec<Act> = all.iter().flat_map(|replica| replica.record.acts.clone()).collect();
        let halfway = all.clone();
        // In the end everybody has heard everything, some of it more than once and each beginning with their own.
        all.iter_mut().for_each(|replica| replica.record.acts.extend(held.iter().rev().cloned()));
        for replica in halfway.iter().chain(&all) {
            let acts: std::collections::BTreeSet<ActId> = replica.record.acts.iter().map(|act| act.id).collect();
            let bytes = json(replica);
            prop_assert_eq!(shown.entry(acts).or_insert_with(|| bytes.clone()), &bytes);
        }
        prop_assert_eq!(json(&all[0]), json(&book));
    }
}
