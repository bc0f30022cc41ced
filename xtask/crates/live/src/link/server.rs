//! `/healthz`, `/readyz` and `/metrics`.

use std::sync::{Arc, OnceLock};

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::IntoResponse;
use axum::routing::get;
use linked::{ConditionStatus, READY};
use tokio::net::TcpListener;

use super::context::Context;
use super::metrics::Metrics;

/// What the endpoints show.
#[derive(Clone, Default)]
pub(crate) struct Shown {
    pub(crate) metrics: Arc<Metrics>,
    /// Set when this replica leads.
    pub(crate) context: Arc<OnceLock<Arc<Context>>>,
}

/// Serves until the process ends.
pub(crate) async fn serve(listener: TcpListener, shown: Shown) -> std::io::Result<()> {
    let router = Router::new()
        .route("/healthz", get(async || "ok\n"))
        .route("/readyz", get(ready))
        .route("/metrics", get(metrics))
        .with_state(shown);
    axum::serve(listener, router).await
}

/// A replica that waits for the lease is ready to take over; one that leads is ready when it has read both kinds.
async fn ready(State(shown): State<Shown>) -> impl IntoResponse {
    let Some(context) = shown.context.get() else {
        return (StatusCode::OK, "waits for the lease\n");
    };
    let reads =
        async { context.linked.wait_until_ready().await.is_ok() && context.resources.wait_until_ready().await.is_ok() };
    match tokio::time::timeout(std::time::Duration::ZERO, reads).await {
        Ok(true) => (StatusCode::OK, "leads\n"),
        Ok(false) | Err(_) => (StatusCode::SERVICE_UNAVAILABLE, "reads the cluster\n"),
    }
}

async fn metrics(State(shown): State<Shown>) -> impl IntoResponse {
    let linked = shown
        .context
        .get()
        .map(|context| context.linked.state())
        .unwrap_or_default();
    let is_ready = |condition: &linked::Condition| condition.kind == READY && condition.status == ConditionStatus::True;
    let waiting = linked
        .iter()
        .filter(|linked| !linked.status_or_empty().conditions.iter().any(is_ready))
        .count();
    let text = shown.metrics.text(linked.len(), waiting);
    (
        [(
            CONTENT_TYPE,
            "application/openmetrics-text; version=1.0.0; charset=utf-8",
        )],
        text,
    )
}
