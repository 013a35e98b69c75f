use taizhang_relay::log::conformance::county::{VILLAGE, device};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
};

use crate::served::{Served, case, request, signed, text};

async fn all(stream: &mut TcpStream) -> String {
    let mut bytes = Vec::new();
    let _ = stream.read_to_end(&mut bytes).await;
    String::from_utf8_lossy(&bytes).into_owned()
}

#[tokio::test]
async fn a_head_that_never_ends_is_cut_off() {
    let served = Served::start_with(|config| config.header_read_timeout_ms = 40).await;
    let mut stream = TcpStream::connect(served.address()).await.unwrap();
    stream.write_all(b"GET /v1/health HTTP/1.1\r\nhost: re").await.unwrap();
    let heard = all(&mut stream).await;
    assert!(heard.is_empty() || heard.starts_with("HTTP/1.1 408"), "{heard}");
    let mut silent = TcpStream::connect(served.address()).await.unwrap();
    all(&mut silent).await;
    assert_eq!(served.send("GET", "/v1/health", None, b"").await.status, 200);
}

#[tokio::test]
async fn a_head_that_is_too_large_is_refused() {
    let served = Served::start().await;
    let mut stream = TcpStream::connect(served.address()).await.unwrap();
    let head = format!("GET /v1/health HTTP/1.1\r\nhost: relay\r\nx: {}\r\n\r\n", "y".repeat(64 * 1024));
    let _ = stream.write_all(head.as_bytes()).await;
    let heard = all(&mut stream).await;
    assert!(heard.is_empty() || heard.starts_with("HTTP/1.1 431"), "{heard}");
}

#[tokio::test]
async fn a_body_that_never_ends_is_cut_off() {
    let served = Served::start_with(|config| config.request_timeout_ms = 1_000).await;
    let head = signed(&device(VILLAGE), "POST", "/v1/push", b"");
    let mut stream = TcpStream::connect(served.address()).await.unwrap();
    let mut begun = text("POST", "/v1/push", Some(&head), &[0; 1_000]);
    begun.truncate(begun.len() - 1);
    stream.write_all(&begun).await.unwrap();
    let heard = all(&mut stream).await;
    assert!(heard.starts_with("HTTP/1.1 408") && heard.contains("\"busy\""), "{heard}");
}

#[tokio::test]
async fn what_is_in_hand_is_finished_before_the_end() {
    let served = Served::start().await;
    case(&served, 1).await;
    let body = request(&[]);
    let head = signed(&device(VILLAGE), "POST", "/v1/push", &body);
    let request = text("POST", "/v1/push", Some(&head), &body);
    let (begun, rest) = request.split_at(request.len() - 1);
    let mut stream = TcpStream::connect(served.address()).await.unwrap();
    stream.write_all(begun).await.unwrap();
    // The relay has begun with this request once it has accepted another that came after it.
    assert_eq!(served.send("GET", "/v1/health", None, b"").await.status, 200);
    let (home, address) = (served.home, served.server.address());
    let stopping = tokio::spawn(served.server.stop());
    while TcpStream::connect(address).await.is_ok() {
        tokio::task::yield_now().await;
    }
    stream.write_all(rest).await.unwrap();
    assert!(all(&mut stream).await.starts_with("HTTP/1.1 200"));
    stopping.await.unwrap().unwrap();
    drop(home);
}
