use taizhang_relay::log::conformance::county::{VILLAGE, envelope};

use crate::served::{Served, case, exchange, text};

#[tokio::test]
async fn they_count_and_hold_no_words() {
    let served = Served::start().await;
    let doc = case(&served, 2).await;
    served.push(VILLAGE, &[envelope(VILLAGE, doc, 9, &[])]).await;
    served.feed(VILLAGE, 0).await;
    served.send("GET", "/v1/feed", None, b"").await;
    let text = served.metrics().await;
    for line in [
        r#"taizhang_relay_items_total{kind="envelope",outcome="stored"} 2"#,
        r#"taizhang_relay_items_total{kind="envelope",outcome="seq_gap"} 1"#,
        r#"taizhang_relay_items_total{kind="control",outcome="stored"} 18"#,
        r#"taizhang_relay_refusals_total{code="not_enrolled"} 1"#,
        "taizhang_relay_feed_pages_total 1",
        "taizhang_relay_commit_items_count 3",
        "taizhang_relay_live_streams 0",
    ] {
        assert!(text.lines().any(|found| found == line), "{line} is not in\n{text}");
    }
    assert!(text.is_ascii() && !text.contains(&doc.to_string()));
}

#[tokio::test]
async fn they_are_for_this_machine_or_for_their_own_address() {
    let served = Served::start().await;
    let mut proxied = text("GET", "/metrics", None, b"");
    proxied.truncate(proxied.len() - 2);
    proxied.extend_from_slice(b"x-forwarded-for: 10.0.0.9\r\n\r\n");
    assert_eq!(exchange(served.address(), &proxied).await.code(), (404, "not_found".into()));

    let served = Served::start_with(|config| config.metrics_listen = Some("127.0.0.1:0".parse().unwrap())).await;
    assert_eq!(served.send("GET", "/metrics", None, b"").await.code(), (404, "not_found".into()));
    let elsewhere = served.server.metrics_address().unwrap();
    assert_eq!(exchange(elsewhere, &text("GET", "/metrics", None, b"")).await.status, 200);
    assert_eq!(exchange(elsewhere, &text("GET", "/v1/feed", None, b"")).await.status, 404);
}
