//! Who asks too often is told when to come again, and nobody else is kept waiting for it.

use std::sync::atomic::Ordering;

use taizhang_relay::log::conformance::county::{COUNTY, TOWNSHIP, VILLAGE, device, spare_device};

use crate::served::{Answered, Served, case, request, signed};

/// The seconds after which a caller is to come again; `None` where it was not refused for that.
fn waits_s(answer: &Answered) -> Option<u64> {
    let line = answer.head.lines().find_map(|line| line.strip_prefix("retry-after: "));
    assert_eq!(line.is_some(), answer.status == 429, "{answer:?}");
    line.map(|seconds| {
        assert_eq!(answer.code(), (429, "busy".into()));
        seconds.parse().unwrap()
    })
}

impl Served {
    fn pass_s(&self, seconds: u64) {
        self.now_ms.fetch_add(i64::try_from(seconds).unwrap() * 1_000, Ordering::Relaxed);
    }

    async fn feed_waits_s(&self, office: usize) -> Option<u64> {
        waits_s(&self.ask(office, "GET", "/v1/feed", b"").await)
    }
}

#[tokio::test]
async fn a_device_asks_so_often_in_a_minute() {
    let served = Served::start_with(|config| config.device_requests_per_minute = 3).await;
    for _ in 0..3 {
        assert_eq!(served.feed_waits_s(VILLAGE).await, None);
    }
    let wait_s = served.feed_waits_s(VILLAGE).await.unwrap();
    assert!((20..=21).contains(&wait_s), "one of three comes back after twenty seconds, and not {wait_s}");
    assert_eq!(served.feed_waits_s(TOWNSHIP).await, None, "from the same address");
    served.pass_s(wait_s);
    assert_eq!(served.feed_waits_s(VILLAGE).await, None, "who comes again when it was told is let in");
    assert!(served.feed_waits_s(VILLAGE).await.is_some());
    assert!(served.metrics().await.contains(r#"taizhang_relay_refusals_total{code="busy"} 2"#));
}

#[tokio::test]
async fn a_devices_bytes_count_in_both_directions() {
    let served = Served::start_with(|config| config.device_bytes_per_minute = 20_000).await;
    case(&served, 1).await;
    let large = served.ask(VILLAGE, "POST", "/v1/push", &[0; 60_000]).await;
    assert_eq!(large.status, 400, "what it brings is only known afterwards");
    let wait_s = waits_s(&served.ask(VILLAGE, "POST", "/v1/push", &request(&[])).await).unwrap();
    served.pass_s(wait_s);
    assert_eq!(served.ask(VILLAGE, "POST", "/v1/push", &request(&[])).await.status, 200);
    let mut pages = 0;
    while served.feed_waits_s(COUNTY).await.is_none() {
        pages += 1;
        assert!(pages < 100, "pages of some kilobytes each add up");
    }
    assert!(pages > 1);
}

#[tokio::test]
async fn strangers_are_counted_by_their_address_and_devices_there_are_not() {
    let served = Served::start_with(|config| config.stranger_requests_per_minute = 4).await;
    // The set-up was one.
    assert_eq!(served.send("GET", "/v1/feed", None, b"").await.code(), (401, "not_enrolled".into()));
    assert_eq!(served.send("GET", "/v1/health", None, b"").await.status, 200);
    let stranger = || signed(&spare_device(VILLAGE, 5), "GET", "/v1/feed", b"");
    assert_eq!(served.send("GET", "/v1/feed", Some(&stranger()), b"").await.code().1, "not_enrolled");
    for signed in [None, Some(stranger()), Some(signed(&device(VILLAGE), "GET", "/v1/live", b""))] {
        let answer = served.send("GET", "/v1/feed", signed.as_deref(), b"").await;
        assert!(waits_s(&answer).is_some(), "unsigned, a stranger's, or wrong: it counts alike");
    }
    assert!(waits_s(&served.send("GET", "/v1/health", None, b"").await).is_some());
    assert_eq!(served.feed_waits_s(VILLAGE).await, None, "who proves to be a device is one");
    served.pass_s(15);
    assert_eq!(served.send("GET", "/v1/health", None, b"").await.status, 200);
}

#[tokio::test]
async fn nothing_is_held_back_where_nothing_was_set() {
    let served = Served::start_with(|config| {
        config.device_requests_per_minute = 0;
        config.device_bytes_per_minute = 0;
        config.stranger_requests_per_minute = 0;
    });
    let served = served.await;
    for _ in 0..20 {
        assert_eq!(served.feed_waits_s(VILLAGE).await, None);
        assert_eq!(served.send("GET", "/v1/health", None, b"").await.status, 200);
    }
}
