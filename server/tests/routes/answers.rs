//! What holds for every answer, and what no request may do, whatever its route.

use taizhang_relay::log::conformance::county::{VILLAGE, device};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
};

use crate::served::{Answered, Served, case, exchange, request, signed, text};

const POLICY: &str = "content-security-policy: default-src 'none'; base-uri 'none'; frame-ancestors 'none'";

/// Every route as a stranger asks it, and those that an office's device may ask.
async fn answers(served: &Served) -> Vec<(String, Answered)> {
    let doc = case(served, 1).await;
    let mut all = Vec::new();
    for (method, path) in taizhang_relay::paths() {
        all.push((path.to_owned(), served.send(&method.to_uppercase(), path, None, b"").await));
    }
    all.push(("/nothing".to_owned(), served.send("GET", "/nothing", None, b"").await));
    for path in [
        "/v1/feed".to_owned(),
        "/v1/directory".to_owned(),
        "/v1/live".to_owned(),
        format!("/v1/docs/{doc}/items"),
        format!("/v1/docs/{doc}/receipts"),
    ] {
        let answer = served.ask(VILLAGE, "GET", &path, b"").await;
        assert_eq!(answer.status, 200, "{path}");
        all.push((path, answer));
    }
    all.push(("/v1/push".to_owned(), served.ask(VILLAGE, "POST", "/v1/push", &request(&[])).await));
    all
}

fn has(answer: &Answered, line: &str) -> bool {
    answer.head.lines().any(|found| found == line)
}

#[tokio::test]
async fn every_answer_says_how_it_may_be_used() {
    let served = Served::start_with(|config| config.metrics_listen = Some("127.0.0.1:0".parse().unwrap())).await;
    let mut all = answers(&served).await;
    for path in ["/metrics", "/v1/feed"] {
        let elsewhere = served.server.metrics_address().unwrap();
        all.push((format!("{path}, elsewhere"), exchange(elsewhere, &text("GET", path, None, b"")).await));
    }
    for (path, answer) in all {
        for line in ["cache-control: no-store", "x-content-type-options: nosniff", POLICY] {
            assert!(has(&answer, line), "{path}: {line} is not in\n{}", answer.head);
        }
        for name in ["set-cookie:", "access-control-", "location:", "server:", "strict-transport-security:"] {
            assert!(!answer.head.lines().any(|line| line.starts_with(name)), "{path}: {name} is in\n{}", answer.head);
        }
    }
}

#[tokio::test]
async fn a_body_says_what_it_is() {
    let served = Served::start().await;
    for (path, answer) in answers(&served).await {
        let kind = match path.as_str() {
            _ if answer.status != 200 => "application/json",
            "/metrics" => "application/openmetrics-text; version=1.0.0; charset=utf-8",
            "/v1/live" => "text/event-stream; charset=utf-8",
            "/v1/health" | "/v1/openapi.json" => "application/json",
            _ if path.ends_with("/receipts") => "application/json",
            _ => "application/octet-stream",
        };
        assert!(has(&answer, &format!("content-type: {kind}")), "{path}: {kind} is not in\n{}", answer.head);
        if kind == "application/json" {
            serde_json::from_slice::<serde_json::Value>(&answer.body).unwrap();
        }
    }
}

#[tokio::test]
async fn a_method_that_is_not_meant_is_refused() {
    let served = Served::start_with(|config| config.metrics_listen = Some("127.0.0.1:0".parse().unwrap())).await;
    for (meant, path) in taizhang_relay::paths() {
        let other = if meant == "get" { "POST" } else { "GET" };
        for method in ["TRACE", "OPTIONS", "PUT", "PATCH", "DELETE", other] {
            let answer = served.send(method, path, Some("x-mark: echo\r\n"), b"").await;
            assert_eq!(answer.code(), (405, "not_found".into()), "{method} {path}");
            assert!(!String::from_utf8_lossy(&answer.body).contains("echo"), "{method} {path}");
        }
    }
    let elsewhere = served.server.metrics_address().unwrap();
    assert_eq!(exchange(elsewhere, &text("TRACE", "/metrics", None, b"")).await.status, 405);
}

/// Two ends of one message are two messages to whoever reads the other end.
#[tokio::test]
async fn a_message_has_one_end() {
    let served = Served::start().await;
    let last = "GET /v1/health HTTP/1.1\r\nhost: relay\r\nconnection: close\r\n\r\n";
    let heard = async |lengths: &str, body: &str| {
        let head = format!("POST /v1/enrol HTTP/1.1\r\nhost: relay\r\n{lengths}\r\n");
        let mut stream = TcpStream::connect(served.address()).await.unwrap();
        stream.write_all(format!("{head}{body}{last}").as_bytes()).await.unwrap();
        let mut heard = Vec::new();
        let _ = stream.read_to_end(&mut heard).await;
        let heard = String::from_utf8_lossy(&heard).into_owned();
        heard.split("HTTP/1.1 ").skip(1).map(|answer| answer[..3].to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(heard("content-length: 5\r\n", "12345").await, ["400", "200"]);
    assert_eq!(heard("transfer-encoding: chunked\r\n", "0\r\n\r\n").await, ["400", "200"]);
    // Refused, and nothing more is heard over that connection.
    for lengths in [
        "content-length: 5\r\ntransfer-encoding: chunked\r\n",
        "transfer-encoding: chunked\r\ncontent-length: 5\r\n",
        "content-length: 5\r\ncontent-length: 6\r\n",
        "content-length: +5\r\n",
        "content-length: 5, 6\r\n",
        "transfer-encoding: chunked, identity\r\n",
    ] {
        assert_eq!(heard(lengths, "0\r\n\r\n").await, ["400"], "{lengths}");
    }
}

#[tokio::test]
async fn a_parameter_comes_once() {
    let served = Served::start().await;
    let doc = case(&served, 1).await;
    for path in [
        "/v1/feed?after=0&after=1",
        "/v1/directory?after=0&after=1",
        "/v1/live?after=0&after=1",
        &format!("/v1/docs/{doc}/items?after=0&after=1"),
    ] {
        assert_eq!(served.ask(VILLAGE, "GET", path, b"").await.code(), (400, "malformed".into()), "{path}");
    }
    let head = signed(&device(VILLAGE), "GET", "/v1/feed?after=0", b"");
    let answer = served.send("GET", "/v1/feed?after=0&after=1", Some(&head), b"").await;
    assert_eq!(answer.code(), (401, "bad_signature".into()), "what was added was not signed");
}
