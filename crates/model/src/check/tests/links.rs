//! Refusals of 关联.

use super::*;
use crate::{
    Config,
    act::{LinkKind, Party},
    config::{Campaign, CampaignStage},
    fold::tests::intake_acts::{join, link, not_same_matter, party, remove_party, unlink},
};

#[test]
fn i19_links_name_another_case_once_and_can_be_undone_once() {
    let (mut book, accepted) = Book::accepted();
    assert_eq!(code(ask(&book, TOWN, &link(7, LinkKind::SameMatter))), "linked_to_itself");
    assert_eq!(code(ask(&book, TOWN, &not_same_matter(7))), "linked_to_itself");
    assert_eq!(code(ask(&book, TOWN, &link(8, LinkKind::SameMatter))), "ok");
    assert_eq!(code(ask(&book, TOWN, &unlink(accepted))), "no_such_act");
    let linked = book.add(TOWN, &[accepted], link(8, LinkKind::SameMatter));
    assert_eq!(code(ask(&book, TOWN, &link(8, LinkKind::SameMatter))), "already_linked");
    assert_eq!(code(ask(&book, TOWN, &link(8, LinkKind::Related))), "ok");
    assert_eq!(code(ask(&book, TOWN, &unlink(linked))), "ok");
    assert_eq!(code(ask(&book, TOWN, &not_same_matter(8))), "ok");
    let undone = book.add(TOWN, &[linked], unlink(linked));
    assert_eq!(code(ask(&book, TOWN, &unlink(linked))), "not_linked");
    book.add(TOWN, &[undone], not_same_matter(8));
    assert_eq!(code(ask(&book, TOWN, &not_same_matter(8))), "already_told_apart");
}

#[test]
fn a_party_has_a_name_to_show_and_keyed_hashes_and_no_number() {
    let (mut book, accepted) = Book::accepted();
    assert_eq!(code(ask(&book, TOWN, &party("王某"))), "ok");
    assert_eq!(code(ask(&book, TOWN, &party(" "))), "text_missing");
    for name in ["王某 138 0000 0000", "１１０１０５１９４９１２３１００２Ｘ"] {
        assert_eq!(code(ask(&book, TOWN, &party(name))), "name_holds_a_number");
    }
    let ActBody::Party(plain) = party("王某") else { unreachable!() };
    let raw = Party { keys: ["13800000000".to_owned()].into(), ..plain.clone() };
    assert_eq!(code(ask(&book, TOWN, &ActBody::Party(raw))), "not_a_key");
    let many = Party { keys: (0..17).map(|key| format!("{key:032x}")).collect(), ..plain };
    assert_eq!(code(ask(&book, TOWN, &ActBody::Party(many))), "text_too_long");
    let entered = book.add(TOWN, &[accepted], party("王某"));
    assert_eq!(code(ask(&book, TOWN, &remove_party(accepted))), "no_such_act");
    assert_eq!(code(ask(&book, TOWN, &remove_party(entered))), "ok");
    book.add(TOWN, &[entered], remove_party(entered));
    assert_eq!(code(ask(&book, TOWN, &remove_party(entered))), "party_removed");
}

#[test]
fn p01_a_case_joins_campaigns_of_the_configuration() {
    let (mut book, accepted) = Book::accepted();
    assert_eq!(code(ask(&book, TOWN, &join("backlog-2026"))), "unknown_campaign");
    let stage =
        CampaignStage { name: "排查".to_owned(), from: date(2026, 6, 1), to: date(2026, 6, 30), targets: Vec::new() };
    let mut config = Config::builtin().clone();
    config.campaigns.push(Campaign {
        id: "backlog-2026".to_owned(),
        name: "化解积案".to_owned(),
        stages: vec![stage],
        reports: Vec::new(),
        closing_checklist: Vec::new(),
        lead_rules: config.lead_rules,
        routes: Vec::new(),
    });
    let version = book.configs.learn(config);
    assert!(book.configs.make_current(version));
    assert_eq!(code(ask(&book, TOWN, &join("backlog-2026"))), "ok");
    book.add(TOWN, &[accepted], join("backlog-2026"));
    assert_eq!(code(ask(&book, TOWN, &join("backlog-2026"))), "already_joined");
}
