//! 关联: links, parties, campaigns.

use super::{
    intake_acts::{join, link, not_same_matter, other_case, party, remove_party, unlink},
    *,
};
use crate::act::LinkKind;

fn same(book: &Book) -> Vec<CaseId> {
    book.view().links.same_matter().map(|link| link.other).collect()
}

#[test]
fn i19_the_same_matter_lends_its_earlier_receipt_and_can_be_undone() {
    let (mut book, accepted) = Book::accepted();
    let linked = book.add(TOWN, &[accepted], link(8, LinkKind::SameMatter));
    let view = book.view().links;
    assert_eq!(
        (view.earliest_received_on, view.links[0].other_number.as_deref()),
        (Some(date(2026, 5, 20)), Some("SQ-2026-0"))
    );
    assert_eq!(same(&book), [other_case(8)]);
    let undone = book.add(TOWN, &[linked], unlink(linked));
    assert_eq!((same(&book), book.view().links.earliest_received_on), (vec![], Some(date(2026, 6, 1))));
    assert_eq!([book.effect(linked), book.effect(undone)], [Effect::Superseded, Effect::Live], "both acts are kept");
    book.add(TOWN, &[undone], link(8, LinkKind::SameMatter));
    assert_eq!(same(&book), [other_case(8)], "and done again");
}

#[test]
fn i19_related_matters_and_common_issues_lend_no_receipt() {
    let (mut book, accepted) = Book::accepted();
    let related = book.add(TOWN, &[accepted], link(8, LinkKind::Related));
    book.add(TOWN, &[related], link(9, LinkKind::CommonIssue));
    let view = book.view().links;
    assert_eq!((view.links.len(), view.earliest_received_on), (2, Some(date(2026, 6, 1))));
    assert_eq!(view.same_matter().count(), 0);
}

#[test]
fn i19_a_link_made_twice_is_one_and_unlinking_undoes_what_was_seen() {
    let (mut book, accepted) = Book::accepted();
    let one = book.add(TOWN, &[accepted], link(8, LinkKind::SameMatter));
    let two = book.add(COUNTY, &[accepted], link(8, LinkKind::SameMatter));
    assert_eq!((book.view().links.links.len(), book.flags(two)), (1, vec![flag::ALREADY_DONE.to_owned()]));
    let mut blind = book.clone();
    blind.add(TOWN, &[one], unlink(one));
    assert_eq!(same(&blind), [other_case(8)], "the other link was not seen");
    book.add(TOWN, &[one, two], unlink(one));
    assert_eq!(same(&book), []);
    let void = book.add(TOWN, &[one], unlink(accepted));
    assert_eq!((book.effect(void), book.flags(void)), (Effect::NoEffect, vec![flag::NAMES_NO_SUCH_ACT.to_owned()]));
}

#[test]
fn k3_who_says_the_opposite_unseen_keeps_both_cases_apart_until_somebody_saw_both() {
    let (mut book, accepted) = Book::accepted();
    let linked = book.add(TOWN, &[accepted], link(8, LinkKind::SameMatter));
    let apart = book.add(COUNTY, &[accepted], not_same_matter(8));
    let view = book.view().links;
    assert!(view.links[0].contested && view.same_matter().count() == 0);
    assert_eq!(view.earliest_received_on, Some(date(2026, 6, 1)));
    assert_eq!([book.flags(linked), book.flags(apart)], [[flag::CONTESTED.to_owned()], [flag::CONTESTED.to_owned()]]);

    let mut joined = book.clone();
    joined.add(TOWN, &[linked, apart], link(8, LinkKind::SameMatter));
    assert_eq!((same(&joined), joined.effect(apart)), (vec![other_case(8)], Effect::Superseded));

    book.add(TOWN, &[linked, apart], not_same_matter(8));
    let view = book.view().links;
    assert_eq!((view.links.len(), view.not_same.len(), book.effect(linked)), (0, 1, Effect::Superseded));
}

#[test]
fn parties_are_entered_and_removed() {
    let (mut book, accepted) = Book::accepted();
    let entered = book.add(TOWN, &[accepted], party("王某"));
    assert_eq!(book.view().links.parties[0].name, "王某");
    book.add(TOWN, &[entered], remove_party(entered));
    assert_eq!((book.view().links.parties.len(), book.effect(entered)), (0, Effect::Superseded));
    let void = book.add(TOWN, &[entered], remove_party(accepted));
    assert_eq!(book.flags(void), [flag::NAMES_NO_SUCH_ACT]);
}

#[test]
fn p01_a_case_joins_a_campaign_once() {
    let (mut book, accepted) = Book::accepted();
    let joined = book.add(TOWN, &[accepted], join("backlog-2026"));
    let again = book.add(COUNTY, &[accepted], join("backlog-2026"));
    assert_eq!(book.view().links.campaigns.iter().map(|held| held.act).collect::<Vec<_>>(), [joined]);
    assert_eq!(book.flags(again), [flag::ALREADY_DONE]);
}
