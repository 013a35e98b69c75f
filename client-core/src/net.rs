//! The relay over HTTP: carries out what the engine asks of the network, and knows nothing of why.
//!
//! Every request is signed by the device, for this county, at this time; no answer is read beyond its bound, and none
//! is waited for without end. Headers are as few as possible: a reconnect with nothing new fits in a kilobyte.

mod connect;
#[cfg(test)]
pub(crate) mod fake;
mod sse;
#[cfg(test)]
mod tests;

pub(crate) use sse::fuzz as fuzz_events;

use std::{
    collections::VecDeque,
    fmt,
    sync::{
        Arc,
        atomic::{AtomicI64, AtomicU64, Ordering},
    },
    time::Duration,
};

use ed25519_dalek::SigningKey;
use futures_util::StreamExt as _;
use serde::Deserialize;
use taizhang_model::DeviceId;
use taizhang_wire::{
    AcceptedTip, Code, Cursor, DeviceTips, DevicesSeen, DocId, Enrolled, Epoch, FeedPage, GRANT_UNTIL, LiveNotice,
    Position, PublicKey, PushAnswers, PushRequest, RequestHead, limits,
};

pub use connect::{AddressError, NetOptions};
use connect::{Chunk, Chunks, Http, Response, Url};

use crate::{
    Receipts,
    engine::NetError,
    runtime::{timeout, unix_now_ms},
};

/// Waiting for an answer to begin. A push of a megabyte over a bad line is part of the wait.
const ANSWER_TIMEOUT: Duration = Duration::from_secs(60);
/// Waiting for an answer to go on.
const CHUNK_TIMEOUT: Duration = Duration::from_secs(30);
/// Silence on a live stream; the relay's heart beats every 25 seconds.
const LIVE_TIMEOUT: Duration = Duration::from_secs(60);
/// The body of an answer that says no, and of the small JSON answers.
const JSON_BYTES_MAX: usize = 256 * 1024;
/// Notices that one chunk of a live stream may hold; only the last of them matters.
const NOTICES_MAX: usize = 16;

/// The wall clock, as this device believes it to be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WallClock {
    shift_ms: i64,
}

impl WallClock {
    /// A clock that now shows `now_ms`, and goes on from there.
    #[must_use]
    pub fn showing(now_ms: i64) -> Self {
        Self { shift_ms: now_ms.saturating_sub(unix_now_ms()) }
    }

    /// Milliseconds since 1970.
    #[must_use]
    pub fn now_ms(self) -> i64 {
        unix_now_ms().saturating_add(self.shift_ms)
    }
}

/// A number for one request only, so that the relay takes it only once.
#[expect(clippy::disallowed_methods, reason = "this is the adapter by which randomness enters")]
fn nonce() -> [u8; 16] {
    let mut nonce = [0; 16];
    getrandom::fill(&mut nonce).expect("a system that made this device's key has random bytes");
    nonce
}

/// What went over the line, as HTTP counts it: heads and bodies, without TLS and TCP.
#[derive(Debug, Default)]
pub struct NetCounters {
    requests: AtomicU64,
    bytes_out: AtomicU64,
    bytes_in: AtomicU64,
}

impl NetCounters {
    /// Requests that were begun, each a round trip.
    #[must_use]
    pub fn requests(&self) -> u64 {
        self.requests.load(Ordering::Relaxed)
    }

    /// Bytes sent.
    #[must_use]
    pub fn bytes_out(&self) -> u64 {
        self.bytes_out.load(Ordering::Relaxed)
    }

    /// Bytes received.
    #[must_use]
    pub fn bytes_in(&self) -> u64 {
        self.bytes_in.load(Ordering::Relaxed)
    }

    fn sent(&self, bytes: usize) {
        self.requests.fetch_add(1, Ordering::Relaxed);
        self.bytes_out.fetch_add(bytes as u64, Ordering::Relaxed);
    }

    fn received(&self, bytes: usize) {
        self.bytes_in.fetch_add(bytes as u64, Ordering::Relaxed);
    }
}

/// What a relay says of itself to anybody.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Health {
    /// `ok` where it can read its log.
    pub status: String,
    /// Its version.
    pub version: String,
    /// The county whose records it keeps: its authority's key.
    pub county: PublicKey,
    /// Its epoch.
    pub epoch: Epoch,
}

/// A relay, seen by one device. Cheap to clone; clones share connections, clock and counters.
#[derive(Clone)]
pub struct RelayClient {
    inner: Arc<Inner>,
}

struct Inner {
    http: Http,
    base: Url,
    secret: SigningKey,
    county: PublicKey,
    clock: WallClock,
    /// What to add to our clock to have the relay's.
    correction_ms: AtomicI64,
    /// Until when the relay lets this device in without its coming again; 0 where it did not tell.
    let_in_until_ms: AtomicI64,
    counters: NetCounters,
}

impl fmt::Debug for RelayClient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RelayClient").field("base", &self.inner.base.as_str()).finish_non_exhaustive()
    }
}

impl RelayClient {
    /// A relay at an address such as `https://relay.example.org`, asked by the device with this key in this county.
    ///
    /// # Errors
    /// [`AddressError`].
    pub fn new(base: &str, secret: SigningKey, county: PublicKey) -> Result<Self, AddressError> {
        Self::with_options(base, secret, county, WallClock::default(), &NetOptions::default())
    }

    /// As [`RelayClient::new`], with a clock of its own and ways of its own to connect.
    ///
    /// # Errors
    /// [`AddressError`].
    pub fn with_options(
        base: &str,
        secret: SigningKey,
        county: PublicKey,
        clock: WallClock,
        options: &NetOptions,
    ) -> Result<Self, AddressError> {
        let base = connect::base_url(base, options)?;
        let http = Http::new(&base, options)?;
        let (correction_ms, let_in_until_ms, counters) = (AtomicI64::new(0), AtomicI64::new(0), NetCounters::default());
        let inner = Inner { http, base, secret, county, clock, correction_ms, let_in_until_ms, counters };
        Ok(Self { inner: Arc::new(inner) })
    }

    /// The clock of this device.
    #[must_use]
    pub fn clock(&self) -> WallClock {
        self.inner.clock
    }

    /// What went over the line.
    #[must_use]
    pub fn counters(&self) -> &NetCounters {
        &self.inner.counters
    }

    /// Until when the relay lets this device in without its coming again, where it told: in milliseconds since 1970.
    #[must_use]
    pub fn let_in_until_ms(&self) -> Option<i64> {
        Some(self.inner.let_in_until_ms.load(Ordering::Relaxed)).filter(|until_ms| *until_ms > 0)
    }

    /// Signs by the relay's clock from now on. The device's own clock stays as it is.
    pub fn correct_clock(&self, relay_now_ms: i64) {
        self.inner.correction_ms.store(relay_now_ms.saturating_sub(self.inner.clock.now_ms()), Ordering::Relaxed);
    }

    /// The feed's next page.
    ///
    /// # Errors
    /// [`NetError`], as everywhere here.
    pub async fn pull(&self, cursor: Option<Cursor>, max_items: usize) -> Result<FeedPage, NetError> {
        let path = match cursor {
            Some(Cursor { epoch, after }) => format!("/v1/feed?epoch={epoch}&after={after}&max={max_items}"),
            None => format!("/v1/feed?max={max_items}"),
        };
        let body = self.inner.ask(path, None, true, limits::BODY_BYTES_MAX).await?;
        FeedPage::decode(&body).map_err(|_| NetError::Garbage)
    }

    /// A page of the county's directory, behind a position that the page before gave.
    ///
    /// # Errors
    /// [`NetError`]; [`Code::NotFound`] where the relay is older than this question.
    pub async fn directory(&self, after: Position) -> Result<FeedPage, NetError> {
        let body = self.inner.ask(format!("/v1/directory?after={after}"), None, true, limits::BODY_BYTES_MAX).await?;
        let page = FeedPage::decode(&body).map_err(|_| NetError::Garbage)?;
        let first = page.entries.first().map_or(Position::MAX, |entry| entry.position);
        // A relay that goes back, or has more and gives nothing, would be asked for ever.
        if first <= after || page.next < after || (page.more && page.entries.is_empty()) {
            return Err(NetError::Garbage);
        }
        Ok(page)
    }

    /// Pushes items; the answers come in their order.
    ///
    /// # Errors
    /// [`NetError`].
    pub async fn push(&self, request: &PushRequest) -> Result<PushAnswers, NetError> {
        self.push_to("/v1/push", request, true).await
    }

    /// Brings a county's first records to a relay that has no device yet.
    ///
    /// # Errors
    /// [`NetError`].
    pub async fn bootstrap(&self, request: &PushRequest) -> Result<PushAnswers, NetError> {
        self.push_to("/v1/bootstrap", request, false).await
    }

    async fn push_to(&self, path: &str, request: &PushRequest, signed: bool) -> Result<PushAnswers, NetError> {
        let body = self.inner.ask(path.to_owned(), Some(request.encode()), signed, JSON_BYTES_MAX).await?;
        let answers = PushAnswers::decode(&body).map_err(|_| NetError::Garbage)?;
        if answers.answers.len() == request.items.len() { Ok(answers) } else { Err(NetError::Garbage) }
    }

    /// Brings a device's claim on its invitation, as an encoded item, and gets what the invitation holds for it: to be
    /// given to [`crate::Ledger::take_invited_keys`].
    ///
    /// # Errors
    /// [`NetError`]; a code that is unknown or used comes as [`NetError::Status`].
    pub async fn enrol(&self, claim: Vec<u8>) -> Result<Enrolled, NetError> {
        let body = self.inner.ask("/v1/enrol".to_owned(), Some(claim), false, JSON_BYTES_MAX).await?;
        Enrolled::decode(&body).map_err(|_| NetError::Garbage)
    }

    /// One document's own items, change by change.
    ///
    /// # Errors
    /// [`NetError`].
    pub async fn doc_items(&self, doc: DocId, after: Position) -> Result<FeedPage, NetError> {
        let path = format!("/v1/docs/{doc}/items?after={after}");
        let body = self.inner.ask(path, None, true, limits::BODY_BYTES_MAX).await?;
        FeedPage::decode(&body).map_err(|_| NetError::Garbage)
    }

    /// Which offices have which of a document's changes, and where these stand in their feeds.
    ///
    /// # Errors
    /// [`NetError`].
    pub async fn receipts(&self, doc: DocId) -> Result<Receipts, NetError> {
        let path = format!("/v1/docs/{doc}/receipts");
        let body = self.inner.ask(path, None, true, limits::BODY_BYTES_MAX).await?;
        serde_json::from_slice(&body).map_err(|_| NetError::Garbage)
    }

    /// What the relay has of a device, a page at a time: for those who administer it.
    ///
    /// # Errors
    /// [`NetError`]; [`Code::NotFound`] where this device does not.
    pub async fn device_tips(&self, device: DeviceId, after: Option<DocId>) -> Result<DeviceTips, NetError> {
        let after = after.map(|doc| format!("?after={doc}")).unwrap_or_default();
        let path = format!("/v1/devices/{device}/tips{after}");
        let body = self.inner.ask(path, None, true, limits::BODY_BYTES_MAX).await?;
        DeviceTips::decode(&body).map_err(|_| NetError::Garbage)
    }

    /// All that the relay has of a device.
    ///
    /// # Errors
    /// As [`RelayClient::device_tips`].
    pub async fn all_device_tips(&self, device: DeviceId) -> Result<Vec<AcceptedTip>, NetError> {
        const TIPS_MAX: usize = limits::LAST_ACCEPTED_TIPS_MAX * limits::LAST_ACCEPTED_PARTS_MAX as usize;
        let (mut tips, mut after) = (Vec::new(), None);
        while tips.len() < TIPS_MAX {
            let page = self.device_tips(device, after).await?;
            let last = page.tips.last().map(|tip| tip.doc);
            // A relay that goes back would be asked for ever.
            if page.more && last <= after {
                return Err(NetError::Garbage);
            }
            tips.extend(page.tips);
            if !page.more {
                break;
            }
            after = last;
        }
        Ok(tips)
    }

    /// When the devices that this one administers last came.
    ///
    /// # Errors
    /// [`NetError`]; [`Code::NotFound`] where it administers none.
    pub async fn devices(&self) -> Result<DevicesSeen, NetError> {
        let body = self.inner.ask("/v1/devices".to_owned(), None, true, limits::BODY_BYTES_MAX).await?;
        DevicesSeen::decode(&body).map_err(|_| NetError::Garbage)
    }

    /// Whether a relay is there and well.
    ///
    /// # Errors
    /// [`NetError`].
    pub async fn health(&self) -> Result<Health, NetError> {
        let body = self.inner.ask("/v1/health".to_owned(), None, false, JSON_BYTES_MAX).await?;
        serde_json::from_slice(&body).map_err(|_| NetError::Garbage)
    }

    /// Opens the live stream; it stands once this returns.
    ///
    /// # Errors
    /// [`NetError`].
    pub async fn live(&self, cursor: Cursor) -> Result<LiveStream, NetError> {
        let path = format!("/v1/live?epoch={}&after={}", cursor.epoch, cursor.after);
        let response = self.inner.send(path, None, true).await?;
        let events = sse::EventReader::default();
        let body = response.chunks();
        Ok(LiveStream { inner: Arc::clone(&self.inner), body, events, notices: VecDeque::new() })
    }
}

/// A live stream. Dropping it closes it.
pub struct LiveStream {
    inner: Arc<Inner>,
    body: Chunks,
    events: sse::EventReader,
    notices: VecDeque<LiveNotice>,
}

impl fmt::Debug for LiveStream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LiveStream").finish_non_exhaustive()
    }
}

impl LiveStream {
    /// The next notice.
    ///
    /// # Errors
    /// [`NetError`]: the stream has ended, and nothing more will come of it.
    pub async fn next(&mut self) -> Result<LiveNotice, NetError> {
        loop {
            if let Some(notice) = self.notices.pop_front() {
                return Ok(notice);
            }
            let chunk = within(LIVE_TIMEOUT, chunk(&mut self.body)).await?.ok_or(NetError::Unreachable)?;
            self.inner.counters.received(chunk.len());
            let (notices, mut readable) = (&mut self.notices, true);
            let read = self.events.read(&chunk, |data| match serde_json::from_slice(data) {
                Ok(notice) => {
                    if notices.len() == NOTICES_MAX {
                        notices.pop_front();
                    }
                    notices.push_back(notice);
                }
                Err(_) => readable = false,
            });
            if read.is_err() || !readable {
                return Err(NetError::Garbage);
            }
        }
    }
}

impl Inner {
    /// One request, its answer read whole. With a body it is a POST, otherwise a GET.
    async fn ask(
        &self,
        path: String,
        body: Option<Vec<u8>>,
        signed: bool,
        bytes_max: usize,
    ) -> Result<Vec<u8>, NetError> {
        let response = self.send(path, body, signed).await?;
        self.read(response, bytes_max).await
    }

    /// Sends a request and waits for the head of a good answer. `path` is what is signed: it stays the same behind a
    /// proxy that adds something before it.
    async fn send(&self, path: String, body: Option<Vec<u8>>, signed: bool) -> Result<Response, NetError> {
        let url = format!("{}{path}", self.base.as_str().trim_end_matches('/'));
        let (method, bytes) = (if body.is_some() { "POST" } else { "GET" }, body.as_deref().unwrap_or_default());
        let mut out = method.len() + path.len() + "  HTTP/1.1\r\nhost: \r\naccept: */*\r\n\r\n".len();
        out += self.base.authority().len() + bytes.len();
        let mut headers: Vec<(&'static str, String)> = Vec::new();
        if signed {
            let time_ms = self.clock.now_ms().saturating_add(self.correction_ms.load(Ordering::Relaxed));
            let asked = (method, path.as_str());
            headers.extend(RequestHead::sign(&self.secret, &self.county, asked, bytes, time_ms, nonce()).headers());
        }
        if body.is_some() {
            out += "content-length: \r\n".len() + bytes.len().to_string().len();
            headers.push(("content-type", "application/octet-stream".to_owned()));
        }
        out += headers.iter().map(|(name, value)| name.len() + ": \r\n".len() + value.len()).sum::<usize>();
        self.counters.sent(out);
        let response = within(ANSWER_TIMEOUT, self.http.send(&url, headers, body)).await?;
        self.counters.received("HTTP/1.1 200 OK\r\n\r\n".len() + response.header_bytes());
        if !(200..300).contains(&response.status()) {
            return Err(self.refusal(response).await);
        }
        let until_s = response.header(GRANT_UNTIL).and_then(|value| value.parse::<i64>().ok());
        if let Some(until_s) = until_s {
            self.let_in_until_ms.store(until_s.saturating_mul(1_000), Ordering::Relaxed);
        }
        Ok(response)
    }

    /// Reads a body up to its bound.
    async fn read(&self, response: Response, bytes_max: usize) -> Result<Vec<u8>, NetError> {
        let promised = response.header("content-length").and_then(|bytes| bytes.parse::<u64>().ok()).unwrap_or(0);
        if promised > bytes_max as u64 {
            return Err(NetError::Garbage);
        }
        let mut body = Vec::with_capacity(usize::try_from(promised).unwrap_or(0));
        let mut chunks = response.chunks();
        while let Some(chunk) = within(CHUNK_TIMEOUT, chunk(&mut chunks)).await? {
            if body.len() + chunk.len() > bytes_max {
                return Err(NetError::Garbage);
            }
            self.counters.received(chunk.len());
            body.extend_from_slice(&chunk);
        }
        Ok(body)
    }

    /// What an answer that says no means.
    async fn refusal(&self, response: Response) -> NetError {
        #[derive(Deserialize)]
        struct Refusal {
            code: Code,
            now_ms: Option<i64>,
        }
        let status = response.status();
        let seconds = response.header("retry-after").and_then(|value| value.parse::<u64>().ok());
        let retry_after_ms = seconds.map(|seconds| seconds.saturating_mul(1_000));
        let body = match self.read(response, JSON_BYTES_MAX).await {
            Ok(body) => body,
            Err(NetError::Garbage) => Vec::new(),
            Err(error) => return error,
        };
        match serde_json::from_slice::<Refusal>(&body) {
            Ok(refusal) => NetError::Status { code: refusal.code, relay_now_ms: refusal.now_ms, retry_after_ms },
            // A proxy in front of a relay that is down, or one that has too much to do.
            Err(_) if matches!(status, 429 | 502..=504) => {
                NetError::Status { code: Code::Busy, relay_now_ms: None, retry_after_ms }
            }
            Err(_) => NetError::Garbage,
        }
    }
}

async fn chunk(body: &mut Chunks) -> Result<Option<Chunk>, NetError> {
    body.next().await.transpose()
}

/// Waits for the network, but not without end.
async fn within<T>(limit: Duration, asked: impl Future<Output = Result<T, NetError>>) -> Result<T, NetError> {
    timeout(limit, asked).await.unwrap_or(Err(NetError::Timeout))
}
