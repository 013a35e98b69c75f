//! 督办: what was demanded, and the answers.

use super::*;
use crate::act::{AnswerSupervision, InspectionKind, InspectionScope, Supervise, SupervisionKind, SupervisionTrigger};

pub(crate) fn supervise(to: u8, kind: SupervisionKind) -> ActBody {
    let inspects = kind == SupervisionKind::Inspection;
    ActBody::Supervise(Supervise {
        kind,
        to: office(to),
        trigger: SupervisionTrigger::Late,
        demand: "限期办结".to_owned(),
        due: Some(date(2026, 6, 20)),
        number: Some("督字〔2026〕2号".to_owned()),
        inspection: inspects.then_some(InspectionKind::WithCase),
        scope: inspects.then_some(InspectionScope::LongUndecided),
    })
}

pub(crate) fn answer(supervision: ActId) -> ActBody {
    let text = "已整改".to_owned();
    ActBody::AnswerSupervision(AnswerSupervision { supervision, text, adopted: true })
}

/// One written act of each kind of this group, as golden files pin it.
pub(crate) fn examples() -> Vec<ActBody> {
    vec![supervise(TOWN, SupervisionKind::Inspection), answer(ActId([1; 16]))]
}

#[test]
fn s01_s03_s04_an_inspection_keeps_its_kind_scope_and_date() {
    let (mut book, accepted) = Book::accepted();
    book.add(COUNTY, &[accepted], supervise(TOWN, SupervisionKind::Inspection));
    let item = book.view().supervision.items.remove(0);
    assert_eq!((item.kind, item.inspection), (SupervisionKind::Inspection, Some(InspectionKind::WithCase)));
    assert_eq!((item.scope, item.due), (Some(InspectionScope::LongUndecided), Some(date(2026, 6, 20))));
    assert!(item.is_late(date(2026, 6, 21)) && !item.is_late(date(2026, 6, 20)));
}

#[test]
fn s02_every_way_of_urging_is_logged_with_its_answer() {
    let (mut book, accepted) = Book::accepted();
    let [letter, phone, message] = [SupervisionKind::Letter, SupervisionKind::Phone, SupervisionKind::Message]
        .map(|kind| book.add(COUNTY, &[accepted], supervise(TOWN, kind)));
    assert_eq!(book.view().supervision.open().count(), 3);
    let answered = book.add(TOWN, &[letter, phone, message], answer(phone));
    let view = book.view().supervision;
    assert_eq!(view.open().map(|item| item.act).collect::<Vec<_>>(), [letter, message]);
    let item = view.items.iter().find(|item| item.act == phone).unwrap();
    let said = item.answer.clone().unwrap();
    assert_eq!((said.act, said.office, said.text.as_str()), (answered, office(TOWN), "已整改"));
    assert!(!item.is_late(date(2026, 7, 1)));
    let again = book.add(TOWN, &[answered], answer(phone));
    assert_eq!(book.flags(again), [flag::ALREADY_DONE]);
}

#[test]
fn s05_s06_proposals_take_a_written_answer_that_says_whether_they_were_adopted() {
    let (mut book, accepted) = Book::accepted();
    for kind in [SupervisionKind::ImproveWork, SupervisionKind::ImprovePolicy, SupervisionKind::HoldToAccount] {
        assert!(kind.is_proposal());
        let proposed = book.add(JOINT_MEETING, &[accepted], supervise(TOWN, kind));
        book.add(TOWN, &[proposed], answer(proposed));
    }
    assert!(!SupervisionKind::Letter.is_proposal());
    assert!(book.view().supervision.items.iter().all(|item| item.answer.as_ref().is_some_and(|said| said.adopted)));
}

#[test]
fn an_office_without_the_authority_urges_nobody_and_answers_for_nobody() {
    let (mut book, accepted) = Book::accepted();
    let below = book.add(VILLAGE, &[accepted], supervise(COUNTY, SupervisionKind::Letter));
    assert_eq!((book.effect(below), book.flags(below)), (Effect::NoEffect, vec![flag::LACKED_AUTHORITY.to_owned()]));
    let urged = book.add(COUNTY, &[below], supervise(TOWN, SupervisionKind::Letter));
    let stranger = book.add(OTHER_TOWN, &[urged], answer(urged));
    let absent = book.add(TOWN, &[urged], answer(ActId([99; 16])));
    assert_eq!(
        (book.flags(stranger), book.flags(absent)),
        (vec![flag::LACKED_AUTHORITY.to_owned()], vec![flag::NAMES_NO_SUCH_ACT.to_owned()])
    );
    assert_eq!(book.view().supervision.items.iter().map(|item| item.answer.is_none()).collect::<Vec<_>>(), [true]);
}
