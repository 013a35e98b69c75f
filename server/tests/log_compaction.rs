//! Whatever is pushed, compacted, shared and withdrawn, and wherever a reader stands meanwhile: reading on from its
//! cursor gives it every change.
#![allow(clippy::unwrap_used, reason = "it is a test, its fixtures included")]

use std::{collections::BTreeMap, path::Path};

use taizhang_model::DeviceId;
use taizhang_relay::log::{
    Read, SqliteLog, SqliteOptions,
    conformance::county::{self, COUNTY, TOWNSHIP, VILLAGE, caller, device, envelope, hash, office, snapshot},
};
use taizhang_wire::{Answer, ControlId, Cursor, DocId, Item, PublicKey};

const OFFICES: [usize; 3] = [COUNTY, TOWNSHIP, VILLAGE];

/// A reader's cursor, and how many changes of each author it has. Changes of one author come in order or inside a
/// snapshot, so that a number says it all; what came early is noted until the gap is closed.
#[derive(Clone, Default)]
struct Reader {
    after: u64,
    has: BTreeMap<DeviceId, u64>,
    early: Vec<(DeviceId, u64)>,
}

impl Reader {
    fn read(&mut self, log: &SqliteLog, of: usize, items_max: usize) -> bool {
        let cursor = Some(Cursor { epoch: county::EPOCH, after: self.after });
        let page = log.page(office(of), cursor, items_max, usize::MAX).unwrap();
        for entry in &page.entries {
            match Item::decode(&entry.item).unwrap() {
                Item::Envelope(envelope) => {
                    self.early.push((envelope.attestation.actor.device(), envelope.attestation.seq));
                }
                Item::Snapshot(snapshot) => {
                    for tip in snapshot.tips {
                        let has = self.has.entry(tip.actor.device()).or_default();
                        *has = (*has).max(tip.seq);
                    }
                }
                Item::Control(_) => {}
            }
            self.settle();
        }
        self.after = page.next;
        page.more
    }

    fn settle(&mut self) {
        self.early.sort_unstable();
        let has = &mut self.has;
        self.early.retain(|(device, seq)| {
            let up_to = has.entry(*device).or_default();
            if *seq == *up_to + 1 {
                *up_to = *seq;
            }
            *seq > *up_to
        });
    }
}

/// A small generator, so that a seed is a story that can be told again.
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % bound
    }
}

struct Story {
    log: SqliteLog,
    doc: DocId,
    tip: ControlId,
    written: [u64; 3],
    county_is_in: bool,
    readers: [Reader; 3],
}

impl Story {
    fn begin() -> Self {
        let authority = PublicKey::of(&county::authority());
        let mut log =
            SqliteLog::open(Path::new(":memory:"), SqliteOptions::default(), authority, county::EPOCH).unwrap();
        county::set_up(&mut log);
        let (doc, opening) = county::open(VILLAGE, &OFFICES, 1);
        let tip = opening.id();
        county::store(&mut log, caller(VILLAGE), &Item::Control(opening));
        Self { log, doc, tip, written: [0; 3], county_is_in: true, readers: Default::default() }
    }

    fn step(&mut self, dice: &mut Dice) {
        match dice.below(10) {
            0..5 => self.write(dice),
            5..7 => {
                let of = dice.below(3) as usize;
                self.readers[of].read(&self.log, OFFICES[of], 1 + dice.below(4) as usize);
            }
            7..9 => self.compact(dice),
            _ => self.share(),
        }
    }

    fn write(&mut self, dice: &mut Dice) {
        let by = if self.county_is_in { dice.below(3) } else { 1 + dice.below(2) } as usize;
        let seen = dice.below(3) as usize;
        let deps: Vec<_> =
            (self.written[seen] > 0).then(|| hash(OFFICES[seen], self.written[seen])).into_iter().collect();
        self.written[by] += 1;
        let change = envelope(OFFICES[by], self.doc, self.written[by], &deps);
        county::store(&mut self.log, caller(OFFICES[by]), &change);
    }

    /// A snapshot of some moment: it may be refused as one that covers less, but must never lose anything.
    fn compact(&mut self, dice: &mut Dice) {
        let tips: Vec<_> = OFFICES
            .into_iter()
            .zip(self.written)
            .map(|(of, written)| (of, written - dice.below(3).min(written)))
            .filter(|(_, seq)| *seq > 0)
            .collect();
        if !tips.is_empty() {
            county::push(&mut self.log, caller(VILLAGE), &[snapshot(self.doc, &tips)]);
        }
    }

    /// The county goes out, or comes back: then it reads the document anew.
    fn share(&mut self) {
        let (add, withdraw): (&[usize], &[usize]) = if self.county_is_in { (&[], &[COUNTY]) } else { (&[COUNTY], &[]) };
        let control = county::audience(TOWNSHIP, self.doc, self.tip, add, withdraw);
        self.tip = control.id();
        assert_eq!(county::push(&mut self.log, caller(TOWNSHIP), &[Item::Control(control)]), [Answer::Stored]);
        self.county_is_in = !self.county_is_in;
        self.readers[0].has.clear();
        self.readers[0].early.clear();
    }

    fn end(mut self, seed: u64) {
        if !self.county_is_in {
            self.share();
        }
        let expected: BTreeMap<_, _> = OFFICES
            .into_iter()
            .zip(self.written)
            .filter(|(_, written)| *written > 0)
            .map(|(of, written)| (PublicKey::of(&device(of)).device(), written))
            .collect();
        for (index, reader) in
            self.readers.iter().cloned().enumerate().chain([(0, Reader::default()), (2, Reader::default())])
        {
            let mut reader = reader;
            while reader.read(&self.log, OFFICES[index], 3) {}
            reader.has.retain(|_, seq| *seq > 0);
            assert_eq!((reader.has, reader.early.len()), (expected.clone(), 0), "seed {seed}, office {index}");
            assert_eq!(reader.after, self.log.head(office(OFFICES[index])).unwrap(), "seed {seed}");
        }
    }
}

#[test]
fn no_reader_ever_misses_a_change() {
    for seed in 0..150 {
        let mut dice = Dice(seed);
        let mut story = Story::begin();
        for _ in 0..60 {
            story.step(&mut dice);
        }
        story.end(seed);
    }
}
