//! How a shell that works on the same store tells a running driver what only the shell can know.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use crate::{engine::Event, runtime::Notify};

/// Tells a driver that runs beside the shell. Clones tell the same driver; what is told while none runs is told to the
/// next one.
#[derive(Clone, Debug, Default)]
pub struct Nudge {
    inner: Arc<Inner>,
}

#[derive(Debug, Default)]
struct Inner {
    told: Notify,
    committed: AtomicBool,
    network_up: AtomicBool,
}

impl Nudge {
    /// The shell has committed something that may have to go out.
    pub fn committed(&self) {
        self.inner.committed.store(true, Ordering::Relaxed);
        self.inner.told.notify_one();
    }

    /// There is a network again, or a person asks to try now.
    pub fn network_up(&self) {
        self.inner.network_up.store(true, Ordering::Relaxed);
        self.inner.told.notify_one();
    }

    /// Waits until there is a network again or a person asks, where no driver runs that would.
    pub async fn tried_again(&self) {
        while self.next().await != Event::NetworkUp {}
    }

    pub(super) async fn next(&self) -> Event {
        loop {
            if self.inner.network_up.swap(false, Ordering::Relaxed) {
                return Event::NetworkUp;
            }
            if self.inner.committed.swap(false, Ordering::Relaxed) {
                return Event::LocalCommit;
            }
            self.inner.told.notified().await;
        }
    }
}
