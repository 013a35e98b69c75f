//! `GET /v1/directory?after=`: the records of the directory by themselves, for a device that was just let in. In the feed
//! they stand among all cases, the ones that say who the device is behind nearly all of them. They come again there:
//! reading them here moves no cursor and counts as nothing read.

use std::sync::Arc;

use axum::{
    extract::{Query, State, rejection::QueryRejection},
    response::Response,
};
use serde::Deserialize;
use taizhang_wire::{Code, Position, limits};

use crate::{app::Relay, auth::Signed, refusal::Refusal};

#[derive(Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    after: Position,
}

pub(crate) async fn directory(
    State(relay): State<Arc<Relay>>,
    asked: Result<Query<Asked>, QueryRejection>,
    signed: Signed,
) -> Result<Response, Refusal> {
    let Query(asked) = asked.map_err(|_| Code::Malformed)?;
    let turn = relay.answers.turn(signed.device)?;
    let read = move |log: &dyn crate::log::Read| {
        log.directory(signed.office, asked.after, limits::PAGE_ITEMS_MAX, limits::PAGE_BYTES_TARGET)
    };
    let page = relay.readers.read(read).await?;
    relay.metrics.directory_pages.inc();
    Ok(turn.answer(page.encode()))
}
