//! What an enrolled device may write without end: acts, letters, operations. A case is bounded by what the author of a
//! change sees, the same for every replica in whatever order things arrive; and a full case can still be worked on.

use automerge::ScalarValue;
use taizhang_client::CaseEdit;
use taizhang_hostile::{Forge, Route, Scene, act_body, act_key, at, field, insert, map_put};
use taizhang_model::{Act, fields};
use taizhang_wire::{Code, Incarnation, limits};

/// An act of the attacker's own device, to be repeated.
fn act_of(scene: &mut Scene) -> Act {
    let note = act_body("note", serde_json::json!({"text": "满"}));
    let id = scene.all.mallory.ledger.act(at(30), scene.case, note, None).expect("noted");
    let record = scene.all.mallory.ledger.record(scene.case).expect("a record");
    Act { based_on: vec![], ..record.acts.into_iter().find(|act| act.id == id).expect("just noted") }
}

/// As many acts in one change.
fn acts(bench: &mut Forge, act: &Act, count: u64) -> Vec<u8> {
    let first = bench.max_op() + 1;
    let key = |at| act_key(bench.actor, first + at);
    let put = |at: u64| {
        let before = at.checked_sub(1).map(|before| key(before).parse().expect("an id"));
        let act = Act { based_on: before.into_iter().collect(), ..act.clone() };
        map_put(bench.container(3), &key(at), ScalarValue::Str(act.to_json().as_str().into()), vec![])
    };
    let change = bench.change((0..count).map(put).collect());
    bench.commit(change)
}

#[test]
fn acts_without_end() {
    let mut scene = Scene::new();
    let mut bench = Forge::on(&mut scene.all.mallory, scene.case, 9);
    let act = act_of(&mut scene);
    let standing = scene.all.town.ledger.record(scene.case).expect("a record").acts.len();
    let room = limits::CASE_ACTS_MAX - standing;
    let mut items = Vec::new();
    let mut left = u64::try_from(room).expect("small");
    while left > 0 {
        let count = left.min(600);
        items.push(acts(&mut bench, &act, count));
        left -= count;
    }
    let full = items.clone();
    items.push(acts(&mut bench, &act, 1));
    scene.all.town.take(Route::Feed, items.clone());
    assert_eq!(scene.all.town.quarantined(), [Code::TooLarge.as_str()]);
    // The same in the opposite order: each waits for the one before.
    items.reverse();
    scene.all.village.take(Route::Bundle, items);
    assert_eq!(scene.all.village.quarantined(), [Code::TooLarge.as_str()]);
    assert_eq!(scene.all.town.ledger.record(scene.case).expect("a record").acts.len(), limits::CASE_ACTS_MAX);

    let town = &mut scene.all.town.ledger;
    let note = act_body("note", serde_json::json!({"text": "再记"}));
    let refused = town.act(at(31), scene.case, note.clone(), None).map_err(|error| error.code());
    assert_eq!(refused, Err("case_full"));
    town.edit(at(32), scene.case, vec![field(fields::TITLE, "还能改")]).expect("fields are not acts");
    town.act(at(33), scene.other, note.clone(), None).expect("the other case goes on");

    // Written without knowledge of the flood, an honest act is good whenever it arrives.
    scene.all.county.ledger.act(at(34), scene.case, note, None).expect("the county has not seen it");
    let late = scene.all.county.items();
    scene.all.town.take(Route::Bundle, late);
    assert_eq!(scene.all.town.quarantined().len(), 1);
    scene.all.county.take(Route::Bundle, full);
    let town = scene.all.town.items();
    scene.all.county.take(Route::Bundle, town);
    assert_eq!(
        scene.all.county.ledger.heads().expect("heads")[&scene.case],
        scene.all.town.ledger.heads().expect("heads")[&scene.case]
    );
}

/// So many letters behind one another, at the text's beginning.
fn letters(bench: &mut Forge, count: u64) -> Vec<u8> {
    let first = bench.max_op() + 1;
    let id = |at: u64| automerge::legacy::OpId::new(first + at, &bench.am_actor());
    let put = |at: u64| insert(bench.container(4), at.checked_sub(1).map(id), "字");
    let change = bench.change((0..count).map(put).collect());
    bench.commit(change)
}

#[test]
fn letters_without_end() {
    let mut scene = Scene::new();
    let mut bench = Forge::on(&mut scene.all.mallory, scene.case, 9);
    let items = vec![letters(&mut bench, 12_000), letters(&mut bench, 12_000)];
    scene.all.town.take(Route::Feed, items);
    assert_eq!(scene.all.town.quarantined(), [Code::TooLarge.as_str()]);
    let edit = |text: &str| vec![CaseEdit::Narrative(text.into())];
    scene.all.town.ledger.edit(at(31), scene.case, edit("写短了。")).expect("it can be made short again");

    // Two that had not seen each other: both good, and the text is longer than one edit can take away.
    let mut scene = Scene::new();
    let bench = Forge::on(&mut scene.all.mallory, scene.case, 8);
    let both = [8, 9].map(|incarnation| {
        let mut bench = bench.clone();
        bench.actor = taizhang_wire::ActorId::new(bench.actor.device(), Incarnation([incarnation; 8]));
        letters(&mut bench, 12_000)
    });
    scene.all.town.take(Route::Feed, both.to_vec());
    assert_eq!(scene.all.town.quarantined(), Vec::<String>::new());
    let town = &mut scene.all.town.ledger;
    let refused = town.edit(at(31), scene.case, edit("写短了。")).map_err(|error| error.code());
    assert_eq!(refused, Err("text_too_long"), "refused here and now, not lost elsewhere later");
    let text = town.record(scene.case).expect("a record").narrative;
    let less: String = text.chars().skip(18_000).collect();
    town.edit(at(32), scene.case, edit(&less)).expect("it can be made shorter in steps");
    town.edit(at(33), scene.case, edit("写短了。")).expect("and shorter");
    let items = scene.all.town.items();
    scene.all.village.take(Route::Bundle, items);
    assert_eq!(scene.all.village.quarantined(), Vec::<String>::new());
    assert_eq!(scene.all.village.ledger.record(scene.case).expect("a record").narrative, "写短了。");
}
