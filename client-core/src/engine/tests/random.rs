//! Whatever is told in whatever order: the bounds hold.

use proptest::{collection::vec, prelude::*};
use taizhang_wire::{DocId, Epoch};

use super::*;

fn cursors() -> impl Strategy<Value = Cursor> {
    (0..3_u8, 0..20_u64).prop_map(|(epoch, after)| Cursor { epoch: Epoch([epoch; 16]), after })
}

fn pages() -> impl Strategy<Value = Box<FeedPage>> {
    (0..3_u8, 0..20_u64, 0..4_u64, any::<bool>()).prop_map(|(epoch, from, count, more)| {
        let FeedPage { entries, next, .. } = *page(from..from + count, more);
        Box::new(FeedPage { epoch: Epoch([epoch; 16]), entries, next, more })
    })
}

fn net_errors() -> impl Strategy<Value = NetError> {
    let codes = prop::sample::select(vec![Code::Busy, Code::ClockSkew, Code::Storage, Code::TooLarge, Code::Revoked]);
    let status = (codes, proptest::option::of(any::<i64>()), proptest::option::of(any::<u64>()))
        .prop_map(|(code, relay_now_ms, retry_after_ms)| NetError::Status { code, relay_now_ms, retry_after_ms });
    prop_oneof![
        Just(NetError::Unreachable),
        Just(NetError::Untrusted),
        Just(NetError::Timeout),
        Just(NetError::Garbage),
        status
    ]
}

fn failures() -> impl Strategy<Value = StoreFailure> {
    any::<bool>().prop_map(|disk_full| StoreFailure { disk_full, message: String::new() })
}

fn result<T: std::fmt::Debug + Clone, E: std::fmt::Debug + Clone>(
    good: impl Strategy<Value = T>,
    bad: impl Strategy<Value = E>,
) -> impl Strategy<Value = Result<T, E>> {
    prop_oneof![3 => good.prop_map(Ok), 1 => bad.prop_map(Err)]
}

fn docs() -> impl Strategy<Value = DocId> {
    (0..100_u8).prop_map(|n| DocId::from_hash(&[n; 32]))
}

fn summaries() -> impl Strategy<Value = ReceiveSummary> {
    (cursors(), any::<bool>(), vec(docs(), 0..3), any::<[bool; 3]>()).prop_map(
        |(cursor, outbox_waiting, wants_docs, [epoch_changed, begins_again, refused])| ReceiveSummary {
            cursor,
            changed: 0,
            records: 0,
            outbox_waiting,
            wants_docs,
            epoch_changed,
            begins_again,
            refused,
        },
    )
}

fn answer_summaries() -> impl Strategy<Value = AnswerSummary> {
    any::<[bool; 4]>().prop_map(|[outbox_waiting, made_progress, forked, pull_first]| AnswerSummary {
        outbox_waiting,
        made_progress,
        forked,
        pull_first,
    })
}

fn events() -> impl Strategy<Value = Event> {
    prop_oneof![
        2 => Just(Event::Tick),
        2 => Just(Event::NetworkUp),
        2 => Just(Event::LocalCommit),
        6 => result(pages(), net_errors()).prop_map(Event::Pulled),
        6 => result(summaries(), failures()).prop_map(Event::Received),
        3 => proptest::option::of(any::<BatchId>()).prop_map(Event::BatchReady),
        3 => result(Just(answers()), net_errors()).prop_map(Event::Pushed),
        3 => result(answer_summaries(), failures()).prop_map(Event::Answered),
        1 => Just(Event::LiveOpened),
        2 => cursors().prop_map(|Cursor { epoch, after }| Event::LiveNotice(LiveNotice { epoch, head: after })),
        1 => net_errors().prop_map(Event::LiveClosed),
        2 => (docs(), result(pages(), net_errors())).prop_map(|(doc, result)| Event::DocFetched { doc, result }),
    ]
}

/// A shell that counts what is under way. An event that answers nothing is told all the same.
#[derive(Default)]
struct Shell {
    pulling: bool,
    storing: bool,
    pushing: bool,
    live: bool,
    fetching: Option<DocId>,
    cursor: Option<Cursor>,
    /// Where the page being taken in began, and leads to.
    page: Option<Cursor>,
    read_to_end: bool,
    expects_end: bool,
}

impl Shell {
    fn told(&mut self, event: &Event) {
        match event {
            Event::Pulled(result) => {
                self.read_to_end &= !self.pulling || result.is_ok();
                self.pulling = false;
            }
            Event::Received(result) => {
                if let (true, Some(page), Ok(summary)) = (self.storing, self.page, result) {
                    if summary.refused {
                        self.read_to_end = false;
                    } else {
                        self.cursor = Some(summary.cursor);
                        self.read_to_end &= !summary.epoch_changed;
                        self.read_to_end |= summary.cursor == page && self.expects_end;
                    }
                }
                self.storing = false;
                self.page = None;
            }
            Event::BatchReady(_) | Event::Pushed(_) | Event::Answered(_) => self.pushing = false,
            Event::LiveClosed(_) => self.live = false,
            Event::DocFetched { doc, .. } if self.fetching == Some(*doc) => self.fetching = None,
            Event::NetworkUp => self.read_to_end = false,
            _ => {}
        }
    }

    fn asked(&mut self, effect: &Effect, now_ms: u64) {
        match effect {
            Effect::Pull { .. } => assert!(!std::mem::replace(&mut self.pulling, true), "two pulls"),
            Effect::Receive(page) => {
                assert!(!std::mem::replace(&mut self.storing, true), "two pages");
                let follows = |cursor: Cursor| cursor.epoch == page.epoch && page.next >= cursor.after;
                self.read_to_end &= self.cursor.is_none_or(follows);
                self.page = Some(Cursor { epoch: page.epoch, after: page.next });
                self.expects_end = !page.more;
            }
            Effect::ReceiveDoc { .. } => assert!(!std::mem::replace(&mut self.storing, true), "two pages"),
            Effect::TakeBatch { max_items, .. } => {
                assert!(!std::mem::replace(&mut self.pushing, true), "two batches");
                assert!((1..=500).contains(max_items));
                assert!(self.read_to_end, "pushes before it has read");
            }
            Effect::Push(_) => {
                assert!(self.read_to_end, "pushes before it has read");
                self.pushing = true;
            }
            Effect::RecordAnswers(..) => self.pushing = true,
            Effect::OpenLive { .. } => assert!(!std::mem::replace(&mut self.live, true), "two streams"),
            Effect::CloseLive => assert!(std::mem::replace(&mut self.live, false), "no stream to close"),
            Effect::FetchDoc { doc, .. } => assert!(self.fetching.replace(*doc).is_none(), "two documents"),
            Effect::WakeAt { at_ms } => assert!(*at_ms > now_ms, "a time that has passed"),
            Effect::CorrectClock { .. } | Effect::Settled | Effect::GaveUp { .. } => {}
        }
    }
}

proptest! {
    #[test]
    fn bounds_hold_in_any_order(
        steps in vec((events(), 0..3_000_u64), 1..200),
        seed in any::<u64>(),
        start in (proptest::option::of(cursors()), any::<bool>()),
    ) {
        let start = Start { cursor: start.0, outbox_waiting: start.1 };
        let mut shell = Shell { cursor: start.cursor, ..Shell::default() };
        let mut engine = Engine::new(EngineConfig::default(), seed, start);
        let mut twin = Engine::new(EngineConfig::default(), seed, start);
        let mut now_ms = 0;
        let script = std::iter::once((Event::Started, 0)).chain(steps);
        for (event, later_ms) in script {
            now_ms += later_ms;
            shell.told(&event);
            let effects = engine.handle(now_ms, event.clone());
            prop_assert!(effects.len() <= 8, "a storm: {effects:?}");
            for effect in &effects {
                shell.asked(effect, now_ms);
            }
            prop_assert!(engine.docs.len() <= DOC_QUEUE_MAX);
            prop_assert_eq!(twin.handle(now_ms, event), effects);
            prop_assert_eq!(twin.fingerprint(), engine.fingerprint());
            // Whoever waits has asked to be woken.
            let due_ms = engine.status().next_try_at_ms;
            prop_assert!(due_ms.is_none_or(|due_ms| engine.scheduled_ms.is_some_and(|at_ms| at_ms <= due_ms)));
        }
        for effect in engine.handle(now_ms, Event::Stop) {
            prop_assert_eq!(effect, Effect::CloseLive);
        }
        prop_assert_eq!(engine.handle(now_ms + 1_000_000_000, Event::Tick), []);
    }

    /// A relay that is fickle for a while and then well: everything arrives, and the engine comes to rest.
    #[test]
    fn it_settles_once_the_world_is_well(faults in vec((0..12_u8, 0..5_000_u64), 0..60), seed in any::<u64>()) {
        let mut world = World::new(seed);
        world.tell(Event::Started);
        for (fault, later_ms) in faults {
            world.now_ms += later_ms;
            world.step(Some(fault));
        }
        for _ in 0..2_000 {
            // Settled is as far as is known; what was pushed comes back once the stream stands.
            if world.engine.status().settled && world.engine.status().live && world.waiting.is_empty() {
                break;
            }
            world.step(None);
        }
        prop_assert!(world.engine.status().settled, "{:?}", world.engine);
        prop_assert_eq!(world.cursor, Some(at(world.head)));
        prop_assert_eq!(world.outbox, 0);
    }
}

/// A relay with a feed that only counts, a store with an outbox that only counts.
struct World {
    engine: Engine,
    now_ms: u64,
    wake_ms: Option<u64>,
    waiting: VecDeque<Effect>,
    head: Position,
    cursor: Option<Cursor>,
    outbox: usize,
}

impl World {
    fn new(seed: u64) -> Self {
        let engine = Engine::new(EngineConfig::default(), seed, Start { cursor: None, outbox_waiting: true });
        Self { engine, now_ms: 0, wake_ms: None, waiting: VecDeque::new(), head: 25, cursor: None, outbox: 3 }
    }

    fn tell(&mut self, event: Event) {
        for effect in self.engine.handle(self.now_ms, event) {
            match effect {
                Effect::WakeAt { at_ms } => self.wake_ms = Some(at_ms),
                effect => self.waiting.push_back(effect),
            }
        }
    }

    /// Carries out the next effect, well or badly, or sleeps until the engine wants to be woken.
    fn step(&mut self, fault: Option<u8>) {
        match fault {
            Some(10) => self.tell(Event::NetworkUp),
            Some(11) => {
                self.outbox += 1;
                self.tell(Event::LocalCommit);
            }
            _ => {}
        }
        let Some(effect) = self.waiting.pop_front() else {
            if let Some(at_ms) = self.wake_ms.take() {
                self.now_ms = self.now_ms.max(at_ms);
                self.tell(Event::Tick);
            }
            return;
        };
        let bad = match fault {
            Some(0) => Some(NetError::Unreachable),
            Some(1) => Some(NetError::Garbage),
            Some(2) => Some(NetError::Status { code: Code::ClockSkew, relay_now_ms: Some(1), retry_after_ms: None }),
            Some(3) => Some(NetError::Status { code: Code::Busy, relay_now_ms: None, retry_after_ms: Some(9_000) }),
            Some(4) => Some(NetError::status(Code::TooLarge)),
            _ => None,
        };
        let store = StoreFailure { disk_full: fault == Some(5), message: String::new() };
        let store_fails = matches!(fault, Some(5 | 6));
        let event = match effect {
            Effect::Pull { cursor, .. } => Event::Pulled(bad.map_or_else(|| Ok(self.page(cursor)), Err)),
            Effect::Receive(_) if store_fails => Event::Received(Err(store)),
            Effect::Receive(page) => {
                self.cursor = Some(at(page.next));
                let outbox_waiting = self.outbox > 0;
                Event::Received(Ok(ReceiveSummary { outbox_waiting, ..stored(page.next) }))
            }
            Effect::TakeBatch { .. } if store_fails => Event::Answered(Err(store)),
            Effect::TakeBatch { .. } => Event::BatchReady((self.outbox > 0).then_some(1)),
            Effect::Push(_) => Event::Pushed(bad.map_or_else(|| Ok(answers()), Err)),
            Effect::RecordAnswers(..) if store_fails => Event::Answered(Err(store)),
            Effect::RecordAnswers(..) => {
                self.outbox = self.outbox.saturating_sub(1);
                self.head += 1;
                let outbox_waiting = self.outbox > 0;
                let pull_first = fault == Some(7);
                Event::Answered(Ok(AnswerSummary { outbox_waiting, pull_first, ..PROGRESS }))
            }
            Effect::OpenLive { .. } => match bad {
                Some(error) => Event::LiveClosed(error),
                None => {
                    self.tell(Event::LiveOpened);
                    Event::LiveNotice(LiveNotice { epoch: Epoch([1; 16]), head: self.head })
                }
            },
            _ => return,
        };
        self.tell(event);
        // Whoever pushes hears of it on the live stream.
        self.tell(Event::LiveNotice(LiveNotice { epoch: Epoch([1; 16]), head: self.head }));
    }

    fn page(&self, cursor: Option<Cursor>) -> Box<FeedPage> {
        let after = cursor.map_or(0, |cursor| cursor.after);
        let next = self.head.min(after + 10);
        page(after..next, next < self.head)
    }
}
