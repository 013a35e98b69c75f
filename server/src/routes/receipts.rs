//! `GET /v1/docs/{doc}/receipts`: which offices have read a document's changes.

use std::sync::Arc;

use axum::{
    Json,
    extract::{Path, State, rejection::PathRejection},
};
use serde::Serialize;
use taizhang_wire::{Code, DocId};

use crate::{app::Relay, auth::Signed, log::Receipt, refusal::Refusal};

#[derive(Serialize)]
pub(crate) struct Receipts {
    receipts: Vec<Receipt>,
}

pub(crate) async fn receipts(
    State(relay): State<Arc<Relay>>,
    doc: Result<Path<DocId>, PathRejection>,
    signed: Signed,
) -> Result<Json<Receipts>, Refusal> {
    let Path(doc) = doc.map_err(|_| Code::NotFound)?;
    let receipts = relay.readers.read(move |log| log.receipts(signed.office, doc)).await?;
    Ok(Json(Receipts { receipts }))
}
