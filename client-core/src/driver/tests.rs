//! The driver between a relay on loopback and a store in memory.

use std::{cell::RefCell, rc::Rc};

use serde_bytes::ByteBuf;
use taizhang_wire::Cursor;
use tokio::sync::oneshot;

use crate::{
    engine::{AnswerSummary, ReceiveSummary, Start},
    net::fake::{FakeRelay, county, device},
};

use super::*;

/// A store that only keeps bytes.
#[derive(Default)]
struct Shelf {
    feed: Vec<Vec<u8>>,
    directory: Vec<Vec<u8>>,
    cursor: Option<Cursor>,
    outbox: Vec<Vec<u8>>,
    refused: usize,
    /// Items that another process writes; they are seen by looking.
    by_another: Vec<Vec<u8>>,
    fails: bool,
}

impl Shelf {
    fn with(items: &[&[u8]]) -> Self {
        Self { outbox: items.iter().map(|item| item.to_vec()).collect(), ..Self::default() }
    }

    fn failure(&self) -> Result<(), StoreFailure> {
        if self.fails { Err(StoreFailure { disk_full: true, message: "full".into() }) } else { Ok(()) }
    }
}

impl SyncPort for Shelf {
    fn start(&mut self) -> Result<Start, StoreFailure> {
        Ok(Start { cursor: self.cursor, outbox_waiting: !self.outbox.is_empty() })
    }

    fn receive(&mut self, _now_ms: i64, page: &FeedPage) -> Result<ReceiveSummary, StoreFailure> {
        self.failure()?;
        self.feed.extend(page.entries.iter().map(|entry| entry.item.clone()));
        let cursor = Cursor { epoch: page.epoch, after: page.next };
        self.cursor = Some(cursor);
        let (changed, outbox_waiting) = (page.entries.len(), !self.outbox.is_empty());
        Ok(ReceiveSummary {
            cursor,
            changed,
            records: 0,
            outbox_waiting,
            wants_docs: Vec::new(),
            epoch_changed: false,
            begins_again: false,
            refused: false,
        })
    }

    fn receive_doc(&mut self, _: i64, _: DocId, _: &FeedPage) -> Result<ReceiveSummary, StoreFailure> {
        unreachable!("this store wants no documents")
    }

    fn receive_directory(&mut self, _: i64, page: &FeedPage) -> Result<(), StoreFailure> {
        self.failure()?;
        self.directory.extend(page.entries.iter().map(|entry| entry.item.clone()));
        Ok(())
    }

    fn take_batch(
        &mut self,
        max_items: usize,
        _max_bytes: usize,
    ) -> Result<Option<(BatchId, PushRequest)>, StoreFailure> {
        let items: Vec<_> = self.outbox.iter().take(max_items).cloned().map(ByteBuf::from).collect();
        Ok((!items.is_empty()).then_some((1, PushRequest { items })))
    }

    fn answered(&mut self, _: i64, _: BatchId, answers: &PushAnswers) -> Result<AnswerSummary, StoreFailure> {
        self.refused += answers.answers.iter().filter(|answer| !answer.is_held()).count();
        self.outbox.drain(..answers.answers.len());
        Ok(AnswerSummary { outbox_waiting: !self.outbox.is_empty(), made_progress: true, ..AnswerSummary::default() })
    }

    fn poll_local(&mut self) -> Result<bool, StoreFailure> {
        self.outbox.append(&mut self.by_another);
        Ok(!self.outbox.is_empty())
    }
}

fn tell(sender: &mut Option<oneshot::Sender<()>>) {
    if let Some(sender) = sender.take() {
        sender.send(()).expect("somebody waits for it");
    }
}

/// Runs once, and says which steps it took.
async fn once(shelf: &mut Shelf, client: &RelayClient) -> (Result<SyncStatus, DriverError>, Vec<Progress>) {
    let mut steps = Vec::new();
    let options = RunOptions {
        watch: false,
        time_limit: Some(Duration::from_secs(20)),
        failures_max: 1,
        seed: 1,
        shutdown: Box::pin(std::future::pending()),
        on_progress: &mut |_, step| steps.push(step.clone()),
    };
    let result = run(shelf, client, options).await;
    (result, steps)
}

#[tokio::test]
async fn one_run_brings_everything_here_and_there() {
    let relay = FakeRelay::start().await;
    for number in 0..2_500_u32 {
        relay.append(&[&[1], &number.to_be_bytes()[..]].concat());
    }
    let mut shelf = Shelf::with(&[b"mine", b"\0bad", b"also mine"]);
    let client = relay.client();
    let (result, steps) = once(&mut shelf, &client).await;
    let status = result.expect("it settles");
    assert!(status.last_pull_ms.is_some() && status.last_push_ms.is_some());
    let received = |items, more| Progress::Received { items, changed: items, records: 0, more };
    let pushed = Progress::Pushed { held: 2, refused: 1 };
    let expected = [received(1_000, true), received(1_000, true), received(500, false), pushed, Progress::Settled];
    assert_eq!(steps, expected);
    assert_eq!(client.counters().requests(), 4);
    assert!((0..2_500_u32).all(|number| shelf.feed[number as usize][1..] == number.to_be_bytes()), "in order");

    // What was pushed comes back once; after that, a run is one round trip.
    once(&mut shelf, &relay.client()).await.0.expect("it settles");
    assert_eq!(shelf.feed.len(), 2_502);
    let client = relay.client();
    once(&mut shelf, &client).await.0.expect("it settles");
    let counters = client.counters();
    assert_eq!(counters.requests(), 1);
    assert!(counters.bytes_in() + counters.bytes_out() < 1_024);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_devices_that_watch_hear_of_each_other() {
    let relay = FakeRelay::start().await;
    let (heard, hears) = oneshot::channel::<()>();
    let (is_live, live) = oneshot::channel::<()>();
    let (client, listener_client) = (relay.client(), relay.client());
    let listener = tokio::spawn(async move {
        let (mut heard, mut is_live) = (Some(heard), Some(is_live));
        let (done, end) = oneshot::channel::<()>();
        let mut done = Some(done);
        let mut shelf = Shelf::default();
        let options = RunOptions {
            watch: true,
            time_limit: None,
            failures_max: 1,
            seed: 1,
            shutdown: Box::pin(async { drop(end.await) }),
            on_progress: &mut |_, step| match step {
                Progress::Settled => tell(&mut is_live),
                Progress::Received { items: 1, .. } => {
                    tell(&mut heard);
                    tell(&mut done);
                }
                _ => {}
            },
        };
        let result = run(&mut shelf, &listener_client, options).await;
        (result, shelf.feed)
    });
    live.await.expect("the listener settles");
    // The writer's edit is another process's: it is seen by looking at the outbox.
    let mut shelf = Shelf { by_another: vec![b"news".to_vec()], ..Shelf::default() };
    let options = RunOptions {
        watch: true,
        time_limit: None,
        failures_max: 1,
        seed: 2,
        shutdown: Box::pin(async { drop(hears.await) }),
        on_progress: &mut |_, _| {},
    };
    run(&mut shelf, &client, options).await.expect("it ends when told to");
    let (result, feed) = listener.await.expect("the listener ends");
    assert_eq!(result.expect("it ends when told to").waiting, crate::engine::Waiting::Stopped);
    assert_eq!(feed, [b"news".to_vec()]);
}

#[tokio::test]
async fn a_clock_that_is_years_wrong_is_no_obstacle() {
    let relay = FakeRelay::start().await;
    relay.lock().clock_ahead_ms = -9 * 365 * 86_400_000;
    let mut shelf = Shelf::with(&[b"mine"]);
    let (result, _) = once(&mut shelf, &relay.client()).await;
    result.expect("it settles");
    assert_eq!(relay.lock().items, [b"mine".to_vec()]);
}

#[tokio::test]
async fn each_failure_ends_a_run_with_its_own_word_and_nothing_lost() {
    let relay = FakeRelay::start().await;
    let nobody = RelayClient::new("http://127.0.0.1:1", device(), county()).expect("a loopback address");
    let mut shelf = Shelf::with(&[b"mine"]);
    let (result, steps) = once(&mut shelf, &nobody).await;
    assert_eq!(result, Err(DriverError::Net(NetError::Unreachable)));
    assert_eq!(steps, [Progress::Failed]);

    relay.answer_instead(401, r#"{"code":"not_enrolled","message":"x","now_ms":5}"#);
    let (result, _) = once(&mut shelf, &relay.client()).await;
    assert_eq!(result, Err(DriverError::NotLetIn { code: Code::NotEnrolled }));

    shelf.fails = true;
    let (result, _) = once(&mut shelf, &relay.client()).await;
    assert_eq!(result.expect_err("the disk is full").code(), "disk_full");
    shelf.fails = false;

    relay.lock().is_mute = true;
    let options = RunOptions {
        watch: false,
        time_limit: Some(Duration::from_millis(20)),
        failures_max: 1,
        seed: 1,
        shutdown: Box::pin(std::future::pending()),
        on_progress: &mut |_, _| {},
    };
    assert_eq!(run(&mut shelf, &relay.client(), options).await, Err(DriverError::TimeUp));
    relay.lock().is_mute = false;

    assert_eq!(shelf.outbox.len(), 1, "still there");
    once(&mut shelf, &relay.client()).await.0.expect("it settles");
    assert_eq!(relay.lock().items.len(), 1);
}

#[tokio::test]
async fn a_shell_beside_the_driver_nudges_it_after_a_commit() {
    let relay = FakeRelay::start().await;
    let (sent, is_sent) = oneshot::channel::<()>();
    let (settled, has_settled) = oneshot::channel::<()>();
    let (mut sent, mut settled) = (Some(sent), Some(settled));
    let (nudge, shelf) = (Nudge::default(), Rc::new(RefCell::new(Shelf::default())));
    let (mut port, client) = (Rc::clone(&shelf), relay.client());
    let options = RunOptions {
        watch: true,
        time_limit: None,
        failures_max: 1,
        seed: 1,
        shutdown: Box::pin(async { drop(is_sent.await) }),
        on_progress: &mut |_, step| match step {
            Progress::Settled => tell(&mut settled),
            Progress::Pushed { .. } => tell(&mut sent),
            _ => {}
        },
    };
    let shell = async {
        has_settled.await.expect("it settles");
        // Nothing looks at the store: without the nudge this would lie there until the next poll of the feed.
        shelf.borrow_mut().outbox.push(b"mine".to_vec());
        nudge.committed();
    };
    let (result, ()) = tokio::join!(run_beside(&mut port, &client, options, &nudge), shell);
    result.expect("it ends when told to");
    assert_eq!(relay.lock().items, [b"mine".to_vec()]);
}

/// A relay with five records among other things.
async fn relay_with_records() -> FakeRelay {
    let relay = FakeRelay::start().await;
    for item in ["r1", "case", "r2", "r3", "case", "r4", "r5", "case"] {
        relay.append(item.as_bytes());
    }
    relay
}

const RECORDS: [&[u8]; 5] = [b"r1", b"r2", b"r3", b"r4", b"r5"];

#[tokio::test]
async fn the_directory_comes_whole_before_the_feed_and_passes_nothing_of_it() {
    let relay = relay_with_records().await;
    // The first signed request of a device, and its clock is wrong.
    relay.lock().clock_ahead_ms = 40 * 86_400_000;
    let (client, mut shelf) = (relay.client(), Shelf::default());
    directory_first(&mut shelf, &client).await.expect("the store takes it");
    assert_eq!(shelf.directory, RECORDS);
    assert_eq!((shelf.feed.len(), shelf.cursor), (0, None));
    let asked = ["after=0", "after=0", "after=3", "after=6"].map(|after| format!("GET /v1/directory?{after}"));
    assert_eq!(relay.lock().asked, asked);
    once(&mut shelf, &client).await.0.expect("it settles");
    assert_eq!(shelf.feed.len(), 8);
}

#[tokio::test]
async fn what_the_relay_does_not_give_of_the_directory_is_left_to_the_feed() {
    let relay = relay_with_records().await;
    let client = relay.client();
    let not_found = r#"{"code":"not_found","message":"x","now_ms":5}"#;
    let page = |positions: &[u64], next, more| {
        let entry = |position: &u64| taizhang_wire::FeedEntry { position: *position, item: b"r".to_vec() };
        FeedPage { epoch: crate::net::fake::EPOCH, entries: positions.iter().map(entry).collect(), next, more }.encode()
    };
    let older = (404, None, not_found.into());
    let first = (200, None, page(&[1], 1, true));
    for (answers, taken) in [
        (vec![older.clone()], 0),
        (vec![(404, None, b"<html>Not found</html>".to_vec())], 0),
        (vec![first.clone(), older], 1),
        (vec![first.clone(), (502, None, Vec::new())], 1),
        // It goes back, stays where it is, or has more and gives nothing.
        (vec![first.clone(), (200, None, page(&[1, 2], 2, true))], 1),
        (vec![first.clone(), (200, None, page(&[], 0, false))], 1),
        (vec![first, (200, None, page(&[], 9, true))], 1),
    ] {
        let mut shelf = Shelf::default();
        let count = answers.len();
        relay.lock().asked.clear();
        relay.lock().instead.extend(answers);
        directory_first(&mut shelf, &client).await.expect("the store takes it");
        assert_eq!((shelf.directory.len(), relay.lock().asked.len()), (taken, count), "and it is not asked again");
        once(&mut shelf, &client).await.0.expect("it settles");
        assert_eq!(shelf.feed.len(), 8);
    }
}

#[tokio::test]
async fn a_store_that_fails_ends_the_directory() {
    let relay = relay_with_records().await;
    let mut shelf = Shelf { fails: true, ..Shelf::default() };
    assert!(directory_first(&mut shelf, &relay.client()).await.is_err_and(|failure| failure.disk_full));
    assert_eq!(relay.lock().asked.len(), 1);
}
