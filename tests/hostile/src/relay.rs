//! A relay that fits on a page: one feed, every item once, a fork refused and said. It stands in for the real one where
//! the question is what a client makes of the answers.

use std::collections::{BTreeMap, BTreeSet};

use taizhang_wire::{ActorId, Answer, ChangeHash, Code, DocId, Epoch, FeedEntry, FeedPage, Item, PushAnswers};

use crate::{Device, Scene};

/// What it holds.
#[derive(Default)]
pub struct Relay {
    items: Vec<Vec<u8>>,
    taken: BTreeMap<(DocId, ActorId, u64), ChangeHash>,
    changes: BTreeSet<(DocId, ChangeHash)>,
    known: BTreeSet<Vec<u8>>,
}

impl Relay {
    /// Everybody has what there is, by an honest relay.
    #[must_use]
    pub fn settled(scene: &mut Scene) -> Self {
        let mut relay = Self::default();
        for _ in 0..2 {
            for device in [&mut scene.all.county, &mut scene.all.town, &mut scene.all.village, &mut scene.all.mallory] {
                relay.sync(device);
            }
        }
        relay
    }

    /// The device reads all that is new to it.
    ///
    /// # Panics
    /// Where a page is not taken.
    pub fn pull(&self, device: &mut Device) {
        let page = self.page_for(device);
        device.ledger.receive(0, &page).expect("a page is always taken");
    }

    /// What an honest relay answers to the device now.
    ///
    /// # Panics
    /// Where the device's disk fails.
    #[must_use]
    pub fn page_for(&self, device: &mut Device) -> FeedPage {
        self.page(device.ledger.status().expect("read").cursor.map_or(0, |cursor| cursor.after))
    }

    /// What follows a position.
    ///
    /// # Panics
    /// Where there are more items than a test writes.
    #[must_use]
    pub fn page(&self, after: u64) -> FeedPage {
        let from = usize::try_from(after).expect("small");
        let entries = (after + 1..).zip(&self.items[from..]);
        let entries = entries.map(|(position, item)| FeedEntry { position, item: item.clone() }).collect();
        FeedPage { epoch: Epoch([7; 16]), entries, next: self.items.len() as u64, more: false }
    }

    /// A document's own items.
    #[must_use]
    pub fn doc(&self, doc: DocId) -> FeedPage {
        let mut page = self.page(0);
        page.entries.retain(|entry| match Item::decode(&entry.item) {
            Ok(Item::Envelope(envelope)) => envelope.doc == doc,
            Ok(Item::Control(control)) => control.doc() == Some(doc),
            Ok(Item::Snapshot(_)) | Err(_) => false,
        });
        page
    }

    /// The device offers all that it has to offer.
    ///
    /// # Panics
    /// Where it never ends.
    pub fn push(&mut self, device: &mut Device) {
        for _ in 0..100 {
            let Some(batch) = device.ledger.take_batch(500, 4 << 20).expect("read") else { return };
            self.answer_late(device, batch);
        }
        panic!("the device offers the same for ever");
    }

    /// Answers a batch that the device took out earlier.
    ///
    /// # Panics
    /// Where the answer cannot be recorded.
    pub fn answer_late(&mut self, device: &mut Device, batch: taizhang_client::Outgoing) {
        let answers = batch.request.items.iter().map(|item| self.answer(item)).collect();
        device.ledger.answered(0, batch.batch, &PushAnswers { answers }).expect("recorded");
    }

    /// Push and pull until nothing moves.
    pub fn sync(&mut self, device: &mut Device) {
        for _ in 0..3 {
            self.push(device);
            self.pull(device);
        }
    }

    fn answer(&mut self, bytes: &[u8]) -> Answer {
        if self.known.contains(bytes) {
            return Answer::Held;
        }
        if let Ok(Item::Envelope(envelope)) = Item::decode(bytes) {
            let (doc, attestation) = (envelope.doc, envelope.attestation);
            if self.changes.contains(&(doc, attestation.hash)) {
                return Answer::Held;
            }
            let place = (doc, attestation.actor, attestation.seq);
            if let Some(holder) = self.taken.get(&place) {
                return Answer::Refused { code: Code::Fork, hashes: vec![*holder] };
            }
            let missing: Vec<_> =
                envelope.deps.iter().copied().filter(|dep| !self.changes.contains(&(doc, *dep))).collect();
            if !missing.is_empty() {
                return Answer::Refused { code: Code::MissingDeps, hashes: missing };
            }
            self.taken.insert(place, attestation.hash);
            self.changes.insert((doc, attestation.hash));
        }
        if let Ok(Item::Snapshot(snapshot)) = Item::decode(bytes) {
            let place = |tip: &taizhang_wire::Attestation| (snapshot.doc, tip.actor, tip.seq);
            for tip in &snapshot.tips {
                if let Some(holder) = self.taken.get(&place(tip)).filter(|holder| **holder != tip.hash) {
                    return Answer::Refused { code: Code::Fork, hashes: vec![*holder] };
                }
            }
            for tip in &snapshot.tips {
                self.taken.insert(place(tip), tip.hash);
                self.changes.insert((snapshot.doc, tip.hash));
            }
        }
        self.known.insert(bytes.to_vec());
        self.items.push(bytes.to_vec());
        Answer::Stored
    }
}
