//! `POST /v1/bootstrap`: the first records of a county, up to the administrator's own device. Only while nobody is
//! enrolled, and only what descends from the authority's key; otherwise there is no such route.

use std::sync::Arc;

use axum::{body::Body, extract::State, response::Response};
use taizhang_wire::{Answer, Code, PushRequest, limits};

use super::{binary, push::take};
use crate::{app::Relay, auth::read_body, log::Caller, refusal::Refusal};

/// A county's first records are a few hundred bytes each.
const BODY_BYTES_MAX: usize = 256 * 1024;

pub(crate) async fn bootstrap(State(relay): State<Arc<Relay>>, body: Body) -> Result<Response, Refusal> {
    if relay.grants().devices().next().is_some() {
        return Err(Code::NotFound.into());
    }
    relay.enrolments.take(relay.now_ms())?;
    let body = read_body(body, BODY_BYTES_MAX.min(limits::BODY_BYTES_MAX)).await?;
    relay.metrics.received_bytes.inc_by(body.len() as u64);
    let answers = take(&relay, Caller::Bootstrap, PushRequest::decode(&body)?).await?;
    match answers.answers.iter().all(Answer::is_held) {
        true => Ok(binary(answers.encode())),
        false => Err(Code::NotFound.into()),
    }
}
