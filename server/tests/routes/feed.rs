use taizhang_relay::log::conformance::county::{COUNTY, OTHER, VILLAGE, directory, hash};
use taizhang_wire::{Epoch, FeedPage, Item};

use crate::served::{Served, case};

#[tokio::test]
async fn an_office_reads_what_is_new_for_it() {
    let served = Served::start().await;
    let before = directory().len() as u64;
    case(&served, 3).await;
    let page = served.feed(COUNTY, before).await;
    assert_eq!((page.entries.len(), page.next, page.more), (4, before + 4, false));
    let Item::Envelope(last) = Item::decode(&page.entries[3].item).unwrap() else { panic!("a change comes last") };
    assert_eq!(last.attestation.hash, hash(VILLAGE, 3));
    assert_eq!(served.feed(OTHER, before).await.entries.len(), 0);
    let path = format!("/v1/feed?epoch={}&after={before}&max=3", served.server.epoch());
    let page = FeedPage::decode(&served.ask(COUNTY, "GET", &path, b"").await.body).unwrap();
    assert_eq!((page.entries.len(), page.next, page.more), (3, before + 3, true));
}

#[tokio::test]
async fn another_epoch_or_none_reads_from_the_beginning() {
    let served = Served::start().await;
    let all = served.feed(COUNTY, 0).await;
    for path in [format!("/v1/feed?epoch={}&after=5", Epoch([3; 16])), "/v1/feed?after=5".into(), "/v1/feed".into()] {
        let page = FeedPage::decode(&served.ask(COUNTY, "GET", &path, b"").await.body).unwrap();
        assert_eq!(page, all, "{path}");
    }
    for path in ["/v1/feed?epoch=xyz", "/v1/feed?after=-1", "/v1/feed?max=many"] {
        assert_eq!(served.ask(COUNTY, "GET", path, b"").await.code(), (400, "malformed".into()), "{path}");
    }
}

#[tokio::test]
async fn an_idle_reconnect_costs_one_small_exchange() {
    let served = Served::start().await;
    case(&served, 3).await;
    let head = served.feed(COUNTY, 0).await.next;
    let path = format!("/v1/feed?epoch={}&after={head}", served.server.epoch());
    let answer = served.ask(COUNTY, "GET", &path, b"").await;
    assert_eq!(answer.status, 200);
    assert!(answer.exchanged_bytes <= 850, "{} bytes: {}", answer.exchanged_bytes, answer.head);
}
