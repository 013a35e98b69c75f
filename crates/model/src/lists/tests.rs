//! What a case puts on lists: duties alone, sides that tell what was seen, texts that are cut.

use jiff::civil::date;

use super::{STEP, decisions, due_items, on_duty};
use crate::{
    ActBody, Context, DeadlineState, DisputeRule,
    act::Note,
    config::Sense,
    fields, fold,
    fold::tests::{Book, COUNTY, OTHER_TOWN, TOWN, VILLAGE, assign, clerk, duty, head, office},
};

fn folded(book: &Book) -> crate::CaseView {
    fold(&book.record, Context { directory: &book.directory, configs: &book.configs })
}

#[test]
fn what_is_met_or_merely_allowed_is_not_due() {
    let (book, _) = Book::accepted();
    let view = folded(&book);
    let items = due_items(&view);
    assert!(!items.is_empty(), "the matter has to be handled");
    for item in &items {
        let deadline =
            view.deadlines.iter().find(|deadline| deadline.rule == item.rule && deadline.starts_by == item.act);
        let deadline = deadline.expect("every item is a time limit of the case");
        assert_eq!((deadline.sense, deadline.met_by), (Sense::Duty, None), "{}", item.rule);
        assert_eq!(item.state(date(2030, 1, 1)), deadline.state(date(2030, 1, 1)), "{}", item.rule);
    }
}

#[test]
fn a_step_of_a_plan_is_due_until_it_is_done() {
    let (mut book, accepted) = Book::accepted();
    let plan = book.add(TOWN, &[accepted], duty::plan(2));
    let steps = |book: &Book| due_items(&folded(book)).into_iter().filter(|item| item.rule == STEP).collect::<Vec<_>>();
    let before = steps(&book);
    assert_eq!(before.len(), 2);
    assert_eq!(before[0].state(date(2026, 6, 16)), DeadlineState::OnTime);
    assert_eq!(before[0].state(date(2026, 6, 17)), DeadlineState::Soon);
    assert_eq!(before[0].state(date(2026, 6, 20)), DeadlineState::DueToday);
    assert_eq!(before[0].state(date(2026, 6, 21)), DeadlineState::Late);
    book.add(TOWN, &[plan], duty::milestone(plan, 1));
    let after = steps(&book);
    assert_eq!(after.len(), 1);
    assert_eq!(after[0].name, "第2步");
    assert_eq!(on_duty(&folded(&book)), [clerk(TOWN), clerk(VILLAGE)], "the team of the plan has it to do");
}

#[test]
fn a_side_tells_who_decided_what_having_seen_what() {
    let (mut book, accepted) = Book::accepted();
    let one = book.add(TOWN, &[accepted], assign(head(TOWN), TOWN));
    let two = book.add(COUNTY, &[accepted], assign(head(OTHER_TOWN), OTHER_TOWN));
    let view = folded(&book);
    let found = decisions(&book.record, &view);
    let leads =
        found.iter().find(|decision| decision.dispute.rule == DisputeRule::K1).expect("two leads are in dispute");
    assert_eq!(leads.sides.len(), 2);
    for side in &leads.sides {
        assert!([one, two].contains(&side.act));
        assert_eq!(side.kind, "assign");
        assert_eq!(side.seen.iter().map(|seen| seen.act).collect::<Vec<_>>(), [accepted]);
        assert_eq!(side.seen[0].kind, "accept");
    }
    let held: Vec<_> = due_items(&view).into_iter().filter(|item| item.rule == "hold-10wd").collect();
    let mut offices: Vec<_> = held.iter().map(|item| item.office).collect();
    offices.sort_unstable();
    assert_eq!(offices, [office(TOWN), office(OTHER_TOWN)], "both carry the duty until it is settled");
    assert_eq!(leads.offices().collect::<std::collections::BTreeSet<_>>(), [office(TOWN), office(COUNTY)].into());
}

#[test]
fn a_field_corrected_twice_is_to_be_decided() {
    let (mut book, _) = Book::accepted();
    book.set(fields::AREA, &["河东村", "河西村"]);
    let view = folded(&book);
    let found = decisions(&book.record, &view);
    let field = found.iter().find(|decision| decision.dispute.rule == DisputeRule::K14).expect("both values stand");
    assert_eq!(field.conflict.as_ref().map(|conflict| conflict.values.len()), Some(2));
}

#[test]
fn long_texts_are_cut_in_sides() {
    let (mut book, accepted) = Book::accepted();
    let note = book.add(TOWN, &[accepted], ActBody::Note(Note { text: "长".repeat(500) }));
    let act = book.record.acts.iter().find(|act| act.id == note).expect("it was added");
    let side = super::Side::of(act, &book.record.acts);
    assert_eq!(side.says["text"].as_str().map(|text| text.chars().count()), Some(121));
}
