//! The routes, one file each. A test holds this table against the OpenAPI description.

use std::sync::Arc;

use axum::{
    http::header::CONTENT_TYPE,
    response::{IntoResponse as _, Response},
    routing::{MethodRouter, get, post},
};

use crate::app::Relay;

mod bootstrap;
mod devices;
mod directory;
mod doc_items;
mod enrol;
mod feed;
mod health;
mod live;
pub(crate) mod metrics;
mod openapi;
mod push;
mod receipts;

/// Where the metrics are.
pub(crate) const METRICS_PATH: &str = "/metrics";

/// Where the description of the routes is.
pub(crate) const OPENAPI_PATH: &str = "/v1/openapi.json";

/// One route.
pub(crate) struct Route {
    pub(crate) method: &'static str,
    pub(crate) path: &'static str,
    pub(crate) handler: MethodRouter<Arc<Relay>>,
}

/// Every route.
pub(crate) fn all() -> Vec<Route> {
    let reads = |path, handler| Route { method: "get", path, handler };
    let writes = |path, handler| Route { method: "post", path, handler };
    vec![
        writes("/v1/push", post(push::push)),
        reads("/v1/feed", get(feed::feed)),
        reads("/v1/directory", get(directory::directory)),
        reads("/v1/live", get(live::live)),
        reads("/v1/docs/{doc}/items", get(doc_items::doc_items)),
        reads("/v1/docs/{doc}/receipts", get(receipts::receipts)),
        reads("/v1/devices", get(devices::devices)),
        reads("/v1/devices/{device}/tips", get(devices::tips)),
        writes("/v1/enrol", post(enrol::enrol)),
        writes("/v1/bootstrap", post(bootstrap::bootstrap)),
        reads("/v1/health", get(health::health)),
        reads(OPENAPI_PATH, get(openapi::openapi)),
        reads(METRICS_PATH, get(metrics::metrics)),
    ]
}

/// Every route's method, in lower case, and path.
#[must_use]
pub fn paths() -> Vec<(&'static str, &'static str)> {
    all().into_iter().map(|route| (route.method, route.path)).collect()
}

/// An answer in the protocol's own bytes.
fn binary(bytes: Vec<u8>) -> Response {
    ([(CONTENT_TYPE, "application/octet-stream")], bytes).into_response()
}
