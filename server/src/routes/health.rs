//! `GET /v1/health`: whether the relay can read its database.

use std::sync::Arc;

use axum::{Json, extract::State};
use serde::Serialize;
use taizhang_wire::{Epoch, PublicKey};

use crate::{app::Relay, refusal::Refusal};

#[derive(Serialize)]
pub(crate) struct Health {
    status: &'static str,
    version: &'static str,
    epoch: Epoch,
    /// The county whose records are kept here: a device that holds a code checks it against the code's pin.
    county: PublicKey,
}

pub(crate) async fn health(State(relay): State<Arc<Relay>>) -> Result<Json<Health>, Refusal> {
    let epoch = relay.readers.read(|log| log.epoch()).await?;
    Ok(Json(Health { status: "ok", version: env!("CARGO_PKG_VERSION"), epoch, county: relay.county }))
}
