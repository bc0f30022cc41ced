//! Points of distributions, which programs send without an agent.

use std::sync::Arc;

use axum::Router;
use axum::routing::post;
use datadog_simulator::world::MetricKind;
use serde::Deserialize;

use super::accepted;
use super::series::{interval, store, tags};
use crate::answer::{Refusal, Reply};
use crate::call::Call;
use crate::shared::Shared;
use crate::store::Sample;

pub(crate) fn routes() -> Router<Arc<Shared>> {
    Router::new().route("/api/v1/distribution_points", post(take))
}

#[derive(Deserialize)]
struct Payload {
    series: Vec<Distribution>,
}

#[derive(Deserialize)]
struct Distribution {
    metric: String,
    /// A time and the values of its flush.
    points: Vec<(f64, Vec<f64>)>,
    #[serde(default)]
    host: Option<String>,
    #[serde(default)]
    tags: Vec<String>,
}

async fn take(call: Call) -> Reply {
    let payload: Payload = serde_json::from_slice(&call.body)
        .map_err(|error| Refusal::invalid(format!("Payload is not in the expected format: {error}")))?;
    let samples = payload.series.into_iter().map(|series| Sample {
        tags: tags(&series.tags, series.host.as_deref()),
        metric: series.metric,
        kind: MetricKind::Distribution,
        interval_s: interval(None),
        points: series
            .points
            .into_iter()
            .flat_map(|(at, values)| values.into_iter().map(move |value| (at as i64, value)))
            .collect(),
    });
    store(&call, samples);
    Ok(accepted())
}
