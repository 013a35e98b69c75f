//! `POST /v1/enrol`: a device takes up its invitation. Nobody has let it in yet, so this is small, slow and counted: in all,
//! what was wrong by the caller's address, and by the code that was tried (`log/sqlite/doors.rs`).

use std::sync::Arc;

use axum::{Extension, body::Body, extract::State, response::Response};
use taizhang_wire::{Answer, Code, ControlBody, Enrolled, Item, PushRequest, limits};

use super::{binary, push::take};
use crate::{app::Relay, auth::read_body, log::Caller, refusal::Refusal, serve::Peer};

pub(crate) async fn enrol(
    State(relay): State<Arc<Relay>>,
    Extension(Peer(peer)): Extension<Peer>,
    body: Body,
) -> Result<Response, Refusal> {
    relay.wrong_codes.allow(peer.ip(), relay.now_ms())?;
    relay.enrolments.take(relay.now_ms())?;
    let body = read_body(body, limits::CONTROL_BYTES_MAX + 2).await?;
    relay.metrics.received_bytes.inc_by(body.len() as u64);
    let request = PushRequest { items: vec![serde_bytes::ByteBuf::from(body.to_vec())] };
    let answers = take(&relay, Caller::Enrolment, request).await?.answers;
    match answers.first() {
        Some(Answer::Refused { code, .. }) => {
            if *code == Code::CodeUnknown {
                relay.wrong_codes.count(peer.ip(), relay.now_ms());
            }
            Err((*code).into())
        }
        Some(Answer::Stored | Answer::Held) => Ok(binary(enrolled(&relay, &body).ok_or(Code::CodeUnknown)?.encode())),
        None => Err(Code::Malformed.into()),
    }
}

/// What the invitation of a claim holds for the device.
fn enrolled(relay: &Relay, claim: &[u8]) -> Option<Enrolled> {
    let Ok(Item::Control(control)) = Item::decode(claim) else { return None };
    let ControlBody::Claim(claim) = control.body else { return None };
    let grants = relay.grants();
    let invite = grants.invite(&claim.invite)?;
    Some(Enrolled { office: invite.office, keys: invite.keys.clone() })
}
