//! SYNC's table, the row about a restored backup or a clone: two histories under one actor. Nothing that anybody wrote
//! may be lost, the ids of acts that payloads name follow the acts, and everybody ends with the same case.

use serde_json::json;
use taizhang_client::CaseEdit;
use taizhang_hostile::{Device, Relay, Route, Scene, act_body, at, field};
use taizhang_model::{ActBody, CaseId, fields};

fn note(device: &mut Device, minute: i64, case: CaseId, text: &str) {
    device.ledger.act(at(minute), case, act_body("note", json!({"text": text})), None).expect("noted");
}

fn notes(device: &mut Device, case: CaseId) -> Vec<String> {
    let record = device.ledger.record(case).expect("a record");
    let mut notes: Vec<_> = record
        .acts
        .into_iter()
        .filter_map(|act| match act.body {
            ActBody::Note(note) => Some(note.text),
            _ => None,
        })
        .collect();
    notes.sort_unstable();
    notes
}

fn alike(devices: &mut [&mut Device], case: CaseId) {
    let shown: Vec<_> = devices
        .iter_mut()
        .map(|device| {
            let heads = device.ledger.heads().expect("heads").remove(&case);
            (heads, device.ledger.view(case).expect("a view"))
        })
        .collect();
    for (index, pair) in shown.windows(2).enumerate() {
        assert_eq!(pair[0].0, pair[1].0, "heads of {index} and the next");
        assert!(pair[0] == pair[1], "{index} and the next show different cases");
    }
    for device in devices {
        assert_eq!(device.ledger.status().expect("status").unsent, 0);
        assert_eq!(device.ledger.status().expect("status").refused, 0);
        assert_eq!(device.ledger.findings().expect("read"), [], "the relay is an honest one");
    }
}

#[test]
fn two_live_clones_lose_nothing() {
    for pull_first in [false, true] {
        let mut scene = Scene::new();
        let case = scene.case;
        let mut relay = Relay::settled(&mut scene);
        let mut clone = scene.all.village.clone_of("clone");
        let first = &mut scene.all.village;
        note(first, 60, case, "甲一");
        first.ledger.edit(at(61), case, vec![field(fields::AREA, "甲处")]).expect("edited");
        note(&mut clone, 60, case, "乙一");
        let text = "反映邻居围墙占道，已三年。另有水渠问题。".to_owned();
        clone.ledger.edit(at(61), case, vec![CaseEdit::Narrative(text), field(fields::TITLE, "乙题")]).expect("edited");
        note(&mut clone, 62, case, "乙二");
        relay.sync(first);
        if pull_first {
            relay.pull(&mut clone);
        }
        relay.sync(&mut clone);
        note(&mut clone, 63, case, "乙三");
        note(first, 63, case, "甲二");
        for _ in 0..2 {
            relay.sync(first);
            relay.sync(&mut clone);
            relay.sync(&mut scene.all.town);
        }
        alike(&mut [first, &mut clone, &mut scene.all.town], case);
        assert_eq!(notes(&mut clone, case), ["乙一", "乙三", "乙二", "甲一", "甲二"]);
        let record = clone.ledger.record(case).expect("a record");
        assert!(record.narrative.contains("另有水渠问题"), "{}", record.narrative);
        assert_eq!(clone.ledger.view(case).expect("a view").title, "乙题");
        assert_eq!(scene.all.town.quarantined(), Vec::<String>::new());
        let _ = scene.works_on(Route::Feed);
    }
}

#[test]
fn a_restored_copy_goes_on_from_where_it_was() {
    for edit_before_sync in [false, true] {
        let mut scene = Scene::new();
        let case = scene.case;
        let mut relay = Relay::settled(&mut scene);
        let mut old = scene.all.village.clone_of("restored");
        for minute in 60..65 {
            note(&mut scene.all.village, minute, case, &format!("丢了又回来{minute}"));
        }
        relay.sync(&mut scene.all.village);
        // The disk dies; the copy from before takes its place.
        if edit_before_sync {
            note(&mut old, 70, case, "恢复之后");
            relay.push(&mut old);
        }
        relay.pull(&mut old);
        note(&mut old, 71, case, "同步之后");
        for _ in 0..2 {
            relay.sync(&mut old);
            relay.sync(&mut scene.all.town);
            relay.sync(&mut scene.all.county);
        }
        alike(&mut [&mut old, &mut scene.all.town, &mut scene.all.county], case);
        let expected = if edit_before_sync { 7 } else { 6 };
        assert_eq!(notes(&mut scene.all.town, case).len(), expected);
    }
}

fn assign(scene: &Scene, to: usize) -> ActBody {
    let (lead, unit) = (scene.all.staff[to], scene.all.offices[to]);
    act_body(
        "assign",
        json!({"lead": lead, "unit": unit, "handler": null, "measures": "上门核实", "policy": "村镇规划"}),
    )
}

/// What is written while a snapshot is on its way is not in it, and must not count as sent when the answer comes.
#[test]
fn an_edit_while_a_snapshot_is_on_its_way() {
    let mut scene = Scene::new();
    let case = scene.case;
    let mut relay = Relay::settled(&mut scene);
    for minute in 60..140 {
        note(&mut scene.all.village, minute, case, &format!("{minute}"));
    }
    let device = &mut scene.all.village;
    let batch = device.ledger.take_batch(500, 4 << 20).expect("read").expect("much to send");
    note(device, 141, case, "路上写的");
    relay.answer_late(device, batch);
    relay.sync(device);
    relay.sync(&mut scene.all.town);
    alike(&mut [&mut scene.all.village, &mut scene.all.town], case);
    assert_eq!(notes(&mut scene.all.town, case).len(), 81);
}

/// So many edits on the lost branch that they were folded into the document's base, and a snapshot is due.
#[test]
fn a_long_branch_is_written_anew() {
    let mut scene = Scene::new();
    let case = scene.case;
    let mut relay = Relay::settled(&mut scene);
    let mut clone = scene.all.village.clone_of("clone");
    for minute in 60..140 {
        note(&mut clone, minute, case, &format!("乙{minute}"));
    }
    note(&mut scene.all.village, 60, case, "甲");
    relay.sync(&mut scene.all.village);
    clone = clone.reopened();
    for _ in 0..2 {
        relay.sync(&mut clone);
        relay.sync(&mut scene.all.town);
        relay.sync(&mut scene.all.village);
    }
    alike(&mut [&mut clone, &mut scene.all.town, &mut scene.all.village], case);
    assert_eq!(notes(&mut scene.all.town, case).len(), 81);
}

/// The clone settles a dispute between the township's assignment and its own, and closes over acts of its own: all of
/// them are written anew under other ids, and what names them must follow.
#[test]
fn acts_that_name_acts_follow_them() {
    let mut scene = Scene::new();
    let case = scene.case;
    let mut relay = Relay::settled(&mut scene);
    let mut clone = scene.all.county.clone_of("clone");
    note(&mut scene.all.county, 60, case, "甲一");
    let petitioner = vec![field(fields::PETITIONER, "陈玉兰")];
    clone.ledger.edit(at(59), case, petitioner.clone()).expect("edited");
    scene.all.town.ledger.edit(at(59), case, petitioner).expect("edited");
    let (ours, theirs) = (assign(&scene, 0), assign(&scene, 1));
    clone.ledger.act(at(60), case, ours, None).expect("assigned");
    scene.all.town.ledger.act(at(60), case, theirs, None).expect("assigned");
    let carried = scene.all.town.items();
    clone.take(Route::Bundle, carried);
    let view = clone.ledger.view(case).expect("a view");
    let dispute = view.open_disputes().next().expect("two leads").id;
    let mine = clone.ledger.identity().device();
    let record = clone.ledger.record(case).expect("a record");
    let choose = record
        .acts
        .iter()
        .find(|act| act.device == mine && matches!(act.body, ActBody::Assign(_)))
        .expect("our assignment")
        .id;
    let settle = act_body("settle", json!({"dispute": dispute, "choose": choose, "reason": "县里牵头"}));
    clone.ledger.act(at(65), case, settle, None).expect("settled");
    let before = clone.ledger.view(case).expect("a view");
    assert_eq!(before.open_disputes().count(), 0);

    relay.sync(&mut scene.all.county);
    for _ in 0..3 {
        relay.sync(&mut clone);
        relay.sync(&mut scene.all.town);
        relay.sync(&mut scene.all.county);
    }
    alike(&mut [&mut clone, &mut scene.all.town, &mut scene.all.county], case);
    let after = clone.ledger.view(case).expect("a view");
    assert_eq!(after.open_disputes().count(), 0, "the settlement still settles: {:?}", after.disputes);
    assert_eq!(after.leads.len(), 1);
    assert_eq!(after.leads[0].unit, before.leads[0].unit);
    let record = clone.ledger.record(case).expect("a record");
    let ids: Vec<_> = record.acts.iter().map(|act| act.id).collect();
    for act in &record.acts {
        assert!(act.based_on.iter().all(|seen| ids.contains(seen)), "{:?} names an act that is not here", act.body);
        if let ActBody::Settle(settle) = &act.body {
            assert!(ids.contains(&settle.choose));
        }
    }
}

/// An honest device built on the clone's change, which it had from a stick, before the relay took the other one.
#[test]
fn what_others_built_on_a_fork_is_not_lost() {
    let mut scene = Scene::new();
    let case = scene.case;
    let mut relay = Relay::settled(&mut scene);
    let mut clone = scene.all.village.clone_of("clone");
    note(&mut clone, 60, case, "乙一");
    let carried = clone.items();
    scene.all.town.take(Route::Bundle, carried);
    note(&mut scene.all.town, 61, case, "镇里看了乙一");
    note(&mut scene.all.town, 62, case, "镇里又记");
    let carried = scene.all.town.items();
    clone.take(Route::Bundle, carried);
    note(&mut clone, 63, case, "乙二");

    note(&mut scene.all.village, 60, case, "甲一");
    relay.sync(&mut scene.all.village);
    for _ in 0..3 {
        relay.sync(&mut scene.all.town);
        relay.sync(&mut clone);
        relay.sync(&mut scene.all.village);
    }
    alike(&mut [&mut scene.all.village, &mut scene.all.town, &mut clone], case);
    let mut all = notes(&mut scene.all.village, case);
    all.dedup();
    assert_eq!(all, ["乙一", "乙二", "甲一", "镇里又记", "镇里看了乙一"]);
    // An act that had seen another office's act on the same lost branch names it by its old id: that office writes it
    // anew under an id that nobody else can know. The fold steps over the name; nothing else is lost.
    let record = clone.ledger.record(case).expect("a record");
    assert_eq!(record.acts.len(), 7);
}

/// The attacker's own two changes under one number, one to each victim: both end with the one that the relay took.
#[test]
fn an_attacker_that_tells_everybody_something_else() {
    let mut scene = Scene::new();
    let case = scene.case;
    let mut relay = Relay::settled(&mut scene);
    let bench = taizhang_hostile::Forge::on(&mut scene.all.mallory, case, 9);
    let tell = |title: &str| bench.sealed(bench.change(vec![bench.field_put(fields::TITLE, title)]));
    let (one, two) = (tell("甲"), tell("乙"));
    scene.all.town.take(Route::Bundle, vec![one.clone()]);
    scene.all.village.take(Route::Bundle, vec![two.clone()]);
    note(&mut scene.all.town, 60, case, "在甲上");
    note(&mut scene.all.village, 60, case, "在乙上");
    assert_eq!(scene.all.village.take(Route::Bundle, vec![one]).quarantined, 1);
    for _ in 0..3 {
        relay.sync(&mut scene.all.village);
        relay.sync(&mut scene.all.town);
        relay.sync(&mut scene.all.county);
    }
    alike(&mut [&mut scene.all.village, &mut scene.all.town, &mut scene.all.county], case);
    assert_eq!(notes(&mut scene.all.town, case), ["在乙上", "在甲上"]);
}
