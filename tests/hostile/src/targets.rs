//! The bodies of the fuzz targets: any bytes may come, nothing may panic, and what is read must be written back the
//! same. `cargo xtask fuzz TARGET` looks for what fails; the committed corpora are replayed by the ordinary tests.

use std::{collections::BTreeMap, str::FromStr as _, sync::LazyLock};

use automerge::{
    Automerge, ObjType, ROOT, ReadDoc as _, TextEncoding,
    transaction::{CommitOptions, Transactable as _},
};
use sha2::{Digest as _, Sha256};
use taizhang_client::{fuzzing, verify_dossier};
use taizhang_model::{Act, ActId, CaseId, CaseRecord, Configs, Context, Directory, OfficeId};
use taizhang_wire::{
    DeviceTips, DevicesSeen, Enrolled, EnrolmentCode, EnrolmentLink, FeedPage, Item, LiveNotice, PublicKey,
    PushAnswers, PushRequest, RequestHead, open_dossier, read_bundle, write_bundle, write_dossier,
};

/// A target's name and body.
pub type Target = (&'static str, fn(&[u8]));

/// Every target.
pub const TARGETS: &[Target] = &[
    ("item", item),
    ("feed_page", feed_page),
    ("push", push),
    ("answers", answers),
    ("bundle", bundle),
    ("dossier", dossier),
    ("request_head", request_head),
    ("enrolment_code", enrolment_code),
    ("enrolment_link", enrolment_link),
    ("enrolled", enrolled),
    ("devices", devices),
    ("sealed", sealed),
    ("chunk", chunk),
    ("change", change),
    ("document", document),
    ("act", act),
    ("spreadsheet", spreadsheet),
    ("events", events),
];

/// An item of the wire.
pub fn item(bytes: &[u8]) {
    let Ok(item) = Item::decode(bytes) else { return };
    let again = item.encode();
    assert_eq!(Item::decode(&again).as_ref(), Ok(&item), "what was read is written back");
    let content = (!matches!(item, Item::Control(_))).then(|| Item::content_doc(bytes));
    assert_eq!(content.flatten(), Item::content_doc(&again), "a document is known by the first bytes");
    if let Item::Control(control) = &item {
        let _ = (control.id(), control.doc());
    }
}

/// A page of the feed.
pub fn feed_page(bytes: &[u8]) {
    if let Ok(page) = FeedPage::decode(bytes) {
        assert_eq!(FeedPage::decode(&page.encode()), Ok(page));
    }
}

/// What a client offers.
pub fn push(bytes: &[u8]) {
    if let Ok(push) = PushRequest::decode(bytes) {
        assert_eq!(PushRequest::decode(&push.encode()), Ok(push));
    }
}

/// What the relay answers.
pub fn answers(bytes: &[u8]) {
    if let Ok(answers) = PushAnswers::decode(bytes) {
        assert_eq!(PushAnswers::decode(&answers.encode()), Ok(answers));
    }
}

/// A bundle file: as it is, and with the digest of its content made right.
pub fn bundle(bytes: &[u8]) {
    let read = |bytes: &[u8]| {
        if let Ok(bundle) = read_bundle(bytes) {
            assert_eq!(write_bundle(&bundle), bytes, "a bundle has one spelling");
        }
    };
    read(bytes);
    let content = bytes.split_last_chunk::<32>().map_or(bytes, |(content, _)| content);
    read(&[content, Sha256::digest(content).as_slice()].concat());
}

/// A dossier: as it is, and with its digests made right, so that what it holds is judged.
pub fn dossier(bytes: &[u8]) {
    /// Up to the table of parts, and a part's line in it.
    const HEAD: (usize, usize) = (62, 37);
    let judge = |bytes: &[u8]| {
        if let Ok(opened) = open_dossier(bytes) {
            let again = write_dossier(&opened.dossier).expect("what was read is within the bounds");
            assert!(!opened.damages.is_empty() || again == bytes, "a dossier has one spelling");
            let report = verify_dossier(&again, None).report;
            assert!(report.proved == report.findings.is_empty(), "what is not proved is named");
        }
    };
    judge(bytes);
    let count = bytes.get(HEAD.0 - 4..HEAD.0).and_then(|count| count.try_into().ok()).map(u32::from_be_bytes);
    let head = count.map(|count| HEAD.0 + count as usize * HEAD.1);
    if let Some((head, rest)) = head.and_then(|head| bytes.split_at_checked(head)) {
        judge(&[head, Sha256::digest(head).as_slice(), rest.get(32..).unwrap_or_default()].concat());
    }
}

/// The headers that say who asks, a line each.
pub fn request_head(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let mut lines = text.split('\n');
    let [input, signature, digest] = [(); 3].map(|()| lines.next().unwrap_or_default());
    if let Ok(head) = RequestHead::parse(input, signature, digest) {
        let written = head.headers().map(|(_, value)| value);
        assert_eq!(written, [input, signature, digest], "a head has one spelling");
        let _ = head.verify(&PublicKey([0; 32]), &head.county, input, signature);
    }
}

/// An enrolment code as somebody types it.
pub fn enrolment_code(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    if let Ok(code) = EnrolmentCode::from_str(text) {
        assert!(EnrolmentCode::from_str(&code.to_string()) == Ok(code));
    }
}

/// A link to enrol by, as a telephone reads it.
pub fn enrolment_link(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    if let Ok(link) = EnrolmentLink::from_str(text) {
        assert!(EnrolmentLink::from_str(&link.to_string()) == Ok(link));
    }
}

/// What the relay answers to a claim.
pub fn enrolled(bytes: &[u8]) {
    if let Ok(enrolled) = Enrolled::decode(bytes) {
        assert_eq!(Enrolled::decode(&enrolled.encode()), Ok(enrolled));
    }
}

/// What the relay tells of devices.
pub fn devices(bytes: &[u8]) {
    if let Ok(page) = DeviceTips::decode(bytes) {
        assert_eq!(DeviceTips::decode(&page.encode()), Ok(page));
    }
    if let Ok(list) = DevicesSeen::decode(bytes) {
        assert_eq!(DevicesSeen::decode(&list.encode()), Ok(list));
    }
}

/// Sealed content, and what a holder of the key makes of it.
pub fn sealed(bytes: &[u8]) {
    fuzzing::sealed(bytes);
}

/// An Automerge chunk, before Automerge sees it.
pub fn chunk(bytes: &[u8]) {
    fuzzing::chunk(bytes);
    if let Some(right) = right_chunk(bytes) {
        fuzzing::chunk(&right);
    }
}

/// A change of a case that is there.
pub fn change(bytes: &[u8]) {
    static BENCH: LazyLock<fuzzing::Bench> = LazyLock::new(|| {
        let changes: Vec<_> = honest_case().get_changes(&[]).iter().map(|change| change.raw_bytes().to_vec()).collect();
        fuzzing::Bench::new(&changes)
    });
    if let Some(right) = right_chunk(bytes) {
        BENCH.change(&right);
    }
}

/// A snapshot's document.
pub fn document(bytes: &[u8]) {
    if let Some(right) = right_chunk(bytes) {
        fuzzing::document(&right);
    }
}

/// Acts, one a line, and what they fold to.
pub fn act(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let mut acts = Vec::new();
    for (number, line) in (0_u8..).zip(text.lines().take(64)) {
        let id = ActId([number; 16]);
        let Ok(act) = Act::from_json(id, line) else { continue };
        assert_eq!(Act::from_json(id, &act.to_json()).as_ref().ok(), Some(&act), "what was read is written back");
        acts.push(act);
    }
    let (id, home) = (CaseId([1; 16]), OfficeId([2; 16]));
    let (fields, claims) = (BTreeMap::new(), BTreeMap::new());
    let record = CaseRecord { id, home, fields, narrative: String::new(), claims, acts };
    let (directory, configs) = (Directory::default(), Configs::default());
    let context = Context { directory: &directory, configs: &configs };
    let view = taizhang_model::fold(&record, context);
    let reversed = CaseRecord { acts: record.acts.iter().rev().cloned().collect(), ..record };
    assert_eq!(view, taizhang_model::fold(&reversed, context), "the order of acts does not matter");
}

/// A spreadsheet that somebody was sent.
pub fn spreadsheet(bytes: &[u8]) {
    let _ = taizhang_tables::read_ledger(bytes);
}

/// A live stream, and what its events say.
pub fn events(bytes: &[u8]) {
    fuzzing::events(bytes);
    let _ = serde_json::from_slice::<LiveNotice>(bytes);
}

/// The bytes as a chunk whose length and checksum are right, so that a mutation gets past them.
fn right_chunk(bytes: &[u8]) -> Option<Vec<u8>> {
    let (head, rest) = bytes.split_at_checked(9)?;
    let length = rest.iter().position(|byte| byte & 0x80 == 0)? + 1;
    let content = rest.get(length..)?;
    let mut hashed = vec![head[8]];
    let mut left = content.len();
    loop {
        let low = u8::try_from(left & 0x7f).ok()?;
        left >>= 7;
        hashed.push(if left > 0 { low | 0x80 } else { low });
        if left == 0 {
            break;
        }
    }
    hashed.extend_from_slice(content);
    let digest = Sha256::digest(&hashed);
    Some([&head[..4], &digest[..4], &hashed].concat())
}

/// A case with a little history by two actors, laid out as ours are.
///
/// # Panics
/// Never.
#[must_use]
pub fn honest_case() -> Automerge {
    let mut doc = Automerge::new_with_encoding(TextEncoding::UnicodeCodePoint);
    doc.set_actor(automerge::ActorId::from(&[1; 24][..]));
    let mut tx = doc.transaction();
    let maps = ["fields", "claims", "acts"].map(|name| tx.put_object(ROOT, name, ObjType::Map).expect("made"));
    let narrative = tx.put_object(ROOT, "narrative", ObjType::Text).expect("made");
    tx.put(ROOT, "schema", 1_i64).expect("put");
    tx.put(&maps[0], "title", "围墙占道").expect("put");
    tx.splice_text(&narrative, 0, 0, "反映邻居围墙。").expect("put");
    tx.commit_with(CommitOptions::default().with_time(1_790_000_000));
    for (actor, title) in [(2_u8, "第二"), (1, "第三"), (2, "第四")] {
        doc.set_actor(automerge::ActorId::from(&[actor; 24][..]));
        let mut tx = doc.transaction();
        tx.put(&maps[0], "title", title).expect("put");
        tx.splice_text(&narrative, 2, 1, "又说").expect("put");
        tx.commit_with(CommitOptions::default().with_time(1_790_000_000));
    }
    doc
}

/// A change that honest people might make next in [`honest_case`], for a corpus.
///
/// # Panics
/// Never.
#[must_use]
pub fn honest_change() -> Vec<u8> {
    let mut doc = honest_case();
    doc.set_actor(automerge::ActorId::from(&[3; 24][..]));
    let fields = automerge::ObjId::Id(1, automerge::ActorId::from(&[1; 24][..]), 0);
    let text = automerge::ObjId::Id(4, automerge::ActorId::from(&[1; 24][..]), 0);
    let mut tx = doc.transaction();
    tx.put(&fields, "title", "又一个").expect("put");
    tx.put(&fields, "area", "三合村").expect("put");
    tx.splice_text(&text, 1, 2, "多写几个字").expect("put");
    let (hash, _) = tx.commit_with(CommitOptions::default());
    let change = doc.get_change_by_hash(&hash.expect("something was written")).expect("it is there");
    change.raw_bytes().to_vec()
}
