//! Who is to be woken when a feed advances. One small channel for each office, however many streams listen to it.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use taizhang_model::{DeviceId, OfficeId};
use taizhang_wire::{Code, Position, limits};
use tokio::sync::watch;

use crate::metrics::Metrics;

/// The live streams.
#[derive(Debug, Default)]
pub(crate) struct Live {
    inner: Mutex<Inner>,
}

#[derive(Debug, Default)]
struct Inner {
    offices: HashMap<OfficeId, watch::Sender<Position>>,
    devices: HashMap<DeviceId, usize>,
    streams: usize,
}

/// A seat among the streams, given back when it is dropped.
pub(crate) struct Seat {
    pub(crate) heads: watch::Receiver<Position>,
    device: DeviceId,
    live: Arc<Live>,
    metrics: Arc<Metrics>,
}

impl Live {
    /// Wakes an office's streams.
    pub(crate) fn advance(&self, office: OfficeId, head: Position) {
        if let Some(heads) = self.lock().offices.get(&office) {
            heads.send_replace(head);
        }
    }

    /// Takes a seat for a device.
    pub(crate) fn join(
        self: &Arc<Self>,
        device: DeviceId,
        office: OfficeId,
        metrics: &Arc<Metrics>,
    ) -> Result<Seat, Code> {
        let mut inner = self.lock();
        let held = inner.devices.get(&device).copied().unwrap_or(0);
        if inner.streams >= limits::LIVE_STREAMS_MAX || held >= limits::LIVE_STREAMS_PER_DEVICE_MAX {
            return Err(Code::Busy);
        }
        inner.streams += 1;
        inner.devices.insert(device, held + 1);
        let heads = inner.offices.entry(office).or_insert_with(|| watch::Sender::new(0)).subscribe();
        metrics.live_streams.inc();
        Ok(Seat { heads, device, live: Arc::clone(self), metrics: Arc::clone(metrics) })
    }

    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        let mut inner = self.live.lock();
        inner.streams -= 1;
        if let Some(held) = inner.devices.get_mut(&self.device) {
            *held -= 1;
            if *held == 0 {
                inner.devices.remove(&self.device);
            }
        }
        self.metrics.live_streams.dec();
    }
}
