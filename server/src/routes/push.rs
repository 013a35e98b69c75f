//! `POST /v1/push`: up to 500 items, each answered for itself, once all that was taken is on disk.

use std::sync::Arc;

use axum::{extract::State, response::Response};
use taizhang_wire::{Code, PushAnswers, PushRequest};

use super::binary;
use crate::{
    app::Relay,
    auth::Signed,
    journal::items_refused,
    log::{Caller, Prepared},
    refusal::Refusal,
};

pub(crate) async fn push(State(relay): State<Arc<Relay>>, signed: Signed) -> Result<Response, Refusal> {
    relay.metrics.received_bytes.inc_by(signed.body.len() as u64);
    let Signed { device, body, turn: _turn, .. } = signed;
    let request = PushRequest::decode(&body)?;
    drop(body);
    let answers = take(&relay, Caller::Device(device), request).await?;
    items_refused(device, &answers.answers);
    Ok(binary(answers.encode()))
}

/// Checks signatures on a thread that may take its time, and hands the rest to the writer.
pub(super) async fn take(relay: &Arc<Relay>, from: Caller, request: PushRequest) -> Result<PushAnswers, Refusal> {
    let grants = relay.grants();
    let prepare = move || -> Vec<Prepared> {
        request.items.into_iter().map(|item| Prepared::new(&grants, item.into_vec())).collect()
    };
    let items = tokio::task::spawn_blocking(prepare).await.map_err(|_| Refusal::from(Code::ShuttingDown))?;
    let kinds: Vec<_> = items.iter().map(Prepared::kind).collect();
    let answers = relay.writer.push(from, relay.now_ms(), items).await?;
    for (kind, answer) in kinds.into_iter().zip(&answers) {
        relay.metrics.count_item(kind, answer);
    }
    Ok(PushAnswers { answers })
}
