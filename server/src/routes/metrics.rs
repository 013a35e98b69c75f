//! `GET /metrics`: for Prometheus, on an address of its own or for callers on this machine.

use std::sync::Arc;

use axum::{
    Extension,
    extract::State,
    http::{
        HeaderMap,
        header::{CONTENT_TYPE, FORWARDED},
    },
    response::{IntoResponse as _, Response},
};
use taizhang_wire::Code;

use crate::{app::Relay, refusal::Refusal, serve::Peer};

const OPENMETRICS: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

/// Beside the other routes. What a proxy on this machine passes on does not come from this machine.
pub(crate) async fn metrics(
    State(relay): State<Arc<Relay>>,
    Extension(Peer(peer)): Extension<Peer>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let forwarded = headers.contains_key(FORWARDED) || headers.contains_key("x-forwarded-for");
    if relay.config.metrics_listen.is_some() || forwarded || !peer.ip().is_loopback() {
        return Err(Code::NotFound.into());
    }
    Ok(open(State(relay)).await)
}

/// On its own address.
pub(crate) async fn open(State(relay): State<Arc<Relay>>) -> Response {
    ([(CONTENT_TYPE, OPENMETRICS)], relay.metrics.text()).into_response()
}
