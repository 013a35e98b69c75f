//! `GET /v1/feed?epoch=&after=&max=`: what follows a cursor in the caller's office's feed.

use std::sync::Arc;

use axum::{
    extract::{Query, State, rejection::QueryRejection},
    response::{IntoResponse as _, Response},
};
use serde::Deserialize;
use taizhang_wire::{Code, Epoch, GRANT_UNTIL, Position, limits};

use crate::{app::Relay, auth::Signed, refusal::Refusal};

#[derive(Deserialize)]
pub(crate) struct Asked {
    epoch: Option<Epoch>,
    after: Option<Position>,
    max: Option<usize>,
}

pub(crate) async fn feed(
    State(relay): State<Arc<Relay>>,
    asked: Result<Query<Asked>, QueryRejection>,
    signed: Signed,
) -> Result<Response, Refusal> {
    let Query(asked) = asked.map_err(|_| Code::Malformed)?;
    let cursor = relay.cursor(asked.epoch, asked.after);
    let items_max = asked.max.unwrap_or(limits::PAGE_ITEMS_MAX).clamp(1, limits::PAGE_ITEMS_MAX);
    let office = signed.office;
    let turn = relay.answers.turn(signed.device)?;
    let read = move |log: &dyn crate::log::Read| log.page(office, cursor, items_max, limits::PAGE_BYTES_TARGET);
    let page = relay.readers.read(read).await?;
    let is_new = relay.cursors.meet(signed.device, office);
    relay.tell_given(signed.device, relay.reads.page(signed.device, is_new, &page, relay.now_ms()));
    if let Some(cursor) = cursor {
        if page.next >= cursor.after {
            relay.cursors.note(signed.device, office, cursor.after);
        } else {
            // Positions are never given up, so this log is older than what the device saw: a backup, put back whole.
            tracing::error!(
                device = %signed.device,
                after = cursor.after,
                "a device has read further than this log reaches: if it was restored, run `taizhang-relay new-epoch`"
            );
        }
    }
    relay.metrics.feed_pages.inc();
    let until_s = relay.let_in_until_ms(&relay.grants(), signed.device) / 1_000;
    Ok(([(GRANT_UNTIL, until_s.to_string())], turn.answer(page.encode())).into_response())
}
