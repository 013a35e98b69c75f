//! What the attackers and their victims share: requests over a connection that stands, and what all offices can read.

use std::{
    net::SocketAddr,
    time::{Duration, Instant},
};

use taizhang_relay::log::conformance::county::{COUNTY, OTHER, device};
use taizhang_wire::FeedPage;
use tokio::net::TcpStream;

use crate::served::{Answered, exchange, exchange_on, signed, text};

/// A signed request's bytes, good once.
pub(crate) fn asked(office: usize, method: &str, path: &str, body: &[u8]) -> Vec<u8> {
    text(method, path, Some(&signed(&device(office), method, path, body)), body)
}

/// All that the offices can read, byte for byte: what no refused request may change.
pub(crate) async fn state(address: SocketAddr) -> Vec<Vec<u8>> {
    let mut feeds = Vec::new();
    for office in COUNTY..=OTHER {
        let mut path = "/v1/feed".to_owned();
        loop {
            let answer = exchange(address, &asked(office, "GET", &path, b"")).await;
            assert_eq!(answer.status, 200, "{answer:?}");
            let page = FeedPage::decode(&answer.body).unwrap();
            feeds.push(answer.body);
            if !page.more {
                break;
            }
            path = format!("/v1/feed?epoch={}&after={}", page.epoch, page.next);
        }
    }
    feeds
}

/// A connection that stands.
pub(crate) struct Line(TcpStream);

impl Line {
    pub(crate) async fn open(address: SocketAddr) -> Self {
        let stream = TcpStream::connect(address).await.unwrap();
        stream.set_nodelay(true).unwrap();
        Self(stream)
    }

    /// Asks, and says how long the answer took.
    #[expect(clippy::disallowed_methods, reason = "to compare how long answers take is what these tests are for")]
    pub(crate) async fn timed(&mut self, request: &[u8]) -> (Answered, Duration) {
        let began = Instant::now();
        let answer = exchange_on(&mut self.0, request).await;
        (answer, began.elapsed())
    }
}
