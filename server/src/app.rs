//! The relay as a whole: what its routes share, the router, and what wraps every request.

use std::{
    path::Path,
    sync::{Arc, PoisonError, RwLock},
    time::Instant,
};

use axum::{
    Json, Router,
    body::HttpBody as _,
    extract::{MatchedPath, Request, State},
    http::{StatusCode, header::RETRY_AFTER},
    middleware::{self, Next},
    response::{IntoResponse as _, Response},
};
use taizhang_model::DeviceId;
use taizhang_wire::{Code, Cursor, Epoch, Grants, PublicKey, SIGNATURE};
use tokio::sync::{Semaphore, watch};
use uuid::Uuid;

use crate::{
    Config, Error,
    allowance::{Allowance, Failures},
    answers::Answers,
    config::database,
    journal::{self, Asker},
    live::Live,
    log::{Cursors, Log, Read as _, Readers, Seen, SqliteLog, SqliteOptions, Writer, writer::CommitReport},
    metrics::Metrics,
    nonces::Nonces,
    rates::Rates,
    reads::{Reads, Told},
    refusal::{Refusal, RefusalBody},
    routes,
    webapp::WebApp,
    witness::{Sighting, Witness},
};

/// Where the relay gets the time from: milliseconds since 1970.
pub type Clock = Arc<dyn Fn() -> i64 + Send + Sync>;

/// What the routes share.
pub(crate) struct Relay {
    pub(crate) config: Config,
    pub(crate) county: PublicKey,
    pub(crate) epoch: Epoch,
    pub(crate) writer: Writer,
    pub(crate) readers: Arc<Readers>,
    pub(crate) cursors: Arc<Cursors>,
    pub(crate) live: Arc<Live>,
    /// Content that is being given out.
    pub(crate) answers: Arc<Answers>,
    pub(crate) metrics: Arc<Metrics>,
    /// Bodies that may be in memory at once.
    pub(crate) pushes: Arc<Semaphore>,
    /// Requests that were here before.
    pub(crate) nonces: Nonces,
    /// Turns true when the relay is told to stop.
    pub(crate) stopping: watch::Receiver<bool>,
    grants: Arc<RwLock<Arc<Grants>>>,
    clock: Clock,
    /// Enrolments and set-ups, from everybody together.
    pub(crate) enrolments: Allowance,
    /// Codes that were wrong, by address.
    pub(crate) wrong_codes: Failures,
    /// What each caller may spend.
    pub(crate) rates: Rates,
    /// What the devices were given today.
    pub(crate) reads: Reads,
    /// When the devices last came.
    pub(crate) seen: Arc<Seen>,
    web_app: Option<WebApp>,
}

impl Relay {
    /// Opens a data directory. `fresh_epoch` is taken where the database is new, or was put back from a backup.
    pub(crate) fn open(
        home: &Path,
        config: Config,
        web_app: WebApp,
        fresh_epoch: Epoch,
        clock: Clock,
        stopping: watch::Receiver<bool>,
    ) -> Result<Arc<Self>, Error> {
        let (mut witness, seen) = Witness::open(home)?;
        let mut log = SqliteLog::open(&database(home), SqliteOptions::default(), config.authority, fresh_epoch)?;
        let mut sighting = Sighting { epoch: log.epoch()?, items: log.items()? };
        if !sighting.continues(seen) {
            tracing::warn!(items = sighting.items, "the database is not the one last seen here: a new epoch begins");
            log.new_epoch(fresh_epoch)?;
            sighting.epoch = fresh_epoch;
        }
        witness.write(sighting)?;
        witness.sync()?;

        let readers = Readers::open(&log, config.readers)?;
        let (live, metrics) = (Arc::new(Live::default()), Arc::new(Metrics::default()));
        let grants = Arc::new(RwLock::new(log.grants()));
        let (cursors, seen) = (log.cursors(), log.seen());
        let now_ms = clock();
        for (device, _) in log.grants().devices() {
            if seen.at_ms(*device).is_none() {
                seen.note(*device, now_ms);
            }
        }
        let report = {
            let (live, metrics, grants) = (Arc::clone(&live), Arc::clone(&metrics), Arc::clone(&grants));
            move |log: &dyn crate::log::Read, report: CommitReport| {
                metrics.commit_items.observe(report.items as f64);
                metrics.commit_seconds.observe(report.took.as_secs_f64());
                let mut grants = grants.write().unwrap_or_else(PoisonError::into_inner);
                let before = std::mem::replace(&mut *grants, Arc::clone(&report.grants));
                drop(grants);
                journal::doors(&before, &report.grants);
                for (office, head) in report.committed.advanced {
                    live.advance(office, head);
                }
                let written = log.items().and_then(|items| witness.write(Sighting { items, ..sighting }));
                if let Err(error) = written {
                    tracing::warn!(%error, "the epoch's witness could not be written");
                }
            }
        };
        let writer = Writer::start(Box::new(log), Box::new(report))?;
        Ok(Arc::new(Self {
            county: config.authority,
            epoch: sighting.epoch,
            writer,
            readers,
            cursors,
            live,
            answers: Arc::default(),
            metrics,
            pushes: Arc::new(Semaphore::new(config.pushes_max)),
            nonces: Nonces::new(now_ms),
            stopping,
            grants,
            clock,
            enrolments: Allowance::new(config.enrolments_per_minute, now_ms),
            wrong_codes: Failures::new(config.wrong_codes_per_minute),
            rates: Rates::new(&config),
            reads: Reads::new(config.documents_per_day),
            seen,
            web_app: config.web_app.then_some(web_app),
            config,
        }))
    }

    /// The directory as of the last commit.
    pub(crate) fn grants(&self) -> Arc<Grants> {
        Arc::clone(&self.grants.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// The relay's time.
    pub(crate) fn now_ms(&self) -> i64 {
        (self.clock)()
    }

    /// A place in this epoch, from what a device says of its cursor.
    pub(crate) fn cursor(&self, epoch: Option<Epoch>, after: Option<u64>) -> Option<Cursor> {
        Some(Cursor { epoch: epoch?, after: after? }).filter(|cursor| cursor.epoch == self.epoch)
    }

    /// Says and counts what is remarkable about what a device was given.
    pub(crate) fn tell_given(&self, device: DeviceId, told: Told) {
        self.metrics.seedings.inc_by(u64::from(told.seeded.is_some()));
        self.metrics.bulk_reads.inc_by(u64::from(told.bulk.is_some()));
        journal::given(device, told);
    }

    /// Until when a device is let in without coming again, in milliseconds since 1970.
    pub(crate) fn let_in_until_ms(&self, grants: &Grants, device: DeviceId) -> i64 {
        // Whoever is granted came once: when it was let in, or when the relay began to count.
        let seen_ms = self.seen.at_ms(device).unwrap_or_else(|| self.now_ms());
        let until_ms = seen_ms.saturating_add(self.config.grant_ms());
        until_ms.max(grants.renewed_until_ms(device).unwrap_or(until_ms))
    }

    /// Whether a device came or was renewed in time.
    pub(crate) fn check_grant(&self, grants: &Grants, device: DeviceId) -> Result<(), Code> {
        if self.now_ms() > self.let_in_until_ms(grants, device) { Err(Code::GrantExpired) } else { Ok(()) }
    }
}

/// The routes, and what wraps them.
pub(crate) fn router(relay: &Arc<Relay>) -> Router {
    let mut router = Router::new();
    for route in routes::all() {
        if route.path == routes::OPENAPI_PATH && !relay.config.openapi {
            continue;
        }
        router = router.route(route.path, route.handler);
    }
    router
        .fallback(|| async { Refusal::from(Code::NotFound) })
        .method_not_allowed_fallback(|| async {
            Refusal::from(Code::NotFound).with_status(StatusCode::METHOD_NOT_ALLOWED)
        })
        .layer(middleware::from_fn_with_state(Arc::clone(relay), wrap))
        .with_state(Arc::clone(relay))
}

/// Bounds a request's time, writes refusals out, and says what happened: the route, never the path's ids' content. A
/// refused request is named in the answer and in the log; a file of the web app that was given is worth no line.
#[expect(clippy::disallowed_methods, reason = "the server is an adapter: it times its requests")]
async fn wrap(State(relay): State<Arc<Relay>>, mut request: Request, next: Next) -> Response {
    let began = Instant::now();
    let asker = Asker::accompany(request.extensions_mut());
    let route = request.extensions().get::<MatchedPath>().cloned();
    let file = relay.web_app.as_ref().filter(|_| route.is_none()).and_then(|app| app.answer(&request));
    let is_visit = file.is_some();
    let stranger = asker.address().filter(|_| is_visit || !request.headers().contains_key(SIGNATURE));
    let may_ask = stranger.map_or(Ok(()), |address| match &file {
        Some(file) => relay.rates.admit_visit(address, bytes_of(file), relay.now_ms()),
        None => relay.rates.admit_stranger(address, relay.now_ms()),
    });
    let mut response = match (may_ask, file) {
        (Ok(()), Some(file)) => file,
        (Ok(()), None) => {
            let answered = tokio::time::timeout(relay.config.request_timeout(), next.run(request)).await;
            let too_slow = || Refusal::from(Code::Busy).with_status(StatusCode::REQUEST_TIMEOUT).into_response();
            answered.unwrap_or_else(|_| too_slow())
        }
        (Err(refusal), _) => refusal.into_response(),
    };
    // Who says to be a device and is not counts with the strangers, once that is known: a neighbour's noise keeps no device
    // out that can prove what it says.
    if let (None, None, Some(address)) = (stranger, asker.proved(), asker.address())
        && let Err(refusal) = relay.rates.admit_stranger(address, relay.now_ms())
    {
        response = refusal.into_response();
    }
    let route = route.as_ref().map_or("none", MatchedPath::as_str);
    let took = began.elapsed();
    if let Some(refusal) = response.extensions().get::<Refusal>().copied() {
        relay.metrics.count_refusal(refusal.code);
        let body = RefusalBody { code: refusal.code, message: refusal.message(), now_ms: relay.now_ms() };
        let id = Uuid::new_v4().to_string();
        asker.refused(route, refusal, took, &id);
        let retry_after = refusal.retry_after_s.map(|seconds| [(RETRY_AFTER, seconds.to_string())]);
        response = (refusal.status, [(REQUEST_ID, id)], retry_after, Json(body)).into_response();
    } else if !is_visit {
        asker.answered(route, response.status().as_u16(), took);
    }
    let bytes = bytes_of(&response);
    relay.metrics.sent_bytes.inc_by(bytes);
    if let Some(device) = asker.proved() {
        relay.rates.spend_bytes(device, bytes, relay.now_ms());
    }
    response
}

/// The bytes of an answer's body; of a live stream, which has no end yet, none.
fn bytes_of(response: &Response) -> u64 {
    response.body().size_hint().exact().unwrap_or_default()
}

/// The header that names a refused request.
const REQUEST_ID: &str = "x-request-id";
