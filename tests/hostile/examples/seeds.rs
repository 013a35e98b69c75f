//! Writes the seeds of the fuzz corpora: `cargo run -p taizhang-hostile --example seeds`.

use std::{fs, path::Path};

use serde_json::json;
use taizhang_hostile::{Forge, Scene, targets};
use taizhang_model::{DeviceId, OfficeId};
use taizhang_wire::{
    AcceptedTip, Answer, Bundle, Code, DeviceSeen, DeviceTips, DevicesSeen, Enrolled, EnrolmentCode, EnrolmentLink,
    Epoch, FeedEntry, FeedPage, Incarnation, InviteKey, Item, LiveNotice, OfficeKeyId, PushAnswers, PushRequest,
    RequestHead, SealedKey, write_bundle, write_dossier,
};

fn main() -> std::io::Result<()> {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/corpus");
    let seed = |target: &str, name: &str, bytes: &[u8]| {
        let folder = corpus.join(target);
        fs::create_dir_all(&folder)?;
        fs::write(folder.join(format!("seed-{name}")), bytes)
    };
    let mut scene = Scene::new();
    let items = scene.all.village.items();
    let mut entries = Vec::new();
    for (number, bytes) in (1..).zip(items.iter().take(12)) {
        seed("item", &format!("{number:02}"), bytes)?;
        entries.push(FeedEntry { position: number, item: bytes.clone() });
    }
    let snapshot = Forge::on(&mut scene.all.mallory, scene.case, 9).snapshot();
    seed("document", "case", &snapshot.payload)?;
    seed("item", "snapshot", &Item::Snapshot(snapshot).encode())?;
    let page = FeedPage { epoch: Epoch([7; 16]), next: 12, entries, more: true };
    seed("feed_page", "page", &page.encode())?;
    let push = PushRequest { items: items.iter().take(3).map(|item| item.clone().into()).collect() };
    seed("push", "three", &push.encode())?;
    let refused = Answer::Refused { code: Code::MissingDeps, hashes: vec![taizhang_wire::ChangeHash([3; 32])] };
    seed("answers", "each", &PushAnswers { answers: vec![Answer::Stored, Answer::Held, refused] }.encode())?;
    let county = scene.all.county.ledger.county().expect("founded");
    let bundle = Bundle { county, items: items.into_iter().take(4).collect() };
    seed("bundle", "four", &write_bundle(&bundle))?;
    let audit = scene.all.county.ledger.audit_case(scene.case).expect("audited");
    let dossier = audit.dossier.expect("there is something to give");
    seed("dossier", "case", &write_dossier(&dossier).expect("within its bounds"))?;
    let key = ed25519_dalek::SigningKey::from_bytes(&[9; 32]);
    for (name, now_ms) in [("signed", 1_790_000_000_000), ("before-1970", -1), ("far-ahead", i64::MAX)] {
        let head = RequestHead::sign(&key, &county, ("GET", "/v1/feed?after=3"), b"", now_ms, [7; 16]);
        seed("request_head", name, head.headers().map(|(_, value)| value).join("\n").as_bytes())?;
    }
    seed("enrolment_code", "typed", EnrolmentCode::new([5; 14], &county).to_string().as_bytes())?;
    let code = EnrolmentCode::new([5; 14], &county);
    let link = EnrolmentLink { code, relay: "https://relay.example:7400".into() };
    seed("enrolment_link", "read", link.to_string().as_bytes())?;
    let key = InviteKey { key: OfficeKeyId([3; 8]), sealed: SealedKey([4; 80]) };
    seed("enrolled", "one", &Enrolled { office: OfficeId([2; 16]), keys: vec![key] }.encode())?;
    let device = DeviceId([1; 16]);
    let seen = DeviceSeen { device, seen_at_ms: Some(1_790_000_000_000), until_ms: None };
    seed("devices", "seen", &DevicesSeen { devices: vec![seen] }.encode())?;
    let tip = AcceptedTip { doc: scene.case, incarnation: Incarnation([7; 8]), seq: 9 };
    seed("devices", "tips", &DeviceTips { tips: vec![tip], more: true }.encode())?;
    seed("sealed", "change", &targets::honest_change())?;
    // One of each kind of record, from the vectors.
    let vectors = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../vectors/wire-v1.txt"))?;
    for (name, hex) in vectors.lines().filter_map(|line| line.split_once(' ')) {
        let digits = (0..hex.len()).step_by(2).map_while(|at| u8::from_str_radix(hex.get(at..at + 2)?, 16).ok());
        let bytes: Vec<_> = digits.collect();
        if Item::decode(&bytes).is_ok() {
            seed("item", &format!("vector-{name}"), &bytes)?;
        }
    }
    seed("change", "next", &targets::honest_change())?;
    seed("chunk", "change", &targets::honest_change())?;
    seed("chunk", "document", &targets::honest_case().save())?;
    seed("chunk", "plain", &targets::honest_case().save_nocompress())?;
    seed("document", "small", &targets::honest_case().save())?;
    let record = scene.all.village.ledger.record(scene.case).expect("a record");
    let mut acts: Vec<_> = record.acts.iter().map(taizhang_model::Act::to_json).collect();
    let one = record.acts.last().expect("an act");
    let lead = json!({"lead": one.by, "unit": one.office, "handler": null, "measures": "上门", "due": null});
    for (kind, payload) in [("assign", lead), ("note", json!({"text": "记"})), ("unheard_of", json!({"x": [1, 2]}))] {
        let mut act: serde_json::Value = serde_json::from_str(&one.to_json()).expect("JSON");
        act["kind"] = json!(kind);
        act["payload"] = payload;
        acts.push(act.to_string());
    }
    seed("act", "case", acts.join("\n").as_bytes())?;
    let notice = serde_json::to_string(&LiveNotice { epoch: Epoch([7; 16]), head: 9 }).expect("JSON");
    seed("events", "stream", format!(": alive\n\nevent: head\ndata: {notice}\r\n\r\ndata: x\ndata: y\n\n").as_bytes())?;
    seed("events", "notice", notice.as_bytes())?;
    let tables = Path::new(env!("CARGO_MANIFEST_DIR")).join("../data");
    for sheet in ["backlog-ledger", "township-ledger"] {
        seed("spreadsheet", sheet, &fs::read(tables.join(format!("{sheet}.xlsx")))?)?;
    }
    Ok(())
}
