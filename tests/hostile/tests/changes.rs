//! SYNC's table of attacks and accidents, the rows that are one hostile change: each is put aside with its code on both
//! routes, no document is touched, and the victim works on.

use automerge::{
    Change, ExpandedChange, ObjType, ReadDoc as _, ScalarValue,
    legacy::{Key, ObjectId, Op, OpId, OpType, SortedVec},
};
use taizhang_hostile::{Forge, Route, Scene, act_key, at, delete, insert, map_put, new_case};
use taizhang_model::fields;
use taizhang_wire::{ActorId, ChangeHash, Code, Incarnation};

/// One hostile change on top of an honest document, on both routes.
fn put_aside(code: Code, forge: impl Fn(&mut Forge) -> Vec<u8>) {
    for route in [Route::Feed, Route::Bundle] {
        let mut scene = Scene::new();
        let mut bench = Forge::on(&mut scene.all.mallory, scene.case, 9);
        let item = forge(&mut bench);
        scene.is_put_aside(route, vec![item], &[code]);
    }
}

fn text(value: &str) -> ScalarValue {
    ScalarValue::Str(value.into())
}

/// An id of an operation that does not exist, by an actor that exists.
fn nowhere(bench: &Forge) -> OpId {
    OpId::new(1_000_000, &bench.opener)
}

/// An actor that nobody is.
fn nobody() -> automerge::ActorId {
    automerge::ActorId::from(&[0xEE; 24][..])
}

fn ordinary(bench: &Forge) -> ExpandedChange {
    bench.change(vec![bench.field_put(fields::TITLE, "别的标题")])
}

#[test]
fn the_workbench_makes_changes_that_honest_devices_take() {
    for route in [Route::Feed, Route::Bundle] {
        let mut scene = Scene::new();
        let mut bench = Forge::on(&mut scene.all.mallory, scene.case, 9);
        let last = bench.letters().pop();
        let change =
            bench.change(vec![bench.field_put(fields::TITLE, "别的标题"), insert(bench.container(4), last, "完")]);
        let item = bench.commit(change);
        scene.all.town.take(route, vec![item.clone()]);
        scene.all.village.take(route, vec![item]);
        assert_eq!(scene.all.town.quarantined(), Vec::<String>::new());
        assert_eq!(scene.all.town.ledger.view(scene.case).expect("a view").title, "别的标题");
        let _ = scene.works_on(route);
    }
}

#[test]
fn a_seq_gap_with_its_deps_present() {
    put_aside(Code::SeqGap, |bench| bench.sealed(ExpandedChange { seq: 2, ..ordinary(bench) }));
}

#[test]
fn an_actors_change_that_does_not_build_on_its_own_last_one() {
    for route in [Route::Feed, Route::Bundle] {
        let mut scene = Scene::new();
        let mut bench = Forge::on(&mut scene.all.mallory, scene.case, 9);
        let apart = ordinary(&bench);
        let (deps, start_op) = (apart.deps.clone(), apart.start_op);
        let first = bench.commit(apart);
        scene.all.town.take(route, vec![first.clone()]);
        scene.all.village.take(route, vec![first]);
        let second = bench.change(vec![map_put(bench.container(1), "x", text("1"), vec![])]);
        let second = bench.sealed(ExpandedChange { deps, start_op, ..second });
        scene.is_put_aside(route, vec![second], &[Code::SeqGap]);
    }
}

#[test]
fn an_operation_on_an_unknown_object() {
    // Counters from where no operation is yet.
    put_aside(Code::UnsoundOps, |bench| {
        let object = ObjectId::Id(nowhere(bench));
        let change = bench.change(vec![map_put(object, "x", text("y"), vec![])]);
        bench.sealed(ExpandedChange { start_op: 2_000_000.try_into().expect("above 0"), ..change })
    });
    put_aside(Code::ForeignShape, |bench| {
        let object = ObjectId::Id(OpId::new(3, &nobody()));
        bench.sealed(bench.change(vec![map_put(object, "x", text("y"), vec![])]))
    });
    put_aside(Code::ForeignShape, |bench| {
        let object = ObjectId::Id(OpId::new(5, &bench.opener));
        bench.sealed(bench.change(vec![map_put(object, "x", text("y"), vec![])]))
    });
}

#[test]
fn a_predecessor_by_an_unknown_actor_or_that_is_not_there() {
    put_aside(Code::UnsoundOps, |bench| {
        let pred = vec![OpId::new(3, &nobody())];
        bench.sealed(bench.change(vec![map_put(bench.container(1), fields::TITLE, text("y"), pred)]))
    });
    put_aside(Code::UnsoundOps, |bench| {
        let pred = vec![nowhere(bench)];
        let change = bench.change(vec![map_put(bench.container(1), fields::TITLE, text("y"), pred)]);
        bench.sealed(ExpandedChange { start_op: 2_000_000.try_into().expect("above 0"), ..change })
    });
    // The operation is there, under another key.
    put_aside(Code::UnsoundOps, |bench| {
        let pred = bench.field_put(fields::AREA, "").pred.iter().cloned().collect();
        bench.sealed(bench.change(vec![map_put(bench.container(1), fields::TITLE, text("y"), pred)]))
    });
}

#[test]
fn a_predecessor_of_its_own_that_stands_elsewhere() {
    // Within one change: a put that names the change's own put of another key as its predecessor.
    put_aside(Code::UnsoundOps, |bench| {
        let own = OpId::new(bench.max_op() + 1, &bench.am_actor());
        bench.sealed(bench.change(vec![
            map_put(bench.container(1), "x", text("1"), vec![]),
            map_put(bench.container(1), "y", text("2"), vec![own]),
        ]))
    });
    put_aside(Code::UnsoundOps, |bench| {
        let own = OpId::new(bench.max_op() + 1, &bench.am_actor());
        bench.sealed(bench.change(vec![
            map_put(bench.container(1), "x", text("1"), vec![]),
            insert(bench.container(4), Some(own), "字"),
        ]))
    });
    put_aside(Code::UnsoundOps, |bench| {
        let own = OpId::new(bench.max_op() + 1, &bench.am_actor());
        bench.sealed(bench.change(vec![
            map_put(bench.container(1), "x", text("1"), vec![]),
            delete(bench.container(4), own.clone(), vec![own]),
        ]))
    });
}

#[test]
fn text_edits_that_name_what_is_no_letter() {
    // An operation of another container, a container, an unknown one, and a letter that is not its own predecessor.
    put_aside(Code::UnsoundOps, |bench| {
        let field = bench.field_put(fields::TITLE, "").pred.iter().next().cloned();
        bench.sealed(bench.change(vec![insert(bench.container(4), field, "字")]))
    });
    put_aside(Code::UnsoundOps, |bench| {
        let container = OpId::new(4, &bench.opener);
        bench.sealed(bench.change(vec![insert(bench.container(4), Some(container), "字")]))
    });
    put_aside(Code::UnsoundOps, |bench| {
        let field = bench.field_put(fields::TITLE, "").pred.iter().next().cloned().expect("there");
        bench.sealed(bench.change(vec![delete(bench.container(4), field.clone(), vec![field])]))
    });
    put_aside(Code::UnsoundOps, |bench| {
        let letters = bench.letters();
        bench.sealed(bench.change(vec![delete(bench.container(4), letters[0].clone(), vec![letters[1].clone()])]))
    });
    put_aside(Code::UnsoundOps, |bench| {
        let unknown = OpId::new(2, &nobody());
        bench.sealed(bench.change(vec![insert(bench.container(4), Some(unknown), "字")]))
    });
}

/// Two changes of which the second names a letter of the first and does not build on it: whoever holds the first must
/// judge it as one who does not.
#[test]
fn a_letter_that_its_author_had_not_seen() {
    for route in [Route::Feed, Route::Bundle] {
        let mut scene = Scene::new();
        let bench = Forge::on(&mut scene.all.mallory, scene.case, 8);
        let mut one = bench.clone();
        let change = one.change(vec![insert(one.container(4), None, "甲")]);
        let letter = OpId::new(change.start_op.get(), &one.am_actor());
        let first = one.commit(change);
        let mut two = bench;
        two.actor = ActorId::new(two.actor.device(), Incarnation([9; 8]));
        let change = two.change(vec![
            map_put(two.container(1), "x", text("1"), vec![]),
            insert(two.container(4), Some(letter), "乙"),
        ]);
        let second = two.sealed(change);
        scene.all.town.take(route, vec![first.clone()]);
        scene.all.village.take(route, vec![second.clone(), first]);
        assert_eq!(scene.all.village.quarantined(), [Code::UnsoundOps.as_str()]);
        scene.is_put_aside(route, vec![second], &[Code::UnsoundOps]);
    }
}

#[test]
fn operations_numbered_wrongly() {
    for start_op in [2_000, u64::from(u32::MAX) / 2, u64::from(u32::MAX) - 2] {
        put_aside(Code::UnsoundOps, |bench| {
            let change = bench.change(vec![map_put(bench.container(1), "x", text("y"), vec![])]);
            bench.sealed(ExpandedChange { start_op: start_op.try_into().expect("above 0"), ..change })
        });
    }
    // Too low: counters that others have used.
    put_aside(Code::UnsoundOps, |bench| {
        let change = bench.change(vec![map_put(bench.container(1), "x", text("y"), vec![])]);
        bench.sealed(ExpandedChange { start_op: 10.try_into().expect("above 0"), ..change })
    });
    // Beyond 32 bits it is refused as no number at all.
    for start_op in [u64::from(u32::MAX) + 1, u64::MAX / 2] {
        put_aside(Code::Malformed, |bench| {
            let change = bench.change(vec![map_put(bench.container(1), "x", text("y"), vec![])]);
            bench.sealed(ExpandedChange { start_op: start_op.try_into().expect("above 0"), ..change })
        });
    }
}

#[test]
fn an_authors_footer_or_any_extra_bytes() {
    put_aside(Code::ForeignShape, |bench| {
        bench.sealed(ExpandedChange { extra_bytes: vec![1, 2, 3], ..ordinary(bench) })
    });
}

#[test]
fn a_change_under_another_devices_actor() {
    for route in [Route::Feed, Route::Bundle] {
        let mut scene = Scene::new();
        let victim = scene.all.village.ledger.identity().actor();
        let mut bench = Forge::on(&mut scene.all.mallory, scene.case, 9);
        bench.actor = victim;
        // Signed with the attacker's own key for the victim's actor.
        let item = bench.sealed(ordinary(&bench));
        scene.is_put_aside(route, vec![item], &[Code::BadSignature]);
    }
    for route in [Route::Feed, Route::Bundle] {
        let mut scene = Scene::new();
        let victim = scene.all.village.ledger.identity().actor();
        let mut bench = Forge::on(&mut scene.all.mallory, scene.case, 9);
        let own = bench.actor;
        bench.actor = victim;
        // Attested under the attacker's own actor; the change inside names the victim's.
        let change = Change::from(ordinary(&bench));
        let deps = change.deps().iter().map(|dep| ChangeHash(dep.0)).collect();
        let item = bench.seal_bytes(change.raw_bytes().to_vec(), own, 1, ChangeHash(change.hash().0), deps);
        scene.is_put_aside(route, vec![item], &[Code::HashMismatch]);
    }
}

#[test]
fn an_actor_of_a_foreign_shape() {
    put_aside(Code::ForeignShape, |bench| {
        let actor_id = automerge::ActorId::from(&[1, 2, 3][..]);
        bench.seal(&Change::from(ExpandedChange { actor_id, ..ordinary(bench) }))
    });
}

#[test]
fn another_documents_change() {
    for route in [Route::Feed, Route::Bundle] {
        // Made for the other case, attested for this one.
        let mut scene = Scene::new();
        let mut bench = Forge::on(&mut scene.all.mallory, scene.other, 9);
        let change = bench.change(vec![bench.field_put(fields::TITLE, "别的案子")]);
        bench.lays_claim_to(&mut scene.all.mallory, scene.case);
        let item = bench.sealed(change);
        let before = scene.all.town.ledger.heads().expect("heads");
        let received = scene.all.town.take(route, vec![item]);
        // What it builds on is in the other document: here it waits, bounded, for what will never come.
        assert_eq!((received.parked, received.quarantined), (1, 0));
        assert_eq!(before, scene.all.town.ledger.heads().expect("heads"));
        let _ = scene.works_on(route);

        // A first change of its own, which builds on nothing.
        let mut scene = Scene::new();
        let mine = scene.all.mallory.ledger.register(at(23), new_case("自己的案子")).expect("registered").case;
        let mut bench = Forge::on(&mut scene.all.mallory, mine, 9);
        let first = bench.doc.get_changes(&[]).remove(0);
        bench.lays_claim_to(&mut scene.all.mallory, scene.case);
        let item = bench.seal(&first);
        scene.is_put_aside(route, vec![item], &[Code::ForeignShape]);
    }
}

#[test]
fn a_container_made_twice_or_written_over() {
    let op = |action, obj, key: &str, pred: Vec<OpId>| Op {
        action,
        obj,
        key: Key::Map(key.into()),
        pred: SortedVec::from(pred),
        insert: false,
    };
    for name in ["acts", "fields", "mine"] {
        put_aside(Code::ForeignShape, |bench| {
            bench.sealed(bench.change(vec![op(OpType::Make(ObjType::Map), ObjectId::Root, name, vec![])]))
        });
    }
    put_aside(Code::ForeignShape, |bench| {
        let pred = vec![OpId::new(3, &bench.opener)];
        bench.sealed(bench.change(vec![map_put(ObjectId::Root, "acts", text("gone"), pred)]))
    });
    put_aside(Code::ForeignShape, |bench| {
        let pred = vec![OpId::new(4, &bench.opener)];
        bench.sealed(bench.change(vec![op(OpType::Delete, ObjectId::Root, "narrative", pred)]))
    });
    put_aside(Code::ForeignShape, |bench| {
        bench.sealed(bench.change(vec![op(OpType::Make(ObjType::Map), bench.container(1), "nested", vec![])]))
    });
}

/// The key, the text and the operation of one act that stands in the case.
fn standing_act(bench: &Forge) -> (String, String, OpId) {
    let acts = automerge::ObjId::Id(3, bench.opener.clone(), 0);
    let key = bench.doc.keys(&acts).next().expect("an act");
    let (value, id) = bench.doc.get(&acts, &*key).expect("a map").expect("an act");
    let automerge::ObjId::Id(counter, actor, _) = id else { panic!("not the root") };
    (key, value.as_str().expect("text").to_owned(), OpId::new(counter, &actor))
}

#[test]
fn an_act_deleted_overwritten_or_in_anothers_name() {
    put_aside(Code::ForeignShape, |bench| {
        let (key, _, id) = standing_act(bench);
        let delete = Op {
            action: OpType::Delete,
            obj: bench.container(3),
            key: Key::Map(key.as_str().into()),
            pred: SortedVec::from(vec![id]),
            insert: false,
        };
        bench.sealed(bench.change(vec![delete]))
    });
    put_aside(Code::ForeignShape, |bench| {
        let (key, json, id) = standing_act(bench);
        bench.sealed(bench.change(vec![map_put(bench.container(3), &key, text(&json), vec![id])]))
    });
    put_aside(Code::ForeignShape, |bench| {
        let (key, json, _) = standing_act(bench);
        bench.sealed(bench.change(vec![map_put(bench.container(3), &key, text(&json), vec![])]))
    });
    // Under a key of its own, in the name of the person who wrote the act.
    put_aside(Code::ForeignShape, |bench| {
        let (_, json, _) = standing_act(bench);
        let key = act_key(bench.actor, bench.max_op() + 1);
        bench.sealed(bench.change(vec![map_put(bench.container(3), &key, text(&json), vec![])]))
    });
    // Of its own device, in another person's name.
    put_aside(Code::ForeignShape, |bench| {
        let (_, json, _) = standing_act(bench);
        let mut act: serde_json::Value = serde_json::from_str(&json).expect("JSON");
        act["device"] = serde_json::to_value(bench.actor.device()).expect("JSON");
        let key = act_key(bench.actor, bench.max_op() + 1);
        bench.sealed(bench.change(vec![map_put(bench.container(3), &key, text(&act.to_string()), vec![])]))
    });
    put_aside(Code::ForeignShape, |bench| {
        let key = act_key(bench.actor, bench.max_op() + 1);
        bench.sealed(bench.change(vec![map_put(bench.container(3), &key, text("not JSON"), vec![])]))
    });
}

#[test]
fn values_that_no_command_writes() {
    let long = "字".repeat(4_000);
    for key in ["", &"k".repeat(100)] {
        put_aside(Code::ForeignShape, |bench| {
            bench.sealed(bench.change(vec![map_put(bench.container(1), key, text("y"), vec![])]))
        });
    }
    let values =
        [text(&long), ScalarValue::Int(7), ScalarValue::Null, ScalarValue::counter(3), ScalarValue::Bytes(vec![1])];
    for value in values {
        put_aside(Code::ForeignShape, |bench| {
            bench.sealed(bench.change(vec![map_put(bench.container(1), fields::TITLE, value.clone(), vec![])]))
        });
    }
    put_aside(Code::ForeignShape, |bench| bench.sealed(bench.change(vec![insert(bench.container(4), None, "两字")])));
    put_aside(Code::ForeignShape, |bench| bench.sealed(bench.change(vec![])));
}

#[test]
fn an_envelope_that_is_not_the_change_inside() {
    put_aside(Code::HashMismatch, |bench| {
        let change = Change::from(ordinary(bench));
        bench.seal_bytes(change.raw_bytes().to_vec(), bench.actor, 1, ChangeHash([5; 32]), vec![])
    });
    put_aside(Code::HashMismatch, |bench| {
        let change = Change::from(ordinary(bench));
        bench.seal_bytes(change.raw_bytes().to_vec(), bench.actor, 1, ChangeHash(change.hash().0), vec![])
    });
    put_aside(Code::HashMismatch, |bench| {
        let change = Change::from(ordinary(bench));
        let deps = change.deps().iter().map(|dep| ChangeHash(dep.0)).collect();
        let other = ActorId::new(bench.actor.device(), Incarnation([1; 8]));
        bench.seal_bytes(change.raw_bytes().to_vec(), other, 1, ChangeHash(change.hash().0), deps)
    });
    put_aside(Code::Malformed, |_| b"\x01\x01not an envelope".to_vec());
    put_aside(Code::Malformed, |_| vec![]);
    put_aside(Code::UnsupportedVersion, |_| vec![200, 1, 2, 3]);
}

/// A deflated chunk inflates a thousand times: our clients never write one, and it is refused before it is inflated.
#[test]
fn a_compressed_change() {
    put_aside(Code::Inflates, |bench| {
        let keys = (0..20).map(|key| format!("k{key}"));
        let puts = keys.map(|key| map_put(bench.container(1), &key, text(&"零".repeat(2_000)), vec![]));
        let mut change = Change::from(bench.change(puts.collect()));
        let deps = change.deps().iter().map(|dep| ChangeHash(dep.0)).collect();
        let packed = change.bytes().into_owned();
        assert!(packed[8] == 2 && packed.len() < 4_000, "120 KB in {} bytes", packed.len());
        bench.seal_bytes(packed, bench.actor, 1, ChangeHash(change.hash().0), deps)
    });
}
