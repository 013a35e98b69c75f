//! Golden vectors: the bytes of every item, from fixed keys. A change here is a change of the protocol.

use std::{fmt::Write as _, path::Path};

use data_encoding::HEXLOWER;
use ed25519_dalek::SigningKey;
use serde_bytes::ByteBuf;
use taizhang_model::{OfficeId, OfficeKind, StaffId, StaffRole};
use taizhang_wire::*;

const MADE: i64 = 1_700_000_000_000;
const DAY_MS: i64 = 24 * 60 * 60 * 1_000;

fn key(seed: u8) -> SigningKey {
    SigningKey::from_bytes(&[seed; 32])
}

fn share(key_id: u32, office: OfficeId) -> DocKeyShare {
    DocKeyShare { key_id, office, office_key: SealKey([12; 32]).id(), sealed: SealedKey([13; 80]) }
}

fn items() -> Vec<(&'static str, Item)> {
    let (authority, device) = (key(1), key(2));
    let code = EnrolmentCode::new([9; 14], &PublicKey::of(&authority));
    let (office, staff) = (OfficeId([3; 16]), StaffId([4; 16]));
    let device_id = PublicKey::of(&device).device();
    let open = ControlBody::Open(Open {
        kind: DocKind::Case,
        home: office,
        audience: vec![office],
        nonce: [5; 16],
        device: device_id,
        shares: vec![share(1, office)],
    })
    .sign(&device);
    let doc = open.doc().expect("an opening record names its document");
    let actor = ActorId::new(device_id, Incarnation([6; 8]));
    let attestation = Attestation::sign(&device, doc, actor, 1, ChangeHash([7; 32]));
    let authority_record =
        Authority { key: PublicKey::of(&authority), seal: SealKey([10; 32]), name: "清河县".into() };
    let office_record = OfficeRecord {
        id: office,
        kind: OfficeKind::Township,
        parent: None,
        name: "石桥镇".into(),
        code: "SQ".into(),
        made_at_ms: MADE,
        revision: 1,
    };
    let staff_record = StaffRecord {
        id: staff,
        office,
        name: "张敏".into(),
        title: "信访办主任".into(),
        is_head: true,
        is_team_member: false,
        roles: [StaffRole::Reception].into(),
        active: true,
        made_at_ms: MADE,
        revision: 1,
    };
    let invite = Invite {
        id: code.id(),
        key: PublicKey::of(&code.key()),
        office,
        staff,
        made_at_ms: MADE,
        until_ms: MADE + DAY_MS,
        keys: vec![InviteKey { key: SealKey([12; 32]).id(), sealed: SealedKey([14; 80]) }],
    };
    let change = AudienceChange {
        doc,
        previous: open.id(),
        add: vec![OfficeId([8; 16])],
        withdraw: vec![],
        device: device_id,
        shares: vec![share(1, OfficeId([8; 16]))],
    };
    let shares = |to| vec![KeyShare { to, sealed: SealedKey([15; 80]) }];
    let office_key = OfficeKey { office, key: SealKey([12; 32]), shares: shares(Holder::Authority), made_at_ms: MADE };
    let further = OfficeKeyShares {
        office,
        key: SealKey([12; 32]).id(),
        shares: shares(Holder::Device(device_id)),
        made_at_ms: MADE,
    };
    let tips = vec![AcceptedTip { doc, incarnation: Incarnation([6; 8]), seq: 1 }];
    let accepted = LastAccepted { device: device_id, part: 1, parts: 1, tips, made_at_ms: MADE + 2 };
    let approver = Approver { staff, active: true, made_at_ms: MADE };
    let delegation =
        Delegation { device: device_id, office, active: true, made_at_ms: MADE, until_ms: MADE + DAY_MS, revision: 1 };
    let delegation = ControlBody::Delegation(delegation).sign(&authority);
    let approval = Approval { record: delegation.id(), device: device_id, made_at_ms: MADE };
    let renewal = Renewal { device: device_id, until_ms: MADE + DAY_MS, made_at_ms: MADE };
    vec![
        ("authority", Item::Control(ControlBody::Authority(authority_record).sign(&authority))),
        ("office", Item::Control(ControlBody::Office(office_record).sign(&authority))),
        ("staff", Item::Control(ControlBody::Staff(staff_record).sign(&authority))),
        ("invite", Item::Control(ControlBody::Invite(invite).sign(&authority))),
        (
            "claim",
            Item::Control(Claim::sign((code.id(), &code.key()), &device, SealKey([11; 32]), "值班室电脑".into(), MADE)),
        ),
        (
            "revoke",
            Item::Control(
                ControlBody::Revoke(Revoke { device: device_id, reason: "遗失".into(), made_at_ms: MADE + 1 })
                    .sign(&authority),
            ),
        ),
        ("open", Item::Control(open)),
        ("audience", Item::Control(ControlBody::Audience(change).sign(&device))),
        ("office_key", Item::Control(ControlBody::OfficeKey(office_key).sign(&authority))),
        ("office_key_shares", Item::Control(ControlBody::OfficeKeyShares(further).sign(&authority))),
        ("last_accepted", Item::Control(ControlBody::LastAccepted(accepted).sign(&authority))),
        ("delegation", Item::Control(delegation)),
        ("approver", Item::Control(ControlBody::Approver(approver).sign(&authority))),
        ("approval", Item::Control(ControlBody::Approval(approval).sign(&device))),
        ("renewal", Item::Control(ControlBody::Renewal(renewal).sign_as_delegate(&device))),
        (
            "envelope",
            Item::Envelope(Envelope {
                doc,
                attestation,
                deps: vec![ChangeHash([1; 32])],
                key_id: 0,
                payload: b"change".to_vec(),
            }),
        ),
        (
            "snapshot",
            Item::Snapshot(Snapshot {
                doc,
                tips: vec![attestation],
                heads: vec![ChangeHash([7; 32])],
                key_id: 0,
                payload: b"document".to_vec(),
            }),
        ),
    ]
}

/// A dossier with a part of each kind.
fn dossier() -> Dossier {
    let items = items();
    let (mut parts, mut attestation) = (Vec::new(), None);
    for (_, item) in &items {
        match item {
            Item::Control(record) => parts.push(Part::control(record)),
            Item::Envelope(envelope) => attestation = Some(envelope.attestation),
            Item::Snapshot(_) => {}
        }
    }
    parts.sort_by_key(|part| part.kind as u8);
    let of = |kind, bytes: &[u8]| Part { kind, bytes: bytes.to_vec() };
    parts.push(of(PartKind::Configuration, b"{}"));
    parts.push(of(PartKind::Change, b"change"));
    parts.push(Part::attestation(&attestation.expect("an envelope has one")));
    parts.push(of(PartKind::Copy, b"{}"));
    Dossier { county: PublicKey::of(&key(1)), doc: DocId::from_hash(&[5; 32]), parts }
}

#[test]
fn every_wire_type_keeps_its_bytes() {
    let mut text = String::new();
    let mut line = |name: &str, bytes: &[u8]| writeln!(text, "{name} {}", HEXLOWER.encode(bytes)).expect("to a string");
    let items = items();
    for (name, item) in &items {
        line(name, &item.encode());
    }
    let encoded: Vec<Vec<u8>> = items.iter().take(2).map(|(_, item)| item.encode()).collect();
    let push = PushRequest { items: encoded.iter().cloned().map(ByteBuf::from).collect() };
    line("push", &push.encode());
    let refused = Answer::Refused { code: Code::Fork, hashes: vec![ChangeHash([1; 32])] };
    line("answers", &PushAnswers { answers: vec![Answer::Stored, Answer::Held, refused] }.encode());
    let sealed = InviteKey { key: SealKey([3; 32]).id(), sealed: SealedKey([4; 80]) };
    line("enrolled", &Enrolled { office: OfficeId([1; 16]), keys: vec![sealed] }.encode());
    let entries = vec![FeedEntry { position: 7, item: encoded[0].clone() }];
    line("page", &FeedPage { epoch: Epoch([2; 16]), entries, next: 7, more: true }.encode());
    let tip = |doc, seq| AcceptedTip { doc: DocId::from_hash(&[doc; 32]), incarnation: Incarnation([6; 8]), seq };
    line("device_tips", &DeviceTips { tips: vec![tip(1, 3), tip(2, 1)], more: true }.encode());
    let seen = DeviceSeen { device: PublicKey::of(&key(2)).device(), seen_at_ms: Some(MADE), until_ms: None };
    line("devices_seen", &DevicesSeen { devices: vec![seen] }.encode());
    line("dossier", &write_dossier(&dossier()).expect("within its bounds"));
    line("bundle", &write_bundle(&Bundle { county: PublicKey::of(&key(1)), items: encoded }));
    let (asked, now_ms) = (("GET", "/v1/feed?after=7"), 1_700_000_000_000);
    let head = RequestHead::sign(&key(2), &PublicKey::of(&key(1)), asked, b"", now_ms, [5; 16]);
    line("request", head.headers().map(|(name, value)| format!("{name}: {value}\n")).concat().as_bytes());
    line("code", EnrolmentCode::new([9; 14], &PublicKey::of(&key(1))).to_string().as_bytes());

    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/vectors/wire-v1.txt");
    if std::env::var_os("TAIZHANG_WRITE_VECTORS").is_some() {
        std::fs::write(&path, &text).expect("the vectors' folder is there");
    }
    assert_eq!(std::fs::read_to_string(path).expect("the vectors are committed"), text);
}

#[test]
fn every_item_reads_back_and_nothing_shorter_does() {
    for (name, item) in items() {
        let bytes = item.encode();
        assert_eq!(Item::decode(&bytes).as_ref(), Ok(&item), "{name}");
        for cut in 0..bytes.len() {
            assert!(Item::decode(&bytes[..cut]).is_err(), "{name} cut at {cut}");
        }
        let mut longer = bytes.clone();
        longer.push(0);
        assert!(Item::decode(&longer).is_err(), "{name} with a byte too many");
        assert_eq!(Item::decode(&item.encode_as(2)), Err(Error::UnsupportedVersion { version: 2 }), "{name}");
        assert_eq!(Item::decode_up_to(&item.encode_as(2), 2), Ok(item), "{name}");
    }
}

#[test]
fn a_directory_grows_only_by_right_and_in_any_order_it_waits() {
    let all: Vec<Control> = items()
        .into_iter()
        .filter_map(|(_, item)| match item {
            Item::Control(control) => Some(control),
            _ => None,
        })
        .collect();
    let mut grants = Grants::new(PublicKey::of(&key(1)));
    assert!(matches!(grants.judge(&all[4]), Verdict::Waits(Waiting::Invite(_))));
    for control in &all[..6] {
        assert_eq!(grants.judge(control), Verdict::Accept);
        grants.apply(control);
        assert_eq!(grants.judge(control), Verdict::Held);
    }
    let ControlBody::Open(open) = &all[6].body else { panic!("the seventh record opens a document") };
    let (verdict, scope) = judge_open(&grants, &all[6], open);
    assert_eq!(verdict, Verdict::Accept);
    let scope = scope.expect("an accepted opening has a scope");
    let ControlBody::Audience(change) = &all[7].body else { panic!("the eighth changes an audience") };
    assert!(matches!(judge_audience(&grants, &scope, &all[7], change), Verdict::Waits(Waiting::Office(_))));

    for control in &all {
        let mut forged = control.clone();
        forged.signature.0[3] ^= 1;
        let verdict = match &forged.body {
            ControlBody::Open(open) => judge_open(&grants, &forged, open).0,
            ControlBody::Audience(change) => judge_audience(&grants, &scope, &forged, change),
            _ => grants.judge(&forged),
        };
        assert_eq!(verdict, Verdict::Refuse(Code::BadSignature));
    }
    let stranger = Grants::new(PublicKey::of(&key(7)));
    assert_eq!(stranger.judge(&all[0]), Verdict::Refuse(Code::BadSignature));
}

#[test]
fn a_code_reads_back_as_people_type_it() {
    let authority = PublicKey::of(&key(1));
    let code = EnrolmentCode::new([9; 14], &authority);
    let text = code.to_string();
    assert_eq!(text.len(), 47);
    for typed in [text.clone(), text.to_lowercase(), text.replace('-', " "), text.replace('-', "")] {
        assert_eq!(typed.parse::<EnrolmentCode>().expect("as typed"), code);
    }
    assert!(code.pins(&authority) && !code.pins(&PublicKey::of(&key(2))));
    assert!(text[1..].parse::<EnrolmentCode>().is_err());
}

#[test]
fn lists_of_devices_have_one_spelling() {
    let tip = |doc, seq| AcceptedTip { doc: DocId::from_hash(&[doc; 32]), incarnation: Incarnation([6; 8]), seq };
    let read = |tips: Vec<AcceptedTip>, more| {
        let page = DeviceTips { tips, more };
        (DeviceTips::decode(&page.encode()), page)
    };
    let (first, second) = if tip(1, 1) < tip(2, 1) { (1, 2) } else { (2, 1) };
    for (tips, more) in [(vec![], false), (vec![tip(first, 1), tip(second, 9)], true)] {
        let (read, page) = read(tips, more);
        assert_eq!(read, Ok(page));
    }
    for (tips, more) in [
        (vec![], true),
        (vec![tip(second, 1), tip(first, 1)], false),
        (vec![tip(first, 1), tip(first, 2)], false),
        (vec![tip(first, 0)], false),
    ] {
        assert!(read(tips, more).0.is_err());
    }
    let seen = |key: &SigningKey| DeviceSeen { device: PublicKey::of(key).device(), seen_at_ms: None, until_ms: None };
    let twice = DevicesSeen { devices: vec![seen(&key(2)), seen(&key(2))] };
    assert!(DevicesSeen::decode(&twice.encode()).is_err());
}

#[test]
fn a_bundle_is_read_whole_or_not_at_all() {
    let bundle = Bundle { county: PublicKey::of(&key(1)), items: vec![vec![1, 2, 3], vec![], vec![9; 300]] };
    let bytes = write_bundle(&bundle);
    assert_eq!(read_bundle(&bytes), Ok(bundle));
    for cut in 0..bytes.len() {
        assert!(read_bundle(&bytes[..cut]).is_err());
    }
    for at in 0..bytes.len() {
        let mut flipped = bytes.clone();
        flipped[at] ^= 0x10;
        assert!(read_bundle(&flipped).is_err(), "byte {at}");
    }
}

#[test]
fn a_damaged_dossier_says_which_part() {
    let dossier = dossier();
    let bytes = write_dossier(&dossier).expect("within its bounds");
    let opened = open_dossier(&bytes).expect("a dossier");
    assert_eq!((&opened.dossier, &opened.damages[..]), (&dossier, &[][..]));
    let (head, last) = (opened.ranges[0].start, dossier.parts.len() - 1);
    for at in 0..bytes.len() {
        let mut flipped = bytes.clone();
        flipped[at] ^= 0x10;
        match open_dossier(&flipped) {
            Err(_) => assert!(at < head, "byte {at}"),
            Ok(_) if opened.end.contains(&at) => {
                assert_eq!(open_dossier(&flipped).expect("read").damages, [Damage::End], "byte {at}");
            }
            Ok(read) => {
                let part = opened.ranges.iter().position(|range| range.contains(&at)).expect("a part");
                assert_eq!(read.damages, [Damage::Altered(part), Damage::End], "byte {at}");
            }
        }
    }
    for cut in 0..bytes.len() {
        match open_dossier(&bytes[..cut]) {
            Err(_) => assert!(cut < head, "cut at {cut}"),
            Ok(read) => match read.damages[..] {
                [Damage::End] => assert!(cut >= opened.ranges[last].end),
                [Damage::Cut(part)] => assert!(opened.ranges[part].contains(&cut), "cut at {cut}"),
                ref other => panic!("cut at {cut}: {other:?}"),
            },
        }
        assert!(read_dossier(&bytes[..cut]).is_err());
    }
    let longer = [&bytes[..], b"xy"].concat();
    assert_eq!(open_dossier(&longer).expect("read").damages, [Damage::Behind(2)]);
    for part in &dossier.parts {
        match part.kind {
            PartKind::Directory | PartKind::Audience => drop(part.as_control().expect("a record")),
            PartKind::Attestation => drop(part.as_attestation().expect("an attestation")),
            _ => assert!(part.as_control().is_err() && part.as_attestation().is_err()),
        }
    }
}

proptest::proptest! {
    #[test]
    fn no_bytes_make_a_reader_panic(bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..600)) {
        let _ = Item::decode(&bytes);
        let _ = FeedPage::decode(&bytes);
        let _ = PushRequest::decode(&bytes);
        let _ = PushAnswers::decode(&bytes);
        let _ = Enrolled::decode(&bytes);
        let _ = DeviceTips::decode(&bytes);
        let _ = DevicesSeen::decode(&bytes);
        let _ = read_bundle(&bytes);
        let _ = open_dossier(&bytes);
        let _ = open_dossier(&[b"TZDOSSIER\x01", &bytes[..]].concat());
        let text = String::from_utf8_lossy(&bytes);
        let _ = RequestHead::parse(&text, &text, &text);
        let _ = String::from_utf8_lossy(&bytes).parse::<EnrolmentCode>();
        for kind in 1..=3 {
            let mut framed = vec![1, kind];
            framed.extend_from_slice(&bytes);
            let _ = Item::decode(&framed);
        }
    }
}
