//! Who may record what: an act without authority leaves the case as it is without it, and the check that refuses it at its
//! author's own device asks what every reader asks.

use std::collections::BTreeSet;

use serde_json::Value;

use super::*;
use crate::{
    Staff, Subject,
    act::Recuse,
    authority::{Who, row},
    check,
    check::lacks,
};

/// Whoever tries what is not theirs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Impostor {
    /// A clerk of an office that has no part in the case.
    Stranger,
    /// Somebody who no longer works here, and had seen that.
    Gone,
    /// Somebody who takes no part in the case, and had seen that.
    Aside,
}

const IMPOSTORS: [Impostor; 3] = [Impostor::Stranger, Impostor::Gone, Impostor::Aside];
const GONE: StaffId = StaffId([77; 16]);

/// The words by which a timeline says that an author had no authority.
const WORDS: &[&str] = &[
    flag::LACKED_AUTHORITY,
    flag::NOT_BY_A_HEAD,
    flag::NOT_BY_PRIVACY,
    flag::NOT_COMPETENT,
    flag::NOT_THE_OWNER,
    flag::NOT_THE_ASSIGNING_LEVEL,
    flag::FROM_A_LOWER_LEVEL,
    flag::NOT_BY_THE_LEAD_UNIT,
    flag::NOT_ITS_OFFICE,
    flag::NOT_IN_THIS_ROLE,
    flag::NOT_BY_THE_ISSUER,
    flag::NOT_A_PARTICIPANT,
    flag::NOT_INDEPENDENT,
    flag::BY_ONE_STANDING_ASIDE,
];

/// Whether the act is in the timeline, without effect for want of authority.
fn is_barred(view: &CaseView, act: ActId) -> bool {
    let item = view.timeline.iter().find(|item| item.act == act).expect("no act is left out");
    // Work of one who stands aside is marked, and may have no effect for another reason.
    let decides = |kind: &str| ActBody::blanks().iter().any(|body| body.kind() == kind && row(body).unwrap().decides);
    let says = |word: &str| WORDS.contains(&word) && (word != flag::BY_ONE_STANDING_ASIDE || decides(&item.kind));
    item.effect == Effect::NoEffect && item.flags.iter().any(|word| says(word))
}

/// All that a view says, but for one act of the timeline and what the next act is based on.
fn state(book: &Book, but: ActId) -> Value {
    let mut view = serde_json::to_value(book.view()).unwrap();
    view["heads"] = Value::Null;
    let items = view["timeline"].as_array_mut().unwrap();
    items.retain(|item| item["act"] != serde_json::json!(but));
    items.iter_mut().for_each(|item| item["concurrent_with"] = Value::Null);
    view
}

/// A story, with somebody in its directory who left and a head who stands aside; the recusal.
fn prepared(steps: &[Step]) -> (Book, ActId) {
    with_impostors(told(steps))
}

fn with_impostors(mut book: Book) -> (Book, ActId) {
    let gone = Staff { id: GONE, active: false, ..book.directory.staff[&clerk(TOWN)].clone() };
    book.directory.staff.insert(GONE, gone);
    let reason = "近亲属".to_owned();
    let recused = book.add(TOWN, &[], ActBody::Recuse(Recuse { staff: head(JOINT_MEETING), reason }));
    let act = book.act(recused);
    (act.by, act.office) = (head(JOINT_MEETING), office(JOINT_MEETING));
    (book, recused)
}

/// The same story, with its last act in the name of somebody else.
fn forged(book: &Book, recused: ActId, impostor: Impostor, mut last: Act) -> Book {
    let mut book = book.clone();
    (last.by, last.office) = match impostor {
        Impostor::Stranger => (clerk(OTHER_TOWN), office(OTHER_TOWN)),
        Impostor::Gone => (GONE, office(TOWN)),
        Impostor::Aside => (head(JOINT_MEETING), office(JOINT_MEETING)),
    };
    last.staff_revision = book.directory.staff[&last.by].revision;
    last.based_on.push(recused);
    book.record.acts.push(last);
    book
}

/// Puts what was done in one act of a story into the name of each impostor, as a further act that nothing builds on. What
/// was barred, by kind.
fn barred(without: &Book, recused: ActId, act: &Act) -> BTreeSet<(String, Impostor)> {
    let last = Act { id: ActId([251; 16]), ..act.clone() };
    let kind = last.body.kind().to_owned();
    let mut barred = BTreeSet::new();
    for impostor in IMPOSTORS {
        let forged = forged(without, recused, impostor, last.clone());
        let is = is_barred(&forged.view(), last.id);
        match row(&last.body).filter(|_| last.body.subject() == Some(Subject::Case)) {
            Some(row) if row.who == Who::Petitioner => assert!(!is, "{kind} always holds"),
            Some(_) if impostor == Impostor::Gone => assert!(is, "{kind} of somebody who left"),
            Some(row) if impostor == Impostor::Aside => assert!(is || !row.decides, "{kind} of one standing aside"),
            _ => {}
        }
        if is {
            let (with, without) = (state(&forged, last.id), state(without, last.id));
            let parts = with.as_object().unwrap().keys().filter(|part| with[*part] != without[*part]);
            let changed: Vec<_> = parts.map(|part| (part, &with[part], &without[part])).collect();
            assert!(changed.is_empty(), "{kind} by {impostor:?}: {changed:?}");
            barred.insert((kind.clone(), impostor));
        }
    }
    barred
}

#[test]
fn each_kind_without_authority_leaves_the_case_as_it_was() {
    let mut open = BTreeSet::new();
    for body in ActBody::blanks() {
        let (kind, row) = (body.kind().to_owned(), row(&body).unwrap());
        if body.subject() == Some(Subject::Entry) || body.subject() == Some(Subject::Configuration) {
            continue;
        }
        // Of stories that begin accepted, nothing was passed on: that is the next test.
        let by_office = !matches!(row.who, Who::Staff | Who::Competent);
        let tried = [(Impostor::Gone, true), (Impostor::Aside, row.decides), (Impostor::Stranger, by_office)];
        let tried = tried.into_iter().filter(|(_, tried)| *tried && row.who != Who::Petitioner);
        open.extend(tried.map(|(impostor, _)| (kind.clone(), impostor)));
    }
    let mut runner = TestRunner::deterministic();
    for _ in 0..2_000 {
        let (book, recused) = prepared(&steps(16).new_tree(&mut runner).unwrap().current());
        for act in &book.record.acts {
            if open.iter().any(|(kind, _)| kind == act.body.kind()) {
                barred(&book, recused, act).iter().for_each(|tried| {
                    open.remove(tried);
                });
            }
        }
        if open.is_empty() {
            return;
        }
    }
    panic!("never tried in vain: {open:?}");
}

#[test]
fn once_passed_on_it_is_the_receivers_to_decide() {
    let mut book = Book::new();
    let registered = book.add(VILLAGE, &[], register());
    let sent = book.add(VILLAGE, &[registered], intake_acts::transfer(TOWN));
    for body in [ActBody::Accept(Accept::default()), intake_acts::decline(), intake_acts::transfer(COUNTY)] {
        let mut told = book.clone();
        told.add(TOWN, &[sent], body.clone());
        let act = told.record.acts.pop().unwrap();
        let (told, recused) = with_impostors(told);
        assert_eq!(barred(&told, recused, &act), IMPOSTORS.map(|one| (body.kind().to_owned(), one)).into());
    }
}

#[test]
fn what_builds_on_an_act_without_authority_has_nothing_to_build_on() {
    let (mut book, accepted) = Book::accepted();
    let assigned = book.add(TOWN, &[accepted], assign(head(TOWN), TOWN));
    let forged = book.add(OTHER_TOWN, &[assigned], reply());
    let served = book.add(TOWN, &[forged], serve(forged));
    assert_eq!((book.effect(served), book.flags(served)), (Effect::NoEffect, vec![flag::NAMES_NO_SUCH_ACT.to_owned()]));
    assert_eq!((book.view().stage, book.view().replies), (Stage::Assigned, 0));
    assert_eq!(book.item(forged).by, head(OTHER_TOWN), "it stays under their name");
}

#[test]
fn an_act_counts_as_soon_as_the_entry_of_its_author_is_here() {
    let (mut book, accepted) = Book::accepted();
    let extended = book.add(TOWN, &[accepted], extend(10));
    let act = book.act(extended);
    (act.by, act.staff_revision) = (clerk(TOWN), 2);
    assert_eq!((book.effect(extended), book.handling().extended_days), (Effect::NoEffect, 0));
    assert_eq!(book.flags(extended), [flag::NOT_BY_A_HEAD]);
    let before = book.directory.staff[&clerk(TOWN)].clone();
    let now = Staff { is_head: true, revision: 2, ..before.clone() };
    book.directory.staff.insert(clerk(TOWN), now);
    book.directory.former.insert(clerk(TOWN), vec![before]);
    assert_eq!((book.effect(extended), book.handling().extended_days), (Effect::Live, 10));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn an_act_without_authority_leaves_the_case_as_it_was(steps in steps(24), at in any::<Index>()) {
        let (book, recused) = prepared(&steps);
        barred(&book, recused, at.get(&book.record.acts));
    }

    /// What the check of somebody who had seen everything allows has effect; and what it finds lacking, readers do.
    #[test]
    fn a_check_and_every_reader_give_the_same_answer(
        steps in steps(20),
        of in prop_oneof![Just(COUNTY), Just(TOWN), Just(OTHER_TOWN), Just(VILLAGE), Just(JOINT_MEETING)],
        is_head in any::<bool>(),
    ) {
        if steps.is_empty() {
            return Ok(());
        }
        let last = told(&steps).record.acts.pop().unwrap();
        let (mut book, _) = prepared(&steps[..steps.len() - 1]);
        let view = book.view();
        let staff = if is_head { head(of) } else { clerk(of) };
        let author = Author { staff, ..author(of) };
        let allowed = check(&book.record, &view, &last.body, &author, book.context(), last.effective_on);
        let lacking = lacks(&book.record, &view, &last.body, &author, book.context());
        let id = book.add(of, &view.heads, last.body.clone());
        let revision = book.directory.staff[&staff].revision;
        let act = book.act(id);
        (act.by, act.staff_revision, act.made_at) = (staff, revision, last.made_at);
        let barred = is_barred(&book.view(), id);
        prop_assert!(!barred || allowed.is_err(), "{:?}: allowed, and then barred", last.body);
        // These two ask the case for more than the table does, where the check words its refusal.
        let more = row(&last.body).is_some_and(|row| {
            matches!(row.who, Who::Competent | Who::AssigningLevel | Who::Independent | Who::Settler)
        });
        if !more && last.body.subject() == Some(Subject::Case) {
            prop_assert_eq!(lacking.is_some(), barred, "{:?}: {:?}", last.body, lacking);
        }
    }
}
