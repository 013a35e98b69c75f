use taizhang_wire::{Answer, Epoch, FeedEntry, FeedPage, Item, PushAnswers};

use super::{
    County,
    office::{at, body},
};
use crate::Ledger;

/// A relay that takes everything: what it was given, in order.
#[derive(Default)]
struct Taker {
    items: Vec<Vec<u8>>,
}

impl Taker {
    fn take_all(&mut self, ledger: &mut Ledger) -> usize {
        let before = self.items.len();
        while let Some(outgoing) = ledger.take_batch(100, 1 << 20).expect("a batch") {
            let answers = vec![Answer::Stored; outgoing.request.items.len()];
            self.items.extend(outgoing.request.items.into_iter().map(serde_bytes::ByteBuf::into_vec));
            ledger.answered(0, outgoing.batch, &PushAnswers { answers }).expect("answered");
        }
        self.items.len() - before
    }

    fn page(&self, epoch: u8, items: usize) -> FeedPage {
        let entry = |(index, item): (usize, &Vec<u8>)| FeedEntry { position: index as u64 + 1, item: item.clone() };
        let entries = self.items.iter().take(items).enumerate().map(entry).collect();
        FeedPage { epoch: Epoch([epoch; 16]), entries, next: items as u64, more: false }
    }
}

#[test]
fn what_a_restored_relay_lost_is_offered_again_and_only_that() {
    let mut all = County::new();
    let case = all.register("围墙占道");
    for n in 0..40 {
        all.village
            .act(at(50 + n), case, body("note", serde_json::json!({"text": format!("第{n}次")})), None)
            .expect("noted");
    }
    let mut relay = Taker::default();
    assert!(relay.take_all(&mut all.village) > 40);
    let whole = relay.items.len();
    all.village.receive(0, &relay.page(1, whole)).expect("the first epoch");
    assert_eq!(relay.take_all(&mut all.village), 0, "nothing is offered twice");

    // The relay comes back without its last 20 items.
    for (epoch, kept) in [(2, whole - 20), (2, whole - 30)] {
        let mut restored = Taker { items: relay.items[..kept].to_vec() };
        let received = all.village.receive(0, &restored.page(epoch, kept)).expect("received");
        assert!(received.new_epoch);
        assert!(restored.take_all(&mut all.village) > 0);
        // Content is sealed anew each time: that all of it is there, the other office shows.
        let is_content = |item: &Vec<u8>| matches!(Item::decode(item), Ok(Item::Envelope(_) | Item::Snapshot(_)));
        let again = |item: &Vec<u8>| restored.items.contains(item) || is_content(item);
        assert!(relay.items.iter().all(again));
        all.county.receive(0, &restored.page(9, restored.items.len())).expect("another office reads it all");
        assert_eq!(all.county.view(case).expect("the case").notes, 40);
        assert_eq!(all.county.heads().expect("heads"), all.village.heads().expect("heads"));
        assert_eq!(restored.take_all(&mut all.village), 0);
        let end = restored.items.len();
        all.village.receive(0, &restored.page(2, end)).expect("read to the end");
    }
}

/// The simulator's seed 802: a case was shared and then withdrawn from the county, which had read neither record. The
/// relay takes the first out of its feed with the rest of the case, so the second follows nothing that the county knows.
#[test]
fn a_withdrawal_is_heard_though_the_record_before_it_never_comes() {
    let mut all = County::new();
    let case = all.register("围墙占道");
    let [county, town, _] = all.offices;
    let mut relay = Taker::default();
    relay.take_all(&mut all.village);
    let before = relay.items.len();
    all.county.receive(0, &relay.page(1, before)).expect("the case");
    assert!(all.county.view(case).is_ok());

    all.village.withdraw(case, town).expect("withdrawn");
    relay.take_all(&mut all.village);
    all.village.withdraw(case, county).expect("withdrawn");
    relay.take_all(&mut all.village);
    assert_eq!(relay.items.len(), before + 2);
    let mut last = relay.page(1, before + 2);
    last.entries.drain(..=before);
    all.county.receive(0, &last).expect("the last record");
    assert_eq!(all.county.view(case).unwrap_err().code(), "unknown_case");
    let status = all.county.status().expect("status");
    assert_eq!((status.waiting, status.quarantined), (0, 0));

    all.village.share(case, county).expect("shared");
    relay.take_all(&mut all.village);
    // An office that is let in gets the records first, and then what it may read by them.
    let is_record = |item: &Vec<u8>| matches!(Item::decode(item), Ok(Item::Control(_)));
    relay.items.sort_by_key(|item| !is_record(item));
    let mut page = relay.page(1, relay.items.len());
    page.entries.iter_mut().for_each(|entry| entry.position += 1_000);
    page.next += 1_000;
    all.county.receive(0, &page).expect("the case again, from its opening on");
    assert_eq!(all.county.view(case).expect("the case").title, "围墙占道");
    assert_eq!(all.county.audience(case).expect("known"), all.village.audience(case).expect("known"));
}

#[test]
fn an_acknowledgement_that_was_lost_is_made_good_by_the_feed() {
    let mut all = County::new();
    all.register("围墙占道");
    let outgoing = all.village.take_batch(100, 1 << 20).expect("a batch").expect("something to send");
    let relay = Taker { items: outgoing.request.items.into_iter().map(serde_bytes::ByteBuf::into_vec).collect() };
    all.village.receive(0, &relay.page(1, relay.items.len())).expect("its own items come back");
    assert!(all.village.take_batch(100, 1 << 20).expect("a batch").is_none());
    assert_eq!(all.village.status().expect("status").unsent, 0);
}
