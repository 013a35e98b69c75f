use std::sync::atomic::Ordering;

use taizhang_relay::log::conformance::county::{
    COUNTY, OTHER, VILLAGE, claim, directory, invite, revoke, spare_device,
};
use taizhang_wire::{Answer, FeedPage, Item};

use crate::served::{Answered, Served, case};

fn records(answer: &Answered) -> Vec<Item> {
    let page = FeedPage::decode(&answer.body).unwrap();
    page.entries.iter().map(|entry| Item::decode(&entry.item).unwrap()).collect()
}

#[tokio::test]
async fn a_device_that_was_just_let_in_reads_who_it_is_before_all_cases() {
    let served = Served::start().await;
    let doc = case(&served, 3).await;
    served.push(COUNTY, &[Item::Control(invite(VILLAGE, 1))]).await;
    let device = spare_device(VILLAGE, 1);
    assert_eq!(served.ask_as(&device, "GET", "/v1/directory", b"").await.code(), (401, "not_enrolled".into()));
    let taken = served.send("POST", "/v1/enrol", None, &Item::Control(claim(VILLAGE, 1)).encode()).await;
    assert_eq!(taken.status, 200);
    let answer = served.ask_as(&device, "GET", "/v1/directory", b"").await;
    let all = directory().into_iter().chain([invite(VILLAGE, 1), claim(VILLAGE, 1)]).map(Item::Control);
    assert_eq!(records(&answer), all.collect::<Vec<_>>());
    let page = FeedPage::decode(&answer.body).unwrap();
    assert_eq!((page.epoch, page.more), (served.server.epoch(), false));
    let rest = served
        .ask_as(&device, "GET", &format!("/v1/directory?after={}", page.entries[page.entries.len() - 2].position), b"")
        .await;
    assert_eq!(records(&rest), [Item::Control(claim(VILLAGE, 1))]);
    // They come again where they stand in the feed.
    let feed = FeedPage::decode(&served.ask_as(&device, "GET", "/v1/feed", b"").await.body).unwrap();
    assert!(page.entries.iter().all(|entry| feed.entries.contains(entry)));
    assert_eq!(feed.entries.len(), page.entries.len() + 4, "{doc} and its changes");
    let strangers = records(&served.ask(OTHER, "GET", "/v1/directory", b"").await);
    assert_eq!(strangers, records(&answer), "every office reads it all, and of no document anything");
}

#[tokio::test]
async fn nothing_is_noted_as_read() {
    let served = Served::start_with(|config| config.documents_per_day = 1).await;
    let doc = case(&served, 2).await;
    served.ask(COUNTY, "GET", "/v1/directory?after=1000000", b"").await;
    let receipts = served.ask(VILLAGE, "GET", &format!("/v1/docs/{doc}/receipts"), b"").await;
    let receipts: serde_json::Value = serde_json::from_slice(&receipts.body).unwrap();
    assert_eq!(receipts["receipts"][0]["offices"], serde_json::json!([]));
    let metrics = served.send("GET", "/metrics", None, b"").await;
    let metrics = String::from_utf8(metrics.body).unwrap();
    for line in ["taizhang_relay_directory_pages_total 1", "taizhang_relay_feed_pages_total 0"] {
        assert!(metrics.contains(line), "{line} is not in {metrics}");
    }
}

#[tokio::test]
async fn who_is_shut_out_reads_it_no_more() {
    let served = Served::start().await;
    assert_eq!(served.push(COUNTY, &[Item::Control(revoke(VILLAGE))]).await, [Answer::Stored]);
    assert_eq!(served.ask(VILLAGE, "GET", "/v1/directory", b"").await.code(), (403, "revoked".into()));
    assert_eq!(served.ask(OTHER, "GET", "/v1/directory?after=x", b"").await.code(), (400, "malformed".into()));
    served.now_ms.fetch_add(1, Ordering::Relaxed);
    assert_eq!(served.ask(OTHER, "GET", "/v1/directory", b"").await.status, 200);
}
