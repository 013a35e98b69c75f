//! A device is shut out: what it wrote before counts, what it wrote after waits for somebody's word.

use std::collections::BTreeSet;

use serde_json::json;
use taizhang_model::{CaseId, DeviceId};
use taizhang_wire::{AcceptedTip, DocId};

use super::office::{County, at, body, new_case};
use crate::Ledger;

fn note(ledger: &mut Ledger, minute: i64, case: CaseId, text: &str) {
    ledger.act(at(minute), case, body("note", json!({"text": text})), None).expect("noted");
}

fn notes(ledger: &mut Ledger, case: CaseId) -> Vec<String> {
    let mut acts = ledger.record(case).expect("here").acts;
    acts.sort_by_key(|act| act.made_at);
    let text = |act: &taizhang_model::Act| act.body.payload()["text"].as_str().map(str::to_owned);
    acts.iter().filter(|act| act.body.kind() == "note").filter_map(text).collect()
}

/// How far a ledger has a device's changes: what the relay would tell.
fn tips(ledger: &mut Ledger, device: DeviceId, docs: &[DocId]) -> Vec<AcceptedTip> {
    let mut tips = Vec::new();
    for doc in docs {
        let audit = ledger.audit(*doc).expect("read").expect("here");
        let own = audit.tips.into_iter().filter(|tip| tip.actor.device() == device);
        tips.extend(own.map(|tip| AcceptedTip { doc: *doc, incarnation: tip.actor.incarnation(), seq: tip.seq }));
    }
    tips
}

fn carry(from: &mut Ledger, to: &mut Ledger) {
    let bundle = from.export_bundle(None).expect("exported");
    to.import_bundle(0, &bundle, |_, _| {}).expect("imported");
}

#[test]
fn what_came_after_leaves_every_case_and_comes_back_by_a_word() {
    let mut all = County::new();
    let case = all.register("围墙占道");
    note(&mut all.village, 20, case, "已到现场");
    all.exchange();
    let device = all.village.identity().device();
    let counted = tips(&mut all.county, device, &[case]);

    // Nobody but the town hears of this, and builds on it.
    note(&mut all.village, 30, case, "丢失之后");
    carry(&mut all.village, &mut all.town);
    note(&mut all.town, 31, case, "镇里看过");
    assert_eq!(notes(&mut all.town, case), ["已到现场", "丢失之后", "镇里看过"]);

    all.county.revoke(at(40), device, "遗失").expect("revoked");
    carry(&mut all.county, &mut all.town);
    assert_eq!(notes(&mut all.town, case).len(), 3, "until it is said what counts, all does");
    all.county.finish_revocation(at(41), device, counted).expect("signed");
    carry(&mut all.county, &mut all.town);
    assert_eq!(notes(&mut all.town, case), ["已到现场", "镇里看过"], "our own edit is written anew");
    let waiting = all.town.waiting_for_confirmation().expect("read");
    let [line] = &waiting[..] else { panic!("one document: {waiting:?}") };
    assert_eq!((line.device, line.case, line.changes), (device, case, 1));
    assert_eq!((line.title.as_str(), &line.acts[..]), ("围墙占道", &["note".to_owned()][..]));
    assert_eq!(line.from_ms, at(30).as_millisecond());

    // The device itself keeps what it wrote, and somebody carries it to the county.
    carry(&mut all.county, &mut all.village);
    assert_eq!(notes(&mut all.village, case), ["已到现场", "丢失之后"]);
    let status = all.village.status().expect("read");
    assert_eq!(status.not_let_in.as_deref(), Some("revoked"));
    assert_eq!(
        status.shut_out.iter().map(|line| (line.device, line.at_ms)).collect::<Vec<_>>(),
        [(device, at(40).as_millisecond())]
    );
    assert_eq!(all.county.status().expect("read").shut_out, [], "another office's is not this one's news");
    carry(&mut all.village, &mut all.county);
    carry(&mut all.town, &mut all.county);
    carry(&mut all.county, &mut all.town);
    assert_eq!(notes(&mut all.county, case), ["已到现场", "镇里看过"]);
    assert_eq!(all.county.heads().expect("read"), all.town.heads().expect("read"));
    assert_eq!(all.county.waiting_for_confirmation().expect("read").len(), 1);

    assert_eq!(all.town.confirm(at(50), device, None).unwrap_err().code(), "not_authority");
    let other = BTreeSet::from([CaseId([9; 16])]);
    assert_eq!(all.county.confirm(at(50), device, Some(&other)).unwrap_err().code(), "unknown");
    assert_eq!(all.county.confirm(at(50), device, Some(&BTreeSet::from([case]))).expect("confirmed"), 1);
    carry(&mut all.county, &mut all.town);
    carry(&mut all.town, &mut all.county);
    for ledger in [&mut all.county, &mut all.town] {
        assert_eq!(notes(ledger, case), ["已到现场", "丢失之后", "镇里看过"], "once each");
        assert_eq!(ledger.waiting_for_confirmation().expect("read"), []);
    }
    assert_eq!(all.county.heads().expect("read"), all.town.heads().expect("read"));
    assert!(all.county.audit_case(case).expect("here").audited.report.proved);
}

#[test]
fn a_case_that_only_the_lost_device_opened_waits_whole() {
    let mut all = County::new();
    let device = all.village.identity().device();
    all.county.revoke(at(20), device, "遗失").expect("revoked");
    let case = all.village.register(at(30), new_case("鱼塘")).expect("registered").case;
    carry(&mut all.village, &mut all.town);
    note(&mut all.town, 31, case, "镇里看过");
    all.county.finish_revocation(at(32), device, Vec::new()).expect("signed");
    carry(&mut all.county, &mut all.town);
    assert_eq!(all.town.view(case).unwrap_err().code(), "unknown_case");
    assert_eq!(all.town.waiting_for_confirmation().expect("read").len(), 1);
    carry(&mut all.village, &mut all.county);
    assert_eq!(all.county.view(case).unwrap_err().code(), "unknown_case");
    assert_eq!(all.county.confirm(at(40), device, None).expect("confirmed"), 1);
    carry(&mut all.county, &mut all.town);
    carry(&mut all.town, &mut all.county);
    for ledger in [&mut all.county, &mut all.town] {
        assert_eq!(notes(ledger, case), ["镇里看过"]);
    }
    assert_eq!(all.county.heads().expect("read"), all.town.heads().expect("read"));
}

#[test]
fn a_delegate_shuts_its_own_part_out() {
    let mut all = County::new();
    let [county, town, village] = [&all.county, &all.town, &all.village].map(|ledger| ledger.identity().device());
    all.county.delegate(at(6), town, all.offices[1], at(100_000)).expect("delegated");
    all.exchange();
    assert_eq!(all.town.revoke(at(20), county, "不可").unwrap_err().code(), "not_authority");
    all.town.revoke(at(20), village, "遗失").expect("revoked");
    assert_eq!(all.town.revocations_to_finish(at(21)).expect("read"), [], "the relay has not heard of it yet");
    all.town.finish_revocation(at(22), village, Vec::new()).expect("signed");
    all.exchange();
    for ledger in [&mut all.county, &mut all.town, &mut all.village] {
        let listing = ledger.listing().expect("enrolled");
        let line = listing.devices.iter().find(|line| line.device == village).expect("there");
        assert!(line.revoked && line.list_complete && line.revoked_why.as_deref() == Some("遗失"));
    }
}
