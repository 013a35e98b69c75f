//! How many documents each device is given in a day: one that takes far more than its work needs is said so in the log and
//! counted, by its id alone. It is an alert and no bar: an office may read all that is its own, at any time.
//!
//! A new device reads everything once; that is logged apart. What it reads twice meanwhile counts as with any other.

use std::{
    collections::{HashMap, HashSet},
    sync::{Mutex, PoisonError},
};

use taizhang_model::DeviceId;
use taizhang_wire::{DocId, FeedPage, Item, Position};

use crate::log::DAY_MS;

/// Documents that are remembered at once, of all devices. What does not fit counts each time that it is given.
const REMEMBERED_MAX: usize = 1024 * 1024;

/// What the devices were given today.
#[derive(Debug)]
pub(crate) struct Reads {
    per_day: usize,
    remembered_max: usize,
    inner: Mutex<Inner>,
}

#[derive(Debug, Default)]
struct Inner {
    day: i64,
    today: HashMap<DeviceId, Given>,
    /// Devices that read their feed for the first time, and how far they are.
    seeding: HashMap<DeviceId, (Position, Given)>,
    remembered: usize,
}

#[derive(Debug, Default)]
struct Given {
    docs: HashSet<DocId>,
    count: usize,
    told: usize,
}

/// What is to be said after a device was given something: documents, where there is something to say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Told {
    /// A new device has read its feed to the end.
    pub(crate) seeded: Option<usize>,
    /// A device was given more than is expected of a day. Said again each time that it has doubled.
    pub(crate) bulk: Option<usize>,
}

impl Reads {
    /// With 0, nothing is counted.
    pub(crate) fn new(per_day: u32) -> Self {
        Self::with_bound(per_day, REMEMBERED_MAX)
    }

    fn with_bound(per_day: u32, remembered_max: usize) -> Self {
        Self { per_day: per_day as usize, remembered_max, inner: Mutex::default() }
    }

    /// A device was given a page of its feed. `is_new` says that it was never given one before.
    pub(crate) fn page(&self, device: DeviceId, is_new: bool, page: &FeedPage, now_ms: i64) -> Told {
        self.note(now_ms, |inner| {
            if is_new {
                inner.seeding.insert(device, (0, Given::default()));
            }
            let mut seeding = inner.seeding.remove(&device);
            for entry in &page.entries {
                let Some(doc) = Item::content_doc(&entry.item) else { continue };
                let of = match &mut seeding {
                    Some((up_to, given)) if entry.position > *up_to => given,
                    _ => inner.today.entry(device).or_default(),
                };
                of.count(doc, &mut inner.remembered, self.remembered_max);
            }
            let mut told = Told { bulk: self.bulk(inner, device), seeded: None };
            if let Some((up_to, given)) = seeding {
                if page.more {
                    inner.seeding.insert(device, (up_to.max(page.next), given));
                } else {
                    inner.remembered -= given.docs.len();
                    told.seeded = Some(given.count);
                }
            }
            told
        })
    }

    /// A device was given a document by itself.
    pub(crate) fn document(&self, device: DeviceId, doc: DocId, now_ms: i64) -> Told {
        self.note(now_ms, |inner| {
            inner.today.entry(device).or_default().count(doc, &mut inner.remembered, self.remembered_max);
            Told { bulk: self.bulk(inner, device), seeded: None }
        })
    }

    fn note(&self, now_ms: i64, note: impl FnOnce(&mut Inner) -> Told) -> Told {
        if self.per_day == 0 {
            return Told::default();
        }
        let mut inner = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
        let day = now_ms.div_euclid(DAY_MS);
        if inner.day != day {
            inner.day = day;
            inner.today.clear();
            inner.remembered = inner.seeding.values().map(|(_, given)| given.docs.len()).sum();
        }
        note(&mut inner)
    }

    fn bulk(&self, inner: &mut Inner, device: DeviceId) -> Option<usize> {
        let given = inner.today.get_mut(&device)?;
        if given.count <= self.per_day.max(given.told.saturating_mul(2)) {
            return None;
        }
        given.told = given.count;
        Some(given.count)
    }
}

impl Given {
    fn count(&mut self, doc: DocId, remembered: &mut usize, remembered_max: usize) {
        if self.docs.contains(&doc) {
            return;
        }
        self.count += 1;
        if *remembered < remembered_max {
            *remembered += 1;
            self.docs.insert(doc);
        }
    }
}

#[cfg(test)]
mod tests {
    use taizhang_wire::{Epoch, FeedEntry};

    use super::*;
    use crate::log::conformance::county::{VILLAGE, directory, envelope};

    const DEVICE: DeviceId = DeviceId([1; 16]);
    const NOW_MS: i64 = 1_800_000_000_000;

    /// Entries of a feed that holds a change of one more document at each position, behind a record.
    fn page(positions: std::ops::RangeInclusive<u64>, more: bool) -> FeedPage {
        let next = *positions.end();
        let item = |position: u64| match position {
            0 => Item::Control(directory().remove(0)),
            _ => envelope(VILLAGE, DocId::from_hash(&[u8::try_from(position).unwrap(); 32]), 1, &[]),
        };
        let entries = positions.map(|position| FeedEntry { position, item: item(position).encode() }).collect();
        FeedPage { epoch: Epoch([7; 16]), entries, next, more }
    }

    fn bulk(count: usize) -> Told {
        Told { bulk: Some(count), seeded: None }
    }

    #[test]
    fn who_takes_more_than_a_days_worth_is_told_of() {
        let reads = Reads::new(5);
        assert_eq!(reads.page(DEVICE, false, &page(0..=5, true), NOW_MS), Told::default());
        assert_eq!(reads.page(DEVICE, false, &page(1..=5, true), NOW_MS), Told::default(), "the same again");
        assert_eq!(reads.document(DEVICE, DocId::from_hash(&[6; 32]), NOW_MS), bulk(6));
        assert_eq!(reads.page(DEVICE, false, &page(6..=12, true), NOW_MS), Told::default(), "it was said");
        assert_eq!(reads.page(DEVICE, false, &page(6..=13, false), NOW_MS), bulk(13), "it has doubled");
        let other = DeviceId([2; 16]);
        assert_eq!(reads.page(other, false, &page(0..=5, true), NOW_MS), Told::default());
        assert_eq!(reads.page(DEVICE, false, &page(0..=5, true), NOW_MS + DAY_MS), Told::default(), "another day");
    }

    #[test]
    fn a_new_device_reads_everything_once() {
        let reads = Reads::new(5);
        assert_eq!(reads.page(DEVICE, true, &page(0..=10, true), NOW_MS), Told::default());
        assert_eq!(reads.page(DEVICE, false, &page(11..=20, true), NOW_MS + DAY_MS), Told::default());
        // It turns back before the end, as if it had read nothing yet.
        assert_eq!(reads.page(DEVICE, false, &page(0..=10, true), NOW_MS + DAY_MS), bulk(10));
        let last = reads.page(DEVICE, false, &page(21..=30, false), NOW_MS + DAY_MS);
        assert_eq!(last, Told { seeded: Some(30), bulk: None });
        assert_eq!(reads.inner.lock().unwrap().remembered, 10);
        assert_eq!(reads.page(DEVICE, false, &page(11..=30, false), NOW_MS + DAY_MS), bulk(30), "once");
    }

    #[test]
    fn what_cannot_be_remembered_is_counted_too_often_rather_than_too_seldom() {
        let reads = Reads::with_bound(5, 3);
        assert_eq!(reads.page(DEVICE, false, &page(0..=4, true), NOW_MS), Told::default());
        assert_eq!(reads.page(DEVICE, false, &page(3..=4, true), NOW_MS), Told::default());
        assert_eq!(reads.page(DEVICE, false, &page(4..=4, true), NOW_MS), bulk(6));
        assert_eq!(reads.inner.lock().unwrap().remembered, 3);
    }

    #[test]
    fn nothing_is_counted_where_nothing_was_set() {
        let reads = Reads::new(0);
        assert_eq!(reads.page(DEVICE, true, &page(0..=200, false), NOW_MS), Told::default());
        assert!(reads.inner.lock().unwrap().today.is_empty());
    }
}
