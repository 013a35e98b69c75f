//! When each device last came, to the day: whoever stays away for too long is not let in again without a word. Kept in
//! memory and written along with the next commit, like the devices' places.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{Mutex, MutexGuard, PoisonError},
};

use taizhang_model::DeviceId;

/// A day in milliseconds: as often as a device's coming is written down.
pub const DAY_MS: i64 = 24 * 60 * 60 * 1_000;

/// When devices last came, shared between the writer and whoever asks.
#[derive(Debug, Default)]
pub struct Seen {
    inner: Mutex<Inner>,
}

#[derive(Debug, Default)]
struct Inner {
    at_ms: BTreeMap<DeviceId, i64>,
    unwritten: BTreeSet<DeviceId>,
}

impl Seen {
    /// Notes that a device is here now; within a day of the last time it says nothing new.
    pub fn note(&self, device: DeviceId, now_ms: i64) {
        let mut inner = self.lock();
        let known = inner.at_ms.get(&device);
        if known.is_none_or(|at_ms| now_ms.saturating_sub(*at_ms) >= DAY_MS) {
            inner.at_ms.insert(device, now_ms);
            inner.unwritten.insert(device);
        }
    }

    /// When a device last came, in milliseconds since 1970: at most a day too early.
    #[must_use]
    pub fn at_ms(&self, device: DeviceId) -> Option<i64> {
        self.lock().at_ms.get(&device).copied()
    }

    /// Whether something waits to be written.
    #[must_use]
    pub fn are_unwritten(&self) -> bool {
        !self.lock().unwritten.is_empty()
    }

    pub(super) fn load(&self, known: impl IntoIterator<Item = (DeviceId, i64)>) {
        self.lock().at_ms.extend(known);
    }

    /// What is to be written; it counts as written until [`Seen::put_back`].
    pub(super) fn take_unwritten(&self) -> Vec<(DeviceId, i64)> {
        let mut inner = self.lock();
        let devices = std::mem::take(&mut inner.unwritten);
        devices.into_iter().filter_map(|device| inner.at_ms.get(&device).map(|at_ms| (device, *at_ms))).collect()
    }

    /// The transaction that wrote these was dropped.
    pub(super) fn put_back(&self, devices: impl IntoIterator<Item = DeviceId>) {
        self.lock().unwritten.extend(devices);
    }

    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
