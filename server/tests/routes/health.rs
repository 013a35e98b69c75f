use crate::served::{Served, county_key};

#[tokio::test]
async fn it_says_that_it_is_well() {
    let served = Served::start().await;
    let answer = served.send("GET", "/v1/health", None, b"").await;
    let body: serde_json::Value = serde_json::from_slice(&answer.body).unwrap();
    let expected = serde_json::json!({
        "status": "ok", "version": env!("CARGO_PKG_VERSION"), "epoch": served.server.epoch().to_string(),
        "county": county_key().to_string(),
    });
    assert_eq!((answer.status, body), (200, expected));
}
