//! A relay that serves the conformance county, and the plainest client that there can be.

use std::{
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicI64, AtomicU64, Ordering},
    },
};

use ed25519_dalek::SigningKey;
use serde_bytes::ByteBuf;
use taizhang_relay::{
    Config, Error, Server, WebApp,
    log::conformance::county::{self, device},
};
use taizhang_wire::{Answer, Epoch, FeedPage, Item, PublicKey, PushAnswers, PushRequest, RequestHead};
use tempfile::TempDir;
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
};

/// The time that the relay starts with.
pub(crate) const NOW_MS: i64 = 1_800_000_000_000;

pub(crate) struct Served {
    pub server: Server,
    pub home: TempDir,
    pub now_ms: Arc<AtomicI64>,
}

/// An answer, and the bytes that went over the wire for it in both directions.
#[derive(Debug)]
pub(crate) struct Answered {
    pub status: u16,
    pub head: String,
    pub body: Vec<u8>,
    pub exchanged_bytes: usize,
}

impl Served {
    /// A relay with nobody in it.
    pub(crate) async fn empty(adjust: impl FnOnce(&mut Config)) -> Self {
        Self::empty_in(tempfile::tempdir().unwrap(), adjust).await.unwrap()
    }

    /// The same, in a directory that holds something already.
    pub(crate) async fn empty_in(home: TempDir, adjust: impl FnOnce(&mut Config)) -> Result<Self, Error> {
        Self::empty_with(home, WebApp::default(), adjust).await
    }

    /// The same with a web app; never with the one that happens to be built.
    pub(crate) async fn empty_with(
        home: TempDir,
        web_app: WebApp,
        adjust: impl FnOnce(&mut Config),
    ) -> Result<Self, Error> {
        let mut config = Config::new(county_key());
        config.listen = "127.0.0.1:0".parse().unwrap();
        adjust(&mut config);
        let now_ms = Arc::new(AtomicI64::new(NOW_MS));
        let clock = Arc::clone(&now_ms);
        let clock: taizhang_relay::Clock = Arc::new(move || clock.load(Ordering::Relaxed));
        let server = Server::start_with(home.path(), config, web_app, Epoch([0xe0; 16]), clock).await?;
        Ok(Self { server, home, now_ms })
    }

    /// A relay with the county set up.
    pub(crate) async fn start() -> Self {
        Self::start_with(|_| {}).await
    }

    pub(crate) async fn start_with(adjust: impl FnOnce(&mut Config)) -> Self {
        let served = Self::empty(adjust).await;
        let items: Vec<_> = county::directory().into_iter().map(Item::Control).collect();
        let answer = served.send("POST", "/v1/bootstrap", None, &request(&items)).await;
        assert_eq!(answer.status, 200, "{answer:?}");
        served
    }

    /// The same relay, ended and started again at the time that it is.
    pub(crate) async fn restart(self) -> Self {
        self.restart_with(|_| {}).await
    }

    pub(crate) async fn restart_with(self, adjust: impl FnOnce(&mut Config)) -> Self {
        let now_ms = self.now_ms.load(Ordering::Relaxed);
        self.server.stop().await.unwrap();
        let again = Self::empty_in(self.home, adjust).await.unwrap();
        again.now_ms.store(now_ms, Ordering::Relaxed);
        again
    }

    /// The relay's counters, as it shows them on this machine.
    pub(crate) async fn metrics(&self) -> String {
        String::from_utf8(self.send("GET", "/metrics", None, b"").await.body).unwrap()
    }

    pub(crate) fn address(&self) -> SocketAddr {
        self.server.address()
    }

    /// Asks as an office's device.
    pub(crate) async fn ask(&self, office: usize, method: &str, path: &str, body: &[u8]) -> Answered {
        self.ask_as(&device(office), method, path, body).await
    }

    pub(crate) async fn ask_as(&self, key: &SigningKey, method: &str, path: &str, body: &[u8]) -> Answered {
        let now_ms = self.now_ms.load(Ordering::Relaxed);
        self.send(method, path, Some(&lines(&head_at(key, now_ms, (method, path), body))), body).await
    }

    /// Sends a request as it is given.
    pub(crate) async fn send(&self, method: &str, path: &str, signed: Option<&str>, body: &[u8]) -> Answered {
        exchange(self.address(), &text(method, path, signed, body)).await
    }

    pub(crate) async fn push(&self, office: usize, items: &[Item]) -> Vec<Answer> {
        let answer = self.ask(office, "POST", "/v1/push", &request(items)).await;
        assert_eq!(answer.status, 200, "{answer:?}");
        PushAnswers::decode(&answer.body).unwrap().answers
    }

    pub(crate) async fn feed(&self, office: usize, after: u64) -> FeedPage {
        let path = format!("/v1/feed?epoch={}&after={after}", self.server.epoch());
        let answer = self.ask(office, "GET", &path, b"").await;
        assert_eq!(answer.status, 200, "{answer:?}");
        FeedPage::decode(&answer.body).unwrap()
    }
}

impl Answered {
    /// The code of a refusal; everything that a refusal must hold is looked at.
    pub(crate) fn code(&self) -> (u16, String) {
        let body: serde_json::Value = serde_json::from_slice(&self.body).unwrap();
        assert!(!body["message"].as_str().unwrap().is_empty() && body["now_ms"].as_i64().unwrap() >= NOW_MS);
        let named = self.head.lines().find_map(|line| line.strip_prefix("x-request-id: ")).map(uuid::Uuid::parse_str);
        assert!(matches!(named, Some(Ok(_))), "{}", self.head);
        (self.status, body["code"].as_str().unwrap().to_owned())
    }
}

pub(crate) fn county_key() -> PublicKey {
    PublicKey::of(&county::authority())
}

pub(crate) fn request(items: &[Item]) -> Vec<u8> {
    PushRequest { items: items.iter().map(|item| ByteBuf::from(item.encode())).collect() }.encode()
}

/// A request's signature, with a nonce that no other has.
pub(crate) fn head(key: &SigningKey, method: &str, path: &str, body: &[u8]) -> RequestHead {
    head_at(key, NOW_MS, (method, path), body)
}

/// The same at another time.
pub(crate) fn head_at(key: &SigningKey, now_ms: i64, asked: (&str, &str), body: &[u8]) -> RequestHead {
    static NONCES: AtomicU64 = AtomicU64::new(1);
    let nonce = u128::from(NONCES.fetch_add(1, Ordering::Relaxed)).to_be_bytes();
    RequestHead::sign(key, &county_key(), asked, body, now_ms, nonce)
}

/// A signature's header lines.
pub(crate) fn lines(head: &RequestHead) -> String {
    head.headers().map(|(name, value)| format!("{name}: {value}\r\n")).concat()
}

/// A request's signature, as header lines.
pub(crate) fn signed(key: &SigningKey, method: &str, path: &str, body: &[u8]) -> String {
    lines(&head(key, method, path, body))
}

/// A request's bytes, to a relay that keeps the connection. `signed` is header lines.
pub(crate) fn text(method: &str, path: &str, signed: Option<&str>, body: &[u8]) -> Vec<u8> {
    let mut text = format!("{method} {path} HTTP/1.1\r\nhost: relay\r\n{}", signed.unwrap_or_default());
    if method == "POST" {
        text.push_str(&format!("content-length: {}\r\n", body.len()));
    }
    text.push_str("\r\n");
    [text.into_bytes(), body.to_vec()].concat()
}

/// Sends bytes and reads one answer that says its length.
pub(crate) async fn exchange(address: SocketAddr, request: &[u8]) -> Answered {
    exchange_on(&mut TcpStream::connect(address).await.unwrap(), request).await
}

/// The same on a connection that stands.
pub(crate) async fn exchange_on(stream: &mut TcpStream, request: &[u8]) -> Answered {
    let (mut reading, mut writing) = stream.split();
    // A relay that has heard enough may answer before it has read everything.
    let send = async { writing.write_all(request).await.ok() };
    let receive = async {
        let mut bytes = Vec::new();
        loop {
            if let Some(answer) = complete(&bytes, request.len()) {
                return answer;
            }
            let read = reading.read_buf(&mut bytes).await.unwrap();
            assert!(read > 0, "cut off after {:?}", String::from_utf8_lossy(&bytes));
        }
    };
    tokio::join!(send, receive).1
}

fn complete(bytes: &[u8], sent: usize) -> Option<Answered> {
    let end = bytes.windows(4).position(|four| four == b"\r\n\r\n")? + 4;
    let head = String::from_utf8(bytes[..end].to_vec()).unwrap();
    let length = head.lines().find_map(|line| line.strip_prefix("content-length: ")).map_or(0, |n| n.parse().unwrap());
    let body = bytes.get(end..end + length)?.to_vec();
    let status = head.split(' ').nth(1).unwrap().parse().unwrap();
    Some(Answered { status, head, body, exchanged_bytes: sent + end + length })
}

/// A document of the village that its township and county read too.
pub(crate) async fn case(served: &Served, changes: u64) -> taizhang_wire::DocId {
    use county::{COUNTY, TOWNSHIP, VILLAGE, hash};
    let (doc, opening) = county::open(VILLAGE, &[COUNTY, TOWNSHIP, VILLAGE], 1);
    let mut items = vec![Item::Control(opening)];
    items.extend((1..=changes).map(|seq| {
        let deps: Vec<_> = (seq > 1).then(|| hash(VILLAGE, seq - 1)).into_iter().collect();
        county::envelope(VILLAGE, doc, seq, &deps)
    }));
    assert!(served.push(VILLAGE, &items).await.iter().all(|answer| *answer == Answer::Stored));
    doc
}
