//! What agents and tracers send about themselves, which the server takes and forgets.

use std::sync::Arc;

use axum::Router;
use axum::routing::{any, get};
use serde_json::json;

use super::accepted;
use crate::answer::{Answer, Reply};
use crate::shared::Shared;

pub(crate) fn routes() -> Router<Arc<Shared>> {
    let forget = || any(async || Reply::Ok(accepted()));
    Router::new()
        .route("/intake", forget())
        .route("/intake/", forget())
        .route("/api/v1/metadata", forget())
        .route("/api/v2/host_metadata", forget())
        .route("/api/v1/container", forget())
        .route("/api/v1/collector", forget())
        .route("/telemetry/proxy/{*path}", forget())
        .route("/evp_proxy/{*path}", forget())
        .route("/info", get(info))
}

/// What the agent's port for tracers offers.
async fn info() -> Reply {
    Ok(Answer::ok(json!({
        "version": "7.0.0-loopback",
        "endpoints": ["/v0.3/traces", "/v0.4/traces", "/v0.5/traces", "/v0.7/traces", "/v0.6/stats"],
        "client_drop_p0s": true,
        "span_meta_structs": true,
        "long_running_spans": true,
        "config": { "statsd_port": 8125 },
    })))
}
