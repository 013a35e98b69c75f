//! Where each device stands in its office's feed. Kept in memory and written along with the next commit: an idle
//! reconnect must cost neither a write nor an fsync. What a crash loses here, the device's next request brings back.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{Mutex, MutexGuard, PoisonError},
};

use taizhang_model::{DeviceId, OfficeId};
use taizhang_wire::Position;

/// The devices' places, shared between the writer and its readers.
#[derive(Debug, Default)]
pub struct Cursors {
    inner: Mutex<Inner>,
}

#[derive(Debug, Default)]
struct Inner {
    places: BTreeMap<DeviceId, (OfficeId, Position)>,
    unwritten: BTreeSet<DeviceId>,
}

/// A device, its office, and how far it has read.
pub(super) type Place = (DeviceId, OfficeId, Position);

impl Cursors {
    /// Notes that a device has everything up to a position of its office's feed, in the present epoch.
    pub fn note(&self, device: DeviceId, office: OfficeId, position: Position) {
        let mut inner = self.lock();
        let place = inner.places.entry(device).or_insert((office, 0));
        if place.1 < position {
            *place = (office, position);
            inner.unwritten.insert(device);
        }
    }

    /// Whether a device is given something of the present epoch for the first time. It is not, from now on.
    #[must_use]
    pub fn meet(&self, device: DeviceId, office: OfficeId) -> bool {
        let mut inner = self.lock();
        let is_new = !inner.places.contains_key(&device);
        if is_new {
            inner.places.insert(device, (office, 0));
            inner.unwritten.insert(device);
        }
        is_new
    }

    /// How far the furthest device of each office has read.
    #[must_use]
    pub fn furthest(&self) -> BTreeMap<OfficeId, Position> {
        let mut furthest = BTreeMap::new();
        for (office, position) in self.lock().places.values() {
            let best = furthest.entry(*office).or_insert(0);
            *best = (*best).max(*position);
        }
        furthest
    }

    /// Whether something waits to be written.
    #[must_use]
    pub fn are_unwritten(&self) -> bool {
        !self.lock().unwritten.is_empty()
    }

    pub(super) fn load(&self, places: impl IntoIterator<Item = Place>) {
        let mut inner = self.lock();
        inner.places.extend(places.into_iter().map(|(device, office, position)| (device, (office, position))));
    }

    /// What is to be written; it counts as written until [`Cursors::put_back`].
    pub(super) fn take_unwritten(&self) -> Vec<Place> {
        let mut inner = self.lock();
        let devices = std::mem::take(&mut inner.unwritten);
        devices
            .into_iter()
            .filter_map(|device| inner.places.get(&device).map(|(office, position)| (device, *office, *position)))
            .collect()
    }

    /// The transaction that wrote these was dropped.
    pub(super) fn put_back(&self, places: impl IntoIterator<Item = Place>) {
        self.lock().unwritten.extend(places.into_iter().map(|(device, ..)| device));
    }

    /// A new epoch: nobody has read anything of it.
    pub(super) fn clear(&self) {
        *self.lock() = Inner::default();
    }

    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
