//! The directory before the feed: a device that was just let in knows who it is, whatever else comes of it, and ends up as
//! one that read the feed alone.

use taizhang_wire::{Answer, Control, ControlBody, Cursor, Enrolled, Epoch, FeedEntry, FeedPage, Item, PushAnswers};

use super::{
    County,
    office::{at, body, ledger},
};
use crate::{Error, Lag, Ledger, engine::SyncPort};

const EPOCH: u8 = 1;

/// The feed of the town at a relay, and a device that has just taken up the last code in it.
struct Stage {
    all: County,
    feed: Vec<FeedEntry>,
    newcomer: Ledger,
}

fn page(entries: &[FeedEntry], epoch: u8, more: bool) -> FeedPage {
    let next = entries.last().map_or(0, |entry| entry.position);
    FeedPage { epoch: Epoch([epoch; 16]), entries: entries.to_vec(), next, more }
}

fn control(item: &[u8]) -> Option<Control> {
    match Item::decode(item) {
        Ok(Item::Control(control)) => Some(control),
        _ => None,
    }
}

/// Everything that a device has to offer, as a relay takes it.
fn offered(ledger: &mut Ledger, feed: &mut Vec<Vec<u8>>) {
    while let Some(outgoing) = ledger.take_batch(100, 1 << 20).expect("a batch") {
        let answers = vec![Answer::Stored; outgoing.request.items.len()];
        for item in outgoing.request.items.into_iter().map(serde_bytes::ByteBuf::into_vec) {
            if !feed.contains(&item) {
                feed.push(item);
            }
        }
        ledger.answered(0, outgoing.batch, &PushAnswers { answers }).expect("answered");
    }
}

impl Stage {
    fn new() -> Self {
        let mut all = County::new();
        for (n, title) in ["围墙占道", "拖欠工资", "水渠堵塞"].into_iter().enumerate() {
            let case = all.register(title);
            let note = body("note", serde_json::json!({"text": "到场查看"}));
            all.village.act(at(20 + n as i64), case, note, None).expect("noted");
        }
        all.exchange();
        let mut items = Vec::new();
        offered(&mut all.county, &mut items);
        offered(&mut all.village, &mut items);
        let code = all.county.invite(at(60), all.staff[1]).expect("invited");
        offered(&mut all.county, &mut items);
        let newcomer = ledger(9);
        let mut stage = Self { all, feed: Vec::new(), newcomer };
        let county = stage.all.county.county().expect("founded");
        let claim = stage.newcomer.enrol(at(61), &code, county, "新平板").expect("taken up").claim;
        let invitation = items.iter().filter_map(|item| control(item)).find_map(|control| match control.body {
            ControlBody::Invite(invite) if invite.id == code.id() => Some(invite),
            _ => None,
        });
        let invitation = invitation.expect("it was offered");
        let enrolled = Enrolled { office: invitation.office, keys: invitation.keys };
        stage.newcomer.take_invited_keys(&enrolled).expect("kept");
        items.push(claim);
        let entry = |(position, item)| FeedEntry { position, item };
        stage.feed = (1..).zip(items).map(entry).collect();
        stage
    }

    fn directory(&self) -> Vec<FeedEntry> {
        let is_record = |entry: &&FeedEntry| control(&entry.item).is_some_and(|control| control.doc().is_none());
        self.feed.iter().filter(is_record).cloned().collect()
    }

    /// Reads the feed in pages of five.
    fn read_feed(&mut self) {
        let pages: Vec<_> = self.feed.chunks(5).collect();
        for (at, entries) in pages.iter().enumerate() {
            let page = page(entries, EPOCH, at + 1 < pages.len());
            assert!(!self.newcomer.receive(0, &page).expect("received").refused);
        }
    }

    /// Everything that a person or a relay could tell a ledger by.
    fn told(&mut self) -> String {
        let ledger = &mut self.newcomer;
        while ledger.catch_up(100).expect("caught up") != Lag::default() {}
        let (status, listing) = (ledger.status().expect("status"), ledger.listing().expect("listing"));
        let findings = ledger.findings().expect("findings");
        let start = SyncPort::start(ledger).expect("it starts");
        format!("{status:?} {:?} {listing:?} {findings:?} {start:?}", ledger.heads().expect("heads"))
    }
}

#[test]
fn a_device_knows_who_it_is_before_any_case() {
    let mut stage = Stage::new();
    let check_code = stage.newcomer.check_code().expect("asked").expect("it is of keys that are here");
    let records = stage.directory();
    let received = stage.newcomer.receive_directory(0, &page(&records, EPOCH, false)).expect("received");
    // Its own claim was here.
    assert_eq!((received.records, received.known, received.parked), (records.len() - 1, 1, 0));
    let status = stage.newcomer.status().expect("status");
    assert_eq!((status.office_name.as_deref(), status.staff_name.as_deref()), (Some("石桥镇"), Some("王芳")));
    assert_eq!(status.cases, 0);
    assert_eq!(stage.newcomer.check_code().expect("asked").as_ref(), Some(&check_code));
    let start = SyncPort::start(&mut stage.newcomer).expect("it starts");
    assert_eq!(start.cursor, Some(Cursor { epoch: Epoch([EPOCH; 16]), after: 0 }));
    assert!(!start.outbox_waiting, "the relay holds all of it");

    let claim = stage.feed.last().expect("the claim").clone();
    stage.all.county.receive(0, &page(&[claim], EPOCH, false)).expect("received");
    let devices = stage.all.county.listing().expect("listing").devices;
    let line = devices.iter().find(|line| line.device == status.device).expect("it was let in");
    assert_eq!(line.check_code, Some(check_code), "both sides show the same digits");

    let mut known = 0;
    for entry in stage.feed.clone() {
        let page = page(&[entry], EPOCH, true);
        known += stage.newcomer.receive(0, &page).expect("received").known;
        assert_eq!(stage.newcomer.catch_up(0).expect("asked").to_fold, 0, "nothing is folded twice");
    }
    assert!(known >= records.len());
    assert_eq!(stage.newcomer.status().expect("status").cases, 3);
}

#[test]
fn however_the_directory_comes_the_feed_ends_the_same() {
    let mut plain = Stage::new();
    plain.read_feed();
    let expected = plain.told();
    type Come = fn(&mut Stage, &[FeedEntry]);
    let ways: [(&str, Come); 6] = [
        ("whole", |stage, all| stage.take(&page(all, EPOCH, false))),
        ("cut half way", |stage, all| stage.take(&page(&all[..all.len() / 2], EPOCH, true))),
        ("twice", |stage, all| (0..2).for_each(|_| stage.take(&page(all, EPOCH, false)))),
        ("its parts the other way round", |stage, all| {
            for entries in all.chunks(3).rev() {
                stage.take(&page(entries, EPOCH, true));
            }
        }),
        ("after the feed's first page", |stage, all| {
            let first = page(&stage.feed[..5], EPOCH, true);
            stage.newcomer.receive(0, &first).expect("received");
            stage.take(&page(all, EPOCH, false));
            let rest = stage.feed.split_off(5);
            stage.feed = rest;
        }),
        ("with all that the feed holds, and noise", |stage, _| {
            let mut entries = stage.feed.clone();
            entries.push(FeedEntry { position: 10_000, item: b"noise".to_vec() });
            let before = stage.newcomer.status().expect("status").cases;
            stage.take(&page(&entries, EPOCH, false));
            let status = stage.newcomer.status().expect("status");
            assert_eq!((status.cases, status.quarantined), (before, 0), "only records are looked at");
        }),
    ];
    for (way, come) in ways {
        let mut stage = Stage::new();
        let records = stage.directory();
        come(&mut stage, &records);
        stage.read_feed();
        assert_eq!(stage.told(), expected, "{way}");
    }
}

impl Stage {
    fn take(&mut self, page: &FeedPage) {
        self.newcomer.receive_directory(0, page).expect("received");
    }
}

#[test]
fn what_nobody_signed_is_believed_no_sooner_than_in_the_feed() {
    let mut stage = Stage::new();
    let mut records = stage.directory();
    let of_us = records.len() - 2;
    let Some(mut forged) = control(&records[of_us].item) else { panic!("the invitation stands before its claim") };
    forged.signature.0[0] ^= 1;
    records[of_us].item = Item::Control(forged).encode();
    let received = stage.newcomer.receive_directory(0, &page(&records, EPOCH, false)).expect("received");
    assert_eq!((received.quarantined, stage.newcomer.status().expect("status").office_name), (1, None));
    stage.read_feed();
    let status = stage.newcomer.status().expect("status");
    assert_eq!((status.office_name.as_deref(), status.cases), (Some("石桥镇"), 3));
}

#[test]
fn a_relay_that_begins_anew_in_between_is_offered_the_directory_again() {
    let mut stage = Stage::new();
    let records = stage.directory();
    stage.take(&page(&records, EPOCH, false));
    let received = stage.newcomer.receive(0, &page(&[], EPOCH + 1, false)).expect("received");
    assert!(received.new_epoch);
    let mut again = Vec::new();
    offered(&mut stage.newcomer, &mut again);
    assert!(records.iter().all(|record| again.contains(&record.item)));
}

#[test]
fn a_page_of_another_epoch_than_the_feed_says_nothing() {
    let mut stage = Stage::new();
    let first = page(&stage.feed[..5], EPOCH, true);
    stage.newcomer.receive(0, &first).expect("received");
    let records = stage.directory();
    stage.take(&page(&records, EPOCH + 1, false));
    assert_eq!(stage.newcomer.status().expect("status").office_name, None);
    let rest = stage.feed.split_off(5);
    assert!(!stage.newcomer.receive(0, &page(&rest, EPOCH, false)).expect("received").new_epoch);
    assert_eq!(stage.newcomer.status().expect("status").cases, 3);
}

#[test]
fn another_code_begins_from_nothing() {
    let mut stage = Stage::new();
    let records = stage.directory();
    // The claim that lets it in does not come: the relay forgot it.
    stage.take(&page(&records[..records.len() - 2], EPOCH, false));
    stage.newcomer.abandon_enrolment().expect("given up");
    let start = SyncPort::start(&mut stage.newcomer).expect("it starts");
    assert_eq!((start.cursor, stage.newcomer.check_code().expect("asked")), (None, None));
    let mut let_in = Stage::new();
    let records = let_in.directory();
    let_in.take(&page(&records, EPOCH, false));
    assert!(matches!(let_in.newcomer.abandon_enrolment(), Err(Error::AlreadyEnrolled)));
}
