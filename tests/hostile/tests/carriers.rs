//! Those who carry letters without having written them: a stick or a relay that repeats honest attestations around
//! other bytes, hostile control records, and rooms filled with what nobody can use.

use taizhang_hostile::{Forge, Relay, Route, Scene, act_body, at, insert, map_put, new_case};
use taizhang_model::{OfficeId, OfficeKind, StaffId, fields};
use taizhang_wire::{
    ActorId, Attestation, AudienceChange, ChangeHash, Claim, Code, Control, ControlBody, DocKind, Envelope,
    Incarnation, InviteId, Item, OfficeRecord, Open, Revoke, SealKey, StaffRecord, limits,
};

const ROUTES: [Route; 2] = [Route::Feed, Route::Bundle];

fn envelopes(items: &[Vec<u8>]) -> Vec<Envelope> {
    let envelope = |item: &Vec<u8>| match Item::decode(item) {
        Ok(Item::Envelope(envelope)) => Some(envelope),
        _ => None,
    };
    items.iter().filter_map(envelope).collect()
}

#[test]
fn a_known_change_under_an_unknown_or_another_address() {
    for route in ROUTES {
        let mut scene = Scene::new();
        let own = scene.all.town.ledger.identity().actor();
        let note = act_body("note", serde_json::json!({"text": "还没有发出"}));
        scene.all.town.ledger.act(at(29), scene.case, note, None).expect("noted");
        let unsent = scene.all.town.ledger.status().expect("status").unsent;
        let honest = envelopes(&scene.all.village.items()).into_iter().find(|envelope| envelope.doc == scene.case);
        let honest = honest.expect("the case has changes");
        let mut items = Vec::new();
        for (actor, seq) in [(ActorId([3; 24]), 1), (own, u64::from(u32::MAX)), (own, 1)] {
            let attestation = Attestation { actor, seq, ..honest.attestation };
            items.push(Item::Envelope(Envelope { attestation, ..honest.clone() }).encode());
        }
        let before = unsent;
        let codes = [Code::HashMismatch; 3];
        scene.all.town.take(route, items.clone());
        assert_eq!(scene.all.town.ledger.status().expect("status").unsent, before, "nothing counts as sent");
        assert_eq!(scene.all.town.quarantined(), codes.map(Code::as_str));
        let _ = scene.works_on(route);
    }
}

/// The victim has a change from a snapshot, and a stick brings its genuine attestation around other bytes. What the
/// victim offers the relay must be the change.
#[test]
fn an_honest_attestation_around_other_bytes() {
    let mut scene = Scene::new();
    let honest = scene.all.village.items();
    let snapshot = Forge::on(&mut scene.all.mallory, scene.case, 9).snapshot();
    let mut fresh = taizhang_hostile::County::newcomer(&scene.all);
    let mut items: Vec<_> =
        honest.iter().filter(|item| matches!(Item::decode(item), Ok(Item::Control(_)))).cloned().collect();
    items.push(scene.encode(Item::Snapshot(snapshot)));
    let mut all = envelopes(&honest);
    all.retain(|envelope| envelope.doc == scene.case);
    for envelope in &mut all {
        envelope.payload = b"other bytes".to_vec();
        items.push(Item::Envelope(envelope.clone()).encode());
    }
    fresh.take(Route::Bundle, items);
    let mut relay = Relay::default();
    relay.sync(&mut fresh);
    relay.pull(&mut scene.all.county);
    assert_eq!(scene.all.county.quarantined(), Vec::<String>::new());
    let mut newest = taizhang_hostile::County::newcomer_named(&scene.all, "newest");
    relay.pull(&mut newest);
    assert_eq!(newest.quarantined(), Vec::<String>::new());
    assert_eq!(
        newest.ledger.view(scene.case).expect("it is here"),
        scene.all.village.ledger.view(scene.case).expect("a view")
    );
}

#[test]
fn hostile_control_records() {
    for route in ROUTES {
        let mut scene = Scene::new();
        let bench = Forge::on(&mut scene.all.mallory, scene.case, 9);
        let key = &bench.secret;
        let device = bench.actor.device();
        let [county, town, village] = scene.all.offices;
        let open = scene.all.village.items().into_iter().find_map(|item| match Item::decode(&item) {
            Ok(Item::Control(control)) if control.doc() == Some(scene.case) => Some(control),
            _ => None,
        });
        let open = open.expect("the case was opened");
        let audience = |previous, add: Vec<OfficeId>, withdraw: Vec<OfficeId>| {
            let change = AudienceChange { doc: scene.case, previous, add, withdraw, device, shares: vec![] };
            ControlBody::Audience(change).sign(key)
        };
        let stranger = ed25519_dalek::SigningKey::from_bytes(&[8; 32]);
        let records: Vec<(Control, Option<Code>)> = vec![
            // Records of the directory, signed by a device and not by the authority.
            (
                ControlBody::Office(OfficeRecord {
                    id: OfficeId([9; 16]),
                    kind: OfficeKind::County,
                    parent: None,
                    name: "假单位".into(),
                    code: "JD".into(),
                    made_at_ms: 0,
                    revision: 1,
                })
                .sign(key),
                Some(Code::BadSignature),
            ),
            (
                ControlBody::Staff(StaffRecord {
                    id: StaffId([9; 16]),
                    office: county,
                    name: "假人".into(),
                    title: "局长".into(),
                    is_head: true,
                    is_team_member: true,
                    roles: Default::default(),
                    active: true,
                    made_at_ms: 0,
                    revision: 1,
                })
                .sign(key),
                Some(Code::BadSignature),
            ),
            (
                ControlBody::Revoke(Revoke {
                    device: scene.all.town.ledger.identity().device(),
                    reason: "滚".into(),
                    made_at_ms: 0,
                })
                .sign(key),
                Some(Code::BadSignature),
            ),
            // A device that invites itself waits for an invitation that never comes.
            (Claim::sign((InviteId([8; 4]), &stranger), &stranger, SealKey([8; 32]), "生人".into(), 0), None),
            // A case opened over the heads of the office that opens it, and one with another's signature.
            (
                ControlBody::Open(Open {
                    kind: DocKind::Case,
                    home: village,
                    audience: vec![village],
                    nonce: [1; 16],
                    device,
                    shares: vec![],
                })
                .sign(key),
                Some(Code::NotAllowed),
            ),
            (
                ControlBody::Open(Open {
                    kind: DocKind::Case,
                    home: village,
                    audience: vec![village],
                    nonce: [1; 16],
                    device: scene.all.village.ledger.identity().device(),
                    shares: vec![],
                })
                .sign(key),
                Some(Code::BadSignature),
            ),
            // The home office is thrown out; an audience on top of nothing; with a foreign signature.
            (audience(open.id(), vec![], vec![village]), Some(Code::NotAllowed)),
            (audience(taizhang_wire::ControlId([4; 32]), vec![], vec![county]), None),
            (
                ControlBody::Audience(AudienceChange {
                    doc: scene.case,
                    previous: open.id(),
                    add: vec![],
                    withdraw: vec![town],
                    device: scene.all.county.ledger.identity().device(),
                    shares: vec![],
                })
                .sign(key),
                Some(Code::BadSignature),
            ),
        ];
        let items: Vec<_> = records.iter().map(|(record, _)| Item::Control(record.clone()).encode()).collect();
        let codes: Vec<_> = records.iter().filter_map(|(_, code)| *code).collect();
        scene.is_put_aside(route, items, &codes);
    }
}

#[test]
fn every_bit_of_a_real_change_flipped() {
    let mut scene = Scene::new();
    let bench = Forge::on(&mut scene.all.mallory, scene.case, 9);
    let change = automerge::Change::from(bench.change(vec![
        bench.field_put(fields::TITLE, "别的标题"),
        insert(bench.container(4), bench.letters().pop(), "完"),
        map_put(bench.container(2), "x", automerge::ScalarValue::Str("y".into()), vec![]),
    ]));
    let deps: Vec<_> = change.deps().iter().map(|dep| ChangeHash(dep.0)).collect();
    let honest = ChangeHash(change.hash().0);
    let mut items = Vec::new();
    for bit in 0..change.raw_bytes().len() * 8 {
        let mut flipped = change.raw_bytes().to_vec();
        flipped[bit / 8] ^= 1 << (bit % 8);
        // Behind a valid attestation of the true hash, and, with the checksum made right again, behind one of its own.
        items.push(bench.seal_bytes(flipped.clone(), bench.actor, 1, honest, deps.clone()));
        let Ok(parsed) = automerge::Change::from_bytes(flipped.clone()) else { continue };
        let Some(actor) = ActorId::from_slice(parsed.actor_id().to_bytes()) else { continue };
        if parsed.hash() == change.hash() {
            continue;
        }
        let (hash, own) = (parsed.hash().0, parsed.deps().iter().map(|dep| ChangeHash(dep.0)).collect());
        flipped[4..8].copy_from_slice(&hash[..4]);
        items.push(bench.seal_bytes(flipped, actor, parsed.seq(), ChangeHash(hash), own));
    }
    // One by one here, in two lots there. A flipped letter of a value, or of the incarnation, is a change that the
    // attacker may write: those are taken, the same by both.
    for item in &items {
        scene.all.town.take(Route::Feed, vec![item.clone()]);
    }
    for half in items.chunks(items.len().div_ceil(2)) {
        scene.all.county.take(Route::Bundle, half.to_vec());
    }
    let aside = scene.all.town.quarantined();
    assert!(aside.len() > items.len() / 2, "{} of {} put aside", aside.len(), items.len());
    assert_eq!(aside, scene.all.county.quarantined());
    let shown = |device: &mut taizhang_hostile::Device| {
        (device.ledger.view(scene.case).expect("a view"), device.ledger.heads().expect("heads"))
    };
    assert_eq!(shown(&mut scene.all.town), shown(&mut scene.all.county));
    let _ = scene.works_on(Route::Feed);
}

/// Changes that build on what never comes, by thousands: the room holds so many, and honest ones still come through.
#[test]
fn a_waiting_room_full_of_orphans() {
    let mut scene = Scene::new();
    let bench = Forge::on(&mut scene.all.mallory, scene.case, 9);
    let change = automerge::Change::from(bench.change(vec![bench.field_put(fields::TITLE, "孤儿")]));
    let mut items = Vec::new();
    for number in 0..u32::try_from(limits::WAITING_ITEMS_MAX).expect("small") + 600 {
        let mut hash = [0; 32];
        hash[..4].copy_from_slice(&number.to_be_bytes());
        let actor = ActorId::new(bench.actor.device(), Incarnation([0; 8]));
        let expanded = automerge::ExpandedChange {
            deps: vec![automerge::ChangeHash(hash)],
            ..automerge::ExpandedChange::from(&change)
        };
        let orphan = automerge::Change::from(expanded);
        let own = ActorId::from_slice(orphan.actor_id().to_bytes()).unwrap_or(actor);
        items.push(bench.seal_bytes(
            orphan.raw_bytes().to_vec(),
            own,
            1,
            ChangeHash(orphan.hash().0),
            vec![ChangeHash(hash)],
        ));
    }
    for part in items.chunks(500) {
        scene.all.town.take(Route::Feed, part.to_vec());
    }
    let status = scene.all.town.ledger.status().expect("status");
    assert!(status.waiting <= limits::WAITING_ITEMS_MAX as u64, "{}", status.waiting);
    assert!(scene.all.town.quarantined().iter().all(|code| code == Code::WaitingRoomFull.as_str()));
    let _ = scene.works_on(Route::Feed);
}

/// Junk by thousands leaves the quarantine bounded, and what was kept of our own there stays.
#[test]
fn a_quarantine_full_of_junk() {
    let mut scene = Scene::new();
    let junk = (0..u32::try_from(limits::QUARANTINE_ITEMS_MAX).expect("small") + 600)
        .map(|number| [b"\x01\x01junk".to_vec(), number.to_be_bytes().to_vec()].concat());
    let junk: Vec<_> = junk.collect();
    for part in junk.chunks(1_000) {
        scene.all.town.take(Route::Feed, part.to_vec());
    }
    assert!(scene.all.town.quarantined().len() <= limits::QUARANTINE_ITEMS_MAX);
    let _ = scene.works_on(Route::Feed);
}

/// A case whose acts name each other in a circle: their ids can be known before they are written.
#[test]
fn acts_that_name_each_other() {
    for route in ROUTES {
        let mut scene = Scene::new();
        let mut bench = Forge::on(&mut scene.all.mallory, scene.case, 9);
        let note = act_body("note", serde_json::json!({"text": "圆圈"}));
        scene.all.mallory.ledger.act(at(30), scene.case, note, None).expect("noted");
        let record = scene.all.mallory.ledger.record(scene.case).expect("a record");
        let mine = record.acts.iter().find(|act| act.device == bench.actor.device()).expect("its own").clone();
        let first = bench.max_op() + 1;
        let keys: Vec<_> = (0..3).map(|at| taizhang_hostile::act_key(bench.actor, first + at)).collect();
        let ops = (0..3_usize).map(|at| {
            let mut act = mine.clone();
            act.based_on = keys.iter().map(|key| key.parse().expect("an id")).collect();
            let json = automerge::ScalarValue::Str(act.to_json().as_str().into());
            map_put(bench.container(3), &keys[at], json, vec![])
        });
        let change = bench.change(ops.collect());
        let item = bench.commit(change);
        scene.all.town.take(route, vec![item.clone()]);
        scene.all.village.take(route, vec![item]);
        let _ = scene.works_on(route);
    }
}

#[test]
fn a_case_opened_by_a_stranger_to_the_victim_is_not_kept() {
    for route in ROUTES {
        let mut scene = Scene::new();
        let case = scene.all.county.ledger.register(at(30), {
            let mut case = new_case("县里自己的案子");
            case.home = Some(scene.all.offices[0]);
            case
        });
        let case = case.expect("registered").case;
        let items = scene.all.county.items();
        scene.all.town.take(route, items);
        assert!(scene.all.town.ledger.view(case).is_err(), "the township is not in its audience");
        let _ = scene.works_on(route);
    }
}
