use serde_bytes::ByteBuf;
use taizhang_relay::log::conformance::county::{self, COUNTY, OTHER, TOWNSHIP, VILLAGE, envelope, hash};
use taizhang_wire::{Answer, Code, Item, PushRequest, limits};

use crate::served::{Served, case, request};

#[tokio::test]
async fn items_are_answered_one_by_one() {
    let served = Served::start().await;
    let doc = case(&served, 1).await;
    let second = envelope(VILLAGE, doc, 2, &[hash(VILLAGE, 1)]);
    let gap = envelope(VILLAGE, doc, 9, &[hash(VILLAGE, 2)]);
    let answers = served.push(VILLAGE, &[second.clone(), gap, second]).await;
    assert_eq!(answers, [Answer::Stored, Answer::refused(Code::SeqGap), Answer::Held]);
    let foreign = served.push(OTHER, &[envelope(OTHER, doc, 1, &[])]).await;
    assert_eq!(foreign, [Answer::refused(Code::UnknownDocument)]);
    assert_eq!(served.push(VILLAGE, &[]).await, []);
}

#[tokio::test]
async fn a_revoked_device_is_shut_out_at_once() {
    let served = Served::start().await;
    case(&served, 1).await;
    assert_eq!(served.push(COUNTY, &[Item::Control(county::revoke(VILLAGE))]).await, [Answer::Stored]);
    let answer = served.ask(VILLAGE, "POST", "/v1/push", &request(&[])).await;
    assert_eq!(answer.code(), (403, "revoked".into()));
    let answer = served.ask(VILLAGE, "GET", "/v1/feed", b"").await;
    assert_eq!(answer.code(), (403, "revoked".into()));
    assert_eq!(served.push(TOWNSHIP, &[]).await, []);
}

#[tokio::test]
async fn what_is_too_large_or_no_push_is_refused_whole() {
    let served = Served::start().await;
    let large = vec![0; limits::BODY_BYTES_MAX + 1];
    assert_eq!(served.ask(VILLAGE, "POST", "/v1/push", &large).await.code(), (413, "too_large".into()));
    let many = PushRequest { items: vec![ByteBuf::new(); limits::BATCH_ITEMS_MAX + 1] }.encode();
    assert_eq!(served.ask(VILLAGE, "POST", "/v1/push", &many).await.code(), (413, "too_large".into()));
    let cut = &request(&[Item::Control(county::revoke(VILLAGE))])[..20];
    assert_eq!(served.ask(VILLAGE, "POST", "/v1/push", cut).await.code(), (400, "malformed".into()));
    assert_eq!(served.ask(VILLAGE, "GET", "/v1/push", b"").await.code(), (405, "not_found".into()));
    assert_eq!(served.ask(VILLAGE, "GET", "/v1/elsewhere", b"").await.code(), (404, "not_found".into()));
    assert_eq!(served.push(VILLAGE, &[]).await, []);
}

#[tokio::test]
async fn many_devices_push_at_once_and_each_hears_of_its_own() {
    let served = std::sync::Arc::new(Served::start().await);
    let mut pushes = tokio::task::JoinSet::new();
    for nonce in 0..40 {
        let served = std::sync::Arc::clone(&served);
        pushes.spawn(async move {
            let by = [COUNTY, TOWNSHIP, VILLAGE, OTHER][usize::from(nonce) % 4];
            let (doc, opening) = county::open(by, &[by], nonce);
            let items = [Item::Control(opening), envelope(by, doc, 1, &[]), envelope(by, doc, 3, &[])];
            let answers = served.push(by, &items).await;
            assert_eq!(answers, [Answer::Stored, Answer::Stored, Answer::refused(Code::SeqGap)]);
        });
    }
    while let Some(done) = pushes.join_next().await {
        done.unwrap();
    }
    for by in [COUNTY, TOWNSHIP, VILLAGE, OTHER] {
        let page = served.feed(by, 0).await;
        let positions: Vec<_> = page.entries.iter().map(|entry| entry.position).collect();
        assert_eq!(positions, (1..=page.next).collect::<Vec<_>>());
        assert_eq!(positions.len(), county::directory().len() + 20);
    }
}
