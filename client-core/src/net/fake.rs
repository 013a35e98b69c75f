//! A relay for tests: one feed in memory for whoever signs rightly, and any answer that a test puts before it.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, MutexGuard},
};

use axum::{
    Router,
    body::{Body, Bytes},
    extract::{Query, State},
    http::{HeaderMap, Method, StatusCode, Uri},
    response::{
        IntoResponse as _, Response,
        sse::{self, Sse},
    },
    routing::{get, post},
};
use ed25519_dalek::SigningKey;
use taizhang_wire::{
    Answer, CONTENT_DIGEST, Code, Epoch, FeedEntry, FeedPage, LiveNotice, PublicKey, PushAnswers, PushRequest,
    RequestHead, SIGNATURE, SIGNATURE_INPUT, limits,
};
use tokio::sync::watch;
use tokio_stream::{StreamExt as _, wrappers::WatchStream};

use super::{RelayClient, WallClock};

pub(crate) const EPOCH: Epoch = Epoch([7; 16]);

/// Status, one more header, body.
pub(crate) type Instead = (u16, Option<(&'static str, &'static str)>, Vec<u8>);

/// What the relay holds, and what a test may set.
pub(crate) struct Fake {
    pub(crate) items: Vec<Vec<u8>>,
    /// What its clock shows more than ours.
    pub(crate) clock_ahead_ms: i64,
    /// Answers to give instead of the right ones.
    pub(crate) instead: VecDeque<Instead>,
    /// Never answers.
    pub(crate) is_mute: bool,
    pub(crate) asked: Vec<String>,
    /// That of the request before.
    last_nonce: Option<[u8; 16]>,
    head: watch::Sender<u64>,
}

/// A running relay; it ends with the test's runtime.
#[derive(Clone)]
pub(crate) struct FakeRelay {
    pub(crate) address: String,
    fake: Arc<Mutex<Fake>>,
}

pub(crate) fn county() -> PublicKey {
    PublicKey::of(&SigningKey::from_bytes(&[1; 32]))
}

pub(crate) fn device() -> SigningKey {
    SigningKey::from_bytes(&[2; 32])
}

impl FakeRelay {
    pub(crate) async fn start() -> Self {
        let fake = Fake {
            items: Vec::new(),
            clock_ahead_ms: 0,
            instead: VecDeque::new(),
            is_mute: false,
            asked: Vec::new(),
            last_nonce: None,
            head: watch::Sender::new(0),
        };
        let fake = Arc::new(Mutex::new(fake));
        let router = Router::new()
            .route("/v1/feed", get(feed))
            .route("/v1/directory", get(directory))
            .route("/v1/push", post(push))
            .route("/v1/live", get(live))
            .layer(axum::middleware::from_fn_with_state(Arc::clone(&fake), gate))
            .with_state(Arc::clone(&fake));
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = format!("http://{}", listener.local_addr().expect("a bound port"));
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self { address, fake }
    }

    pub(crate) fn lock(&self) -> MutexGuard<'_, Fake> {
        self.fake.lock().expect("no test panics while it holds the relay")
    }

    pub(crate) fn client(&self) -> RelayClient {
        RelayClient::new(&self.address, device(), county()).expect("a loopback address")
    }

    pub(crate) fn append(&self, item: &[u8]) {
        let mut fake = self.lock();
        fake.items.push(item.to_vec());
        let head = fake.items.len() as u64;
        fake.head.send_replace(head);
    }

    pub(crate) fn answer_instead(&self, status: u16, body: &str) {
        self.lock().instead.push_back((status, None, body.into()));
    }
}

type Shared = State<Arc<Mutex<Fake>>>;

fn refuse(status: StatusCode, code: Code, now_ms: i64) -> Response {
    (status, format!(r#"{{"code":"{code}","message":"no","now_ms":{now_ms}}}"#)).into_response()
}

/// What every request passes: the answer that the test wants instead, or the check of the signature.
async fn gate(
    State(fake): Shared,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    request: axum::extract::Request,
    next: axum::middleware::Next,
) -> Response {
    let (is_mute, instead, now_ms) = {
        let mut fake = fake.lock().expect("no test panics while it holds the relay");
        fake.asked.push(format!("{method} {uri}"));
        (fake.is_mute, fake.instead.pop_front(), WallClock::default().now_ms() + fake.clock_ahead_ms)
    };
    if is_mute {
        std::future::pending::<()>().await;
    }
    if let Some((status, header, body)) = instead {
        let mut response = (StatusCode::from_u16(status).expect("a status"), body).into_response();
        if let Some((name, value)) = header {
            response.headers_mut().insert(name, value.parse().expect("a header"));
        }
        return response;
    }
    let (parts, body) = request.into_parts();
    let body = axum::body::to_bytes(body, limits::BODY_BYTES_MAX).await.expect("a body");
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let head = RequestHead::parse(text(SIGNATURE_INPUT), text(SIGNATURE), text(CONTENT_DIGEST));
    let Ok(head) = head else { return refuse(StatusCode::UNAUTHORIZED, Code::NotEnrolled, now_ms) };
    if (head.created_s * 1_000).abs_diff(now_ms) > limits::CLOCK_WINDOW_MS.unsigned_abs() {
        return refuse(StatusCode::UNAUTHORIZED, Code::ClockSkew, now_ms);
    }
    let path = uri.path_and_query().expect("a path").as_str();
    let verified = head.verify(&PublicKey::of(&device()), &county(), method.as_str(), path);
    if verified.and_then(|()| head.verify_body(&body)).is_err() {
        return refuse(StatusCode::UNAUTHORIZED, Code::BadSignature, now_ms);
    }
    if fake.lock().expect("no test panics while it holds the relay").last_nonce.replace(head.nonce) == Some(head.nonce)
    {
        return refuse(StatusCode::UNAUTHORIZED, Code::Replayed, now_ms);
    }
    next.run(axum::extract::Request::from_parts(parts, Body::from(body))).await
}

#[derive(serde::Deserialize)]
struct FeedQuery {
    after: Option<u64>,
    max: usize,
}

async fn feed(State(fake): Shared, Query(query): Query<FeedQuery>) -> Vec<u8> {
    let fake = fake.lock().expect("no test panics while it holds the relay");
    let after = query.after.unwrap_or(0);
    let entries = (1..).zip(&fake.items).skip_while(|(position, _)| *position <= after).take(query.max);
    let entries: Vec<_> = entries.map(|(position, item)| FeedEntry { position, item: item.clone() }).collect();
    let next = entries.last().map_or(after, |entry| entry.position);
    FeedPage { epoch: EPOCH, entries, next, more: next < fake.items.len() as u64 }.encode()
}

#[derive(serde::Deserialize)]
struct DirectoryQuery {
    after: u64,
}

/// An item that begins with `r` is a record; two of them are a page.
async fn directory(State(fake): Shared, Query(query): Query<DirectoryQuery>) -> Vec<u8> {
    let fake = fake.lock().expect("no test panics while it holds the relay");
    let records = (1..).zip(&fake.items).filter(|(position, item)| *position > query.after && item.starts_with(b"r"));
    let mut entries: Vec<_> = records.map(|(position, item)| FeedEntry { position, item: item.clone() }).collect();
    let more = entries.len() > 2;
    entries.truncate(2);
    let next = entries.last().map_or(query.after, |entry| entry.position);
    FeedPage { epoch: EPOCH, entries, next, more }.encode()
}

/// An item that begins with a zero byte is refused.
async fn push(State(fake): Shared, body: Bytes) -> Vec<u8> {
    let request = PushRequest::decode(&body).expect("a push");
    let mut fake = fake.lock().expect("no test panics while it holds the relay");
    let mut answers = PushAnswers::default();
    for item in request.items {
        answers.answers.push(if item.first() == Some(&0) {
            Answer::refused(Code::Malformed)
        } else if fake.items.contains(&item) {
            Answer::Held
        } else {
            fake.items.push(item.into_vec());
            Answer::Stored
        });
    }
    let head = fake.items.len() as u64;
    fake.head.send_replace(head);
    answers.encode()
}

async fn live(State(fake): Shared) -> Response {
    let heads = fake.lock().expect("no test panics while it holds the relay").head.subscribe();
    let notices = WatchStream::new(heads).map(|head| {
        let notice = serde_json::to_string(&LiveNotice { epoch: EPOCH, head }).expect("a notice");
        Ok::<_, std::convert::Infallible>(sse::Event::default().data(notice))
    });
    Sse::new(notices).into_response()
}
