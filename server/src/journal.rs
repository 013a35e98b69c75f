//! What the log says of who asked and what became of it: devices, offices' doors, codes and counts, never a word of what
//! was asked or answered. A caller is the device that the request named, proved or not, and the other end's address.

use std::{
    collections::BTreeMap,
    net::IpAddr,
    sync::{
        Arc, OnceLock,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use axum::http::Extensions;
use taizhang_model::DeviceId;
use taizhang_wire::{Answer, Grants};
use tracing::field::display;

use crate::{reads::Told, refusal::Refusal, serve::Peer};

/// Who asks. It goes with the request, and stays when the request is used up.
#[derive(Clone, Debug)]
pub(crate) struct Asker {
    peer: Option<Peer>,
    device: Arc<OnceLock<DeviceId>>,
    proved: Arc<AtomicBool>,
}

impl Asker {
    /// Puts a request's asker among its extensions.
    pub(crate) fn accompany(extensions: &mut Extensions) -> Self {
        let asker = Self { peer: extensions.get().copied(), device: Arc::default(), proved: Arc::default() };
        extensions.insert(asker.clone());
        asker
    }

    /// Notes the device that a request names.
    pub(crate) fn names(extensions: &Extensions, device: DeviceId) {
        if let Some(asker) = extensions.get::<Self>() {
            asker.device.get_or_init(|| device);
        }
    }

    /// Notes that the device that a request names has signed it, here and now.
    pub(crate) fn proves(extensions: &Extensions) {
        if let Some(asker) = extensions.get::<Self>() {
            asker.proved.store(true, Ordering::Relaxed);
        }
    }

    /// The device, if it proved to be that one.
    pub(crate) fn proved(&self) -> Option<DeviceId> {
        self.device.get().copied().filter(|_| self.proved.load(Ordering::Relaxed))
    }

    /// The other end's address.
    pub(crate) fn address(&self) -> Option<IpAddr> {
        self.peer.map(|Peer(address)| address.ip())
    }

    /// Says that a request was answered.
    pub(crate) fn answered(&self, route: &str, status: u16, took: Duration) {
        let device = self.device.get().map(display);
        tracing::debug!(route, status, device, took_us = micros(took), "answered");
    }

    /// Says that a request was refused, under the name that the answer gives it.
    pub(crate) fn refused(&self, route: &str, refusal: Refusal, took: Duration, request: &str) {
        let (status, code, took_us) = (refusal.status.as_u16(), refusal.code.as_str(), micros(took));
        let (device, peer) = (self.device.get().map(display), self.peer.map(|Peer(address)| display(address)));
        if refusal.status.is_server_error() {
            tracing::warn!(route, request, status, code, device, peer, took_us, "refused");
        } else {
            tracing::info!(route, request, status, code, device, peer, took_us, "refused");
        }
    }
}

/// Says how many items of a push were refused, by code.
pub(crate) fn items_refused(device: DeviceId, answers: &[Answer]) {
    let mut refused = BTreeMap::new();
    for answer in answers {
        if let Answer::Refused { code, .. } = answer {
            *refused.entry(code.as_str()).or_insert(0_usize) += 1;
        }
    }
    for (code, items) in refused {
        tracing::info!(%device, code, items, "items were refused");
    }
}

/// Says what is remarkable about what a device was given.
pub(crate) fn given(device: DeviceId, told: Told) {
    if let Some(documents) = told.seeded {
        tracing::info!(%device, documents, "a new device has read all that is its office's");
    }
    if let Some(documents) = told.bulk {
        tracing::warn!(%device, documents, "a device was given many documents in a day");
    }
}

/// Says which devices were let in or shut out by a commit.
pub(crate) fn doors(before: &Arc<Grants>, after: &Arc<Grants>) {
    // The directory is copied when it changes, and otherwise the same.
    if Arc::ptr_eq(before, after) {
        return;
    }
    for (device, _) in after.devices() {
        if before.device(*device).is_none() {
            tracing::info!(%device, "a device was let in");
        }
        if after.is_revoked(*device) && !before.is_revoked(*device) {
            tracing::info!(%device, "a device was shut out");
        }
    }
}

fn micros(took: Duration) -> u64 {
    u64::try_from(took.as_micros()).unwrap_or(u64::MAX)
}
