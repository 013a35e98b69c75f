//! `GET /v1/devices` and `GET /v1/devices/{device}/tips`: what the relay knows of devices, for those who administer them or
//! work above them. For everybody else there is nothing here, whether or not there is such a device.

use std::sync::Arc;

use axum::{
    extract::{
        Path, Query, State,
        rejection::{PathRejection, QueryRejection},
    },
    response::Response,
};
use serde::Deserialize;
use taizhang_model::DeviceId;
use taizhang_wire::{Code, DeviceSeen, DevicesSeen, DocId};

use super::binary;
use crate::{app::Relay, auth::Signed, refusal::Refusal};

/// Tips in a page, give or take the last document: 30 bytes each.
const TIPS_PER_PAGE: usize = 10_000;

/// When each device last came, and until when it is let in.
pub(crate) async fn devices(State(relay): State<Arc<Relay>>, signed: Signed) -> Result<Response, Refusal> {
    let (grants, now_ms) = (relay.grants(), relay.now_ms());
    let overseen = grants.devices().filter(|(_, grant)| grants.oversees(signed.device, grant.office, now_ms));
    let devices: Vec<_> = overseen
        .map(|(device, _)| DeviceSeen {
            device: *device,
            seen_at_ms: relay.seen.at_ms(*device),
            until_ms: Some(relay.let_in_until_ms(&grants, *device)),
        })
        .collect();
    if devices.is_empty() {
        return Err(Code::NotFound.into());
    }
    Ok(binary(DevicesSeen { devices }.encode()))
}

#[derive(Deserialize)]
pub(crate) struct Asked {
    after: Option<DocId>,
}

/// What the log has of one device.
pub(crate) async fn tips(
    State(relay): State<Arc<Relay>>,
    device: Result<Path<DeviceId>, PathRejection>,
    asked: Result<Query<Asked>, QueryRejection>,
    signed: Signed,
) -> Result<Response, Refusal> {
    let Path(device) = device.map_err(|_| Code::NotFound)?;
    let Query(asked) = asked.map_err(|_| Code::Malformed)?;
    let grants = relay.grants();
    let office = grants.device(device).map(|grant| grant.office);
    if !office.is_some_and(|office| grants.oversees(signed.device, office, relay.now_ms())) {
        return Err(Code::NotFound.into());
    }
    let page = relay.readers.read(move |log| log.device_tips(device, asked.after, TIPS_PER_PAGE)).await?;
    Ok(binary(page.encode()))
}
