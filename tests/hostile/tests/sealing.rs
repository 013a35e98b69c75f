//! Sealed content that is not what it should be: sealed for another place, with another key, or not at all; and shares
//! that hold nothing. What cannot be opened harms no neighbour.

use taizhang_client::forge;
use taizhang_hostile::{Forge, Route, Scene, new_case};
use taizhang_model::fields;
use taizhang_wire::{
    AudienceChange, Code, Control, ControlBody, DocKeyShare, Envelope, Item, Open, SealedKey, Snapshot,
};

const ROUTES: [Route; 2] = [Route::Feed, Route::Bundle];

fn envelope(item: &[u8]) -> Envelope {
    match Item::decode(item) {
        Ok(Item::Envelope(envelope)) => envelope,
        other => panic!("no envelope: {other:?}"),
    }
}

/// A change that would be taken as it is, sealed.
fn honest(bench: &Forge, title: &str) -> Envelope {
    envelope(&bench.sealed(bench.change(vec![bench.field_put(fields::TITLE, title)])))
}

#[test]
fn swapped_contents() {
    for route in ROUTES {
        let mut scene = Scene::new();
        let [one, other] = [8, 9].map(|incarnation| {
            let bench = Forge::on(&mut scene.all.mallory, scene.case, incarnation);
            honest(&bench, "甲")
        });
        let swapped = [
            Envelope { payload: other.payload.clone(), ..one.clone() },
            Envelope { payload: one.payload.clone(), ..other },
        ];
        let items = swapped.map(|envelope| Item::Envelope(envelope).encode()).to_vec();
        scene.is_put_aside(route, items, &[Code::NotOpened; 2]);
    }
}

#[test]
fn one_byte_altered_anywhere() {
    let mut scene = Scene::new();
    let bench = Forge::on(&mut scene.all.mallory, scene.case, 9);
    let whole = honest(&bench, "甲");
    let snapshot = match Item::decode(&scene.encode(Item::Snapshot(bench.snapshot()))) {
        Ok(Item::Snapshot(snapshot)) => snapshot,
        other => panic!("no snapshot: {other:?}"),
    };
    // As many heads as before, and one that nobody knows: it is not taken for known.
    let mut items = Vec::new();
    for at in 0..whole.payload.len() {
        let mut altered = whole.clone();
        altered.payload[at] ^= 0x20;
        items.push(Item::Envelope(altered).encode());
    }
    for payload in [Vec::from(&whole.payload[..39]), vec![7], [&whole.payload[..], &[0]].concat()] {
        items.push(Item::Envelope(Envelope { payload, ..whole.clone() }).encode());
    }
    let heads = vec![taizhang_wire::ChangeHash([9; 32])];
    items.push(Item::Snapshot(Snapshot { heads, ..snapshot }).encode());
    let count = items.len();
    for route in ROUTES {
        Scene::new().is_put_aside(route, items.clone(), &vec![Code::NotOpened; count]);
    }
}

#[test]
fn another_number_of_the_key() {
    for route in ROUTES {
        let mut scene = Scene::new();
        let bench = Forge::on(&mut scene.all.mallory, scene.case, 9);
        let item = Item::Envelope(Envelope { key_id: 5, ..honest(&bench, "甲") }).encode();
        let received = scene.all.town.take(route, vec![item]);
        assert_eq!((received.parked, received.quarantined), (1, 0), "such a key may come yet");
        let _ = scene.works_on(route);
    }
}

#[test]
fn content_in_clear_where_it_should_be_sealed() {
    for route in ROUTES {
        let mut scene = Scene::new();
        let mut bench = Forge::on(&mut scene.all.mallory, scene.case, 9);
        let item = Item::Envelope(honest(&bench, "甲"));
        let clear = bench.keys.open(item).expect("it was sealed here").encode();
        let change = bench.change(vec![bench.field_put(fields::TITLE, "乙")]);
        bench.commit(change);
        let snapshot = Item::Snapshot(bench.snapshot()).encode();
        scene.is_put_aside(route, vec![clear, snapshot], &[Code::NotSealed; 2]);
    }
}

fn opening(scene: &mut Scene) -> (Control, Open) {
    let open = scene.all.mallory.items().into_iter().find_map(|item| match Item::decode(&item) {
        Ok(Item::Control(control)) if control.doc() == Some(scene.case) => match control.body.clone() {
            ControlBody::Open(open) => Some((control, open)),
            _ => None,
        },
        _ => None,
    });
    open.expect("the case was opened")
}

/// A document whose opening record wraps nothing for an office, or another's key: that office waits, and nothing else.
#[test]
fn shares_that_hold_nothing() {
    type Spoil = fn(&mut Open, &Open);
    let spoils: [Spoil; 3] = [
        |open, _| open.shares.iter_mut().for_each(|share| share.sealed = SealedKey([7; 80])),
        // Genuine shares of another document's key.
        |open, genuine| {
            open.shares = genuine.shares.clone();
            open.shares.retain(|share| open.audience.contains(&share.office));
        },
        // Each office is given its neighbour's.
        |open, _| {
            let sealed: Vec<_> = open.shares.iter().map(|share| share.sealed).collect();
            let next = sealed.iter().cycle().skip(1);
            open.shares.iter_mut().zip(next).for_each(|(share, sealed)| share.sealed = *sealed);
        },
    ];
    for (route, spoil) in ROUTES.into_iter().flat_map(|route| spoils.map(|spoil| (route, spoil))) {
        let mut scene = Scene::new();
        let (_, genuine) = opening(&mut scene);
        let mine = scene.all.mallory.ledger.register(taizhang_hostile::at(23), new_case("自己的案子"));
        let mine = mine.expect("registered").case;
        let bench = Forge::on(&mut scene.all.mallory, mine, 9);
        let own = scene.all.mallory.items().into_iter().find_map(|item| match Item::decode(&item) {
            Ok(Item::Control(control)) if control.doc() == Some(mine) => Some(control.body),
            _ => None,
        });
        let Some(ControlBody::Open(mut open)) = own else { panic!("it was opened") };
        open.nonce = [5; 16];
        spoil(&mut open, &genuine);
        let record = ControlBody::Open(open).sign(&bench.secret);
        let doc = record.doc().expect("it opens one");
        let first = bench.doc.get_changes(&[]).remove(0);
        let change = envelope(&bench.seal(&first));
        let attestation = taizhang_wire::Attestation::sign(
            &bench.secret,
            doc,
            change.attestation.actor,
            change.attestation.seq,
            change.attestation.hash,
        );
        let item = Item::Envelope(Envelope { doc, attestation, ..change }).encode();
        let received = scene.all.town.take(route, vec![Item::Control(record).encode(), item]);
        assert_eq!((received.parked, received.quarantined), (1, 0));
        assert!(scene.all.town.ledger.view(doc).is_err());
        let _ = scene.works_on(route);
    }
}

/// A later record that names a key by a number that is taken: the first stands, and everybody goes on reading.
#[test]
fn a_number_that_is_taken() {
    for route in ROUTES {
        let mut scene = Scene::new();
        let (control, open) = opening(&mut scene);
        let bench = Forge::on(&mut scene.all.mallory, scene.case, 9);
        let offices = forge::office_keys(&mut scene.all.mallory.ledger).expect("read");
        let share = |office: &taizhang_model::OfficeId| {
            let (_, key) = offices.iter().find(|(known, _)| known == office).expect("it has a key");
            DocKeyShare { key_id: 1, office: *office, office_key: key.id(), sealed: SealedKey([9; 80]) }
        };
        let change = AudienceChange {
            doc: scene.case,
            previous: control.id(),
            add: vec![scene.all.offices[0]],
            withdraw: vec![],
            device: bench.actor.device(),
            shares: open.audience.iter().map(share).collect(),
        };
        let record = Item::Control(ControlBody::Audience(change).sign(&bench.secret)).encode();
        let received = scene.all.town.take(route, vec![record.clone()]);
        assert_eq!((received.parked, received.quarantined), (0, 0));
        scene.all.village.take(Route::Bundle, vec![record]);
        let _ = scene.works_on(route);
    }
}
