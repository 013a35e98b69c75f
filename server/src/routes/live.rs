//! `GET /v1/live?epoch=&after=`: a stream of server-sent events that says when the caller's feed has advanced. The first
//! comes at once; what is new is then read from `/v1/feed`.

use std::{convert::Infallible, sync::Arc};

use axum::{
    extract::{Query, State, rejection::QueryRejection},
    http::header::{CONNECTION, CONTENT_TYPE},
    response::{
        IntoResponse as _, Response, Sse,
        sse::{Event, KeepAlive},
    },
};
use futures_util::{Stream, stream};
use serde::Deserialize;
use taizhang_model::DeviceId;
use taizhang_wire::{Code, Epoch, LiveNotice, Position};

use crate::{app::Relay, auth::Signed, live::Seat, refusal::Refusal};

#[derive(Deserialize)]
pub(crate) struct Asked {
    epoch: Option<Epoch>,
    after: Option<Position>,
}

pub(crate) async fn live(
    State(relay): State<Arc<Relay>>,
    asked: Result<Query<Asked>, QueryRejection>,
    signed: Signed,
) -> Result<Response, Refusal> {
    let Query(asked) = asked.map_err(|_| Code::Malformed)?;
    let (device, office) = (signed.device, signed.office);
    // The seat comes first: what advances between it and the first notice is not missed.
    let seat = relay.live.join(device, office, &relay.metrics)?;
    let head = relay.readers.read(move |log| log.head(office)).await?;
    if let Some(cursor) = relay.cursor(asked.epoch, asked.after) {
        relay.cursors.note(device, office, cursor.after.min(head));
    }
    let alive = KeepAlive::new().interval(relay.config.heartbeat());
    let notices = notices(Arc::clone(&relay), seat, device, head);
    // A stream that has ended leaves nothing behind that would have to time out.
    let head = [(CONTENT_TYPE, "text/event-stream; charset=utf-8"), (CONNECTION, "close")];
    Ok((head, Sse::new(notices).keep_alive(alive)).into_response())
}

struct Listening {
    relay: Arc<Relay>,
    seat: Seat,
    device: DeviceId,
    first: Option<Position>,
}

/// The head now, and then each further one, until the relay stops or the device is shut out.
fn notices(
    relay: Arc<Relay>,
    seat: Seat,
    device: DeviceId,
    head: Position,
) -> impl Stream<Item = Result<Event, Infallible>> {
    let listening = Listening { relay, seat, device, first: Some(head) };
    stream::unfold(listening, |mut listening| async move {
        let head = match listening.first.take() {
            Some(head) => head,
            None => {
                let mut stopping = listening.relay.stopping.clone();
                tokio::select! {
                    changed = listening.seat.heads.changed() => changed.ok()?,
                    _ = stopping.wait_for(|stop| *stop) => return None,
                }
                *listening.seat.heads.borrow_and_update()
            }
        };
        if listening.relay.grants().is_revoked(listening.device) {
            return None;
        }
        let notice = LiveNotice { epoch: listening.relay.epoch, head };
        let event = Event::default().json_data(notice).expect("a notice can be written as JSON");
        Some((Ok(event), listening))
    })
}
