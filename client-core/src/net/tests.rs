//! The adapter against a relay on loopback, and against things that are no relay.

use serde_bytes::ByteBuf;
use taizhang_model::OfficeId;
use taizhang_wire::{Answer, ChangeHash};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};

use super::{
    fake::{EPOCH, FakeRelay, county, device},
    *,
};
use crate::{Place, Receipt};

#[tokio::test]
async fn what_is_pushed_is_pulled() {
    let relay = FakeRelay::start().await;
    let client = relay.client();
    let items = [&b"one"[..], b"\0bad", b"two"].map(|item| ByteBuf::from(item.to_vec()));
    let answers = client.push(&PushRequest { items: items.to_vec() }).await.expect("answers");
    assert_eq!(answers.answers, [Answer::Stored, Answer::refused(Code::Malformed), Answer::Stored]);
    let page = client.pull(None, 1).await.expect("a page");
    assert_eq!((page.next, page.more, page.entries[0].item.as_slice()), (1, true, &b"one"[..]));
    let page = client.pull(Some(Cursor { epoch: EPOCH, after: 1 }), 10).await.expect("a page");
    assert_eq!((page.next, page.more, page.entries[0].item.as_slice()), (2, false, &b"two"[..]));
    assert_eq!(client.counters().requests(), 3);
}

/// Answers one request with fixed bytes; gives back the request's bytes.
async fn answer_once(answer: Vec<u8>) -> (String, tokio::task::JoinHandle<Vec<u8>>) {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let address = format!("http://{}", listener.local_addr().expect("a bound port"));
    let task = tokio::spawn(async move {
        let (mut socket, _) = listener.accept().await.expect("a caller");
        let mut request = Vec::new();
        while !request.ends_with(b"\r\n\r\n") {
            request.push(socket.read_u8().await.expect("a request"));
        }
        // A caller that has read enough may be gone already.
        let _ = socket.write_all(&answer).await;
        request
    });
    (address, task)
}

#[tokio::test]
async fn an_idle_reconnect_fits_in_a_kilobyte_and_is_counted_to_the_byte() {
    let page = FeedPage { epoch: EPOCH, entries: Vec::new(), next: 123_456_789, more: false }.encode();
    let mut answer = format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n", page.len()).into_bytes();
    answer.extend_from_slice(&page);
    let size = answer.len() as u64;
    let (address, task) = answer_once(answer).await;
    let client = RelayClient::new(&address, device(), county()).expect("a loopback address");
    client.pull(Some(Cursor { epoch: EPOCH, after: 123_456_789 }), 1_000).await.expect("a page");
    let request = task.await.expect("the request");
    let counters = client.counters();
    assert_eq!(counters.bytes_out(), request.len() as u64, "{}", String::from_utf8_lossy(&request));
    assert_eq!(counters.bytes_in(), size);
    assert!(counters.bytes_out() + counters.bytes_in() < 800, "{}", counters.bytes_out() + counters.bytes_in());
    let text = String::from_utf8(request).expect("ASCII").to_lowercase();
    assert!(!text.contains("user-agent") && !text.contains("accept-encoding"));
}

#[tokio::test]
async fn a_refusal_says_why_and_when_to_come_back() {
    let relay = FakeRelay::start().await;
    let client = relay.client();
    let status = |code, relay_now_ms, retry_after_ms| Err(NetError::Status { code, relay_now_ms, retry_after_ms });
    relay.answer_instead(401, r#"{"code":"clock_skew","message":"x","now_ms":1700000000000}"#);
    assert_eq!(client.pull(None, 1).await, status(Code::ClockSkew, Some(1_700_000_000_000), None));
    let busy = br#"{"code":"busy","message":"x","now_ms":5}"#.to_vec();
    relay.lock().instead.push_back((429, Some(("retry-after", "7")), busy));
    assert_eq!(client.pull(None, 1).await, status(Code::Busy, Some(5), Some(7_000)));
    relay.answer_instead(403, r#"{"code":"a_newer_word","message":"x","now_ms":5}"#);
    assert_eq!(client.pull(None, 1).await, status(Code::Other, Some(5), None));
    relay.answer_instead(502, "<html>Bad Gateway</html>");
    assert_eq!(client.pull(None, 1).await, status(Code::Busy, None, None));
}

#[tokio::test]
async fn what_is_no_relay_is_garbage() {
    let relay = FakeRelay::start().await;
    let client = relay.client();
    for (status, body) in [(200, "<html>Please log in</html>"), (404, "not here"), (500, "")] {
        relay.answer_instead(status, body);
        assert_eq!(client.pull(None, 1).await, Err(NetError::Garbage));
    }
    relay.lock().instead.push_back((302, Some(("location", "/v1/feed?max=1")), Vec::new()));
    assert_eq!(client.pull(None, 1).await, Err(NetError::Garbage), "a redirect is not followed");
    assert_eq!(relay.lock().asked.len(), 4);
    relay.lock().instead.push_back((200, None, PushAnswers::default().encode()));
    let one = PushRequest { items: vec![ByteBuf::from(b"one".to_vec())] };
    assert_eq!(client.push(&one).await, Err(NetError::Garbage), "an answer for each item");
}

#[tokio::test]
async fn no_answer_is_read_beyond_its_bound() {
    let large = limits::BODY_BYTES_MAX + 1;
    let mut promised = format!("HTTP/1.1 200 OK\r\ncontent-length: {large}\r\n\r\n").into_bytes();
    promised.resize(promised.len() + large, 0);
    let mut unannounced = format!("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n{large:x}\r\n").into_bytes();
    unannounced.resize(unannounced.len() + large, 0);
    for answer in [promised, unannounced] {
        let (address, _task) = answer_once(answer).await;
        let client = RelayClient::new(&address, device(), county()).expect("a loopback address");
        assert_eq!(client.pull(None, 1).await, Err(NetError::Garbage));
        assert!(client.counters().bytes_in() <= large as u64 + 200);
    }
}

#[tokio::test]
async fn nobody_there_and_a_connection_that_breaks_are_unreachable() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let address = format!("http://{}", listener.local_addr().expect("a bound port"));
    drop(listener);
    let client = RelayClient::new(&address, device(), county()).expect("a loopback address");
    assert_eq!(client.pull(None, 1).await, Err(NetError::Unreachable));
    let (address, _task) = answer_once(b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nhalf".to_vec()).await;
    let client = RelayClient::new(&address, device(), county()).expect("a loopback address");
    assert_eq!(client.pull(None, 1).await, Err(NetError::Unreachable));
}

#[tokio::test]
async fn a_corrected_clock_signs_by_the_relays() {
    let relay = FakeRelay::start().await;
    relay.lock().clock_ahead_ms = 10 * 365 * 86_400_000;
    let client = relay.client();
    let Err(NetError::Status { code: Code::ClockSkew, relay_now_ms: Some(now_ms), .. }) = client.pull(None, 1).await
    else {
        panic!("the clock is ten years behind");
    };
    client.correct_clock(now_ms);
    assert!(client.pull(None, 1).await.is_ok());
    let clock = WallClock::showing(5);
    assert!(clock.now_ms() < 60_000);
}

#[tokio::test]
async fn the_live_stream_tells_how_far_the_feed_reaches() {
    let relay = FakeRelay::start().await;
    relay.append(b"one");
    let client = relay.client();
    let mut stream = client.live(Cursor { epoch: EPOCH, after: 0 }).await.expect("a stream");
    assert_eq!(stream.next().await, Ok(LiveNotice { epoch: EPOCH, head: 1 }));
    relay.append(b"two");
    assert_eq!(stream.next().await, Ok(LiveNotice { epoch: EPOCH, head: 2 }));

    relay.answer_instead(200, ": hello\n\ndata: what\n\n");
    let mut stream = client.live(Cursor { epoch: EPOCH, after: 0 }).await.expect("a stream");
    assert_eq!(stream.next().await, Err(NetError::Garbage));
    relay.answer_instead(200, ": bye\n\n");
    let mut stream = client.live(Cursor { epoch: EPOCH, after: 0 }).await.expect("a stream");
    assert_eq!(stream.next().await, Err(NetError::Unreachable));
}

#[tokio::test]
async fn the_small_routes_are_read_as_the_relay_writes_them() {
    let relay = FakeRelay::start().await;
    let client = relay.client();
    let doc = DocId::from_hash(&[5; 32]);
    let (change, office) = (ChangeHash([3; 32]), OfficeId([4; 16]));
    let receipts = serde_json::json!({
        "epoch": EPOCH.to_string(),
        "receipts": [{"change": change, "offices": [office], "places": [{"office": office, "position": 7}]}],
    });
    relay.answer_instead(200, &receipts.to_string());
    let receipt = Receipt { change, offices: vec![office], places: vec![Place { office, position: 7 }] };
    assert_eq!(client.receipts(doc).await, Ok(Receipts { epoch: EPOCH, receipts: vec![receipt] }));
    let county = super::fake::county();
    let health = format!(r#"{{"status":"ok","version":"1.2.3","county":"{county}","epoch":"{EPOCH}"}}"#);
    relay.answer_instead(200, &health);
    assert_eq!(client.health().await.map(|health| health.epoch), Ok(EPOCH));
    let page = FeedPage { epoch: EPOCH, entries: Vec::new(), next: 9, more: false };
    relay.lock().instead.push_back((200, None, page.encode()));
    assert_eq!(client.doc_items(doc, 9).await, Ok(page));
    relay.answer_instead(409, r#"{"code":"code_used","message":"x","now_ms":5}"#);
    let used = NetError::Status { code: Code::CodeUsed, relay_now_ms: Some(5), retry_after_ms: None };
    assert_eq!(client.enrol(vec![1]).await, Err(used));
    let asked = relay.lock().asked.clone();
    let paths = [format!("GET /v1/docs/{doc}/receipts"), "GET /v1/health".to_owned()];
    assert_eq!(asked[..2], paths);
    assert_eq!(asked[2..], [format!("GET /v1/docs/{doc}/items?after=9"), "POST /v1/enrol".to_owned()]);
}
