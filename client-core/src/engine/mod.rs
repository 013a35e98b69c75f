//! Sync as a state machine: it is told what happened and when, and answers what to do. It owns no socket, clock,
//! thread, random number or database, so the same code runs under tokio, in a browser worker and in a simulator.
//!
//! What it sees to, whatever the order of events:
//! - A connection begins with reading the feed to its end; only then is anything pushed. A database that was restored
//!   from a backup so learns its own lost changes before it writes under a used number, and a relay that lost a week
//!   shows its new epoch before anything is offered to it.
//! - One pull, one push, one document, one page being taken in at a time. While a page is taken in, the next may be
//!   fetched, no further: at most two pages are in memory, one of them the store's.
//! - Each kind of request has its own wait after a failure, so that a relay that serves reads and refuses writes is
//!   not asked a thousand times a second. A wait never ends by itself without a time in [`Effect::WakeAt`].
//! - After [`Event::Stop`] nothing is asked for, ever.
//!
//! `now_ms` is a clock of the shell's that does not go backwards; it need not know the date.

mod backoff;
mod event;
mod plan;
mod port;
#[cfg(test)]
mod tests;

use std::{collections::VecDeque, fmt};

use taizhang_wire::{Answer, Code, Cursor, DocId, FeedPage, LiveNotice, Position, PushAnswers};

use backoff::{Jitter, Lane};

pub use event::{Effect, EngineConfig, Event, NetError, SyncError, SyncStatus, Waiting};
pub use port::{AnswerSummary, BatchId, ReceiveSummary, Start, StoreFailure, SyncPort};

/// Documents waiting to be fetched one by one; what does not fit is asked for again by the store.
pub const DOC_QUEUE_MAX: usize = 64;
/// How often one document is tried before the engine leaves it to the store to ask again.
pub const DOC_TRIES_MAX: u32 = 5;

/// The engine. See the module for what it promises.
#[derive(Debug)]
pub struct Engine {
    config: EngineConfig,
    jitter: Jitter,
    phase: Phase,
    now_ms: u64,
    scheduled_ms: Option<u64>,
    status: SyncStatus,
    lanes: Lanes,

    /// As it stands on disk.
    cursor: Option<Cursor>,
    /// The feed is not read to its end as far as is known.
    behind: bool,
    /// A pull that begins from now on is needed; one that is under way does not do.
    repull: bool,
    /// The feed was read to its end in this connection and this epoch.
    may_push: bool,
    notice: Option<LiveNotice>,
    poll_at_ms: Option<u64>,
    /// Where the pull under way began.
    pulling: Option<Option<Cursor>>,
    ahead: Option<Ahead>,
    storing: Option<Storing>,

    outbox_waiting: bool,
    /// Something was committed since the batch in hand was taken.
    outbox_dirty: bool,
    push: PushStep,
    batch_items: usize,

    live: LiveStep,

    docs: VecDeque<DocWant>,
    doc_step: DocStep,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Phase {
    Created,
    Running,
    GaveUp(Code),
    Stopped,
}

/// A page that was fetched while its predecessor is being taken in.
struct Ahead {
    from: Option<Cursor>,
    page: Box<FeedPage>,
}

impl fmt::Debug for Ahead {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The engine's state is hashed after every event: a megabyte of entries would be most of that work.
        let Self { from, page } = self;
        write!(
            f,
            "Ahead {{ from: {from:?}, entries: {}, next: {}, more: {} }}",
            page.entries.len(),
            page.next,
            page.more
        )
    }
}

#[derive(Debug)]
enum Storing {
    Feed { next: Cursor, more: bool },
    Doc { next: Position, more: bool },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum PushStep {
    Idle,
    Taking,
    Sending(BatchId),
    Recording,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum LiveStep {
    Closed,
    Opening,
    Open { since_ms: u64 },
}

#[derive(Clone, Copy, Debug)]
struct DocWant {
    doc: DocId,
    after: Position,
    tries: u32,
}

#[derive(Debug)]
enum DocStep {
    Idle,
    Fetching,
    Fetched(Ahead),
    Storing,
}

#[derive(Clone, Copy)]
enum LaneName {
    Pull,
    Push,
    Live,
    Doc,
}

#[derive(Debug, Default)]
struct Lanes {
    pull: Lane,
    push: Lane,
    live: Lane,
    doc: Lane,
}

impl Lanes {
    const fn get_mut(&mut self, name: LaneName) -> &mut Lane {
        match name {
            LaneName::Pull => &mut self.pull,
            LaneName::Push => &mut self.push,
            LaneName::Live => &mut self.live,
            LaneName::Doc => &mut self.doc,
        }
    }
}

impl Engine {
    /// An engine at rest; [`Event::Started`] wakes it. `seed` decides how waits are spread, nothing else.
    #[must_use]
    pub fn new(config: EngineConfig, seed: u64, start: Start) -> Self {
        Self {
            jitter: Jitter::new(seed),
            phase: Phase::Created,
            now_ms: 0,
            scheduled_ms: None,
            status: SyncStatus::default(),
            lanes: Lanes::default(),
            cursor: start.cursor,
            behind: true,
            repull: false,
            may_push: false,
            notice: None,
            poll_at_ms: None,
            pulling: None,
            ahead: None,
            storing: None,
            outbox_waiting: start.outbox_waiting,
            outbox_dirty: false,
            push: PushStep::Idle,
            batch_items: config.batch_items.max(1),
            live: LiveStep::Closed,
            docs: VecDeque::new(),
            doc_step: DocStep::Idle,
            config,
        }
    }

    /// Takes one event and says what to do, in order. At most eight effects come of one event.
    pub fn handle(&mut self, now_ms: u64, event: Event) -> Vec<Effect> {
        let mut effects = Vec::new();
        // A clock that does go backwards only makes waits longer, never the state inconsistent.
        self.now_ms = self.now_ms.max(now_ms);
        if self.phase != Phase::Stopped {
            self.apply(event, &mut effects);
            self.plan(&mut effects);
            self.describe();
        }
        effects
    }

    /// How sync stands.
    #[must_use]
    pub const fn status(&self) -> &SyncStatus {
        &self.status
    }

    /// A hash of the whole state: the same events give the same fingerprints, on every machine.
    #[must_use]
    pub fn fingerprint(&self) -> u64 {
        struct Fnv(u64);
        impl fmt::Write for Fnv {
            fn write_str(&mut self, text: &str) -> fmt::Result {
                for byte in text.bytes() {
                    self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
                }
                Ok(())
            }
        }
        let mut hash = Fnv(0xcbf2_9ce4_8422_2325);
        fmt::Write::write_fmt(&mut hash, format_args!("{self:?}")).expect("hashing does not fail");
        hash.0
    }

    fn apply(&mut self, event: Event, effects: &mut Vec<Effect>) {
        match event {
            Event::Started => {
                if self.phase == Phase::Created {
                    self.phase = Phase::Running;
                }
            }
            Event::Tick => self.scheduled_ms = None,
            Event::NetworkUp => self.network_up(),
            Event::LocalCommit => {
                self.outbox_waiting = true;
                self.outbox_dirty = true;
            }
            Event::Pulled(result) => self.pulled(result, effects),
            Event::Received(result) => self.received(result, effects),
            Event::BatchReady(batch) => self.batch_ready(batch, effects),
            Event::Pushed(result) => self.pushed(result, effects),
            Event::Answered(result) => self.answered(result),
            Event::LiveOpened => {
                if self.live == LiveStep::Opening {
                    self.live = LiveStep::Open { since_ms: self.now_ms };
                }
            }
            Event::LiveNotice(notice) => {
                if self.live != LiveStep::Closed {
                    self.notice = Some(notice);
                }
            }
            Event::LiveClosed(error) => self.live_closed(error, effects),
            Event::DocFetched { doc, result } => self.doc_fetched(doc, result, effects),
            Event::Stop => self.stop(effects),
        }
    }

    fn network_up(&mut self) {
        if self.phase == Phase::Created {
            return;
        }
        self.phase = Phase::Running;
        self.lanes = Lanes::default();
        self.new_connection();
    }

    /// Nothing that was known of the relay is certain any more.
    const fn new_connection(&mut self) {
        self.repull = true;
        self.may_push = false;
    }

    // Reading the feed.

    /// Where the next page has to begin to be of use.
    const fn reading_from(&self) -> Option<Cursor> {
        match &self.storing {
            Some(Storing::Feed { next, .. }) => Some(*next),
            _ => self.cursor,
        }
    }

    fn pulled(&mut self, result: Result<Box<FeedPage>, NetError>, effects: &mut Vec<Effect>) {
        let Some(from) = self.pulling.take() else { return };
        match result {
            Err(error) => self.request_failed(LaneName::Pull, error, effects),
            // The page before this one was not taken in after all.
            Ok(_) if from != self.reading_from() => self.repull = true,
            Ok(page) if !advances(from, &page) => self.request_failed(LaneName::Pull, NetError::Garbage, effects),
            Ok(page) => {
                self.status.connected = true;
                self.ahead = Some(Ahead { from, page });
            }
        }
    }

    fn received(&mut self, result: Result<ReceiveSummary, StoreFailure>, effects: &mut Vec<Effect>) {
        let Some(storing) = self.storing.take() else { return };
        match (storing, result) {
            (Storing::Feed { .. }, Ok(summary)) if summary.refused => {
                self.ahead = None;
                self.behind = true;
                self.request_failed(LaneName::Pull, NetError::Garbage, effects);
            }
            (Storing::Feed { next, more }, Ok(summary)) => {
                self.note_summary(&summary);
                self.cursor = Some(summary.cursor);
                if summary.epoch_changed {
                    self.may_push = false;
                }
                if summary.cursor == next {
                    self.page_stored(more);
                } else if summary.begins_again {
                    self.ahead = None;
                    self.behind = true;
                } else {
                    // The store stands elsewhere than we thought: go on from there, but not at any pace.
                    self.ahead = None;
                    self.behind = true;
                    self.lanes.pull.failed(self.now_ms, 0, &self.config, &mut self.jitter);
                }
            }
            (Storing::Doc { next, more }, Ok(summary)) => {
                self.note_summary(&summary);
                self.doc_step = DocStep::Idle;
                self.lanes.doc.succeeded();
                match self.docs.front_mut() {
                    Some(want) if more => want.after = next,
                    _ => drop(self.docs.pop_front()),
                }
            }
            (Storing::Feed { .. }, Err(failure)) => {
                self.ahead = None;
                self.behind = true;
                self.store_failed(LaneName::Pull, failure);
            }
            (Storing::Doc { .. }, Err(failure)) => {
                self.doc_step = DocStep::Idle;
                self.store_failed(LaneName::Doc, failure);
                self.doc_tried();
            }
        }
    }

    fn page_stored(&mut self, more: bool) {
        self.lanes.pull.succeeded();
        self.behind = more;
        if !more {
            self.status.last_pull_ms = Some(self.now_ms);
            self.poll_at_ms = Some(self.now_ms.saturating_add(self.config.poll_ms));
            if !self.repull {
                self.may_push = true;
            }
        }
    }

    fn note_summary(&mut self, summary: &ReceiveSummary) {
        self.outbox_waiting |= summary.outbox_waiting;
        for &doc in &summary.wants_docs {
            if self.docs.len() < DOC_QUEUE_MAX && self.docs.iter().all(|want| want.doc != doc) {
                self.docs.push_back(DocWant { doc, after: 0, tries: 0 });
            }
        }
    }

    // One document by itself.

    fn doc_fetched(&mut self, doc: DocId, result: Result<Box<FeedPage>, NetError>, effects: &mut Vec<Effect>) {
        let Some(want) = self.docs.front().copied() else { return };
        if !matches!(self.doc_step, DocStep::Fetching) || want.doc != doc {
            return;
        }
        self.doc_step = DocStep::Idle;
        match result {
            Ok(page) if page.next > want.after || !page.more => {
                self.status.connected = true;
                self.doc_step = DocStep::Fetched(Ahead { from: None, page });
            }
            Ok(_) => {
                self.request_failed(LaneName::Doc, NetError::Garbage, effects);
                self.doc_tried();
            }
            Err(NetError::Status { code: Code::NotFound | Code::UnknownDocument | Code::NotInAudience, .. }) => {
                self.docs.pop_front();
            }
            Err(error) => {
                self.request_failed(LaneName::Doc, error, effects);
                self.doc_tried();
            }
        }
    }

    /// Counts a failure of the first document in the queue, and lets it go when there were too many.
    fn doc_tried(&mut self) {
        let Some(want) = self.docs.front_mut() else { return };
        want.tries += 1;
        if want.tries >= DOC_TRIES_MAX {
            self.docs.pop_front();
        } else {
            // The others get their turn.
            self.docs.rotate_left(1);
        }
    }

    // Pushing.

    fn batch_ready(&mut self, batch: Option<BatchId>, effects: &mut Vec<Effect>) {
        if self.push != PushStep::Taking {
            return;
        }
        self.push = PushStep::Idle;
        match batch {
            None => self.outbox_waiting = self.outbox_dirty,
            Some(batch) if self.can_push() => {
                self.push = PushStep::Sending(batch);
                effects.push(Effect::Push(batch));
            }
            // The connection went while it was being taken. It stays in the outbox.
            Some(_) => self.outbox_waiting = true,
        }
    }

    fn can_push(&self) -> bool {
        self.phase == Phase::Running && self.may_push && self.lanes.push.is_open(self.now_ms)
    }

    fn pushed(&mut self, result: Result<Box<PushAnswers>, NetError>, effects: &mut Vec<Effect>) {
        let PushStep::Sending(batch) = self.push else { return };
        match result {
            Ok(answers) => {
                self.status.connected = true;
                self.push = PushStep::Recording;
                effects.push(Effect::RecordAnswers(batch, answers));
            }
            Err(NetError::Status { code: Code::TooLarge, .. }) if self.batch_items > 1 => {
                self.push = PushStep::Idle;
                self.batch_items /= 2;
            }
            // It was alone in its batch, so it is the item that is too large. It must not block the others.
            Err(NetError::Status { code: Code::TooLarge, .. }) => {
                self.push = PushStep::Recording;
                let answers = PushAnswers { answers: vec![Answer::refused(Code::TooLarge)] };
                effects.push(Effect::RecordAnswers(batch, Box::new(answers)));
            }
            Err(error) => {
                self.push = PushStep::Idle;
                self.request_failed(LaneName::Push, error, effects);
            }
        }
    }

    fn answered(&mut self, result: Result<AnswerSummary, StoreFailure>) {
        if !matches!(self.push, PushStep::Recording | PushStep::Taking) {
            return;
        }
        let was_taking = self.push == PushStep::Taking;
        match result {
            Ok(_) if was_taking => {}
            Ok(summary) => {
                self.push = PushStep::Idle;
                self.outbox_waiting = summary.outbox_waiting || self.outbox_dirty;
                if summary.made_progress {
                    self.lanes.push.succeeded();
                    self.batch_items = (self.batch_items * 2).min(self.config.batch_items.max(1));
                    self.status.last_push_ms = Some(self.now_ms);
                } else if summary.outbox_waiting {
                    // The same batch would get the same answers.
                    self.lanes.push.failed(self.now_ms, 0, &self.config, &mut self.jitter);
                }
                if summary.forked || summary.pull_first {
                    self.new_connection();
                }
            }
            Err(failure) => {
                self.push = PushStep::Idle;
                self.outbox_waiting = true;
                self.store_failed(LaneName::Push, failure);
            }
        }
    }

    // The live stream.

    fn live_closed(&mut self, error: NetError, effects: &mut Vec<Effect>) {
        let stood = match self.live {
            LiveStep::Closed => return,
            LiveStep::Opening => false,
            LiveStep::Open { since_ms } => self.now_ms.saturating_sub(since_ms) >= self.config.live_stable_ms,
        };
        self.live = LiveStep::Closed;
        if stood {
            self.lanes.live.succeeded();
        }
        self.request_failed(LaneName::Live, error, effects);
    }

    // Failures.

    fn request_failed(&mut self, name: LaneName, error: NetError, effects: &mut Vec<Effect>) {
        self.new_connection();
        self.status.connected = false;
        let lane = self.lanes.get_mut(name);
        match error {
            NetError::Status { code: code @ (Code::NotEnrolled | Code::Revoked | Code::GrantExpired), .. } => {
                self.give_up(code, effects)
            }
            NetError::Status { code: Code::ClockSkew, relay_now_ms: Some(relay_now_ms), .. } => {
                effects.push(Effect::CorrectClock { relay_now_ms });
                if !lane.may_retry_clock() {
                    lane.failed(self.now_ms, 0, &self.config, &mut self.jitter);
                }
            }
            NetError::Status { retry_after_ms, .. } => {
                let asked_ms = retry_after_ms.unwrap_or(0).min(self.config.retry_after_max_ms);
                lane.failed(self.now_ms, asked_ms, &self.config, &mut self.jitter);
            }
            NetError::Unreachable | NetError::Untrusted | NetError::Timeout | NetError::Garbage => {
                lane.failed(self.now_ms, 0, &self.config, &mut self.jitter);
            }
        }
        self.status.last_error = Some(SyncError::Net(error));
    }

    fn store_failed(&mut self, name: LaneName, failure: StoreFailure) {
        let lane = self.lanes.get_mut(name);
        if failure.disk_full {
            lane.paused(self.now_ms, self.config.disk_retry_ms, &mut self.jitter);
        } else {
            lane.failed(self.now_ms, 0, &self.config, &mut self.jitter);
        }
        self.status.last_error = Some(SyncError::Store(failure));
    }

    fn give_up(&mut self, code: Code, effects: &mut Vec<Effect>) {
        if self.phase == Phase::Running {
            self.phase = Phase::GaveUp(code);
            self.close_live(effects);
            effects.push(Effect::GaveUp { code });
        }
    }

    fn close_live(&mut self, effects: &mut Vec<Effect>) {
        if self.live != LiveStep::Closed {
            self.live = LiveStep::Closed;
            effects.push(Effect::CloseLive);
        }
        self.notice = None;
    }

    fn stop(&mut self, effects: &mut Vec<Effect>) {
        self.close_live(effects);
        self.phase = Phase::Stopped;
        self.scheduled_ms = None;
        self.ahead = None;
        self.pulling = None;
        self.storing = None;
        self.push = PushStep::Idle;
        self.docs.clear();
        self.doc_step = DocStep::Idle;
    }
}

/// Whether a page starts the feed from its beginning instead of following the cursor: another epoch, or a relay that
/// has less than we read before and did not notice that it lost the rest.
fn begins_anew(from: Option<Cursor>, page: &FeedPage) -> bool {
    from.is_some_and(|cursor| cursor.epoch != page.epoch || page.next < cursor.after)
}

/// Whether a page leads on. One that repeats itself would be asked for without end. Whether its entries follow what was
/// asked for, the store judges: it keeps what the relay did.
fn advances(from: Option<Cursor>, page: &FeedPage) -> bool {
    let after = if begins_anew(from, page) { 0 } else { from.map_or(0, |cursor| cursor.after) };
    !page.more || page.next > after
}
