//! Who is calling. A request says so by a signature over itself; there is no session and no bearer token to steal.
//!
//! All but the body's digest is checked before a byte of the body is read: a stranger cannot make the relay hold
//! megabytes, nor fill the table of nonces.

use std::sync::Arc;

use axum::{
    body::{Body, Bytes},
    extract::{FromRequest, Request},
    http::HeaderMap,
};
use http_body_util::{BodyExt as _, LengthLimitError, Limited};
use taizhang_model::{DeviceId, OfficeId};
use taizhang_wire::{CONTENT_DIGEST, Code, RequestHead, SIGNATURE, SIGNATURE_INPUT, limits};
use tokio::sync::OwnedSemaphorePermit;

use crate::{app::Relay, journal::Asker, refusal::Refusal};

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
        Asker::names(request.extensions(), head.device);
        let grants = relay.grants();
        let grant = grants.device(head.device).ok_or(Code::NotEnrolled)?;
        if grants.is_revoked(head.device) {
            return Err(Code::Revoked.into());
        }
        let path = request.uri().path_and_query().map_or("/", |path| path.as_str());
        head.verify(&grant.key, &relay.county, request.method().as_str(), path)?;
        relay.nonces.take(&head, relay.now_ms())?;
        Asker::proves(request.extensions());
        relay.check_grant(&grants, head.device)?;
        relay.rates.admit(head.device, relay.now_ms())?;
        let bytes_max = if request.method() == "POST" { limits::BODY_BYTES_MAX } else { 0 };
        let turn = if bytes_max > 0 {
            let pushes = Arc::clone(&relay.pushes);
            Some(pushes.acquire_owned().await.map_err(|_| Refusal::from(Code::ShuttingDown))?)
        } else {
            None
        };
        let body = read_body(request.into_body(), bytes_max).await?;
        relay.rates.spend_bytes(head.device, body.len() as u64, relay.now_ms());
        head.verify_body(&body)?;
        relay.seen.note(head.device, relay.now_ms());
        Ok(Self { device: head.device, office: grant.office, body, turn })
    }
}

/// The three headers, each exactly once. Nothing of them at all is what somebody sends who was never let in.
fn head(headers: &HeaderMap) -> Result<RequestHead, Refusal> {
    let names = [SIGNATURE_INPUT, SIGNATURE, CONTENT_DIGEST];
    if names.iter().all(|name| !headers.contains_key(*name)) {
        return Err(Code::NotEnrolled.into());
    }
    let [Some(input), Some(signature), Some(digest)] = names.map(|name| only(headers, name)) else {
        return Err(Code::Malformed.into());
    };
    RequestHead::parse(input, signature, digest).map_err(|_| Code::Malformed.into())
}

fn only<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let mut values = headers.get_all(name).iter();
    let value = values.next()?.to_str().ok()?;
    values.next().is_none().then_some(value)
}

/// Reads a body up to its bound.
pub(crate) async fn read_body(body: Body, bytes_max: usize) -> Result<Bytes, Refusal> {
    match Limited::new(body, bytes_max).collect().await {
        Ok(collected) => Ok(collected.to_bytes()),
        Err(error) if error.downcast_ref::<LengthLimitError>().is_some() => Err(Code::TooLarge.into()),
        Err(_) => Err(Code::Malformed.into()),
    }
}
