//! SYNC's table, the rows about snapshots: an enrolled device hands out a compacted document that is not what honest
//! changes add up to. A fresh replica must take nothing from it that it would not take change by change.

use automerge::{
    Automerge, Change, ObjId, ObjType, ROOT, ScalarValue, TextEncoding,
    legacy::{Key, Op, OpId, OpType, SortedVec},
    transaction::{CommitOptions, Transactable as _},
};
use taizhang_hostile::{Forge, Route, Scene, at, delete, field, insert, map_put, new_case};
use taizhang_model::fields;
use taizhang_wire::{ActorId, Attestation, ChangeHash, Code, Incarnation, Item, Snapshot};

const ROUTES: [Route; 2] = [Route::Feed, Route::Bundle];

fn text(value: &str) -> ScalarValue {
    ScalarValue::Str(value.into())
}

/// A snapshot of the attacked case with one hostile change on top.
fn with_change(scene: &mut Scene, forge: &impl Fn(&Forge) -> Vec<Op>) -> Snapshot {
    let mut bench = Forge::on(&mut scene.all.mallory, scene.case, 9);
    let change = bench.change(forge(&bench));
    bench.commit(change);
    bench.snapshot()
}

/// A hostile change inside a snapshot is refused by those who hold the document and by those who have none of it.
fn refused(forge: impl Fn(&Forge) -> Vec<Op>) {
    for route in ROUTES {
        let mut scene = Scene::new();
        let snapshot = with_change(&mut scene, &forge);
        let item = scene.encode(Item::Snapshot(snapshot));
        scene.is_put_aside(route, vec![item], &[Code::SnapshotUnsound]);

        let mut scene = Scene::new();
        let snapshot = with_change(&mut scene, &forge);
        to_a_fresh_replica(scene, route, snapshot, &[Code::SnapshotUnsound]);
    }
}

/// The victim knows who may read the case and has none of it: the snapshot is all that it is given first.
fn to_a_fresh_replica(mut scene: Scene, route: Route, snapshot: Snapshot, codes: &[Code]) {
    let case = scene.all.village.ledger.register(at(12), new_case("新来的案子")).expect("registered").case;
    let honest = scene.all.village.items();
    scene.all.mallory.take(Route::Bundle, honest.clone());
    let mut fresh = taizhang_hostile::County::newcomer(&scene.all);
    let items = honest.into_iter().filter(|item| matches!(Item::decode(item), Ok(Item::Control(_))));
    let mut items: Vec<_> = items.collect();
    items.push(scene.encode(Item::Snapshot(snapshot)));
    fresh.take(route, items);
    let found = fresh.quarantined();
    let expected: Vec<_> = codes.iter().map(|code| code.as_str()).collect();
    assert_eq!(found, expected);
    // The honest changes come one by one, and the replica shows what the others show.
    let honest = scene.all.village.items();
    fresh.take(route, honest);
    for case in [case, scene.case, scene.other] {
        assert_eq!(
            fresh.ledger.view(case).expect("it is here now"),
            scene.all.village.ledger.view(case).expect("a view")
        );
        fresh.ledger.edit(at(50), case, vec![field(fields::TITLE, "接着办")]).expect("it can be edited");
    }
}

#[test]
fn an_honest_snapshot_is_taken() {
    for route in ROUTES {
        let mut scene = Scene::new();
        let snapshot = with_change(&mut scene, &|bench: &Forge| {
            vec![bench.field_put(fields::TITLE, "别的标题"), insert(bench.container(4), bench.letters().pop(), "完")]
        });
        let item = scene.encode(Item::Snapshot(snapshot));
        scene.all.village.take(route, vec![item.clone()]);
        scene.all.town.take(route, vec![item.clone()]);
        assert_eq!(scene.all.town.quarantined(), Vec::<String>::new());
        assert_eq!(scene.all.town.ledger.view(scene.case).expect("a view").title, "别的标题");
        let mut fresh = taizhang_hostile::County::newcomer(&scene.all);
        let honest = scene.all.village.items();
        let mut items: Vec<_> =
            honest.into_iter().filter(|item| matches!(Item::decode(item), Ok(Item::Control(_)))).collect();
        items.push(item);
        fresh.take(route, items);
        assert_eq!(fresh.quarantined(), Vec::<String>::new());
        assert_eq!(
            fresh.ledger.view(scene.case).expect("taken"),
            scene.all.village.ledger.view(scene.case).expect("a view")
        );
        let _ = scene.works_on(route);
    }
}

#[test]
fn a_foreign_change_inside() {
    // No attestation covers the last change.
    for route in ROUTES {
        let mut scene = Scene::new();
        let mut bench = Forge::on(&mut scene.all.mallory, scene.case, 9);
        let change = bench.change(vec![bench.field_put(fields::TITLE, "别的标题")]);
        bench.commit(change);
        let mut snapshot = bench.snapshot();
        snapshot.tips.retain(|tip| tip.actor != bench.actor);
        let item = scene.encode(Item::Snapshot(snapshot));
        scene.is_put_aside(route, vec![item], &[Code::SnapshotUnsound]);
    }
    // In the name of the village's own actor, for which the attacker cannot sign.
    for route in ROUTES {
        let mut scene = Scene::new();
        let victim = scene.all.village.ledger.identity().actor();
        let mut bench = Forge::on(&mut scene.all.mallory, scene.case, 9);
        bench.actor = victim;
        let change = bench.change(vec![bench.field_put(fields::TITLE, "别的标题")]);
        bench.commit(change);
        let item = scene.encode(Item::Snapshot(bench.snapshot()));
        scene.is_put_aside(route, vec![item], &[Code::BadSignature]);
    }
    for route in ROUTES {
        let mut scene = Scene::new();
        let victim = scene.all.village.ledger.identity().actor();
        let mut bench = Forge::on(&mut scene.all.mallory, scene.case, 9);
        let honest = bench.tips[&victim];
        bench.actor = victim;
        let change = bench.change(vec![bench.field_put(fields::TITLE, "别的标题")]);
        bench.commit(change);
        bench.tips.insert(victim, honest);
        let item = scene.encode(Item::Snapshot(bench.snapshot()));
        scene.is_put_aside(route, vec![item], &[Code::SnapshotUnsound]);
    }
}

#[test]
fn an_act_deleted_or_written_over_inside() {
    let act = |bench: &Forge, action| {
        let acts = ObjId::Id(3, bench.opener.clone(), 0);
        let key = automerge::ReadDoc::keys(&bench.doc, &acts).next().expect("an act");
        let Some((_, ObjId::Id(counter, actor, _))) = automerge::ReadDoc::get(&bench.doc, &acts, &*key).expect("a map")
        else {
            panic!("an act stands under its key")
        };
        let pred = SortedVec::from(vec![OpId::new(counter, &actor)]);
        Op { action, obj: bench.container(3), key: Key::Map(key.as_str().into()), pred, insert: false }
    };
    refused(|bench| vec![act(bench, OpType::Delete)]);
    refused(|bench| vec![act(bench, OpType::Put(text("{}")))]);
}

#[test]
fn what_the_guard_refuses_by_itself_inside() {
    refused(|bench| vec![map_put(bench.container(1), fields::TITLE, ScalarValue::Int(1), vec![])]);
    refused(|bench| vec![map_put(bench.container(1), fields::TITLE, text(&"字".repeat(4_000)), vec![])]);
    refused(|bench| vec![map_put(bench.container(1), &"k".repeat(100), text("y"), vec![])]);
    refused(|bench| vec![insert(bench.container(4), None, "两字")]);
    refused(|bench| {
        let mut op = bench.field_put(fields::TITLE, "");
        op.action = OpType::Delete;
        vec![op]
    });
    refused(|bench| {
        let mut op = map_put(bench.container(1), "nested", text(""), vec![]);
        op.action = OpType::Make(ObjType::Map);
        vec![op]
    });
    refused(|bench| {
        let letter = bench.letters()[0].clone();
        let mut op = delete(bench.container(4), letter.clone(), vec![letter]);
        op.action = OpType::Put(text("换"));
        vec![op]
    });
    refused(|bench| vec![map_put(bench.container(3), "not-a-key", text("{}"), vec![])]);
    refused(|_| vec![map_put(automerge::legacy::ObjectId::Root, "more", text("y"), vec![])]);
}

/// A case that the attacker opens itself, whose containers are not what they should be.
#[test]
fn a_document_of_another_layout() {
    type Lay = fn(&mut automerge::transaction::Transaction<'_>);
    let lay: [Lay; 4] = [
        |tx| {
            for name in ["fields", "claims", "acts", "narrative"] {
                tx.put_object(ROOT, name, ObjType::Map).expect("made");
            }
            tx.put(ROOT, "schema", 1_i64).expect("put");
        },
        |tx| {
            for name in ["acts", "claims", "fields"] {
                tx.put_object(ROOT, name, ObjType::Map).expect("made");
            }
            tx.put_object(ROOT, "narrative", ObjType::Text).expect("made");
            tx.put(ROOT, "schema", 1_i64).expect("put");
        },
        |tx| {
            for name in ["fields", "claims", "acts"] {
                tx.put_object(ROOT, name, ObjType::Map).expect("made");
            }
            tx.put_object(ROOT, "narrative", ObjType::Text).expect("made");
            tx.put(ROOT, "schema", 2_u64).expect("put");
        },
        |tx| tx.put(ROOT, "fields", "nothing").expect("put"),
    ];
    for (route, lay) in ROUTES.into_iter().flat_map(|route| lay.map(|lay| (route, lay))) {
        let mut scene = Scene::new();
        let mine = scene.all.mallory.ledger.register(at(23), new_case("自己的案子")).expect("registered").case;
        let mut bench = Forge::on(&mut scene.all.mallory, mine, 9);
        bench.doc = Automerge::new_with_encoding(TextEncoding::UnicodeCodePoint);
        bench.doc.set_actor(bench.am_actor());
        let mut tx = bench.doc.transaction();
        lay(&mut tx);
        let (hash, _) = tx.commit_with(CommitOptions::default());
        let hash = ChangeHash(hash.expect("something was written").0);
        let tip = Attestation::sign(&bench.secret, mine, bench.actor, 1, hash);
        bench.tips = [(bench.actor, tip)].into();
        let open = scene
            .all
            .mallory
            .items()
            .into_iter()
            .filter(|item| matches!(Item::decode(item), Ok(Item::Control(control)) if control.doc() == Some(mine)));
        let mut items: Vec<_> = open.collect();
        items.push(scene.encode(Item::Snapshot(bench.snapshot())));
        items.push(bench.seal(&bench.doc.get_changes(&[]).remove(0)));
        scene.all.town.take(route, items);
        let codes = scene.all.town.quarantined();
        assert_eq!(codes.len(), 2, "{codes:?}");
        assert!(scene.all.town.ledger.view(mine).is_err(), "nothing of it is here");
        let _ = scene.works_on(route);
    }
}

#[test]
fn one_that_is_not_what_it_says() {
    type Tampering = (fn(&mut Snapshot), Code);
    let tamper: [Tampering; 5] = [
        (|snapshot| snapshot.heads = vec![ChangeHash([3; 32])], Code::SnapshotUnsound),
        (|snapshot| snapshot.payload.truncate(snapshot.payload.len() / 2), Code::Malformed),
        (|snapshot| snapshot.payload.push(0), Code::Malformed),
        (|snapshot| snapshot.tips[0].seq += 1, Code::BadSignature),
        (|snapshot| snapshot.tips[0].actor = ActorId([1; 24]), Code::Malformed),
    ];
    for (route, (tamper, code)) in ROUTES.into_iter().flat_map(|route| tamper.map(|tamper| (route, tamper))) {
        let mut scene = Scene::new();
        let mut snapshot = with_change(&mut scene, &|bench: &Forge| vec![bench.field_put(fields::TITLE, "别的标题")]);
        tamper(&mut snapshot);
        if code == Code::Malformed && snapshot.tips[0].actor == ActorId([1; 24]) {
            // An actor of a device that is not known yet: it waits for that device's grant, and nothing else happens.
            let item = scene.encode(Item::Snapshot(snapshot));
            let received = scene.all.town.take(route, vec![item]);
            assert_eq!((received.parked, received.quarantined), (1, 0));
            let _ = scene.works_on(route);
            continue;
        }
        let item = scene.encode(Item::Snapshot(snapshot));
        scene.is_put_aside(route, vec![item], &[code]);
    }
}

/// Every bit of a real snapshot flipped, one after another: none is taken, and nobody dies.
#[test]
fn flipped_bits() {
    let mut scene = Scene::new();
    let snapshot = with_change(&mut scene, &|bench: &Forge| vec![bench.field_put(fields::TITLE, "别的标题")]);
    let bits = snapshot.payload.len() * 8;
    let items: Vec<_> = (0..bits)
        .step_by(7)
        .map(|bit| {
            let mut flipped = snapshot.clone();
            flipped.payload[bit / 8] ^= 1 << (bit % 8);
            scene.encode(Item::Snapshot(flipped))
        })
        .collect();
    let before = scene.all.town.ledger.heads().expect("heads");
    for part in items.chunks(500) {
        scene.all.town.take(Route::Feed, part.to_vec());
    }
    assert_eq!(before, scene.all.town.ledger.heads().expect("heads"));
    assert_eq!(scene.all.town.quarantined().len(), items.len());
    let _ = scene.works_on(Route::Feed);
}

/// A page of zeros, deflated: a thousand times its size once it is inflated.
#[test]
fn a_bomb() {
    for route in ROUTES {
        let mut scene = Scene::new();
        let mut bench = Forge::on(&mut scene.all.mallory, scene.case, 9);
        // Fifteen million equal bytes in one field deflate to a few KiB: the honest encoder makes the bomb.
        let bomb = text(&"零".repeat(5_000_000));
        let change = Change::from(bench.change(vec![map_put(bench.container(1), fields::TITLE, bomb, vec![])]));
        let item = bench.seal(&change);
        let envelope = match Item::decode(&item) {
            Ok(Item::Envelope(envelope)) => envelope.attestation,
            // The envelope alone is over its bound.
            _ => Attestation::sign(&bench.secret, bench.case, bench.actor, 1, ChangeHash(change.hash().0)),
        };
        bench.tips.insert(bench.actor, envelope);
        bench.doc.apply_changes([change]).expect("Automerge takes it");
        let snapshot = bench.snapshot();
        assert!(snapshot.payload.len() < 128 * 1024, "it is small on the wire: {}", snapshot.payload.len());
        let item = scene.encode(Item::Snapshot(snapshot));
        scene.is_put_aside(route, vec![item], &[Code::Inflates]);
    }
}

/// The attacker's own incarnations are many: each needs its attestation, and none may be invented.
#[test]
fn tips_of_actors_that_wrote_nothing() {
    for route in ROUTES {
        let mut scene = Scene::new();
        let bench = Forge::on(&mut scene.all.mallory, scene.case, 9);
        let mut snapshot = with_change(&mut scene, &|bench: &Forge| vec![bench.field_put(fields::TITLE, "别的标题")]);
        let actor = ActorId::new(bench.actor.device(), Incarnation([77; 8]));
        snapshot.tips.push(Attestation::sign(&bench.secret, bench.case, actor, 1, snapshot.heads[0]));
        snapshot.tips.sort_unstable_by_key(|tip| tip.actor);
        let item = scene.encode(Item::Snapshot(snapshot));
        scene.is_put_aside(route, vec![item], &[Code::SnapshotUnsound]);
    }
}
