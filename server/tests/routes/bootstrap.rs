use taizhang_relay::log::conformance::county::{self, COUNTY};
use taizhang_wire::{ControlBody, Item, PublicKey};

use crate::served::{Served, request};

#[tokio::test]
async fn a_county_is_set_up_once() {
    let served = Served::start().await;
    let items: Vec<_> = county::directory().into_iter().map(Item::Control).collect();
    let again = served.send("POST", "/v1/bootstrap", None, &request(&items)).await;
    assert_eq!(again.code(), (404, "not_found".into()));
    assert_eq!(served.feed(COUNTY, 0).await.entries.len(), items.len());
}

#[tokio::test]
async fn only_by_its_own_authority_and_whole() {
    let served = Served::empty(|_| {}).await;
    let stranger = county::device(COUNTY);
    let root = taizhang_wire::Authority {
        key: PublicKey::of(&stranger),
        seal: taizhang_wire::SealKey([1; 32]),
        name: "别县".into(),
    };
    let foreign = [Item::Control(ControlBody::Authority(root).sign(&stranger))];
    let headless: Vec<_> = county::directory().into_iter().skip(4).map(Item::Control).collect();
    for items in [&foreign[..], &headless[..]] {
        let answer = served.send("POST", "/v1/bootstrap", None, &request(items)).await;
        assert_eq!(answer.code(), (404, "not_found".into()));
    }
    let noise = served.send("POST", "/v1/bootstrap", None, &[0xff; 30]).await;
    assert_eq!(noise.code(), (400, "malformed".into()));
    let large = served.send("POST", "/v1/bootstrap", None, &vec![0; 300 * 1024]).await;
    assert_eq!(large.code(), (413, "too_large".into()));
}
