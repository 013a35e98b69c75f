//! A small county with fixed keys, and the items that its devices make.

use ed25519_dalek::SigningKey;
use taizhang_model::{OfficeId, OfficeKind, StaffId};
use taizhang_wire::{
    ActorId, Answer, Attestation, AudienceChange, Authority, ChangeHash, Claim, Code, Control, ControlBody, ControlId,
    Cursor, DocId, DocKind, Envelope, Epoch, Incarnation, Invite, InviteId, InviteKey, Item, OfficeRecord, Open,
    PublicKey, Revoke, SealKey, SealedKey, Snapshot, StaffRecord, limits,
};

use crate::log::{Caller, Log};

/// The epoch that a conformance log starts with.
pub const EPOCH: Epoch = Epoch([0xe0; 16]);

/// The relay's time, unless a scenario says otherwise.
pub const NOW_MS: i64 = 1_800_000_000_000;

/// The county, its offices: the county's own, a township, two villages.
pub const COUNTY: usize = 0;
/// The township, below the county.
pub const TOWNSHIP: usize = 1;
/// A village, below the township.
pub const VILLAGE: usize = 2;
/// Another village, below the township.
pub const OTHER: usize = 3;

/// The county's authority.
#[must_use]
pub fn authority() -> SigningKey {
    SigningKey::from_bytes(&[1; 32])
}

/// The device of an office.
#[must_use]
pub fn device(office: usize) -> SigningKey {
    spare_device(office, 0)
}

/// A further device of an office.
#[must_use]
pub fn spare_device(office: usize, number: u8) -> SigningKey {
    SigningKey::from_bytes(&[10 + office as u8 + 20 * number; 32])
}

/// An office's id.
#[must_use]
pub const fn office(index: usize) -> OfficeId {
    OfficeId([index as u8 + 1; 16])
}

/// The key of an invitation that stands in [`directory`] or beside it.
#[must_use]
pub fn invite_key(office: usize, number: u8) -> SigningKey {
    SigningKey::from_bytes(&[100 + office as u8 + 20 * number; 32])
}

/// The caller that an office's device is.
#[must_use]
pub fn caller(office: usize) -> Caller {
    Caller::Device(PublicKey::of(&device(office)).device())
}

/// An office's record.
#[must_use]
pub fn office_record(index: usize, parent: Option<usize>, revision: u32) -> Control {
    let kind = [OfficeKind::County, OfficeKind::Township, OfficeKind::Village][index.min(2)];
    let record = OfficeRecord {
        id: office(index),
        kind,
        parent: parent.map(office),
        name: format!("单位{index}"),
        code: format!("U{index}"),
        made_at_ms: 1,
        revision,
    };
    ControlBody::Office(record).sign(&authority())
}

/// What its code names an invitation by.
#[must_use]
pub const fn invite_id(office: usize, number: u8) -> InviteId {
    InviteId([office as u8, number, 0, 0])
}

/// An invitation for a device of an office.
#[must_use]
pub fn invite(index: usize, number: u8) -> Control {
    invite_until(index, number, i64::MAX)
}

/// One that ends.
#[must_use]
pub fn invite_until(index: usize, number: u8, until_ms: i64) -> Control {
    let key = PublicKey::of(&invite_key(index, number));
    let invite = Invite {
        id: invite_id(index, number),
        key,
        office: office(index),
        staff: StaffId([index as u8 + 1; 16]),
        made_at_ms: 1,
        until_ms,
        keys: vec![InviteKey { key: SealKey([8; 32]).id(), sealed: SealedKey([9; 80]) }],
    };
    ControlBody::Invite(invite).sign(&authority())
}

/// The same, withdrawn.
#[must_use]
pub fn withdrawn(index: usize, number: u8) -> Control {
    let ControlBody::Invite(invite) = invite(index, number).body else { unreachable!("it is an invitation") };
    let withdrawn = Invite { made_at_ms: 2, until_ms: Invite::WITHDRAWN, keys: Vec::new(), ..invite };
    ControlBody::Invite(withdrawn).sign(&authority())
}

/// The claim on it.
#[must_use]
pub fn claim(index: usize, number: u8) -> Control {
    claim_by(index, number, &spare_device(index, number))
}

/// The claim of another device on it.
#[must_use]
pub fn claim_by(index: usize, number: u8, device: &SigningKey) -> Control {
    let invite = (invite_id(index, number), &invite_key(index, number));
    Claim::sign(invite, device, SealKey([7; 32]), "值班室电脑".into(), 1)
}

/// The device shut out.
#[must_use]
pub fn revoke(index: usize) -> Control {
    let device = PublicKey::of(&device(index)).device();
    ControlBody::Revoke(Revoke { device, reason: "遗失".into(), made_at_ms: 2 }).sign(&authority())
}

/// The person who holds an office's devices.
fn staff_record(index: usize, active: bool, revision: u32) -> Control {
    let record = StaffRecord {
        id: StaffId([index as u8 + 1; 16]),
        office: office(index),
        name: "张敏".into(),
        title: "干事".into(),
        is_head: false,
        is_team_member: false,
        roles: Default::default(),
        active,
        made_at_ms: 0,
        revision,
    };
    ControlBody::Staff(record).sign(&authority())
}

/// That this person left.
#[must_use]
pub fn left(index: usize) -> Control {
    staff_record(index, false, 2)
}

/// The records of the county: 15 of them, the devices' claims last.
#[must_use]
pub fn directory() -> Vec<Control> {
    let authority_record =
        Authority { key: PublicKey::of(&authority()), seal: SealKey([8; 32]), name: "清河县".into() };
    let mut records = vec![ControlBody::Authority(authority_record).sign(&authority())];
    records.extend(
        [(COUNTY, None), (TOWNSHIP, Some(COUNTY)), (VILLAGE, Some(TOWNSHIP)), (OTHER, Some(TOWNSHIP))]
            .map(|(index, parent)| office_record(index, parent, 1)),
    );
    records.extend((COUNTY..=OTHER).map(|index| staff_record(index, true, 1)));
    records.extend((COUNTY..=OTHER).map(|index| invite(index, 0)));
    records.extend((COUNTY..=OTHER).map(|index| claim(index, 0)));
    records
}

/// Opens a document of the first office for all of these.
#[must_use]
pub fn open(home: usize, audience: &[usize], nonce: u8) -> (DocId, Control) {
    let mut audience: Vec<_> = audience.iter().map(|index| office(*index)).collect();
    audience.sort_unstable();
    let device_id = PublicKey::of(&device(home)).device();
    let body = Open {
        kind: DocKind::Case,
        home: office(home),
        audience,
        nonce: [nonce; 16],
        device: device_id,
        shares: Vec::new(),
    };
    let control = ControlBody::Open(body).sign(&device(home));
    (control.doc().expect("an opening record names its document"), control)
}

/// Changes a document's audience, by a device of an office.
#[must_use]
pub fn audience(by: usize, doc: DocId, previous: ControlId, add: &[usize], withdraw: &[usize]) -> Control {
    let ids = |of: &[usize]| of.iter().map(|index| office(*index)).collect();
    let device_id = PublicKey::of(&device(by)).device();
    let change =
        AudienceChange { doc, previous, add: ids(add), withdraw: ids(withdraw), device: device_id, shares: Vec::new() };
    ControlBody::Audience(change).sign(&device(by))
}

/// The hash of an office's `seq`th change. Nothing in a log may depend on how hashes come about.
#[must_use]
pub const fn hash(office: usize, seq: u64) -> ChangeHash {
    let mut bytes = [office as u8 + 1; 32];
    bytes[0] = (seq >> 8) as u8;
    bytes[1] = seq as u8;
    ChangeHash(bytes)
}

/// An office's word on its `seq`th change.
#[must_use]
pub fn attest(by: usize, doc: DocId, seq: u64, hash: ChangeHash) -> Attestation {
    let key = device(by);
    Attestation::sign(&key, doc, ActorId::new(PublicKey::of(&key).device(), Incarnation([7; 8])), seq, hash)
}

/// An office's `seq`th change of a document.
#[must_use]
pub fn envelope(by: usize, doc: DocId, seq: u64, deps: &[ChangeHash]) -> Item {
    envelope_as(by, doc, seq, hash(by, seq), deps)
}

/// The same with another hash, as a forked device makes it.
#[must_use]
pub fn envelope_as(by: usize, doc: DocId, seq: u64, hash: ChangeHash, deps: &[ChangeHash]) -> Item {
    let attestation = attest(by, doc, seq, hash);
    Item::Envelope(Envelope { doc, attestation, deps: deps.to_vec(), key_id: 0, payload: vec![seq as u8; 40] })
}

/// A snapshot up to these changes.
#[must_use]
pub fn snapshot(doc: DocId, tips: &[(usize, u64)]) -> Item {
    let mut tips: Vec<_> = tips.iter().map(|(by, seq)| attest(*by, doc, *seq, hash(*by, *seq))).collect();
    tips.sort_by_key(|tip| tip.actor);
    let mut heads: Vec<_> = tips.iter().map(|tip| tip.hash).collect();
    heads.sort_unstable();
    Item::Snapshot(Snapshot { doc, tips, heads, key_id: 0, payload: vec![9; 60] })
}

/// A refusal with a code.
#[must_use]
pub const fn refused(code: Code) -> Answer {
    Answer::refused(code)
}

/// Pushes and commits.
pub fn push(log: &mut dyn Log, from: Caller, items: &[Item]) -> Vec<Answer> {
    push_at(log, from, NOW_MS, items)
}

/// Pushes at a time of the relay's, and commits.
pub fn push_at(log: &mut dyn Log, from: Caller, now_ms: i64, items: &[Item]) -> Vec<Answer> {
    let bytes: Vec<_> = items.iter().map(Item::encode).collect();
    let items: Vec<_> = bytes.iter().map(Vec::as_slice).collect();
    let answers = log.append(from, now_ms, &items).expect("the storage works");
    log.commit().expect("the storage works");
    answers
}

/// Pushes one item, which must be stored.
pub fn store(log: &mut dyn Log, from: Caller, item: &Item) {
    assert_eq!(push(log, from, std::slice::from_ref(item)), [Answer::Stored]);
}

/// Sets the county up.
pub fn set_up(log: &mut dyn Log) {
    let items: Vec<_> = directory().into_iter().map(Item::Control).collect();
    assert!(push(log, Caller::Bootstrap, &items).iter().all(|answer| *answer == Answer::Stored));
}

/// All that an office reads after a position: positions and items.
#[must_use]
pub fn feed(log: &dyn Log, index: usize, after: u64) -> Vec<(u64, Item)> {
    let cursor = Some(Cursor { epoch: log.epoch().expect("the storage works"), after });
    let page =
        log.page(office(index), cursor, limits::PAGE_ITEMS_MAX, limits::PAGE_BYTES_TARGET).expect("the storage works");
    assert!(!page.more, "the conformance suite's feeds fit in a page");
    page.entries.iter().map(|entry| (entry.position, Item::decode(&entry.item).expect("it was checked"))).collect()
}

/// What an office reads of one document, without positions.
#[must_use]
pub fn feed_of(log: &dyn Log, index: usize, doc: DocId) -> Vec<Item> {
    feed(log, index, 0).into_iter().map(|(_, item)| item).filter(|item| doc_of(item) == Some(doc)).collect()
}

fn doc_of(item: &Item) -> Option<DocId> {
    match item {
        Item::Envelope(envelope) => Some(envelope.doc),
        Item::Snapshot(snapshot) => Some(snapshot.doc),
        Item::Control(control) => control.doc(),
    }
}
