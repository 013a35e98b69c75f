//! One test for each promise of the engine, told as a conversation; `random` asks for what holds in any order.

mod feed;
mod push;
mod random;

use taizhang_wire::{Answer, Epoch, FeedEntry};

use super::*;

/// An engine, and a clock that only a test moves.
struct Talk {
    engine: Engine,
    now_ms: u64,
}

impl Talk {
    fn new(config: EngineConfig, start: Start) -> Self {
        Self { engine: Engine::new(config, 1, start), now_ms: 1_000 }
    }

    /// A device that has read up to position 5 and stays connected.
    fn staying() -> Self {
        Self::new(EngineConfig::default(), Start { cursor: Some(at(5)), outbox_waiting: false })
    }

    fn tell(&mut self, event: Event) -> Vec<Effect> {
        self.engine.handle(self.now_ms, event)
    }

    /// As `tell`, without the effects that only ask for a later time.
    fn asks(&mut self, event: Event) -> Vec<Effect> {
        let mut effects = self.tell(event);
        effects.retain(|effect| !matches!(effect, Effect::WakeAt { .. }));
        effects
    }

    /// Started, read to the end with nothing new, live where configured.
    fn caught_up(mut self) -> Self {
        self.tell(Event::Started);
        self.tell(Event::Pulled(Ok(page(5..5, false))));
        self.tell(Event::Received(Ok(stored(5))));
        if self.engine.config.live {
            self.tell(Event::LiveOpened);
        }
        assert!(self.engine.status().settled);
        self
    }

    /// Moves the clock to when the engine wants to be woken.
    fn sleep(&mut self) -> Vec<Effect> {
        self.now_ms = self.engine.scheduled_ms.expect("it waits for a time");
        self.asks(Event::Tick)
    }
}

fn at(after: Position) -> Cursor {
    Cursor { epoch: Epoch([1; 16]), after }
}

/// A page with entries after `range.start` up to `range.end`.
fn page(range: std::ops::Range<u64>, more: bool) -> Box<FeedPage> {
    let entries = (range.start + 1..=range.end).map(|position| FeedEntry { position, item: vec![1, 1] }).collect();
    Box::new(FeedPage { epoch: Epoch([1; 16]), entries, next: range.end, more })
}

fn stored(after: Position) -> ReceiveSummary {
    ReceiveSummary {
        cursor: at(after),
        changed: 1,
        records: 0,
        outbox_waiting: false,
        wants_docs: Vec::new(),
        epoch_changed: false,
        begins_again: false,
        refused: false,
    }
}

fn pull(after: Position) -> Effect {
    Effect::Pull { cursor: Some(at(after)), max_items: EngineConfig::default().page_items }
}

fn take() -> Effect {
    let EngineConfig { batch_items, batch_bytes, .. } = EngineConfig::default();
    Effect::TakeBatch { max_items: batch_items, max_bytes: batch_bytes }
}

fn answers() -> Box<PushAnswers> {
    Box::new(PushAnswers { answers: vec![Answer::Stored] })
}

fn disk_full() -> StoreFailure {
    StoreFailure { disk_full: true, message: "the disk is full".into() }
}

const PROGRESS: AnswerSummary =
    AnswerSummary { outbox_waiting: false, made_progress: true, forked: false, pull_first: false };
