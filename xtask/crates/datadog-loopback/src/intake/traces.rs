//! Traces as tracers send them to an agent: v0.3 and v0.4 (lists of maps), v0.5 (a table of texts), v0.7 (with a header).

use std::sync::Arc;

use axum::Router;
use axum::routing::put;
use serde_json::{Value, json};

use super::msgpack;
use super::span::{Sender, Span};
use crate::answer::{Answer, Refusal, Reply};
use crate::call::Call;
use crate::shared::Shared;

pub(crate) fn routes() -> Router<Arc<Shared>> {
    let take = || put(take).post(take);
    Router::new()
        .route("/v0.3/traces", take())
        .route("/v0.4/traces", take())
        .route("/v0.5/traces", take())
        .route("/v0.7/traces", take())
}

async fn take(call: Call, uri: axum::http::Uri) -> Reply {
    let body = if call.content_type().starts_with("application/json") {
        call.json()?
    } else {
        msgpack::decode(&call.body).map_err(|error| Refusal::invalid(format!("Invalid msgpack: {error}")))?
    };
    let (sender, spans) = match uri.path() {
        "/v0.5/traces" => (Sender::default(), with_table(&body)?),
        "/v0.7/traces" => tracer_payload(&body),
        _ => (Sender::default(), lists(&body)),
    };
    store(&call, &sender, spans);
    // A tracer adapts its sampling to these rates.
    Ok(Answer::ok(json!({ "rate_by_service": { "service:,env:": 1 } })))
}

/// Adds spans to the store.
pub(super) fn store(call: &Call, sender: &Sender, spans: impl IntoIterator<Item = Span>) {
    call.with(|data| {
        for span in spans {
            data.telemetry.add_event(
                "trace-analytics",
                call.received(span.ended_at_ms().div_euclid(1000)),
                span.event(sender),
            );
        }
    });
}

/// A list of traces, each a list of spans.
pub(super) fn lists(body: &Value) -> Vec<Span> {
    let traces = body.as_array().into_iter().flatten();
    traces
        .flat_map(|trace| trace.as_array().into_iter().flatten())
        .map(Span::from_map)
        .collect()
}

/// A payload with what all its chunks of traces share.
pub(super) fn tracer_payload(body: &Value) -> (Sender, Vec<Span>) {
    let text = |name: &str| body[name].as_str().unwrap_or_default().to_owned();
    let sender = Sender {
        env: text("env"),
        host: text("hostname"),
        version: text("app_version"),
    };
    let chunks = body["chunks"].as_array().into_iter().flatten();
    let spans = chunks.flat_map(|chunk| chunk["spans"].as_array().into_iter().flatten());
    (sender, spans.map(Span::from_map).collect())
}

/// A table of texts, and traces of spans that are lists of twelve: texts are indices of the table.
pub(super) fn with_table(body: &Value) -> Result<Vec<Span>, Refusal> {
    let invalid = || Refusal::invalid("Invalid payload of v0.5");
    let table = body[0].as_array().ok_or_else(invalid)?;
    let text = |index: &Value| -> Option<String> {
        let index = usize::try_from(index.as_u64()?).ok()?;
        Some(table.get(index)?.as_str()?.to_owned())
    };
    let span = |span: &Value| -> Option<Span> {
        let texts = span[9].as_object().into_iter().flatten();
        let numbers = span[10].as_object().into_iter().flatten();
        // The keys of maps were indices before they became texts.
        let key = |key: &String| text(&Value::from(key.parse::<u64>().ok()?));
        Some(Span {
            service: text(&span[0])?,
            name: text(&span[1])?,
            resource: text(&span[2])?,
            trace_id: span[3].as_u64()?,
            span_id: span[4].as_u64()?,
            parent_id: span[5].as_u64()?,
            start_ns: span[6].as_i64()?,
            duration_ns: span[7].as_i64()?,
            error: span[8].as_i64()? != 0,
            meta: texts
                .map(|(k, value)| Some((key(k)?, text(value)?)))
                .collect::<Option<_>>()?,
            metrics: numbers
                .map(|(k, value)| Some((key(k)?, value.as_f64()?)))
                .collect::<Option<_>>()?,
            kind: text(&span[11])?,
        })
    };
    let traces = body[1].as_array().ok_or_else(invalid)?;
    let spans = traces.iter().flat_map(|trace| trace.as_array().into_iter().flatten());
    spans.map(|value| span(value).ok_or_else(invalid)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_of_v0_5_gives_the_texts() {
        let table = json!(["", "notes", "web.request", "GET /", "env", "prod", "web", "_top_level"]);
        let span = json!([1, 2, 3, 11, 12, 0, 1_000_000_000_i64, 5_000_000, 1, { "4": 5 }, { "7": 1.0 }, 6]);
        let spans = with_table(&json!([table, [[span]]])).expect("spans");
        assert_eq!(
            (&*spans[0].service, &*spans[0].kind, spans[0].error),
            ("notes", "web", true)
        );
        assert_eq!((&*spans[0].meta["env"], spans[0].metrics["_top_level"]), ("prod", 1.0));
        assert!(with_table(&json!([[""], [[[9]]]])).is_err());
        assert!(with_table(&json!({})).is_err());
    }
}
