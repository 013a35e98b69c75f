//! In a browser's worker: one thread, the browser's timers, requests that the task itself polls.

use std::{pin::Pin, time::Duration};

use futures_util::{StreamExt as _, stream::FuturesUnordered};
pub(crate) use tokio::{select, sync::Notify};
use wasmtimer::std::{SystemTime, UNIX_EPOCH};
pub(crate) use wasmtimer::{
    std::Instant,
    tokio::{Interval, MissedTickBehavior, interval},
};

pub use super::timer::sleep;
pub(crate) use super::timer::{sleep_until, timeout};

/// A future that a task may own.
pub type Boxed<'a, T> = Pin<Box<dyn Future<Output = T> + 'a>>;
/// A stream that a task may own.
pub(crate) type BoxedStream<T> = Pin<Box<dyn futures_util::Stream<Item = T>>>;

pub(crate) fn now() -> Instant {
    Instant::now()
}

/// Milliseconds since 1970, by the system's clock.
pub(crate) fn unix_now_ms() -> i64 {
    let since_1970 = SystemTime::now().duration_since(UNIX_EPOCH);
    since_1970.map_or(0, |since| i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
}

/// Lets the browser do what waits, a person's call first of all, before this task goes on.
pub(crate) async fn yield_now() {
    sleep(Duration::ZERO).await;
}

/// Requests that run beside the task that began them.
pub(crate) struct Beside<T>(FuturesUnordered<Boxed<'static, T>>);

impl<T: 'static> Beside<T> {
    pub(crate) fn new() -> Self {
        Self(FuturesUnordered::new())
    }

    pub(crate) fn begin(&mut self, request: impl Future<Output = T> + 'static) {
        self.0.push(Box::pin(request));
    }

    /// The next that is done; `None` where none is under way.
    pub(crate) async fn next(&mut self) -> Option<T> {
        self.0.next().await
    }
}
