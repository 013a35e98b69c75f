//! What the engine is told, what it wants done, and what it says about itself.

use taizhang_wire::{Code, Cursor, DocId, FeedPage, LiveNotice, Position, PushAnswers, limits};

use super::port::{AnswerSummary, BatchId, ReceiveSummary, StoreFailure};

/// The engine's bounds and waits. The default is what every shell uses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EngineConfig {
    /// Entries asked for in one page.
    pub page_items: usize,
    /// Items in one push.
    pub batch_items: usize,
    /// Bytes of items in one push.
    pub batch_bytes: usize,
    /// The wait after a first failure, before chance takes up to half of it away.
    pub backoff_min_ms: u64,
    /// The longest wait that failures alone can lead to.
    pub backoff_max_ms: u64,
    /// The longest wait that a relay can ask for.
    pub retry_after_max_ms: u64,
    /// How often the feed is read although nobody said that it advanced.
    pub poll_ms: u64,
    /// How long to leave a full disk alone.
    pub disk_retry_ms: u64,
    /// A live stream that stood this long counts as good: its end is no failure.
    pub live_stable_ms: u64,
    /// Whether to stay: hold a live stream open, and poll. Without it the engine is done once it has settled.
    pub live: bool,
}

impl Default for EngineConfig {
    fn default() -> Self {
        Self {
            page_items: limits::PAGE_ITEMS_MAX,
            batch_items: limits::BATCH_ITEMS_MAX,
            batch_bytes: 1024 * 1024,
            backoff_min_ms: 1_000,
            backoff_max_ms: 60_000,
            retry_after_max_ms: 10 * 60_000,
            poll_ms: 5 * 60_000,
            disk_retry_ms: 60_000,
            live_stable_ms: 30_000,
            live: true,
        }
    }
}

/// What the engine is told.
///
/// The shell answers every [`Effect`] that asks for an answer exactly once, within a time limit of its own. What comes
/// without having been asked for is ignored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// The shell is ready to carry out effects.
    Started,
    /// The time of the last [`Effect::WakeAt`] has come.
    Tick,
    /// The device has a network again, or another one; or a person asked to try now.
    NetworkUp,
    /// The outbox has something in it.
    LocalCommit,
    /// Answers [`Effect::Pull`].
    Pulled(Result<Box<FeedPage>, NetError>),
    /// Answers [`Effect::Receive`] and [`Effect::ReceiveDoc`].
    Received(Result<ReceiveSummary, StoreFailure>),
    /// Answers [`Effect::TakeBatch`]; `None` where the outbox is empty. Where the store fails, [`Event::Answered`]
    /// answers instead.
    BatchReady(Option<BatchId>),
    /// Answers [`Effect::Push`].
    Pushed(Result<Box<PushAnswers>, NetError>),
    /// Answers [`Effect::RecordAnswers`].
    Answered(Result<AnswerSummary, StoreFailure>),
    /// Answers [`Effect::OpenLive`], once the relay has accepted.
    LiveOpened,
    /// The live stream says how far the feed reaches.
    LiveNotice(LiveNotice),
    /// The live stream could not be opened, or has ended. Not sent after [`Effect::CloseLive`].
    LiveClosed(NetError),
    /// Answers [`Effect::FetchDoc`].
    DocFetched {
        /// The document.
        doc: DocId,
        /// A page of its items.
        result: Result<Box<FeedPage>, NetError>,
    },
    /// No more: answers that are still on their way will be ignored.
    Stop,
}

/// What the engine wants done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Ask the relay for the feed's next page.
    Pull {
        /// Everything after this; `None` asks from the beginning.
        cursor: Option<Cursor>,
        /// At most so many entries.
        max_items: usize,
    },
    /// Take in a page. Pages come in the feed's order, one at a time.
    Receive(Box<FeedPage>),
    /// Take a batch out of the outbox.
    TakeBatch {
        /// At most so many items.
        max_items: usize,
        /// At most so many bytes, one item excepted.
        max_bytes: usize,
    },
    /// Push the batch.
    Push(BatchId),
    /// Record the relay's answers to the batch.
    RecordAnswers(BatchId, Box<PushAnswers>),
    /// Open the live stream.
    OpenLive {
        /// How far the feed has been read.
        cursor: Cursor,
    },
    /// Close the live stream, or give up opening it.
    CloseLive,
    /// Ask for one document's own items.
    FetchDoc {
        /// The document.
        doc: DocId,
        /// Items after this.
        after: Position,
    },
    /// Take in a page of one document's own items.
    ReceiveDoc {
        /// The document.
        doc: DocId,
        /// The page.
        page: Box<FeedPage>,
    },
    /// Send [`Event::Tick`] at this time. Replaces any time asked for before.
    WakeAt {
        /// On the clock that the engine is told.
        at_ms: u64,
    },
    /// The relay's clock says this and the device's does not: sign requests by the relay's from now on. The engine
    /// knows no wall clock; the shell takes the difference.
    CorrectClock {
        /// The relay's clock, in milliseconds since 1970.
        relay_now_ms: i64,
    },
    /// Everything is here and everything is there. A `sync` that does not watch ends here.
    Settled,
    /// The relay does not know this device, or not any more: nothing is tried until [`Event::NetworkUp`].
    GaveUp {
        /// Why.
        code: Code,
    },
}

/// What can go wrong between here and the relay.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NetError {
    /// No connection.
    #[error("the relay cannot be reached: check the network and the relay's address")]
    Unreachable,
    /// What answers there shows a certificate that nobody who is trusted here has signed, or for another name.
    #[error("the relay's certificate is not trusted: check its address and date, or name its authority's PEM file")]
    Untrusted,
    /// No answer in time.
    #[error("the relay did not answer in time")]
    Timeout,
    /// An answer that says no.
    #[error("the relay answered \"{code}\"")]
    Status {
        /// Why.
        code: Code,
        /// The relay's clock, in milliseconds since 1970, where it said so.
        relay_now_ms: Option<i64>,
        /// How long the relay asks to be left alone.
        retry_after_ms: Option<u64>,
    },
    /// An answer that cannot be read: not a relay, a newer one, or something in between that answers in its place.
    #[error("the answer was not a relay's: is something else answering at this address?")]
    Garbage,
}

impl NetError {
    /// A refusal with nothing but a reason.
    #[must_use]
    pub const fn status(code: Code) -> Self {
        Self::Status { code, relay_now_ms: None, retry_after_ms: None }
    }

    /// The stable word for it: the relay's own where it gave one.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Unreachable => "relay_unreachable",
            Self::Untrusted => "relay_untrusted",
            Self::Timeout => "relay_timeout",
            Self::Status { code, .. } => code.as_str(),
            Self::Garbage => "relay_garbage",
        }
    }
}

/// What last went wrong.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SyncError {
    /// Between here and the relay.
    #[error(transparent)]
    Net(NetError),
    /// On this device's disk.
    #[error(transparent)]
    Store(StoreFailure),
}

impl SyncError {
    /// The stable word for it.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Net(error) => error.code(),
            Self::Store(StoreFailure { disk_full: true, .. }) => "disk_full",
            Self::Store(_) => "storage",
        }
    }
}

/// What the engine waits for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Waiting {
    /// Nothing: it works, or has nothing to do.
    #[default]
    Nothing,
    /// The next try, after a failure of network or relay.
    Retry,
    /// Room on the disk.
    Disk,
    /// A person: the relay does not let this device in.
    Enrolment(Code),
    /// Nothing any more: it was stopped.
    Stopped,
}

/// How sync stands, for a shell to show. Times are on the clock that the engine is told.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SyncStatus {
    /// Whether the last exchange with the relay went well.
    pub connected: bool,
    /// Whether the live stream stands.
    pub live: bool,
    /// When everything in the feed was last known to be here.
    pub last_pull_ms: Option<u64>,
    /// When the relay last took something.
    pub last_push_ms: Option<u64>,
    /// Whether a page is being fetched or taken in.
    pub pulling: bool,
    /// Whether a batch is being taken, pushed or recorded.
    pub pushing: bool,
    /// Whether everything is here and everything is there.
    pub settled: bool,
    /// Whether edits of this device are not yet at the relay.
    pub outbox_waiting: bool,
    /// What it waits for.
    pub waiting: Waiting,
    /// What last went wrong; `None` again once the same thing went well.
    pub last_error: Option<SyncError>,
    /// Failures in a row of whichever request failed most often.
    pub failures: u32,
    /// When the next try is due, where one failed.
    pub next_try_at_ms: Option<u64>,
}
