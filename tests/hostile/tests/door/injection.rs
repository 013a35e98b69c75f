//! Paths, parameters and headers that are meant for something else than what they stand in.

use taizhang_relay::log::conformance::county::{VILLAGE, device};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
};

use crate::{
    asking::state,
    served::{Served, case, exchange, signed, text},
};

/// Signed properly by an office's device: that is no reason to believe what it says.
#[tokio::test]
async fn paths_and_parameters_are_nothing_but_ids_and_numbers() {
    let served = Served::start().await;
    let doc = case(&served, 1).await;
    let before = state(served.address()).await;
    let epoch = served.server.epoch();
    for path in [
        "/v1/docs/../../../etc/passwd/items",
        "/v1/docs/..%2f..%2f..%2fetc%2fpasswd/items",
        "/v1/docs/%2e%2e/items",
        "/v1/docs/%00/items",
        "/v1/docs/'%20OR%201=1--/items",
        "/v1/docs/%27%3B%20DROP%20TABLE%20item%3B--/receipts",
        &format!("/v1/docs/{doc}%00/items"),
        &format!("/v1/docs/{doc}%0d%0aset-cookie:%20a=b/items"),
        &format!("/v1/docs/{doc}/items/../receipts"),
        &format!("/v1/docs/{doc}/items?after=0%20OR%201=1"),
        &format!("/v1/docs/{doc}/items?after=18446744073709551616"),
        &format!("/v1/docs/{doc}//items"),
        &format!("/v1/docs//{doc}/items"),
        "/v1/feed?epoch='%20OR%20'1'='1&after=0",
        &format!("/v1/feed?epoch={epoch}&after=0;DROP%20TABLE%20feed"),
        "/v1/feed?max=1e9",
        "/v1/feed/",
        "/v1/directory?after=0%20OR%201=1",
        "/v1/directory?after=-1",
        "/v1/directory/",
        "/V1/FEED",
        "/v1/./feed",
        "/v1%2ffeed",
        "/v1/devices/%2e%2e/tips",
        "/relay.db",
        "/relay.toml",
        "/../relay.db",
    ] {
        let answer = served.ask(VILLAGE, "GET", path, b"").await;
        let code = answer.code();
        assert!(matches!((code.0, code.1.as_str()), (400, "malformed") | (404, "not_found")), "{path}: {code:?}");
        assert!(!answer.head.contains("set-cookie"), "{path}: {}", answer.head);
        assert!(!String::from_utf8_lossy(&answer.body).contains("DROP"), "nothing of it is said again");
    }
    assert_eq!(state(served.address()).await, before);
}

#[tokio::test]
async fn headers_make_no_request_into_another() {
    let served = Served::start().await;
    let before = state(served.address()).await;
    for lines in [
        "x-http-method-override: POST\r\n",
        "x-original-url: /metrics\r\nx-rewrite-url: /metrics\r\n",
        "x-forwarded-for: 127.0.0.1\r\nx-real-ip: 127.0.0.1\r\nforwarded: for=127.0.0.1\r\n",
        "x-request-id: mine\r\n",
        "host: another\r\n",
        "cookie: session=admin\r\nauthorization: Basic YWRtaW46YWRtaW4=\r\n",
        "upgrade: h2c\r\nconnection: upgrade, http2-settings\r\nhttp2-settings: AAMAAABkAARAAAAAAAIAAAAA\r\n",
        "expect: 100-continue\r\n",
        "range: bytes=0-1\r\n",
        "accept: ../../etc/passwd\r\naccept-language: ${jndi:ldap://x}\r\n",
    ] {
        let stranger = served.send("GET", "/v1/feed", Some(lines), b"").await;
        assert_eq!(stranger.code(), (401, "not_enrolled".into()), "{lines}");
        let of_device = format!("{}{lines}", signed(&device(VILLAGE), "GET", "/v1/feed", b""));
        let answer = served.send("GET", "/v1/feed", Some(&of_device), b"").await;
        assert_eq!((answer.status, &answer.body), (200, &before[VILLAGE]), "{lines}");
        for answer in [stranger.head, answer.head] {
            for word in ["mine", "another", "admin", "jndi", "passwd", "h2c"] {
                assert!(!answer.contains(word), "{lines}: {answer}");
            }
        }
    }
    assert_eq!(state(served.address()).await, before);
}

/// What is no HTTP is refused, and what follows it is not heard.
#[tokio::test]
async fn heads_that_two_readers_would_read_differently_are_refused() {
    let served = Served::start().await;
    let before = state(served.address()).await;
    let smuggled = "GET /v1/health HTTP/1.1\r\nhost: relay\r\n\r\n";
    for head in [
        "GET /v1/health HTTP/1.1\r\nhost : relay\r\n\r\n",
        "GET /v1/health HTTP/1.1\r\nhost: relay\r\n folded: x\r\n\r\n",
        "GET /v1/health HTTP/1.1\r\nx: a\0b\r\n\r\n",
        "GET /v1/health HTTP/1.1\r\nx: a\rb: c\r\n\r\n",
        "GET /v1/he\0alth HTTP/1.1\r\nhost: relay\r\n\r\n",
        "GET /v1/health HTTP/1.1 \r\nhost: relay\r\n\r\n",
        "GET /v1/health HTTP/9.9\r\nhost: relay\r\n\r\n",
        "GET  /v1/health HTTP/1.1\r\nhost: relay\r\n\r\n",
        "GET /v1/health\r\n\r\n",
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        "\u{16}\u{3}\u{1}\u{0}\u{a5}\u{1}\u{0}\u{0}",
    ] {
        let mut stream = TcpStream::connect(served.address()).await.unwrap();
        stream.write_all(format!("{head}{smuggled}").as_bytes()).await.unwrap();
        stream.shutdown().await.unwrap();
        let mut heard = Vec::new();
        let _ = stream.read_to_end(&mut heard).await;
        let heard = String::from_utf8_lossy(&heard);
        let statuses: Vec<_> = heard.split("HTTP/1.1 ").skip(1).map(|answer| &answer[..3]).collect();
        assert!(matches!(statuses[..], [] | ["400"] | ["505"]), "{head:?}: {statuses:?}");
    }
    let absolute = text("GET", "http://elsewhere.example/metrics", Some("x-forwarded-for: 1.2.3.4\r\n"), b"");
    assert_eq!(exchange(served.address(), &absolute).await.code(), (404, "not_found".into()));
    assert_eq!(state(served.address()).await, before);
}
