//! Series of metrics, version 1 and 2.

use std::sync::Arc;

use axum::Router;
use axum::routing::post;
use datadog_simulator::world::{MetricKind, Tags};
use serde::Deserialize;

use super::protobuf::{MetricPayload, MetricSeries};
use super::{accepted, is_protobuf, protobuf};
use crate::answer::{Refusal, Reply};
use crate::call::Call;
use crate::shared::Shared;
use crate::store::Sample;

pub(crate) fn routes() -> Router<Arc<Shared>> {
    Router::new()
        .route("/api/v1/series", post(version_1))
        .route("/api/v2/series", post(version_2))
}

#[derive(Deserialize)]
struct Payload<T> {
    series: Vec<T>,
}

/// A series of version 1.
#[derive(Deserialize)]
struct Series1 {
    metric: String,
    points: Vec<(f64, f64)>,
    #[serde(default, rename = "type")]
    kind: Option<String>,
    #[serde(default)]
    interval: Option<i64>,
    #[serde(default)]
    host: Option<String>,
    #[serde(default)]
    tags: Option<Vec<String>>,
}

/// A series of version 2 as JSON.
#[derive(Deserialize)]
struct Series2 {
    metric: String,
    points: Vec<Point2>,
    #[serde(default, rename = "type")]
    kind: i32,
    #[serde(default)]
    interval: Option<i64>,
    #[serde(default)]
    resources: Vec<Resource2>,
    #[serde(default)]
    tags: Vec<String>,
}

#[derive(Deserialize)]
struct Point2 {
    timestamp: i64,
    value: f64,
}

#[derive(Deserialize)]
struct Resource2 {
    #[serde(rename = "type")]
    kind: String,
    name: String,
}

fn read<T: serde::de::DeserializeOwned>(call: &Call) -> Result<Payload<T>, Refusal> {
    serde_json::from_slice(&call.body)
        .map_err(|error| Refusal::invalid(format!("Payload is not in the expected format: {error}")))
}

/// Adds samples.
pub(super) fn store(call: &Call, samples: impl IntoIterator<Item = Sample>) {
    call.with(|data| samples.into_iter().for_each(|sample| data.telemetry.add(sample)));
}

/// An interval as it is kept; ten seconds, the agent's, without one.
pub(super) fn interval(seconds: Option<i64>) -> u32 {
    seconds
        .filter(|seconds| *seconds > 0)
        .and_then(|seconds| u32::try_from(seconds).ok())
        .unwrap_or(10)
}

/// Tags with that of the host.
pub(super) fn tags<'t>(tags: impl IntoIterator<Item = &'t String>, host: Option<&str>) -> Tags {
    let host = host.filter(|host| !host.is_empty()).map(|host| format!("host:{host}"));
    Tags::new(tags.into_iter().cloned().chain(host))
}

async fn version_1(call: Call) -> Reply {
    let payload: Payload<Series1> = read(&call)?;
    let samples = payload.series.into_iter().map(|series| {
        let kind = match series.kind.as_deref() {
            Some("count") => MetricKind::Count,
            Some("rate") => MetricKind::Rate,
            _ => MetricKind::Gauge,
        };
        Sample {
            tags: tags(series.tags.iter().flatten(), series.host.as_deref()),
            metric: series.metric,
            kind,
            interval_s: interval(series.interval),
            points: series
                .points
                .into_iter()
                .map(|(at, value)| (at as i64, value))
                .collect(),
        }
    });
    store(&call, samples);
    Ok(accepted())
}

async fn version_2(call: Call) -> Reply {
    let samples: Vec<Sample> = if is_protobuf(&call) {
        let payload: MetricPayload = protobuf(&call)?;
        payload.series.into_iter().map(from_protobuf).collect()
    } else {
        let payload: Payload<Series2> = read(&call)?;
        payload.series.into_iter().map(from_json).collect()
    };
    store(&call, samples);
    Ok(accepted())
}

fn kind(number: i32) -> MetricKind {
    match number {
        1 => MetricKind::Count,
        2 => MetricKind::Rate,
        _ => MetricKind::Gauge,
    }
}

pub(super) fn from_protobuf(series: MetricSeries) -> Sample {
    let host = series.resources.iter().find(|resource| resource.kind == "host");
    Sample {
        tags: tags(&series.tags, host.map(|host| host.name.as_str())),
        metric: series.metric,
        kind: kind(series.kind),
        interval_s: interval(Some(series.interval)),
        points: series
            .points
            .iter()
            .map(|point| (point.timestamp, point.value))
            .collect(),
    }
}

fn from_json(series: Series2) -> Sample {
    let host = series.resources.iter().find(|resource| resource.kind == "host");
    Sample {
        tags: tags(&series.tags, host.map(|host| host.name.as_str())),
        metric: series.metric,
        kind: kind(series.kind),
        interval_s: interval(series.interval),
        points: series
            .points
            .iter()
            .map(|point| (point.timestamp, point.value))
            .collect(),
    }
}
