//! The engine at work: carries its effects to the relay and to the store, and brings back what came of them. Under
//! tokio and in a browser's worker it is the same code; `runtime` has what differs.
//!
//! One task owns the engine. Requests run beside it, at most one of each kind, so that the next page travels while this
//! one is taken in. The store's transactions run in the task itself: they are short, and their order is the point.

#[cfg(test)]
mod tests;

mod directory;
mod nudge;

use std::{collections::VecDeque, fmt, time::Duration};

use taizhang_wire::{Answer, Code, DocId, FeedPage, PushAnswers, PushRequest};

pub use crate::runtime::Boxed;
#[cfg(target_family = "wasm")]
pub use crate::runtime::sleep;
pub use directory::directory_first;
pub use nudge::Nudge;

use crate::{
    engine::{BatchId, Effect, Engine, EngineConfig, Event, NetError, StoreFailure, SyncError, SyncPort, SyncStatus},
    net::{LiveStream, RelayClient},
    runtime::{
        self, Beside, Instant, Interval, MaybeSend, MissedTickBehavior, interval, select, sleep_until, yield_now,
    },
};

/// How often the store is asked whether another process committed something: two look-ups in memory, some 20 us. Half of
/// it is the larger part of an edit's way to another office.
const LOCAL_POLL: Duration = Duration::from_millis(20);

/// Entries asked for in one page by a driver that works beside a shell: a person's call waits for one transaction at most.
const PAGE_ITEMS_BESIDE: usize = 200;

/// The longest wait that failures alone lead to beside a shell: somebody looks at it, and sees for how long the relay is back.
/// A county of a thousand such devices, all without their relay, asks a hundred times and some in a second.
const BACKOFF_MAX_MS_BESIDE: u64 = 10_000;

/// Something that happened, for a progress line.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Progress {
    /// A page was taken in.
    Received {
        /// Its entries.
        items: usize,
        /// Documents whose content changed.
        changed: usize,
        /// Records of the directory that were taken in.
        records: usize,
        /// Whether more was known to follow.
        more: bool,
    },
    /// A push was answered, and the answers recorded.
    Pushed {
        /// Items that the relay holds now.
        held: usize,
        /// Items that it refused.
        refused: usize,
    },
    /// Everything is here and everything is there.
    Settled,
    /// Something failed; the status says what, and when it is tried again.
    Failed,
}

/// Told of each step.
#[cfg(not(target_family = "wasm"))]
pub type Tell<'a> = &'a mut (dyn FnMut(&SyncStatus, &Progress) + Send);
/// Told of each step.
#[cfg(target_family = "wasm")]
pub type Tell<'a> = &'a mut dyn FnMut(&SyncStatus, &Progress);

/// How to run.
pub struct RunOptions<'a> {
    /// Whether to stay after everything is here and there, until `shutdown`.
    pub watch: bool,
    /// Stop after this long.
    pub time_limit: Option<Duration>,
    /// Without `watch`: how many failures in a row end the run.
    pub failures_max: u32,
    /// Decides how waits are spread: random, so that devices that lost a relay together do not return together.
    pub seed: u64,
    /// Ends the run when it is done.
    pub shutdown: Boxed<'a, ()>,
    /// Told of each step.
    pub on_progress: Tell<'a>,
}

impl fmt::Debug for RunOptions<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { watch, time_limit, failures_max, seed, .. } = self;
        write!(
            f,
            "RunOptions {{ watch: {watch}, time_limit: {time_limit:?}, failures_max: {failures_max}, seed: {seed} }}"
        )
    }
}

/// Why a run ended before its end.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum DriverError {
    /// The relay could not be asked. What was written is kept and goes with the next run.
    #[error(transparent)]
    Net(NetError),
    /// This device's store failed.
    #[error(transparent)]
    Store(StoreFailure),
    /// The relay does not let this device in.
    #[error("the relay does not let this device in ({code}): ask the administrator for an enrolment code")]
    NotLetIn {
        /// Why.
        code: Code,
    },
    /// Something in the outbox was answered, but neither taken nor refused for good.
    #[error("some edits wait for others that are not here yet: they are kept, sync again later")]
    Unfinished,
    /// It took longer than it was allowed to.
    #[error("the time allowed was not enough: what was done is kept, sync again to go on")]
    TimeUp,
}

impl DriverError {
    /// The stable word for it.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Net(error) => error.code(),
            Self::Store(StoreFailure { disk_full: true, .. }) => "disk_full",
            Self::Store(_) => "storage",
            Self::NotLetIn { code } => code.as_str(),
            Self::Unfinished => "unfinished",
            Self::TimeUp => "time_up",
        }
    }

    /// Whether the same may go well later, with nobody doing anything.
    #[must_use]
    pub const fn is_retryable(&self) -> bool {
        !matches!(self, Self::NotLetIn { .. } | Self::Store(_))
    }
}

impl From<SyncError> for DriverError {
    fn from(error: SyncError) -> Self {
        match error {
            SyncError::Net(error) => Self::Net(error),
            SyncError::Store(failure) => Self::Store(failure),
        }
    }
}

/// Syncs: until everything is here and there, or, watching, until told to end.
///
/// # Errors
/// [`DriverError`]. Whatever the error, what was received and what was acknowledged stays.
pub async fn run(
    port: &mut impl SyncPort,
    client: &RelayClient,
    options: RunOptions<'_>,
) -> Result<SyncStatus, DriverError> {
    run_with(port, client, options, None, EngineConfig::default()).await
}

/// Syncs beside a shell that works on the same store between the steps, and tells of it by nudges: the store is not
/// looked at every few milliseconds, and pages are small enough that the shell never waits for long.
///
/// # Errors
/// As [`run`].
pub async fn run_beside(
    port: &mut impl SyncPort,
    client: &RelayClient,
    options: RunOptions<'_>,
    nudge: &Nudge,
) -> Result<SyncStatus, DriverError> {
    let config = EngineConfig {
        page_items: PAGE_ITEMS_BESIDE,
        backoff_max_ms: BACKOFF_MAX_MS_BESIDE,
        ..EngineConfig::default()
    };
    run_with(port, client, options, Some(nudge), config).await
}

async fn run_with(
    port: &mut impl SyncPort,
    client: &RelayClient,
    options: RunOptions<'_>,
    nudge: Option<&Nudge>,
    config: EngineConfig,
) -> Result<SyncStatus, DriverError> {
    let start = port.start().map_err(DriverError::Store)?;
    let config = EngineConfig { live: options.watch, ..config };
    let engine = Engine::new(config, options.seed, start);
    let driver = Driver {
        port,
        client: client.clone(),
        engine,
        nudge,
        begun: runtime::now(),
        wake: None,
        local: VecDeque::new(),
        requests: Beside::new(),
        live: None,
        batch: None,
        end: None,
    };
    driver.run(options).await
}

/// What a request beside the task brought back.
enum Done {
    Event(Event),
    LiveOpened(Box<LiveStream>),
    LiveNext(Box<LiveStream>, Event),
}

type LiveFuture = Boxed<'static, Done>;

struct Driver<'p, P> {
    port: &'p mut P,
    client: RelayClient,
    engine: Engine,
    nudge: Option<&'p Nudge>,
    begun: Instant,
    wake: Option<Instant>,
    /// Effects on the store, in order.
    local: VecDeque<Effect>,
    requests: Beside<Done>,
    live: Option<LiveFuture>,
    batch: Option<(BatchId, PushRequest)>,
    end: Option<Result<(), DriverError>>,
}

/// What the task waits for.
enum Next {
    Shutdown,
    TimeUp,
    Local,
    Done(Done),
    Tick,
    Event(Event),
    LookAtOutbox,
}

impl<P: SyncPort> Driver<'_, P> {
    async fn run(mut self, mut options: RunOptions<'_>) -> Result<SyncStatus, DriverError> {
        let mut look = (options.watch && self.nudge.is_none()).then(|| {
            let mut look = interval(LOCAL_POLL);
            look.set_missed_tick_behavior(MissedTickBehavior::Delay);
            look
        });
        let limit = options.time_limit.and_then(|limit| self.begun.checked_add(limit));
        self.tell(Event::Started, &mut options);
        while self.end.is_none() {
            let next = select! {
                biased;
                () = &mut options.shutdown => Next::Shutdown,
                () = until(limit) => Next::TimeUp,
                // Lets the requests that were just begun go out before the store takes the processor.
                () = yield_now(), if !self.local.is_empty() => Next::Local,
                Some(done) = self.requests.next() => Next::Done(done),
                done = live(&mut self.live) => Next::Done(done),
                () = until(self.wake) => Next::Tick,
                event = nudged(self.nudge) => Next::Event(event),
                () = tick(&mut look) => Next::LookAtOutbox,
            };
            self.step(next, &mut options);
        }
        self.tell(Event::Stop, &mut options);
        let end = self.end.take().unwrap_or(Ok(()));
        end.map(|()| self.engine.status().clone())
    }

    fn step(&mut self, next: Next, options: &mut RunOptions<'_>) {
        match next {
            Next::Shutdown => self.end = Some(Ok(())),
            Next::TimeUp => self.end = Some(if options.watch { Ok(()) } else { Err(DriverError::TimeUp) }),
            Next::Local => {
                if let Some(effect) = self.local.pop_front() {
                    let (event, progress) = self.store(effect);
                    self.tell_of(event, progress, options);
                }
            }
            Next::Done(done) => self.done(done, options),
            Next::Tick => {
                self.wake = None;
                self.tell(Event::Tick, options);
            }
            Next::Event(event) => self.tell(event, options),
            Next::LookAtOutbox => match self.port.poll_local() {
                Ok(true) => self.tell(Event::LocalCommit, options),
                Ok(false) => {}
                // The next transaction that matters will say so with effect.
                Err(error) => tracing::warn!(%error, "cannot look at the outbox"),
            },
        }
    }

    fn done(&mut self, done: Done, options: &mut RunOptions<'_>) {
        match done {
            Done::Event(event) => self.tell(event, options),
            Done::LiveOpened(stream) => {
                self.live = Some(Box::pin(listen(stream)));
                self.tell(Event::LiveOpened, options);
            }
            Done::LiveNext(stream, event) => {
                if matches!(event, Event::LiveNotice(_)) {
                    self.live = Some(Box::pin(listen(stream)));
                }
                self.tell(event, options);
            }
        }
    }

    fn tell(&mut self, event: Event, options: &mut RunOptions<'_>) {
        self.tell_of(event, None, options);
    }

    /// Tells the engine, shows the step, and begins what the engine asks for.
    fn tell_of(&mut self, event: Event, progress: Option<Progress>, options: &mut RunOptions<'_>) {
        let now_ms = u64::try_from(self.begun.elapsed().as_millis()).unwrap_or(u64::MAX);
        let progress = progress.or_else(|| is_failure(&event).then_some(Progress::Failed));
        let effects = self.engine.handle(now_ms, event);
        if let Some(progress) = progress {
            (options.on_progress)(self.engine.status(), &progress);
        }
        for effect in effects {
            self.begin(effect, options);
        }
        if self.end.is_none() && !options.watch {
            self.end = self.hopeless(options.failures_max);
        }
    }

    /// Whether a run that does not watch had better end: at a failing store at once, at a failing relay soon.
    fn hopeless(&self, failures_max: u32) -> Option<Result<(), DriverError>> {
        let status = self.engine.status();
        match &status.last_error {
            Some(SyncError::Store(failure)) => Some(Err(DriverError::Store(failure.clone()))),
            _ if status.failures < failures_max.max(1) => None,
            Some(error) => Some(Err(error.clone().into())),
            None => Some(Err(DriverError::Unfinished)),
        }
    }

    fn begin(&mut self, effect: Effect, options: &mut RunOptions<'_>) {
        let client = self.client.clone();
        match effect {
            Effect::Pull { cursor, max_items } => {
                self.ask(async move { Event::Pulled(client.pull(cursor, max_items).await.map(Box::new)) });
            }
            Effect::Push(batch) => match &self.batch {
                Some((id, request)) if *id == batch => {
                    let request = request.clone();
                    self.ask(async move { Event::Pushed(client.push(&request).await.map(Box::new)) });
                }
                _ => debug_assert!(false, "the engine pushes the batch that was taken last"),
            },
            Effect::FetchDoc { doc, after } => self.ask(async move {
                let result = client.doc_items(doc, after).await.map(Box::new);
                Event::DocFetched { doc, result }
            }),
            Effect::OpenLive { cursor } => {
                self.live = Some(Box::pin(async move {
                    match client.live(cursor).await {
                        Ok(stream) => Done::LiveOpened(Box::new(stream)),
                        Err(error) => Done::Event(Event::LiveClosed(error)),
                    }
                }));
            }
            Effect::CloseLive => self.live = None,
            Effect::WakeAt { at_ms } => self.wake = self.begun.checked_add(Duration::from_millis(at_ms)),
            Effect::CorrectClock { relay_now_ms } => self.client.correct_clock(relay_now_ms),
            Effect::Settled => {
                (options.on_progress)(self.engine.status(), &Progress::Settled);
                if !options.watch {
                    self.end = Some(Ok(()));
                }
            }
            Effect::GaveUp { code } => self.end = Some(Err(DriverError::NotLetIn { code })),
            Effect::Receive(_) | Effect::ReceiveDoc { .. } | Effect::TakeBatch { .. } | Effect::RecordAnswers(..) => {
                self.local.push_back(effect);
            }
        }
    }

    fn ask(&mut self, request: impl Future<Output = Event> + MaybeSend + 'static) {
        self.requests.begin(async move { Done::Event(request.await) });
    }

    /// Carries out an effect on the store.
    fn store(&mut self, effect: Effect) -> (Event, Option<Progress>) {
        let now_ms = self.client.clock().now_ms();
        match effect {
            Effect::Receive(page) => self.receive(now_ms, None, &page),
            Effect::ReceiveDoc { doc, page } => self.receive(now_ms, Some(doc), &page),
            Effect::TakeBatch { max_items, max_bytes } => match self.port.take_batch(max_items, max_bytes) {
                Ok(batch) => {
                    self.batch = batch;
                    (Event::BatchReady(self.batch.as_ref().map(|(id, _)| *id)), None)
                }
                Err(failure) => (Event::Answered(Err(failure)), None),
            },
            Effect::RecordAnswers(batch, answers) => {
                let result = self.port.answered(now_ms, batch, &answers);
                let progress = result.is_ok().then(|| pushed(&answers));
                (Event::Answered(result), progress)
            }
            _ => unreachable!("only effects on the store are queued here"),
        }
    }

    fn receive(&mut self, now_ms: i64, doc: Option<DocId>, page: &FeedPage) -> (Event, Option<Progress>) {
        let result = match doc {
            None => self.port.receive(now_ms, page),
            Some(doc) => self.port.receive_doc(now_ms, doc, page),
        };
        let progress = result.as_ref().ok().map(|summary| Progress::Received {
            items: page.entries.len(),
            changed: summary.changed,
            records: summary.records,
            more: page.more,
        });
        (Event::Received(result), progress)
    }
}

const fn is_failure(event: &Event) -> bool {
    matches!(
        event,
        Event::Pulled(Err(_))
            | Event::Pushed(Err(_))
            | Event::Received(Err(_))
            | Event::Answered(Err(_))
            | Event::LiveClosed(_)
            | Event::DocFetched { result: Err(_), .. }
    )
}

fn pushed(answers: &PushAnswers) -> Progress {
    let held = answers.answers.iter().filter(|answer| Answer::is_held(answer)).count();
    Progress::Pushed { held, refused: answers.answers.len() - held }
}

async fn until(at: Option<Instant>) {
    match at {
        Some(at) => sleep_until(at).await,
        None => std::future::pending().await,
    }
}

async fn tick(look: &mut Option<Interval>) {
    match look {
        Some(look) => drop(look.tick().await),
        None => std::future::pending().await,
    }
}

async fn nudged(nudge: Option<&Nudge>) -> Event {
    match nudge {
        Some(nudge) => nudge.next().await,
        None => std::future::pending().await,
    }
}

/// Waits for the live stream, if there is one; what it waited with is used up.
async fn live(slot: &mut Option<LiveFuture>) -> Done {
    let Some(waiting) = slot else { return std::future::pending().await };
    let done = waiting.await;
    *slot = None;
    done
}

async fn listen(mut stream: Box<LiveStream>) -> Done {
    let event = match stream.next().await {
        Ok(notice) => Event::LiveNotice(notice),
        Err(error) => Event::LiveClosed(error),
    };
    Done::LiveNext(stream, event)
}
