//! Who asks for much and reads nothing of it has the relay keep little, and not for ever.

use taizhang_relay::log::conformance::county::{COUNTY, TOWNSHIP, VILLAGE, attest, device, hash};
use taizhang_wire::{Answer, Item, Snapshot, limits};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
};

use crate::served::{Served, case, signed, text};

/// A document whose snapshot is as large as one may be, and so is the page that holds it: more than a system keeps on its
/// own for a connection.
async fn large(served: &Served) {
    let doc = case(served, 1).await;
    let snapshot = Snapshot {
        doc,
        tips: vec![attest(VILLAGE, doc, 1, hash(VILLAGE, 1))],
        heads: vec![hash(VILLAGE, 1)],
        key_id: 0,
        payload: vec![9; limits::SNAPSHOT_BYTES_MAX - 1_000],
    };
    assert_eq!(served.push(VILLAGE, &[Item::Snapshot(snapshot)]).await, [Answer::Stored]);
}

/// Asks as the county's device for what it will not read.
async fn ask_for_much(served: &Served, after: u64) -> TcpStream {
    let path = format!("/v1/feed?epoch={}&after={after}", served.server.epoch());
    let mut stream = TcpStream::connect(served.address()).await.unwrap();
    stream.write_all(&text("GET", &path, Some(&signed(&device(COUNTY), "GET", &path, b"")), b"")).await.unwrap();
    stream
}

/// Where the large page begins.
async fn before_large(served: &Served) -> u64 {
    large(served).await;
    let page = served.feed(TOWNSHIP, 0).await;
    assert!(page.more, "what is large is a page of its own");
    page.next
}

#[tokio::test]
async fn a_device_has_few_answers_under_way_and_gets_them_back() {
    let served = Served::start().await;
    let after = before_large(&served).await;
    let mut unread = Vec::new();
    for _ in 0..limits::ANSWERS_PER_DEVICE_MAX {
        let mut stream = ask_for_much(&served, after).await;
        // The answer has begun, and no more than that is read.
        let mut begun = [0; 12];
        stream.read_exact(&mut begun).await.unwrap();
        assert_eq!(&begun, b"HTTP/1.1 200");
        unread.push(stream);
    }
    let path = format!("/v1/feed?epoch={}&after={after}", served.server.epoch());
    assert_eq!(served.ask(COUNTY, "GET", &path, b"").await.code(), (429, "busy".into()));
    assert_eq!(served.ask(TOWNSHIP, "GET", &path, b"").await.status, 200, "others are not kept waiting");
    drop(unread);
    while served.ask(COUNTY, "GET", &path, b"").await.status == 429 {
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn who_reads_nothing_is_given_up() {
    let served = Served::start_with(|config| {
        config.write_timeout_ms = 100;
        config.stranger_requests_per_minute = 0;
    });
    let served = served.await;
    let after = before_large(&served).await;
    let mut stream = ask_for_much(&served, after).await;
    let connections = async || {
        let text = served.metrics().await;
        let line = text.lines().find_map(|line| line.strip_prefix("taizhang_relay_connections ")).unwrap().to_owned();
        line.parse::<u32>().unwrap()
    };
    // The metrics' own connection, and no other in the end.
    while connections().await > 1 {
        tokio::task::yield_now().await;
    }
    let mut heard = Vec::new();
    let _ = stream.read_to_end(&mut heard).await;
    assert!(heard.len() < limits::SNAPSHOT_BYTES_MAX - 1_000, "{} bytes are not all", heard.len());
}
