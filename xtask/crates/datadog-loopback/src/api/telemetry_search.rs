//! Searches over telemetry: logs, spans and events, of version 2.

use std::sync::Arc;

use axum::Router;
use axum::routing::{get, post};
use datadog_query::search::{self, Search};
use datadog_simulator::selection::finds;
use jiff::Timestamp;
use serde_json::{Value, json};

use super::fields::page;
use super::time_range::milliseconds;
use crate::answer::{Answer, Refusal, Reply};
use crate::call::Call;
use crate::clock::iso;
use crate::shared::Shared;

pub(crate) fn routes() -> Router<Arc<Shared>> {
    Router::new()
        .route("/api/v2/logs/events/search", post(logs))
        .route("/api/v2/logs/events", get(logs))
        .route("/api/v2/spans/events/search", post(spans))
        .route("/api/v2/spans/events", get(spans))
        .route("/api/v2/events/search", post(events))
        .route("/api/v1/logs-queries/list", post(logs_v1))
}

/// What a caller searches.
pub(super) struct Asked {
    pub(super) search: Search,
    /// In milliseconds.
    pub(super) from: i64,
    pub(super) to: i64,
    pub(super) start: usize,
    pub(super) limit: usize,
    pub(super) ascending: bool,
}

impl Asked {
    /// Reads a body or a query string: `filter.query` or `filter[query]`.
    pub(super) fn read(call: &Call) -> Result<Self, Refusal> {
        let body = if call.body.is_empty() {
            Value::Null
        } else {
            call.json()?
        };
        // Spans wrap their request in an envelope.
        let body = body.pointer("/data/attributes").cloned().unwrap_or(body);
        let text = |pointer: &str, parameter: &str| {
            let written = body.pointer(pointer).filter(|value| !value.is_null());
            let written = written.map(|value| value.as_str().map_or_else(|| value.to_string(), str::to_owned));
            written.or_else(|| call.parameter(parameter).map(str::to_owned))
        };
        let now = call.now();
        let time = |pointer: &str, parameter: &str, default: &str| {
            milliseconds(text(pointer, parameter).as_deref().unwrap_or(default), now)
        };
        let number = |pointer: &str, parameter: &str, default: usize| match text(pointer, parameter) {
            None => Ok(default),
            Some(text) => text
                .parse()
                .map_err(|_| Refusal::invalid(format!("'{text}' is not a whole number"))),
        };
        let query = text("/filter/query", "filter[query]").unwrap_or_default();
        Ok(Self {
            search: parsed(&query)?,
            from: time("/filter/from", "filter[from]", "now-15m")?,
            to: time("/filter/to", "filter[to]", "now")?,
            start: number("/page/cursor", "page[cursor]", 0)?,
            limit: number("/page/limit", "page[limit]", 10)?.min(1000),
            ascending: text("/sort", "sort").is_some_and(|sort| sort == "timestamp"),
        })
    }
}

fn parsed(query: &str) -> Result<Search, Refusal> {
    let query = if query.trim().is_empty() { "*" } else { query };
    search::parse(query).map_err(|error| Refusal::invalid(format!("The search '{query}' is not valid: {error}")))
}

/// The time in milliseconds, the number and the body of each event of a source that is found, the newest first unless asked otherwise.
pub(super) fn found(call: &Call, source: &str, asked: &Asked) -> Vec<(i64, usize, Value)> {
    let mut found: Vec<(i64, usize, Value)> = call.with(|data| {
        let events = data.telemetry.events().iter().enumerate();
        let events = events.filter(|(_, event)| event.source == source);
        let timed = events.map(|(number, event)| {
            let at = event.body["timestamp_ms"].as_i64();
            (at.unwrap_or(event.at.saturating_mul(1000)), number, &event.body)
        });
        let wanted = timed.filter(|(at, _, body)| (asked.from..=asked.to).contains(at) && finds(&asked.search, body));
        wanted.map(|(at, number, body)| (at, number, body.clone())).collect()
    });
    found.sort_by_key(|(at, number, _)| (*at, *number));
    if !asked.ascending {
        found.reverse();
    }
    found
}

/// A page of results, with the cursor of the next.
fn answer(call: &Call, source: &str, kind: &str, entry: impl Fn(i64, &Value) -> Value) -> Reply {
    let asked = Asked::read(call)?;
    let found = found(call, source, &asked);
    let next = asked.start.saturating_add(asked.limit);
    let more = found.len() > next;
    let data: Vec<Value> = page(found, asked.start, asked.limit)
        .iter()
        .map(|(at, number, body)| {
            json!({ "id": format!("loopback-{number}"), "type": kind, "attributes": entry(*at, body) })
        })
        .collect();
    let page = if more {
        json!({ "after": next.to_string() })
    } else {
        json!({})
    };
    Ok(Answer::ok(
        json!({ "data": data, "meta": { "page": page, "status": "done", "elapsed": 0 } }),
    ))
}

fn time(ms: i64) -> Option<String> {
    Timestamp::from_millisecond(ms).ok().map(iso)
}

async fn logs(call: Call) -> Reply {
    answer(&call, "logs", "log", |at, body| {
        json!({
            "timestamp": time(at),
            "message": body["message"],
            "service": body["service"],
            "host": body["host"],
            "status": body["status"],
            "tags": body["tags"],
            "attributes": body["attributes"],
        })
    })
}

async fn spans(call: Call) -> Reply {
    answer(&call, "trace-analytics", "spans", |at, body| {
        let duration_ms = body["attributes"]["duration"].as_i64().unwrap_or_default() / 1_000_000;
        json!({
            "start_timestamp": time(at.saturating_sub(duration_ms)),
            "end_timestamp": time(at),
            "service": body["service"],
            "env": body["env"],
            "attributes": { "operation_name": body["operation_name"] },
            "resource_name": body["resource_name"],
            "type": body["type"],
            "trace_id": body["trace_id"],
            "span_id": body["span_id"],
            "parent_id": body["parent_id"],
            "tags": body["tags"],
            "custom": body["attributes"],
        })
    })
}

async fn events(call: Call) -> Reply {
    answer(&call, "events", "event", |at, body| {
        let mut attributes = super::events::attributes(body);
        attributes["timestamp"] = json!(time(at));
        attributes
    })
}

/// Logs of version 1, which pages by the id of the next log.
async fn logs_v1(call: Call) -> Reply {
    let body = call.json()?;
    let now = call.now();
    let time_of = |name: &str, default: &str| {
        let value = &body["time"][name];
        let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        milliseconds(if value.is_null() { default } else { &text }, now)
    };
    let asked = Asked {
        search: parsed(body["query"].as_str().unwrap_or_default())?,
        from: time_of("from", "now-15m")?,
        to: time_of("to", "now")?,
        start: body["startAt"]
            .as_str()
            .and_then(|start| start.parse().ok())
            .unwrap_or(0),
        limit: body["limit"]
            .as_u64()
            .map_or(50, |limit| usize::try_from(limit).unwrap_or(1000))
            .min(1000),
        ascending: body["sort"] == "asc",
    };
    let found = found(&call, "logs", &asked);
    let next = asked.start.saturating_add(asked.limit);
    let next = (found.len() > next).then(|| next.to_string());
    let logs: Vec<Value> = page(found, asked.start, asked.limit)
        .iter()
        .map(|(at, number, body)| {
            json!({ "id": format!("loopback-{number}"), "content": {
                "timestamp": time(*at),
                "message": body["message"],
                "service": body["service"],
                "host": body["host"],
                "tags": body["tags"],
                "attributes": body["attributes"],
            } })
        })
        .collect();
    Ok(Answer::ok(json!({ "logs": logs, "nextLogId": next, "status": "done" })))
}
