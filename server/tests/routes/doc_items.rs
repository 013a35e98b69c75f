use taizhang_relay::log::conformance::county::{COUNTY, OTHER, VILLAGE, snapshot};
use taizhang_wire::{Answer, DocId, FeedPage};

use crate::served::{Served, case};

#[tokio::test]
async fn the_changes_under_a_snapshot_can_still_be_read() {
    let served = Served::start().await;
    let doc = case(&served, 3).await;
    assert_eq!(served.push(VILLAGE, &[snapshot(doc, &[(VILLAGE, 3)])]).await, [Answer::Stored]);
    let answer = served.ask(COUNTY, "GET", &format!("/v1/docs/{doc}/items"), b"").await;
    let page = FeedPage::decode(&answer.body).unwrap();
    assert_eq!((page.entries.len(), page.more), (4, false));
    let path = format!("/v1/docs/{doc}/items?after={}", page.entries[2].position);
    let page = FeedPage::decode(&served.ask(COUNTY, "GET", &path, b"").await.body).unwrap();
    assert_eq!(page.entries.len(), 1);
}

#[tokio::test]
async fn an_unknown_document_and_another_offices_are_answered_alike() {
    let served = Served::start().await;
    let doc = case(&served, 1).await;
    for what in ["items", "receipts"] {
        let known = served.ask(OTHER, "GET", &format!("/v1/docs/{doc}/{what}"), b"").await;
        let unknown = DocId::from_hash(&[9; 32]);
        let unknown = served.ask(OTHER, "GET", &format!("/v1/docs/{unknown}/{what}"), b"").await;
        assert_eq!(known.code(), (404, "not_found".into()));
        assert_eq!((unnamed(&known.head), known.body), (unnamed(&unknown.head), unknown.body));
        let nonsense = served.ask(OTHER, "GET", &format!("/v1/docs/xyz/{what}"), b"").await;
        assert_eq!(nonsense.code(), (404, "not_found".into()));
    }
}

/// An answer's head without what tells each answer from every other: its time, and the random name of the request.
fn unnamed(head: &str) -> Vec<&str> {
    head.lines().filter(|line| !line.starts_with("date: ") && !line.starts_with("x-request-id: ")).collect()
}
