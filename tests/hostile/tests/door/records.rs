//! Enrolled devices that bring to the relay what is not theirs to bring. What a reader makes of the same, should a relay pass
//! it on, is shown by `carriers.rs`, `changes.rs` and `snapshots.rs`.

use ed25519_dalek::SigningKey;
use taizhang_model::{DeviceId, StaffId};
use taizhang_relay::log::conformance::county::{
    self, COUNTY, OTHER, TOWNSHIP, VILLAGE, attest, audience, claim, device, directory, envelope, hash, office,
    office_record, open, revoke, snapshot, spare_device,
};
use taizhang_wire::{
    ActorId, Answer, Attestation, Code, Control, ControlBody, DocId, Envelope, Incarnation, Invite, Item, PublicKey,
    Revoke, Snapshot,
};

use crate::{
    asking::state,
    served::{Served, case},
};

fn id(key: &SigningKey) -> DeviceId {
    PublicKey::of(key).device()
}

fn actor(key: &SigningKey) -> ActorId {
    ActorId::new(id(key), Incarnation([7; 8]))
}

impl Served {
    /// Brings each item by itself and expects each to be refused so, and nothing changed.
    async fn refuses_items(&self, by: usize, items: Vec<(&str, Item, Code)>) {
        let before = state(self.address()).await;
        for (why, item, code) in items {
            let answers = self.push(by, &[item]).await;
            assert!(
                matches!(&answers[..], [Answer::Refused { code: found, .. }] if *found == code),
                "{why}: {answers:?}"
            );
        }
        assert_eq!(state(self.address()).await, before);
    }
}

#[tokio::test]
async fn an_envelope_in_anothers_name_or_outside_the_grant_is_refused() {
    let served = Served::start().await;
    let doc = case(&served, 1).await;
    let (elsewhere, opening) = open(VILLAGE, &[VILLAGE], 2);
    assert_eq!(served.push(VILLAGE, &[Item::Control(opening)]).await, [Answer::Stored]);
    let (village, stranger) = (device(VILLAGE), spare_device(VILLAGE, 5));
    let with = |attestation: Attestation| {
        Item::Envelope(Envelope { doc, attestation, deps: vec![hash(VILLAGE, 1)], key_id: 0, payload: vec![2; 40] })
    };
    let sign = |key: &SigningKey, doc: DocId, actor: ActorId| Attestation::sign(key, doc, actor, 2, hash(VILLAGE, 2));
    let good = sign(&village, doc, actor(&village));
    let mut weak = good;
    weak.signature.0 = [0; 64];
    weak.signature.0[0] = 1;
    served
        .refuses_items(
            VILLAGE,
            vec![
                ("another device's actor", with(sign(&village, doc, actor(&device(TOWNSHIP)))), Code::BadSignature),
                (
                    "its own actor, another's key",
                    with(sign(&device(TOWNSHIP), doc, actor(&village))),
                    Code::BadSignature,
                ),
                ("signed for another document", with(sign(&village, elsewhere, actor(&village))), Code::BadSignature),
                ("another number", with(Attestation { seq: 3, ..good }), Code::BadSignature),
                ("another hash", with(Attestation { hash: hash(VILLAGE, 3), ..good }), Code::BadSignature),
                ("a signature for everything", with(weak), Code::BadSignature),
                ("nobody's device", with(sign(&stranger, doc, actor(&stranger))), Code::NotEnrolled),
                ("an office outside", with(sign(&device(OTHER), doc, actor(&device(OTHER)))), Code::NotInAudience),
                ("a gap", with(Attestation::sign(&village, doc, actor(&village), 9, hash(VILLAGE, 9))), Code::SeqGap),
                ("a fork", with(Attestation::sign(&village, doc, actor(&village), 1, hash(VILLAGE, 9))), Code::Fork),
            ],
        )
        .await;
    assert_eq!(served.push(VILLAGE, &[with(good)]).await, [Answer::Stored], "the honest one is still taken");
}

#[tokio::test]
async fn records_that_are_forged_or_by_who_has_no_right_are_refused() {
    let served = Served::start().await;
    let doc = case(&served, 1).await;
    let village = device(VILLAGE);
    let body = |control: &Control| control.body.clone();
    let mut flipped = office_record(4, Some(TOWNSHIP), 1);
    flipped.signature.0[5] ^= 1;
    let shut_out = Revoke { device: id(&device(TOWNSHIP)), reason: "遗失".into(), made_at_ms: 2 };
    let key = SigningKey::from_bytes(&[99; 32]);
    let own_code = Invite {
        id: county::invite_id(VILLAGE, 9),
        key: PublicKey::of(&key),
        office: office(COUNTY),
        staff: StaffId([1; 16]),
        made_at_ms: 1,
        until_ms: i64::MAX,
        keys: Vec::new(),
    };
    let opened = open(VILLAGE, &[COUNTY, TOWNSHIP, VILLAGE], 1).1.id();
    let record = |body: ControlBody, key: &SigningKey| Item::Control(body.sign(key));
    let mut others = open(TOWNSHIP, &[COUNTY, TOWNSHIP], 3).1;
    others.signature = others.body.clone().sign(&village).signature;
    served
        .refuses_items(
            VILLAGE,
            vec![
                ("an office by a village", record(body(&office_record(4, None, 1)), &village), Code::BadSignature),
                ("a bit flipped", Item::Control(flipped), Code::BadSignature),
                (
                    "a device shut out by a village",
                    record(ControlBody::Revoke(shut_out.clone()), &village),
                    Code::BadSignature,
                ),
                ("a code for itself", record(ControlBody::Invite(own_code.clone()), &village), Code::BadSignature),
                (
                    "as a delegate that it is not",
                    Item::Control(ControlBody::Invite(own_code).sign_as_delegate(&village)),
                    Code::UnknownReference,
                ),
                (
                    "a lost device as a delegate",
                    Item::Control(ControlBody::Revoke(shut_out).sign_as_delegate(&village)),
                    Code::UnknownReference,
                ),
                ("opened in another's name", Item::Control(others), Code::BadSignature),
                (
                    "let in by the office that is let in",
                    Item::Control(audience(OTHER, doc, opened, &[OTHER], &[])),
                    Code::NotAllowed,
                ),
                (
                    "the home office put out of its own",
                    Item::Control(audience(TOWNSHIP, doc, opened, &[], &[VILLAGE])),
                    Code::NotAllowed,
                ),
            ],
        )
        .await;
}

#[tokio::test]
async fn records_sent_again_or_out_of_order_change_nothing() {
    let served = Served::start().await;
    let doc = case(&served, 1).await;
    let opened = open(VILLAGE, &[COUNTY, TOWNSHIP, VILLAGE], 1).1;
    let renamed = |revision| Item::Control(office_record(OTHER, Some(TOWNSHIP), revision));
    let let_in = Item::Control(audience(VILLAGE, doc, opened.id(), &[OTHER], &[]));
    // What an office was called before is kept, in whatever order it comes.
    for revision in [3, 2] {
        assert_eq!(served.push(COUNTY, &[renamed(revision)]).await, [Answer::Stored]);
    }
    assert_eq!(served.push(VILLAGE, std::slice::from_ref(&let_in)).await, [Answer::Stored]);
    let before = state(served.address()).await;

    let mut again: Vec<_> = directory().into_iter().map(Item::Control).collect();
    again.extend([Item::Control(opened.clone()), renamed(3), renamed(2), let_in]);
    for by in [COUNTY, OTHER] {
        let answers = served.push(by, &again).await;
        assert!(answers.iter().all(|answer| *answer == Answer::Held), "{answers:?}");
    }
    again.reverse();
    assert!(served.push(VILLAGE, &again).await.iter().all(|answer| *answer == Answer::Held));
    assert_eq!(state(served.address()).await, before);

    let past = audience(VILLAGE, doc, opened.id(), &[], &[OTHER]);
    served
        .refuses_items(
            VILLAGE,
            vec![
                ("a claim before its code", Item::Control(claim(VILLAGE, 1)), Code::UnknownReference),
                (
                    "an office below one that is not there",
                    Item::Control(office_record(6, Some(5), 1)),
                    Code::UnknownReference,
                ),
                ("an audience on what is past", Item::Control(past), Code::Stale),
            ],
        )
        .await;
}

#[tokio::test]
async fn a_snapshot_without_its_attestations_is_refused() {
    let served = Served::start().await;
    let doc = case(&served, 3).await;
    let parts =
        |tips: Vec<Attestation>, heads| Item::Snapshot(Snapshot { doc, tips, heads, key_id: 0, payload: vec![9; 60] });
    let heads = || vec![hash(VILLAGE, 3)];
    let mut forged = attest(VILLAGE, doc, 3, hash(VILLAGE, 3));
    forged.signature.0[0] ^= 1;
    let stranger = spare_device(VILLAGE, 5);
    let strangers = Attestation::sign(&stranger, doc, actor(&stranger), 1, hash(VILLAGE, 3));
    served
        .refuses_items(
            VILLAGE,
            vec![
                ("none at all", parts(Vec::new(), heads()), Code::Malformed),
                ("no head", parts(vec![attest(VILLAGE, doc, 3, hash(VILLAGE, 3))], Vec::new()), Code::Malformed),
                ("a forged one", parts(vec![forged], heads()), Code::BadSignature),
                ("a stranger's", parts(vec![strangers], heads()), Code::NotEnrolled),
                ("an office's from outside", snapshot(doc, &[(VILLAGE, 3), (OTHER, 1)]), Code::NotInAudience),
                (
                    "another change at a number",
                    parts(vec![attest(VILLAGE, doc, 3, hash(OTHER, 3))], heads()),
                    Code::Fork,
                ),
                (
                    "a change that is here at another number",
                    parts(vec![attest(VILLAGE, doc, 4, hash(VILLAGE, 3))], heads()),
                    Code::Malformed,
                ),
            ],
        )
        .await;
}

#[tokio::test]
async fn what_a_device_that_was_shut_out_wrote_comes_in_by_nobody() {
    let served = Served::start().await;
    let doc = case(&served, 2).await;
    assert_eq!(served.push(COUNTY, &[Item::Control(revoke(VILLAGE))]).await, [Answer::Stored]);
    let late = envelope(VILLAGE, doc, 3, &[hash(VILLAGE, 2)]);
    let before = state_of_others(&served).await;
    for by in [COUNTY, TOWNSHIP] {
        for item in [late.clone(), snapshot(doc, &[(VILLAGE, 3)])] {
            assert_eq!(served.push(by, &[item]).await, [Answer::refused(Code::Revoked)]);
        }
    }
    // Nor does it come in again by an old code of its own, or by one that it signs itself.
    let again = served.send("POST", "/v1/enrol", None, &Item::Control(claim(VILLAGE, 0)).encode()).await;
    assert_eq!(served.ask(VILLAGE, "GET", "/v1/feed", b"").await.code(), (403, "revoked".into()), "{again:?}");
    let own = Item::Control(
        ControlBody::Revoke(Revoke { device: id(&device(COUNTY)), reason: "x".into(), made_at_ms: 3 })
            .sign_as_delegate(&device(VILLAGE)),
    );
    assert!(matches!(served.push(COUNTY, &[own]).await[..], [Answer::Refused { .. }]));
    assert_eq!(state_of_others(&served).await, before);
}

/// What those can read who are not shut out.
async fn state_of_others(served: &Served) -> Vec<Vec<u8>> {
    let mut feeds = Vec::new();
    for office in [COUNTY, TOWNSHIP, OTHER] {
        feeds.push(served.ask(office, "GET", "/v1/feed", b"").await.body);
    }
    feeds
}
