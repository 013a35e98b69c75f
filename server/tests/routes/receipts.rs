use taizhang_relay::log::conformance::county::{COUNTY, TOWNSHIP, VILLAGE, hash, office};

use crate::served::{Served, case};

#[tokio::test]
async fn an_office_counts_once_it_asks_for_what_comes_after() {
    let served = Served::start().await;
    let doc = case(&served, 2).await;
    let read = async || -> serde_json::Value {
        let answer = served.ask(TOWNSHIP, "GET", &format!("/v1/docs/{doc}/receipts"), b"").await;
        serde_json::from_slice(&answer.body).unwrap()
    };
    let page = served.feed(COUNTY, 0).await;
    assert_eq!(read().await["receipts"][0]["offices"], serde_json::json!([]), "sent is not yet received");
    served.feed(COUNTY, page.next).await;
    served.feed(COUNTY, page.next + 1_000).await;
    let county = office(COUNTY).to_string();
    let answer = read().await;
    assert_eq!(answer["epoch"], page.epoch.to_string());
    for (index, seq) in [2, 1].into_iter().enumerate() {
        let receipt = &answer["receipts"][index];
        assert_eq!(receipt["change"], hash(VILLAGE, seq).to_string());
        assert_eq!(receipt["offices"], serde_json::json!([county]));
        let places = receipt["places"].as_array().unwrap();
        let place = places.iter().find(|place| place["office"] == *county).unwrap();
        assert_eq!(place["position"], page.next + seq - 2);
    }
}
