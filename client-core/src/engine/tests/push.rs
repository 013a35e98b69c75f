//! Pushing: after reading, one batch at a time, and nothing blocks the rest.

use super::*;

#[test]
fn the_feed_is_read_to_its_end_before_the_first_push() {
    let mut talk = Talk::new(EngineConfig::default(), Start { cursor: None, outbox_waiting: true });
    let from_the_start = Effect::Pull { cursor: None, max_items: EngineConfig::default().page_items };
    assert_eq!(talk.asks(Event::Started), [from_the_start]);
    assert_eq!(talk.asks(Event::LocalCommit), []);
    assert_eq!(talk.asks(Event::Pulled(Ok(page(0..2, true)))), [Effect::Receive(page(0..2, true)), pull(2)]);
    assert_eq!(talk.asks(Event::Received(Ok(stored(2)))), []);
    assert_eq!(talk.asks(Event::Pulled(Ok(page(2..3, false)))), [Effect::Receive(page(2..3, false))]);
    assert_eq!(talk.asks(Event::Received(Ok(stored(3)))), [take(), Effect::OpenLive { cursor: at(3) }]);
}

#[test]
fn a_commit_is_pushed_at_once_and_one_batch_at_a_time() {
    let mut talk = Talk::staying().caught_up();
    assert_eq!(talk.asks(Event::LocalCommit), [take()]);
    assert_eq!(talk.asks(Event::LocalCommit), []);
    assert_eq!(talk.asks(Event::BatchReady(Some(7))), [Effect::Push(7)]);
    assert_eq!(talk.asks(Event::LocalCommit), []);
    assert_eq!(talk.asks(Event::Pushed(Ok(answers()))), [Effect::RecordAnswers(7, answers())]);
    // The store saw an empty outbox, but something was committed since the batch was taken: look again.
    assert_eq!(talk.asks(Event::Answered(Ok(PROGRESS))), [take()]);
    assert_eq!(talk.asks(Event::BatchReady(None)), [Effect::Settled]);
}

#[test]
fn a_full_outbox_goes_batch_after_batch() {
    let mut talk = Talk::staying().caught_up();
    talk.tell(Event::LocalCommit);
    for batch in 1..50 {
        assert_eq!(talk.asks(Event::BatchReady(Some(batch))), [Effect::Push(batch)]);
        talk.tell(Event::Pushed(Ok(answers())));
        assert_eq!(talk.asks(Event::Answered(Ok(AnswerSummary { outbox_waiting: true, ..PROGRESS }))), [take()]);
    }
    assert_eq!(talk.asks(Event::BatchReady(None)), [Effect::Settled]);
}

#[test]
fn a_lost_push_is_taken_again_after_reading() {
    let mut talk = Talk::staying().caught_up();
    talk.tell(Event::LocalCommit);
    talk.tell(Event::BatchReady(Some(1)));
    assert_eq!(talk.asks(Event::Pushed(Err(NetError::Timeout))), [pull(5)]);
    talk.tell(Event::Pulled(Ok(page(5..5, false))));
    assert_eq!(talk.asks(Event::Received(Ok(stored(5)))), [], "the push waits for its own time");
    assert_eq!(talk.sleep(), [take()]);
    assert_eq!(talk.asks(Event::BatchReady(Some(2))), [Effect::Push(2)]);
}

#[test]
fn a_relay_that_serves_reads_and_refuses_writes_is_not_stormed() {
    let mut talk = Talk::staying().caught_up();
    talk.tell(Event::LocalCommit);
    let mut waits = Vec::new();
    for batch in 0..9 {
        talk.tell(Event::BatchReady(Some(batch)));
        talk.tell(Event::Pushed(Err(NetError::status(Code::Storage))));
        talk.tell(Event::Pulled(Ok(page(5..5, false))));
        talk.tell(Event::Received(Ok(stored(5))));
        assert_eq!(talk.engine.status().failures, u32::try_from(batch).expect("small") + 1);
        let before_ms = talk.now_ms;
        assert_eq!(talk.sleep(), [take()]);
        waits.push(talk.now_ms - before_ms);
    }
    assert!(waits.last().is_some_and(|wait_ms| *wait_ms >= 30_000), "{waits:?}");
}

#[test]
fn a_batch_taken_while_the_connection_went_is_not_pushed() {
    let mut talk = Talk::staying().caught_up();
    talk.tell(Event::LocalCommit);
    talk.tell(Event::LiveClosed(NetError::Unreachable));
    assert_eq!(talk.asks(Event::BatchReady(Some(1))), []);
    talk.tell(Event::Pulled(Ok(page(5..5, false))));
    assert_eq!(talk.asks(Event::Received(Ok(stored(5)))), [take()], "it is still in the outbox");
}

#[test]
fn a_new_epoch_is_read_to_its_end_before_anything_is_offered() {
    let mut talk = Talk::staying().caught_up();
    let epoch = Epoch([2; 16]);
    let there = |after| Cursor { epoch, after };
    let of = |page: Box<FeedPage>| Box::new(FeedPage { epoch, ..*page });
    let summary =
        |after| ReceiveSummary { cursor: there(after), outbox_waiting: true, epoch_changed: after == 2, ..stored(0) };
    talk.tell(Event::LiveNotice(LiveNotice { epoch, head: 3 }));
    let ahead = Effect::Pull { cursor: Some(there(2)), max_items: EngineConfig::default().page_items };
    assert_eq!(talk.asks(Event::Pulled(Ok(of(page(0..2, true))))), [Effect::Receive(of(page(0..2, true))), ahead]);
    assert_eq!(talk.asks(Event::LocalCommit), [], "not into an epoch that was not read");
    assert_eq!(talk.asks(Event::Received(Ok(summary(2)))), []);
    assert_eq!(talk.asks(Event::Pulled(Ok(of(page(2..3, false))))), [Effect::Receive(of(page(2..3, false)))]);
    assert_eq!(talk.asks(Event::Received(Ok(summary(3)))), [take()]);
}

#[test]
fn a_fork_reads_before_it_pushes_again() {
    for summary in [AnswerSummary { forked: true, ..PROGRESS }, AnswerSummary { pull_first: true, ..PROGRESS }] {
        let mut talk = Talk::staying().caught_up();
        talk.tell(Event::LocalCommit);
        talk.tell(Event::BatchReady(Some(1)));
        talk.tell(Event::Pushed(Ok(answers())));
        assert_eq!(talk.asks(Event::Answered(Ok(AnswerSummary { outbox_waiting: true, ..summary }))), [pull(5)]);
        talk.tell(Event::Pulled(Ok(page(5..6, false))));
        assert_eq!(talk.asks(Event::Received(Ok(stored(6)))), [take()]);
    }
}

#[test]
fn answers_that_change_nothing_are_not_asked_for_again_at_once() {
    let mut talk = Talk::staying().caught_up();
    talk.tell(Event::LocalCommit);
    for batch in 1..5 {
        talk.tell(Event::BatchReady(Some(batch)));
        talk.tell(Event::Pushed(Ok(answers())));
        let stuck = AnswerSummary { outbox_waiting: true, made_progress: false, ..PROGRESS };
        assert_eq!(talk.asks(Event::Answered(Ok(stuck))), []);
        assert_eq!(talk.engine.status().failures, u32::try_from(batch).expect("small"));
        assert_eq!(talk.sleep(), [take()]);
    }
}

#[test]
fn a_body_that_is_too_large_is_halved_until_only_the_culprit_is_refused() {
    let mut talk = Talk::staying().caught_up();
    talk.tell(Event::LocalCommit);
    let bytes = EngineConfig::default().batch_bytes;
    let too_large = || Event::Pushed(Err(NetError::status(Code::TooLarge)));
    for items in [250, 125, 62, 31, 15, 7, 3, 1] {
        talk.tell(Event::BatchReady(Some(items)));
        let max_items = usize::try_from(items).expect("small");
        assert_eq!(talk.asks(too_large()), [Effect::TakeBatch { max_items, max_bytes: bytes }]);
    }
    talk.tell(Event::BatchReady(Some(9)));
    let refused = PushAnswers { answers: vec![Answer::refused(Code::TooLarge)] };
    assert_eq!(talk.asks(too_large()), [Effect::RecordAnswers(9, Box::new(refused))]);
    let more = AnswerSummary { outbox_waiting: true, ..PROGRESS };
    for max_items in [2, 4, 8, 16, 32, 64, 128, 256, 500, 500] {
        assert_eq!(talk.asks(Event::Answered(Ok(more))), [Effect::TakeBatch { max_items, max_bytes: bytes }]);
        talk.tell(Event::BatchReady(Some(10)));
        talk.tell(Event::Pushed(Ok(answers())));
    }
}

#[test]
fn a_store_that_fails_is_given_time() {
    let mut talk = Talk::staying().caught_up();
    talk.tell(Event::LocalCommit);
    assert_eq!(talk.asks(Event::Answered(Err(disk_full()))), [], "the batch could not be taken");
    assert_eq!(talk.engine.status().waiting, Waiting::Disk);
    assert_eq!(talk.sleep(), [take()]);
    talk.tell(Event::BatchReady(Some(1)));
    talk.tell(Event::Pushed(Ok(answers())));
    assert_eq!(talk.asks(Event::Answered(Err(disk_full()))), [], "the answers could not be recorded");
    assert_eq!(talk.sleep(), [take()], "so they are asked for again");
}
