//! `GET /v1/docs/{doc}/items?after=`: all that was stored of one document, for a reader who finds its snapshot unsound.

use std::sync::Arc;

use axum::{
    extract::{
        Path, Query, State,
        rejection::{PathRejection, QueryRejection},
    },
    response::Response,
};
use serde::Deserialize;
use taizhang_wire::{Code, DocId, Position};

use crate::{app::Relay, auth::Signed, refusal::Refusal};

#[derive(Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    after: Position,
}

pub(crate) async fn doc_items(
    State(relay): State<Arc<Relay>>,
    doc: Result<Path<DocId>, PathRejection>,
    asked: Result<Query<Asked>, QueryRejection>,
    signed: Signed,
) -> Result<Response, Refusal> {
    let Path(doc) = doc.map_err(|_| Code::NotFound)?;
    let Query(asked) = asked.map_err(|_| Code::Malformed)?;
    let turn = relay.answers.turn(signed.device)?;
    let page = relay.readers.read(move |log| log.doc_items(signed.office, doc, asked.after)).await?;
    relay.tell_given(signed.device, relay.reads.document(signed.device, doc, relay.now_ms()));
    Ok(turn.answer(page.encode()))
}
