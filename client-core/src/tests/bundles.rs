use serde_json::json;
use taizhang_model::fields;

use super::{
    County,
    office::{at, body, ledger, new_case},
};
use crate::{CaseEdit, CaseFilter};

#[test]
fn three_offices_edit_apart_and_hold_the_same_case_after_exchanging_bundles() {
    let mut all = County::new();
    let case = all.register("围墙占道");
    all.exchange();
    let shared = all.town.view(case).expect("the town has it");
    assert_eq!(shared.title, "围墙占道");

    all.town.act(at(20), case, body("accept", json!({"notice_no": null})), None).expect("accepted");
    all.exchange();
    let assign = |lead, unit| {
        body(
            "assign",
            json!({"lead": lead, "unit": unit, "handler": null, "measures": "上门核实", "policy": "村镇规划"}),
        )
    };
    all.town.act(at(30), case, assign(all.staff[1], all.offices[1]), None).expect("assigned");
    all.county.act(at(31), case, assign(all.staff[0], all.offices[0]), None).expect("assigned");
    let field = |value: &str| CaseEdit::Field { name: fields::AREA.into(), value: value.into() };
    all.village.edit(at(32), case, vec![field("三合村六组")]).expect("edited");
    all.town
        .edit(at(33), case, vec![field("三合村七组"), CaseEdit::Narrative("反映邻居围墙占道，已三年。".into())])
        .expect("edited");
    all.exchange();

    let views: Vec<_> = [&mut all.county, &mut all.town, &mut all.village]
        .into_iter()
        .map(|ledger| {
            (
                ledger.heads().expect("heads"),
                ledger.view(case).expect("view"),
                ledger.story(case).expect("story").entries.iter().map(|entry| entry.hash).collect::<Vec<_>>(),
            )
        })
        .collect();
    assert_eq!(views[0], views[1]);
    assert_eq!(views[1], views[2]);
    let (_, view, changes) = &views[0];
    assert_eq!(changes.len(), 6, "told in the same order everywhere");
    assert_eq!(view.disputes.len(), 1, "two leads");
    assert_eq!(view.leads.len(), 2);
    assert_eq!(view.conflicts.len(), 1, "two areas");

    all.village.choose(at(40), case, fields::AREA, 1).expect("chosen");
    let dispute = view.disputes[0].id;
    let choose = view.leads[0].act;
    all.county
        .act(at(41), case, body("settle", json!({"dispute": dispute, "choose": choose, "reason": "镇里牵头"})), None)
        .expect("settled");
    all.exchange();
    for ledger in [&mut all.county, &mut all.town, &mut all.village] {
        let view = ledger.view(case).expect("view");
        assert!(view.conflicts.is_empty(), "chosen, even where the chosen value had won already");
        assert_eq!(view.open_disputes().count(), 0);
        assert_eq!(view.leads.len(), 1);
        assert!(ledger.quarantine().expect("quarantine").is_empty());
        assert_eq!(ledger.status().expect("status").waiting, 0);
        let found =
            ledger.list(&CaseFilter { search: Some("围墙".into()), ..CaseFilter::default() }).expect("searched");
        assert_eq!(found.len(), 1);
    }
}

#[test]
fn a_device_that_was_not_enrolled_can_write_nothing() {
    let mut stranger = ledger(9);
    assert_eq!(stranger.register(at(1), new_case("x")).map_err(|error| error.code()), Err("not_enrolled"));
    assert_eq!(stranger.list(&CaseFilter::default()).expect("reading works"), vec![]);
}

#[test]
fn many_edits_fold_into_the_base_and_a_late_joiner_reads_them_all() {
    let mut all = County::new();
    let case = all.register("长期积案");
    for n in 0..80 {
        all.village.act(at(50 + n), case, body("note", json!({"text": format!("第{n}次记录")})), None).expect("noted");
    }
    all.exchange();
    let view = all.county.view(case).expect("the county has it");
    assert_eq!(view.notes, 80);
    assert_eq!(view, all.village.view(case).expect("view"));
    assert_eq!(all.county.heads().expect("heads"), all.village.heads().expect("heads"));
}
