//! Under tokio.

use std::{
    pin::Pin,
    time::{SystemTime, UNIX_EPOCH},
};

pub(crate) use tokio::{
    select,
    sync::Notify,
    task::yield_now,
    time::{Instant, Interval, MissedTickBehavior, interval, sleep_until, timeout},
};

/// A future that a task may own.
pub type Boxed<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;
/// A stream that a task may own.
pub(crate) type BoxedStream<T> = Pin<Box<dyn futures_util::Stream<Item = T> + Send>>;

/// The running clock.
pub(crate) fn now() -> Instant {
    Instant::now()
}

/// Milliseconds since 1970, by the system's clock.
#[expect(clippy::disallowed_methods, reason = "this is the adapter by which the wall clock enters")]
pub(crate) fn unix_now_ms() -> i64 {
    let since_1970 = SystemTime::now().duration_since(UNIX_EPOCH);
    since_1970.map_or(0, |since| i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
}

/// Requests that run beside the task that began them.
pub(crate) struct Beside<T>(tokio::task::JoinSet<T>);

impl<T: Send + 'static> Beside<T> {
    pub(crate) fn new() -> Self {
        Self(tokio::task::JoinSet::new())
    }

    pub(crate) fn begin(&mut self, request: impl Future<Output = T> + Send + 'static) {
        self.0.spawn(request);
    }

    /// The next that is done; `None` where none is under way.
    pub(crate) async fn next(&mut self) -> Option<T> {
        match self.0.join_next().await? {
            Ok(done) => Some(done),
            // Nobody cancels them, so it panicked: that is our panic.
            Err(error) => std::panic::resume_unwind(error.into_panic()),
        }
    }
}
