use std::collections::BTreeSet;

use crate::served::Served;

#[tokio::test]
async fn it_describes_the_routes_that_there_are() {
    let served = Served::start().await;
    let answer = served.send("GET", "/v1/openapi.json", None, b"").await;
    let document: serde_json::Value = serde_json::from_slice(&answer.body).unwrap();
    let described: BTreeSet<(String, String)> = document["paths"]
        .as_object()
        .unwrap()
        .iter()
        .flat_map(|(path, methods)| methods.as_object().unwrap().keys().map(|method| (method.clone(), path.clone())))
        .collect();
    let routed =
        taizhang_relay::paths().into_iter().map(|(method, path)| (method.to_owned(), path.to_owned())).collect();
    assert_eq!(described, routed);
    for (method, path) in routed {
        let answers = &document["paths"][&path][&method]["responses"];
        assert!(answers["429"].is_object(), "{method} {path}: whoever asks may be asked to wait");
    }
}

#[tokio::test]
async fn every_route_is_there_and_says_who_may_ask() {
    let served = Served::start().await;
    for (method, path) in taizhang_relay::paths() {
        let answer = served.send(&method.to_uppercase(), path, None, b"").await;
        let open = ["/v1/health", "/v1/openapi.json", "/metrics"].contains(&path);
        let expected = match path {
            _ if open => 200,
            "/v1/enrol" => 400,
            "/v1/bootstrap" => 404,
            // `{doc}` as it stands is no document's id.
            "/v1/docs/{doc}/items" | "/v1/docs/{doc}/receipts" => 401,
            _ => 401,
        };
        assert_eq!(answer.status, expected, "{method} {path}");
    }
}

#[tokio::test]
async fn the_description_can_be_kept_back() {
    let served = Served::start_with(|config| config.openapi = false).await;
    let answer = served.send("GET", "/v1/openapi.json", None, b"").await;
    assert_eq!(answer.code(), (404, "not_found".into()));
}
