//! Reading: order, pipelining, live streams, failures and waits.

use super::*;

#[test]
fn an_idle_reconnect_is_one_pull() {
    let mut talk = Talk::new(
        EngineConfig { live: false, ..EngineConfig::default() },
        Start { cursor: Some(at(5)), outbox_waiting: false },
    );
    assert_eq!(talk.tell(Event::Started), [pull(5)]);
    assert_eq!(talk.tell(Event::Pulled(Ok(page(5..5, false)))), [Effect::Receive(page(5..5, false))]);
    assert_eq!(talk.tell(Event::Received(Ok(stored(5)))), [Effect::Settled]);
    assert!(talk.engine.status().settled && talk.engine.status().connected);
    assert_eq!(talk.tell(Event::Tick), []);
}

#[test]
fn the_next_page_is_fetched_while_one_is_taken_in_and_no_further() {
    let mut talk = Talk::staying();
    assert_eq!(talk.asks(Event::Started), [pull(5)]);
    assert_eq!(talk.asks(Event::Pulled(Ok(page(5..7, true)))), [Effect::Receive(page(5..7, true)), pull(7)]);
    // The second page waits for the first; a third is not asked for.
    assert_eq!(talk.asks(Event::Pulled(Ok(page(7..9, true)))), []);
    assert_eq!(talk.asks(Event::Received(Ok(stored(7)))), [Effect::Receive(page(7..9, true)), pull(9)]);
    assert_eq!(talk.asks(Event::Received(Ok(stored(9)))), []);
    assert_eq!(talk.asks(Event::Pulled(Ok(page(9..10, false)))), [Effect::Receive(page(9..10, false))]);
    assert_eq!(talk.asks(Event::Received(Ok(stored(10)))), [Effect::OpenLive { cursor: at(10) }, Effect::Settled]);
}

#[test]
fn a_page_whose_predecessor_was_not_stored_is_thrown_away() {
    let mut talk = Talk::staying();
    talk.tell(Event::Started);
    talk.tell(Event::Pulled(Ok(page(5..7, true))));
    assert_eq!(talk.asks(Event::Received(Err(disk_full()))), []);
    // The answer to the pull ahead comes late, and would leave a hole.
    assert_eq!(talk.asks(Event::Pulled(Ok(page(7..9, true)))), []);
    assert_eq!(talk.sleep(), [pull(5)]);
}

#[test]
fn a_full_disk_pauses_reading_and_is_tried_again_slowly() {
    let mut talk = Talk::staying().caught_up();
    let notice = LiveNotice { epoch: Epoch([1; 16]), head: 6 };
    assert_eq!(talk.asks(Event::LiveNotice(notice)), [pull(5)]);
    for _ in 0..4 {
        talk.asks(Event::Pulled(Ok(page(5..6, false))));
        assert_eq!(talk.asks(Event::Received(Err(disk_full()))), []);
        assert_eq!(talk.engine.status().waiting, Waiting::Disk);
        assert_eq!(talk.asks(Event::LiveNotice(notice)), [], "a notice does not hurry it");
        let before_ms = talk.now_ms;
        assert_eq!(talk.sleep(), [pull(5)]);
        assert!((30_000..=60_000).contains(&(talk.now_ms - before_ms)));
    }
    talk.asks(Event::Pulled(Ok(page(5..6, false))));
    assert_eq!(talk.asks(Event::Received(Ok(stored(6)))), [Effect::Settled]);
    assert_eq!(talk.engine.status().last_error, None);
}

#[test]
fn failures_wait_longer_each_time_up_to_the_bound() {
    let mut talk = Talk::staying();
    assert_eq!(talk.asks(Event::Started), [pull(5)]);
    for failures in 1..=12_u32 {
        assert_eq!(talk.asks(Event::Pulled(Err(NetError::Unreachable))), []);
        let status = talk.engine.status();
        assert_eq!((status.failures, status.waiting), (failures, Waiting::Retry));
        let full_ms = (1_000_u64 << (failures - 1)).min(60_000);
        let wait_ms = status.next_try_at_ms.expect("a next try") - talk.now_ms;
        assert!((full_ms / 2..=full_ms).contains(&wait_ms));
        assert_eq!(talk.asks(Event::Tick), [], "a tick too early changes nothing");
        assert_eq!(talk.sleep(), [pull(5)]);
    }
    talk.asks(Event::Pulled(Err(NetError::Timeout)));
    assert_eq!(talk.asks(Event::NetworkUp), [pull(5)], "a network that is back is tried at once");
}

#[test]
fn a_relay_that_asks_for_peace_gets_it_within_bounds() {
    let mut talk = Talk::staying();
    talk.tell(Event::Started);
    let busy = |retry_after_ms| NetError::Status { code: Code::Busy, relay_now_ms: None, retry_after_ms };
    talk.tell(Event::Pulled(Err(busy(Some(90_000)))));
    assert_eq!(talk.engine.status().next_try_at_ms, Some(talk.now_ms + 90_000));
    talk.sleep();
    talk.tell(Event::Pulled(Err(busy(Some(u64::MAX)))));
    assert_eq!(talk.engine.status().next_try_at_ms, Some(talk.now_ms + 600_000));
}

#[test]
fn a_wrong_clock_is_corrected_and_the_request_retried_once() {
    let mut talk = Talk::staying();
    talk.tell(Event::Started);
    let skew =
        || NetError::Status { code: Code::ClockSkew, relay_now_ms: Some(1_700_000_000_000), retry_after_ms: None };
    let correct = Effect::CorrectClock { relay_now_ms: 1_700_000_000_000 };
    assert_eq!(talk.asks(Event::Pulled(Err(skew()))), [correct.clone(), pull(5)]);
    assert_eq!(talk.asks(Event::Pulled(Err(skew()))), [correct], "a second time it waits");
    assert_eq!(talk.sleep(), [pull(5)]);
}

#[test]
fn a_stranger_stops_knocking_until_the_network_changes() {
    for code in [Code::NotEnrolled, Code::Revoked, Code::GrantExpired] {
        let mut talk = Talk::staying().caught_up();
        assert_eq!(
            talk.tell(Event::LiveClosed(NetError::status(code))),
            [Effect::GaveUp { code }],
            "the stream is closed already"
        );
        assert_eq!(talk.engine.status().waiting, Waiting::Enrolment(code));
        assert_eq!(talk.tell(Event::LocalCommit), []);
        talk.now_ms += 10_000_000;
        assert_eq!(talk.tell(Event::Tick), []);
        assert_eq!(talk.asks(Event::NetworkUp), [pull(5)]);
    }
}

#[test]
fn a_page_that_leads_nowhere_is_garbage_and_not_asked_for_without_end() {
    for bad in [page(5..5, true), page(0..0, true)] {
        let mut talk = Talk::staying();
        talk.tell(Event::Started);
        assert_eq!(talk.asks(Event::Pulled(Ok(bad))), []);
        assert_eq!(talk.engine.status().last_error, Some(SyncError::Net(NetError::Garbage)));
    }
}

#[test]
fn a_page_that_the_store_refuses_is_asked_for_again_later() {
    let mut talk = Talk::staying();
    talk.tell(Event::Started);
    assert_eq!(talk.asks(Event::Pulled(Ok(page(3..6, false)))), [Effect::Receive(page(3..6, false))]);
    talk.tell(Event::Received(Ok(ReceiveSummary { refused: true, ..stored(5) })));
    assert_eq!(talk.engine.status().last_error, Some(SyncError::Net(NetError::Garbage)));
    assert!(talk.engine.status().next_try_at_ms.is_some(), "not at any pace, and not never");
    assert!(!talk.engine.status().connected);
}

#[test]
fn a_relay_that_has_less_than_before_is_read_from_its_beginning() {
    let mut talk = Talk::staying().caught_up();
    talk.tell(Event::LiveClosed(NetError::Unreachable));
    assert_eq!(talk.asks(Event::Pulled(Ok(page(0..2, true)))), [Effect::Receive(page(0..2, true)), pull(2)]);
    assert_eq!(talk.asks(Event::LocalCommit), []);
    assert_eq!(talk.asks(Event::Received(Ok(stored(2)))), []);
    assert_eq!(talk.asks(Event::Pulled(Ok(page(2..3, false)))), [Effect::Receive(page(2..3, false))]);
    assert_eq!(talk.asks(Event::Received(Ok(stored(3)))), [take()]);
}

#[test]
fn a_notice_beyond_the_cursor_pulls_and_one_behind_it_does_not() {
    let mut talk = Talk::staying().caught_up();
    let notice = |head| Event::LiveNotice(LiveNotice { epoch: Epoch([1; 16]), head });
    assert_eq!(talk.asks(notice(5)), []);
    assert_eq!(talk.asks(notice(6)), [pull(5)]);
    assert_eq!(talk.asks(notice(7)), [], "one pull at a time");
    talk.asks(Event::Pulled(Ok(page(5..6, false))));
    assert_eq!(talk.asks(Event::Received(Ok(stored(6)))), [pull(6)], "the second notice came after the pull began");
    talk.asks(Event::Pulled(Ok(page(6..7, false))));
    assert_eq!(talk.asks(Event::Received(Ok(stored(7)))), [Effect::Settled]);
    let other_epoch = Event::LiveNotice(LiveNotice { epoch: Epoch([2; 16]), head: 1 });
    assert_eq!(talk.asks(other_epoch), [pull(7)]);
}

#[test]
fn a_lost_stream_is_a_lost_connection_and_comes_back_after_a_wait() {
    let mut talk = Talk::staying().caught_up();
    talk.tell(Event::LocalCommit);
    talk.tell(Event::BatchReady(None));
    assert_eq!(talk.asks(Event::LiveClosed(NetError::Unreachable)), [pull(5)]);
    assert_eq!(talk.asks(Event::LocalCommit), [], "nothing is pushed before the feed was read");
    talk.tell(Event::Pulled(Ok(page(5..5, false))));
    assert_eq!(talk.asks(Event::Received(Ok(stored(5)))), [take()], "the stream waits");
    talk.tell(Event::BatchReady(None));
    assert_eq!(talk.sleep(), [Effect::OpenLive { cursor: at(5) }]);
}

#[test]
fn a_relay_that_accepts_streams_and_drops_them_is_not_stormed() {
    let mut talk = Talk::staying().caught_up();
    let mut waits = Vec::new();
    for _ in 0..8 {
        talk.tell(Event::LiveClosed(NetError::Garbage));
        talk.tell(Event::Pulled(Ok(page(5..5, false))));
        talk.tell(Event::Received(Ok(stored(5))));
        let before_ms = talk.now_ms;
        assert_eq!(talk.sleep(), [Effect::OpenLive { cursor: at(5) }]);
        waits.push(talk.now_ms - before_ms);
        talk.tell(Event::LiveOpened);
    }
    assert!(waits.last().is_some_and(|wait_ms| *wait_ms >= 30_000), "{waits:?}");
    // One that stood a while is forgiven.
    talk.now_ms += 31_000;
    talk.tell(Event::LiveClosed(NetError::Unreachable));
    talk.tell(Event::Pulled(Ok(page(5..5, false))));
    talk.tell(Event::Received(Ok(stored(5))));
    let before_ms = talk.now_ms;
    talk.sleep();
    assert!(talk.now_ms - before_ms <= 1_000);
}

#[test]
fn under_a_silent_stream_the_feed_is_polled() {
    let mut talk = Talk::staying().caught_up();
    let before_ms = talk.now_ms;
    assert_eq!(talk.sleep(), [pull(5)]);
    assert_eq!(talk.now_ms - before_ms, 300_000);
}

#[test]
fn documents_are_fetched_one_by_one_page_by_page() {
    let (first, second) = (taizhang_wire::DocId::from_hash(&[1; 32]), taizhang_wire::DocId::from_hash(&[2; 32]));
    let mut talk = Talk::staying();
    talk.tell(Event::Started);
    talk.tell(Event::Pulled(Ok(page(5..6, false))));
    let summary = ReceiveSummary { wants_docs: vec![first, second, first], ..stored(6) };
    let live = Effect::OpenLive { cursor: at(6) };
    assert_eq!(talk.asks(Event::Received(Ok(summary))), [live, Effect::FetchDoc { doc: first, after: 0 }]);
    let answer = |doc, page| Event::DocFetched { doc, result: Ok(page) };
    assert_eq!(talk.asks(answer(second, page(0..1, false))), [], "not asked for");
    let receive = |page| Effect::ReceiveDoc { doc: first, page };
    assert_eq!(talk.asks(answer(first, page(0..3, true))), [receive(page(0..3, true))]);
    assert_eq!(talk.asks(Event::Received(Ok(stored(6)))), [Effect::FetchDoc { doc: first, after: 3 }]);
    assert_eq!(talk.asks(answer(first, page(3..4, false))), [receive(page(3..4, false))]);
    assert_eq!(talk.asks(Event::Received(Ok(stored(6)))), [Effect::FetchDoc { doc: second, after: 0 }]);
    let gone = Event::DocFetched { doc: second, result: Err(NetError::status(Code::NotFound)) };
    assert_eq!(talk.asks(gone), [Effect::Settled], "what is not ours any more is let go");
}

#[test]
fn a_document_that_cannot_be_fetched_is_let_go_in_the_end() {
    let doc = taizhang_wire::DocId::from_hash(&[1; 32]);
    let config = EngineConfig { live: false, ..EngineConfig::default() };
    let mut talk = Talk::new(config, Start { cursor: Some(at(5)), outbox_waiting: false });
    talk.tell(Event::Started);
    talk.tell(Event::Pulled(Ok(page(5..6, false))));
    talk.tell(Event::Received(Ok(ReceiveSummary { wants_docs: vec![doc], ..stored(6) })));
    for _ in 1..DOC_TRIES_MAX {
        talk.tell(Event::DocFetched { doc, result: Err(NetError::Garbage) });
        talk.tell(Event::Pulled(Ok(page(6..6, false))));
        talk.tell(Event::Received(Ok(stored(6))));
        assert_eq!(talk.sleep(), [Effect::FetchDoc { doc, after: 0 }]);
    }
    talk.tell(Event::DocFetched { doc, result: Err(NetError::Garbage) });
    talk.tell(Event::Pulled(Ok(page(6..6, false))));
    assert_eq!(talk.asks(Event::Received(Ok(stored(6)))), [Effect::Settled]);
}

#[test]
fn the_queue_of_documents_is_bounded() {
    let mut talk = Talk::staying();
    talk.tell(Event::Started);
    talk.tell(Event::Pulled(Ok(page(5..6, false))));
    let wants_docs = (0..=255).map(|n| taizhang_wire::DocId::from_hash(&[n; 32])).collect();
    talk.tell(Event::Received(Ok(ReceiveSummary { wants_docs, ..stored(6) })));
    assert_eq!(talk.engine.docs.len(), DOC_QUEUE_MAX);
}

#[test]
fn a_store_that_stands_elsewhere_is_followed_but_not_at_any_pace() {
    let mut talk = Talk::staying();
    talk.tell(Event::Started);
    talk.tell(Event::Pulled(Ok(page(5..7, true))));
    talk.tell(Event::Pulled(Ok(page(7..9, false))));
    assert_eq!(talk.asks(Event::Received(Ok(stored(6)))), []);
    assert_eq!(talk.sleep(), [pull(6)]);
}

#[test]
fn after_stop_there_is_nothing() {
    let mut talk = Talk::staying().caught_up();
    assert_eq!(talk.tell(Event::Stop), [Effect::CloseLive]);
    assert_eq!(talk.engine.status().waiting, Waiting::Stopped);
    assert_eq!(talk.engine.status().next_try_at_ms, None);
    talk.now_ms += 10_000_000;
    for event in [Event::Tick, Event::NetworkUp, Event::LocalCommit, Event::Started, Event::BatchReady(Some(1))] {
        assert_eq!(talk.tell(event), []);
    }
}
