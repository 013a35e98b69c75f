//! What leaves a device is sealed for the offices that may read it, and they read it: those that were there, those that
//! come later, those whose device is new; and those that were withdrawn read nothing that follows.

use std::collections::BTreeSet;

use taizhang_model::{CaseId, OfficeId};
use taizhang_wire::{Control, ControlBody, Enrolled, Envelope, Epoch, FeedEntry, FeedPage, Invite, Item, read_bundle};

use super::{
    County,
    office::{at, body, ledger, new_case},
};
use crate::{
    CaseEdit, Ledger,
    doc::ParsedChange,
    forge::{self, Hand, Keys, Stroke},
    seal::CannotRead,
    store::keys,
};

const TITLE: &str = "围墙占道";

fn holds(bytes: &[u8], words: &str) -> bool {
    bytes.windows(words.len()).any(|window| window == words.as_bytes())
}

fn items(ledger: &mut Ledger) -> Vec<Item> {
    let bundle = ledger.export_bundle(None).expect("exported");
    let items = read_bundle(&bundle).expect("our own").items;
    items.iter().map(|item| Item::decode(item).expect("our own")).collect()
}

/// The number of the key that each item of content is sealed with.
fn key_ids(ledger: &mut Ledger, case: CaseId) -> Vec<u32> {
    let key_id = |item: &Item| match item {
        Item::Envelope(envelope) if envelope.doc == case => Some(envelope.key_id),
        Item::Snapshot(snapshot) if snapshot.doc == case => Some(snapshot.key_id),
        _ => None,
    };
    items(ledger).iter().filter_map(key_id).collect()
}

fn note(ledger: &mut Ledger, minute: i64, case: CaseId, text: &str) {
    ledger.act(at(minute), case, body("note", serde_json::json!({"text": text})), None).expect("noted");
}

fn page(items: &[Vec<u8>]) -> FeedPage {
    let entry = |(index, item): (usize, &Vec<u8>)| FeedEntry { position: index as u64 + 1, item: item.clone() };
    let entries = items.iter().enumerate().map(entry).collect();
    FeedPage { epoch: Epoch([4; 16]), entries, next: items.len() as u64, more: false }
}

#[test]
fn what_leaves_a_device_says_nothing_of_a_case() {
    let mut all = County::new();
    let case = all.register(TITLE);
    note(&mut all.village, 20, case, "电话13800000001");
    let words = [TITLE, "陈玉兰", "反映邻居围墙占道", "13800000001"];
    let mut outgoing = all.village.export_bundle(None).expect("exported");
    let batch = all.village.take_batch(500, 1 << 20).expect("a batch").expect("something to send");
    outgoing.extend(batch.request.items.iter().flat_map(|item| item.iter().copied()));
    for words in words {
        assert!(!holds(&outgoing, words), "{words}");
    }
    // The same search finds them once the content is opened.
    let keys = Keys::of(&mut all.village, case).expect("read");
    let opened = items(&mut all.village).into_iter().filter_map(|item| keys.open(item)).flat_map(|item| item.encode());
    let opened: Vec<u8> = opened.collect();
    for words in words {
        assert!(holds(&opened, words), "{words}");
    }
    assert!(key_ids(&mut all.village, case).iter().all(|key_id| *key_id == 1));
}

#[test]
fn every_change_is_salted() {
    let mut all = County::new();
    let case = all.register(TITLE);
    let keys = Keys::of(&mut all.village, case).expect("read");
    let contents = items(&mut all.village).into_iter().filter_map(|item| match keys.open(item) {
        Some(Item::Envelope(Envelope { payload, .. })) => Some(payload),
        _ => None,
    });
    let changes: Vec<_> = contents.map(|content| ParsedChange::read(&content).expect("our own")).collect();
    let salts: BTreeSet<_> = changes.iter().filter_map(ParsedChange::salt).collect();
    assert!(
        !changes.is_empty() && salts.len() == changes.len() && salts.iter().all(|salt| [22, 43].contains(&salt.len()))
    );
}

#[test]
fn who_was_withdrawn_opens_nothing_that_follows() {
    let mut all = County::new();
    let [county, ..] = all.offices;
    let case = all.register(TITLE);
    all.exchange();
    assert!(all.county.view(case).is_ok());
    all.village.withdraw(case, county).expect("withdrawn");
    // It takes effect once somebody else took it in.
    all.exchange();
    note(&mut all.village, 30, case, "此后所记");
    all.exchange();
    assert_eq!(all.town.view(case).expect("it stays").notes, 1);
    assert!(all.county.view(case).is_err(), "it left");

    // All that it ever had and will get, put together: its office's keys, and every record and item.
    let everything = items(&mut all.village);
    let open = everything.iter().find_map(|item| match item {
        Item::Control(control) if control.doc() == Some(case) => match &control.body {
            ControlBody::Open(open) => Some(crate::seal::Share::of_open(open)),
            _ => None,
        },
        _ => None,
    });
    let mut shares = open.expect("it was opened");
    for item in &everything {
        if let Item::Control(control) = item
            && let ControlBody::Audience(change) = &control.body
            && change.doc == case
        {
            shares.extend(crate::seal::Share::of_audience(change));
        }
    }
    let secrets = all.county.read(|_, tx| Ok(keys::office_keys(tx)?)).expect("read");
    let own: Vec<_> =
        all.county.read(|core, _| Ok(core.grants()?.office_keys(county).map(|key| key.id()).collect())).expect("read");
    let own = secrets.into_iter().filter(|(id, _)| own.contains(id)).collect();
    let late = crate::seal::LateKeys::new(crate::seal::DocKeys::default(), shares);
    let opened = late.get(&own);
    let mut read = [0, 0];
    for item in &everything {
        if let Item::Envelope(envelope) = item
            && envelope.doc == case
        {
            match opened.open_envelope(envelope) {
                Ok(_) => read[0] += 1,
                Err(why) => {
                    assert_eq!((why, envelope.key_id), (CannotRead::NoKey(2), 2));
                    read[1] += 1;
                }
            }
        }
    }
    assert_eq!(key_ids(&mut all.village, case).iter().max(), Some(&2));
    assert!(read[1] > 0, "{read:?}");
}

#[test]
fn who_comes_in_reads_all_history_under_every_key() {
    let mut all = County::new();
    let [county, ..] = all.offices;
    let case = all.register(TITLE);
    all.exchange();
    all.village.withdraw(case, county).expect("withdrawn");
    all.exchange();
    note(&mut all.village, 30, case, "一");
    all.exchange();
    all.village.share(case, county).expect("shared again");
    all.exchange();
    note(&mut all.village, 31, case, "二");
    all.exchange();
    assert_eq!(all.county.view(case).expect("it is back"), all.village.view(case).expect("a view"));
    note(&mut all.county, 32, case, "三");
    all.exchange();
    assert_eq!(all.village.view(case).expect("a view").notes, 3);
}

#[test]
fn a_new_device_reads_what_stands_before_its_invitation() {
    let mut all = County::new();
    let case = all.register(TITLE);
    note(&mut all.village, 20, case, "一");
    all.exchange();
    let mut feed: Vec<Vec<u8>> = items(&mut all.village).iter().map(Item::encode).collect();
    let code = all.county.invite(at(40), all.staff[2]).expect("invited");
    let mut device = ledger(9);
    let claim = device.enrol(at(41), &code, all.county.county().expect("founded"), "新设备").expect("enrolled").claim;
    let with_invitation: Vec<Vec<u8>> = items(&mut all.county).iter().map(Item::encode).collect();
    let before = feed.len();
    feed.extend(with_invitation.into_iter().filter(|item| !feed.contains(item)).collect::<Vec<_>>());
    feed.push(claim);
    let received = device.receive(0, &page(&feed[..before])).expect("received");
    assert!(!received.begins_again && received.quarantined == 0, "{received:?}");
    assert_eq!(device.status().expect("read").waiting, 0, "what it cannot open yet is left alone");
    assert!(device.view(case).is_err());
    let mut rest = page(&feed);
    rest.entries.drain(..before);
    assert!(device.receive(0, &rest).expect("received").begins_again, "there is a key now");
    let received = device.receive(0, &page(&feed)).expect("from the beginning");
    assert!(!received.begins_again && received.quarantined == 0, "{received:?}");
    assert_eq!(device.view(case).expect("it is here"), all.village.view(case).expect("a view"));
}

#[test]
fn a_new_device_reads_its_feed_once_with_the_keys_from_the_relays_answer() {
    let mut all = County::new();
    let case = all.register(TITLE);
    all.exchange();
    let feed: Vec<Vec<u8>> = items(&mut all.village).iter().map(Item::encode).collect();
    let code = all.county.invite(at(40), all.staff[2]).expect("invited");
    let mut device = ledger(9);
    let _ = device.enrol(at(41), &code, all.county.county().expect("founded"), "新设备").expect("enrolled");
    let invitation = items(&mut all.county).into_iter().find_map(|item| match item {
        Item::Control(Control { body: ControlBody::Invite(invite), .. }) if invite.id == code.id() => Some(invite),
        _ => None,
    });
    let Invite { office, keys, .. } = invitation.expect("it was made");
    let mut false_key = keys.clone();
    false_key.iter_mut().for_each(|share| share.sealed.0[40] ^= 1);
    device.take_invited_keys(&Enrolled { office, keys: false_key }).expect("what does not open is nothing");
    assert!(device.write(|_, tx| Ok(keys::office_keys(tx)?)).expect("read").is_empty());
    device.take_invited_keys(&Enrolled { office, keys }).expect("taken");
    let received = device.receive(0, &page(&feed)).expect("received");
    assert!(!received.begins_again && received.quarantined == 0, "{received:?}");
    assert_eq!(device.view(case).expect("it is here"), all.village.view(case).expect("a view"));
}

#[test]
fn a_key_that_is_made_between_invitation_and_claim_is_handed_on() {
    let mut all = County::new();
    let village = all.offices[2];
    let code = all.county.invite(at(40), all.staff[2]).expect("invited");
    let rotate = |county: &mut Ledger| county.write(|core, tx| core.rotate_office_key(tx, at(41), village));
    let old = forge::office_keys(&mut all.county).expect("read");
    rotate(&mut all.county).expect("made");
    let newest = forge::office_keys(&mut all.county).expect("read");
    assert!(old.iter().filter(|key| !newest.contains(key)).count() == 1);
    all.exchange();
    // The village's first device was given the new key, and uses it.
    let case = all.register(TITLE);
    let bundle = all.county.export_bundle(None).expect("exported");
    let mut device = ledger(9);
    device.enrol_from_bundle(42_000, &code, &bundle, "新设备", |_, _| {}).expect("enrolled");
    let from_village = all.village.export_bundle(None).expect("exported");
    let report = device.import_bundle(0, &from_village, |_, _| {}).expect("imported");
    assert!(report.parked > 0 && report.quarantined == 0, "it waits for the key: {report:?}");
    assert!(device.view(case).is_err());
    let claim = device.export_bundle(None).expect("exported");
    all.county.import_bundle(0, &claim, |_, _| {}).expect("the administrator hears of it");
    let shares = all.county.export_bundle(None).expect("exported");
    device.import_bundle(0, &shares, |_, _| {}).expect("imported");
    assert_eq!(device.view(case).expect("the key is here"), all.village.view(case).expect("a view"));
}

#[test]
fn a_device_that_was_shut_out_has_no_key_of_what_is_opened_later() {
    let mut all = County::new();
    let device = all.town.identity().device();
    all.county.revoke(at(20), device, "丢失").expect("shut out");
    all.exchange();
    let case = all.register(TITLE);
    all.exchange();
    assert!(all.county.view(case).is_ok());
    // A stick that somebody hands over brings it everything, and it opens nothing of it.
    assert!(all.town.view(case).is_err());
    let status = all.town.status().expect("read");
    assert!(status.waiting > 0 && status.quarantined == 0, "{status:?}");
    let code = all.county.invite(at(30), all.staff[1]).expect("invited");
    let bundle = all.county.export_bundle(None).expect("exported");
    let mut next = ledger(9);
    next.enrol_from_bundle(31_000, &code, &bundle, "新设备", |_, _| {}).expect("enrolled");
    assert_eq!(next.view(case).expect("it has every key of its office"), all.county.view(case).expect("a view"));
}

/// A document as it was opened before there were keys: clear, until its audience changes.
#[test]
fn a_document_without_shares_stays_clear_until_its_audience_changes() {
    let mut all = County::new();
    let [county, town, village] = all.offices;
    let identity = all.village.identity().clone();
    let hand = Hand {
        secret: identity.secret.clone(),
        incarnation: taizhang_wire::Incarnation([3; 8]),
        staff: all.staff[2],
        office: village,
    };
    let strokes = [(0, vec![Stroke::Field("title".into(), TITLE.into()), Stroke::Narrative("旧案".into())])];
    let audience: Vec<OfficeId> = vec![town, village];
    let forged = forge::case(&[hand], village, audience, [6; 16], at(5), &strokes, &[]);
    let case = forged.open.doc().expect("it opens one");
    let items = forged.items();
    all.village.receive(0, &page(&items)).expect("received");
    let retitle = |all: &mut County, minute, title: &str| {
        let edit = CaseEdit::Field { name: "title".into(), value: title.into() };
        all.village.edit(at(minute), case, vec![edit]).expect("edited");
    };
    retitle(&mut all, 20, "一");
    assert_eq!(key_ids(&mut all.village, case).iter().max(), Some(&0));
    all.exchange();
    assert_eq!(all.town.view(case).expect("it reads it").title, "一");
    all.village.share(case, county).expect("shared");
    all.exchange();
    retitle(&mut all, 21, "二");
    all.exchange();
    for ledger in [&mut all.county, &mut all.town] {
        assert_eq!(ledger.view(case).expect("it reads it").title, "二");
        assert_eq!(ledger.quarantine().expect("read").len(), 0);
    }
    assert_eq!(key_ids(&mut all.village, case).iter().max(), Some(&1));
}

#[test]
fn a_register_of_many_offices_fits_into_one_record() {
    let mut all = County::new();
    let parent = Some(all.offices[0]);
    for number in 0..20 {
        let (name, code) = (format!("第{number}乡"), format!("N{number}"));
        let office = crate::NewOffice { kind: taizhang_model::OfficeKind::Township, parent, name, code };
        all.county.add_office(at(2), office).expect("added");
    }
    all.county.configure(at(3), &taizhang_model::Config::builtin().canonical_json(), "试行").expect("in force");
    let case = all.county.register(at(4), new_case(TITLE)).expect("registered").case;
    assert!(all.county.view(case).is_ok());
    let open = items(&mut all.county).into_iter().find_map(|item| match item {
        Item::Control(control) => match control.body {
            ControlBody::Open(open) if open.audience.len() > 20 => Some(open),
            _ => None,
        },
        _ => None,
    });
    let open = open.expect("the configuration is for everybody");
    assert_eq!(open.shares.len(), open.audience.len());
}
