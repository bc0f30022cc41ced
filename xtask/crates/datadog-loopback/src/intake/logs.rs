//! Logs. Each is preprocessed as Datadog does before any pipeline: JSON becomes attributes, reserved attributes become status, service, time and trace. Pipelines
//! that were created over the API are kept, but do not run.

use std::sync::Arc;

use axum::Router;
use axum::routing::post;
use datadog_logs::{Context, Log};
use serde_json::{Map, Value, json};

use super::accepted;
use crate::answer::{Refusal, Reply};
use crate::call::Call;
use crate::shared::Shared;

pub(crate) fn routes() -> Router<Arc<Shared>> {
    Router::new()
        .route("/api/v2/logs", post(take))
        .route("/v1/input", post(take))
        .route("/v1/input/{key}", post(take))
}

async fn take(call: Call) -> Reply {
    let now_ms = call.now().as_millisecond();
    let bodies = if call.content_type().starts_with("text/plain") {
        let text = String::from_utf8_lossy(&call.body).into_owned();
        text.lines().map(|line| json!({ "message": line })).collect()
    } else if call.body.is_empty() {
        Vec::new()
    } else {
        match call.json()? {
            Value::Array(logs) => logs,
            log => vec![log],
        }
    };
    let shared_tags = call.parameter("ddtags").unwrap_or_default();
    let logs = bodies
        .into_iter()
        .map(|body| match body {
            Value::Object(fields) => Ok(event(fields, shared_tags, now_ms)),
            _ => Err(Refusal::invalid("Each log must be a JSON object")),
        })
        .collect::<Result<Vec<_>, _>>()?;
    call.with(|data| {
        for (at, body) in logs {
            data.telemetry.add_event("logs", call.received(at), body);
        }
    });
    Ok(accepted())
}

/// The time and the event of a log.
fn event(mut fields: Map<String, Value>, shared_tags: &str, now_ms: i64) -> (i64, Value) {
    let mut text = |name: &str| match fields.remove(name) {
        Some(Value::String(text)) => Some(text),
        Some(Value::Null) | None => None,
        Some(other) => Some(other.to_string()),
    };
    let (message, source) = (text("message").unwrap_or_default(), text("ddsource"));
    let (host, service) = (text("hostname"), text("service"));
    let tags = text("ddtags").unwrap_or_default();
    let mut log = Log::from_line(&message);
    for (name, value) in fields {
        log.attributes.entry(name).or_insert(value);
    }
    log.preprocess(Context { now_ms });
    let tags = [shared_tags, &tags].into_iter().flat_map(|tags| tags.split(','));
    log.tags
        .extend(tags.map(str::trim).filter(|tag| !tag.is_empty()).map(str::to_owned));
    let at_ms = log.timestamp_ms.unwrap_or(now_ms);
    let body = json!({
        "message": log.message,
        "service": log.service.or(service),
        "source": log.source.or(source),
        "host": log.host.or(host),
        "status": log.status.map_or("info", |status| status.name()),
        "tags": log.tags,
        "timestamp_ms": at_ms,
        "trace_id": log.trace_id,
        "span_id": log.span_id,
        "attributes": log.attributes,
    });
    (at_ms.div_euclid(1000), body)
}
