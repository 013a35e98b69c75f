//! Who is calling. A request says so by a signature over itself; there is no session and no bearer token to steal.
//!
//! What can be known from the head alone is checked before a byte of the body is read: a stranger cannot make the relay
//! hold megabytes.

use std::sync::Arc;

use axum::{
    body::{Body, Bytes},
    extract::{FromRequest, Request},
    http::{HeaderMap, header::AUTHORIZATION},
};
use http_body_util::{BodyExt as _, LengthLimitError, Limited};
use taizhang_model::{DeviceId, OfficeId};
use taizhang_wire::{Code, RequestHead, limits};
use tokio::sync::OwnedSemaphorePermit;

use crate::{app::Relay, refusal::Refusal};

/// A request of an enrolled device, its body read and its signature checked.
#[derive(Debug)]
pub(crate) struct Signed {
    pub(crate) device: DeviceId,
    pub(crate) office: OfficeId,
    pub(crate) body: Bytes,
    /// While a body is in memory, it counts among the pushes in hand.
    pub(crate) turn: Option<OwnedSemaphorePermit>,
}

impl FromRequest<Arc<Relay>> for Signed {
    type Rejection = Refusal;

    async fn from_request(request: Request, relay: &Arc<Relay>) -> Result<Self, Refusal> {
        let head = head(request.headers())?;
        let grants = relay.grants();
        let grant = grants.device(head.device).ok_or(Code::NotEnrolled)?;
        if grants.is_revoked(head.device) {
            return Err(Code::Revoked.into());
        }
        if head.time_ms.abs_diff(relay.now_ms()) > limits::CLOCK_WINDOW_MS.unsigned_abs() {
            return Err(Code::ClockSkew.into());
        }
        let method = request.method().clone();
        let path = request.uri().path_and_query().map_or("/", |path| path.as_str()).to_owned();
        let bytes_max = if method == "POST" { limits::BODY_BYTES_MAX } else { 0 };
        let turn = if bytes_max > 0 {
            let pushes = Arc::clone(&relay.pushes);
            Some(pushes.acquire_owned().await.map_err(|_| Refusal::from(Code::ShuttingDown))?)
        } else {
            None
        };
        let body = read_body(request.into_body(), bytes_max).await?;
        head.verify(&grant.key, &relay.county, method.as_str(), &path, &body)?;
        Ok(Self { device: head.device, office: grant.office, body, turn })
    }
}

fn head(headers: &HeaderMap) -> Result<RequestHead, Refusal> {
    let text = headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok()).ok_or(Code::NotEnrolled)?;
    RequestHead::parse(text).map_err(|_| Code::NotEnrolled.into())
}

/// Reads a body up to its bound.
pub(crate) async fn read_body(body: Body, bytes_max: usize) -> Result<Bytes, Refusal> {
    match Limited::new(body, bytes_max).collect().await {
        Ok(collected) => Ok(collected.to_bytes()),
        Err(error) if error.downcast_ref::<LengthLimitError>().is_some() => Err(Code::TooLarge.into()),
        Err(_) => Err(Code::Malformed.into()),
    }
}
