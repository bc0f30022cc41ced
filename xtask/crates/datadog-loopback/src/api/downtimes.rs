//! Downtimes. Version 1 and version 2 of the API show the same downtimes under ids of their own; a downtime is found under the version that made it.

mod v1;
mod v2;

use std::sync::Arc;

use axum::Router;
use axum::routing::{get, post};

use crate::shared::Shared;

pub(crate) use v2::with_monitor;

pub(crate) fn routes() -> Router<Arc<Shared>> {
    Router::new()
        .route("/api/v1/downtime", get(v1::list).post(v1::create))
        .route("/api/v1/downtime/cancel/by_scope", post(v1::cancel_by_scope))
        .route(
            "/api/v1/downtime/{id}",
            get(v1::read).put(v1::update).delete(v1::cancel),
        )
        .route("/api/v2/downtime", get(v2::list).post(v2::create))
        .route(
            "/api/v2/downtime/{id}",
            get(v2::read).patch(v2::update).delete(v2::cancel),
        )
        .route("/api/v2/monitor/{id}/downtime_matches", get(v2::of_monitor))
}
