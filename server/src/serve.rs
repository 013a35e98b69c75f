//! Sockets: who may connect, how long a head may take, and how all of it ends.
//!
//! axum's own `serve` sets no header-read timeout, so that anybody could hold connections open for ever by sending a
//! head one byte at a time; the builder beneath it does.

use std::{convert::Infallible, net::SocketAddr, path::Path, pin::pin, sync::Arc, time::Duration};

use axum::{Router, body::Body, http::Request};
use hyper::{body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use taizhang_wire::Epoch;
use tokio::{
    io::{AsyncRead, AsyncWrite},
    net::{TcpListener, TcpSocket, TcpStream},
    sync::{Semaphore, watch},
    task::JoinSet,
};
use tower::ServiceExt as _;

use crate::{
    Config, Error,
    app::{self, Clock, Relay},
    headers,
    patience::Patient,
    routes,
    tls::{self, Tls},
    webapp::WebApp,
};

/// A request's head may not be larger, and a connection's buffer does not grow beyond it.
const HEAD_BYTES_MAX: usize = 16 * 1024;
/// What the system may keep of an answer until it is read. Left to itself it would keep megabytes for every caller.
const SEND_BUFFER_BYTES: u32 = 256 * 1024;
/// Connections that wait to be accepted, in the system's queue.
const BACKLOG: u32 = 1_024;
/// After the system refuses a connection, for want of file handles perhaps.
const ACCEPT_PAUSE: Duration = Duration::from_millis(50);

/// Who is at the other end of a connection.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Peer(pub(crate) SocketAddr);

/// A relay that serves.
pub struct Server {
    address: SocketAddr,
    metrics_address: Option<SocketAddr>,
    relay: Arc<Relay>,
    tls: Option<Arc<Tls>>,
    stop: watch::Sender<bool>,
    accepting: JoinSet<()>,
}

impl Server {
    /// Opens a data directory, binds, and serves. `fresh_epoch` is taken where the database is new, or was put back
    /// from a backup.
    ///
    /// # Errors
    /// [`Error::File`] where an address cannot be bound, a file not opened or not used, [`Error::Unusable`],
    /// [`Error::Storage`].
    pub async fn start(home: &Path, config: Config, fresh_epoch: Epoch, clock: Clock) -> Result<Self, Error> {
        Self::start_with(home, config, WebApp::built_in(), fresh_epoch, clock).await
    }

    /// The same with another web app than the one that is built in.
    ///
    /// # Errors
    /// Those of [`Server::start`].
    pub async fn start_with(
        home: &Path,
        config: Config,
        web_app: WebApp,
        fresh_epoch: Epoch,
        clock: Clock,
    ) -> Result<Self, Error> {
        let (stop, stopping) = watch::channel(false);
        let tls = Tls::open(home, &config)?;
        let listener = bind(config.listen)?;
        let metrics_listener = match config.metrics_listen {
            Some(address) => Some(bind(address)?),
            None => None,
        };
        let address = local(&listener)?;
        let metrics_address = metrics_listener.as_ref().map(local).transpose()?;
        let plain = [tls.is_none().then_some(address), metrics_address];
        for address in plain.into_iter().flatten().filter(|address| !address.ip().is_loopback()) {
            tracing::warn!(%address, "plain HTTP beyond this machine: anybody on the way can read it");
        }
        if config.web_app && web_app.is_empty() {
            tracing::warn!("this program was built without the web app: `cargo xtask web` makes it, then build again");
        }
        let relay = Relay::open(home, config, web_app, fresh_epoch, clock, stopping.clone())?;
        let mut accepting = JoinSet::new();
        if let Some(tls) = &tls {
            accepting.spawn(tls::watch(Arc::clone(tls), relay.config.tls_poll(), stopping.clone()));
        }
        let router = app::router(&relay);
        accepting.spawn(accept(listener, tls.clone(), router, Arc::clone(&relay), stopping.clone()));
        if let Some(listener) = metrics_listener {
            let router = Router::new()
                .route(routes::METRICS_PATH, axum::routing::get(routes::metrics::open))
                .with_state(Arc::clone(&relay));
            accepting.spawn(accept(listener, None, router, Arc::clone(&relay), stopping));
        }
        Ok(Self { address, metrics_address, relay, tls, stop, accepting })
    }

    /// Where it listens.
    #[must_use]
    pub const fn address(&self) -> SocketAddr {
        self.address
    }

    /// Where it serves its metrics, if that is elsewhere.
    #[must_use]
    pub const fn metrics_address(&self) -> Option<SocketAddr> {
        self.metrics_address
    }

    /// The epoch that it serves.
    #[must_use]
    pub fn epoch(&self) -> Epoch {
        self.relay.epoch
    }

    /// Reads the TLS files again, if there are any. What cannot be used changes nothing; the log says so.
    ///
    /// # Errors
    /// [`Error::File`], naming the file.
    pub fn reload_tls(&self) -> Result<(), Error> {
        let Some(tls) = &self.tls else { return Ok(()) };
        let renewed = tls.reload();
        tls::report(&renewed);
        renewed
    }

    /// Stops: no new connections, live streams end, requests in hand are finished, what they wrote is committed.
    ///
    /// # Errors
    /// [`Error::ShuttingDown`] where the writer's end could not be waited for.
    pub async fn stop(mut self) -> Result<(), Error> {
        self.stop.send_replace(true);
        while self.accepting.join_next().await.is_some() {}
        let relay = Arc::clone(&self.relay);
        tokio::task::spawn_blocking(move || relay.writer.close()).await.map_err(|_| Error::ShuttingDown)
    }
}

fn bind(address: SocketAddr) -> Result<TcpListener, Error> {
    let listen = || {
        let socket = if address.is_ipv4() { TcpSocket::new_v4()? } else { TcpSocket::new_v6()? };
        socket.set_reuseaddr(true)?;
        socket.set_send_buffer_size(SEND_BUFFER_BYTES)?;
        socket.bind(address)?;
        socket.listen(BACKLOG)
    };
    listen().map_err(Error::file(address.to_string()))
}

fn local(listener: &TcpListener) -> Result<SocketAddr, Error> {
    listener.local_addr().map_err(Error::file("the listening socket"))
}

/// Accepts until told to stop, then waits for the connections, but not for ever.
async fn accept(
    listener: TcpListener,
    tls: Option<Arc<Tls>>,
    router: Router,
    relay: Arc<Relay>,
    mut stopping: watch::Receiver<bool>,
) {
    let places = Arc::new(Semaphore::new(relay.config.connections_max));
    let mut connections = JoinSet::new();
    loop {
        let place = Arc::clone(&places).acquire_owned();
        let accepted = tokio::select! {
            () = told_to_stop(&mut stopping) => break,
            Some(_) = connections.join_next() => continue,
            accepted = async { (place.await, listener.accept().await) } => accepted,
        };
        let (Ok(place), accepted) = accepted else { break };
        let (stream, peer) = match accepted {
            Ok(accepted) => accepted,
            Err(error) => {
                tracing::warn!(%error, "a connection could not be accepted");
                tokio::time::sleep(ACCEPT_PAUSE).await;
                continue;
            }
        };
        let (tls, router, relay, stopping) = (tls.clone(), router.clone(), Arc::clone(&relay), stopping.clone());
        connections.spawn(async move {
            relay.metrics.connections.inc();
            connection(stream, tls, peer, router, &relay, stopping).await;
            relay.metrics.connections.dec();
            drop(place);
        });
    }
    drop(listener);
    let finished = async { while connections.join_next().await.is_some() {} };
    if tokio::time::timeout(relay.config.shutdown_grace(), finished).await.is_err() {
        tracing::warn!("some connections did not end in time and were cut");
    }
}

async fn connection(
    stream: TcpStream,
    tls: Option<Arc<Tls>>,
    peer: SocketAddr,
    router: Router,
    relay: &Relay,
    mut stopping: watch::Receiver<bool>,
) {
    if let Err(error) = stream.set_nodelay(true) {
        tracing::debug!(%error, "a connection keeps its delay");
    }
    let Some(tls) = tls else { return exchange(stream, false, peer, router, relay, stopping).await };
    let shaken = tokio::select! {
        shaken = tls.accept(stream, relay.config.header_read_timeout()) => shaken,
        () = told_to_stop(&mut stopping) => return,
    };
    match shaken {
        Ok(stream) => exchange(stream, true, peer, router, relay, stopping).await,
        Err(error) => tracing::debug!(%error, "a TLS handshake failed"),
    }
}

/// Answers what comes over a connection, until it ends or the relay does.
async fn exchange(
    stream: impl AsyncRead + AsyncWrite + Unpin,
    over_tls: bool,
    peer: SocketAddr,
    router: Router,
    relay: &Relay,
    mut stopping: watch::Receiver<bool>,
) {
    let service = service_fn(move |mut request: Request<Incoming>| {
        request.extensions_mut().insert(Peer(peer));
        let answer = router.clone().oneshot(request.map(Body::new));
        async move {
            let mut answer = answer.await.unwrap_or_else(|never| match never {});
            headers::put(&mut answer, over_tls);
            Ok::<_, Infallible>(answer)
        }
    });
    let serving = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(relay.config.header_read_timeout())
        .max_buf_size(HEAD_BYTES_MAX)
        .serve_connection(TokioIo::new(Patient::new(stream, relay.config.write_timeout())), service);
    let mut serving = pin!(serving);
    let ended = tokio::select! {
        ended = serving.as_mut() => ended,
        () = told_to_stop(&mut stopping) => {
            serving.as_mut().graceful_shutdown();
            serving.await
        }
    };
    if let Err(error) = ended {
        tracing::debug!(%error, "a connection broke off");
    }
}

/// Ends when the relay is told to stop, or is gone.
async fn told_to_stop(stopping: &mut watch::Receiver<bool>) {
    if stopping.wait_for(|stop| *stop).await.is_err() {
        tracing::debug!("nobody is left to tell");
    }
}
