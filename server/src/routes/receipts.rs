//! `GET /v1/docs/{doc}/receipts`: which offices have read a document's changes, and where these stand in their feeds.

use std::sync::Arc;

use axum::{
    Json,
    extract::{Path, State, rejection::PathRejection},
};
use serde::Serialize;
use taizhang_wire::{Code, DocId, Epoch};

use crate::{app::Relay, auth::Signed, log::Receipt, refusal::Refusal};

#[derive(Serialize)]
pub(crate) struct Receipts {
    epoch: Epoch,
    receipts: Vec<Receipt>,
}

pub(crate) async fn receipts(
    State(relay): State<Arc<Relay>>,
    doc: Result<Path<DocId>, PathRejection>,
    signed: Signed,
) -> Result<Json<Receipts>, Refusal> {
    let Path(doc) = doc.map_err(|_| Code::NotFound)?;
    let read = move |log: &dyn crate::log::Read| {
        Ok(Receipts { epoch: log.epoch()?, receipts: log.receipts(signed.office, doc)? })
    };
    Ok(Json(relay.readers.read(read).await?))
}
