//! Events, version 1 and 2.

use std::sync::Arc;

use axum::Router;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::routing::get;
use serde_json::{Value, json};

use super::fields::texts;
use crate::answer::{Answer, Refusal, Reply};
use crate::call::Call;
use crate::shared::Shared;

pub(crate) fn routes() -> Router<Arc<Shared>> {
    Router::new()
        .route("/api/v1/events", get(list).post(post_v1))
        .route("/api/v1/events/{id}", get(read))
        .route("/api/v2/events", axum::routing::post(post_v2))
}

const ALERT_TYPES: [&str; 7] = [
    "error",
    "warning",
    "info",
    "success",
    "user_update",
    "recommendation",
    "snapshot",
];

/// An event as version 1 shows it.
fn shown(number: usize, at: i64, body: &Value) -> Value {
    let mut event = json!({
        "id": number,
        "id_str": number.to_string(),
        "title": body["title"],
        "text": body["message"],
        "date_happened": at,
        "priority": body["priority"],
        "alert_type": body["status"],
        "host": body["host"],
        "source_type_name": body["source"],
        "tags": body["tags"],
        "url": format!("/event/event?id={number}"),
        "payload": "{}",
    });
    if let Some(fields) = event.as_object_mut() {
        fields.retain(|_, value| !value.is_null());
    }
    event
}

/// The attributes of an event as the search of version 2 shows them.
pub(super) fn attributes(body: &Value) -> Value {
    json!({
        "message": body["message"],
        "tags": body["tags"],
        "attributes": {
            "title": body["title"],
            "status": body["status"],
            "priority": body["priority"],
            "aggregation_key": body["aggregation_key"],
            "hostname": body["host"],
            "source_type_name": body["source"],
        },
    })
}

async fn post_v1(call: Call) -> Reply {
    let body = call.json()?;
    let text = |name: &str| body[name].as_str().map(str::to_owned);
    let (Some(title), Some(message)) = (text("title"), text("text")) else {
        return Err(Refusal::invalid("The fields 'title' and 'text' are required"));
    };
    let status = text("alert_type").unwrap_or_else(|| "info".to_owned());
    if !ALERT_TYPES.contains(&status.as_str()) {
        return Err(Refusal::invalid(format!("Invalid alert_type '{status}'")));
    }
    let at = body["date_happened"].as_i64().unwrap_or_else(|| call.now().as_second());
    let event = json!({
        "title": title,
        "message": message,
        "status": status,
        "priority": text("priority").unwrap_or_else(|| "normal".to_owned()),
        "host": text("host"),
        "source": text("source_type_name"),
        "aggregation_key": text("aggregation_key"),
        "tags": texts(&body, "tags").collect::<Vec<_>>(),
        "attributes": {},
    });
    let number = call.with(|data| {
        data.telemetry.add_event("events", at, event.clone());
        data.telemetry.events().len() - 1
    });
    let answer = json!({ "status": "ok", "event": shown(number, at, &event) });
    Ok(Answer::with(StatusCode::ACCEPTED, answer))
}

async fn post_v2(call: Call) -> Reply {
    let body = call.json()?;
    let attributes = &body["data"]["attributes"];
    let (Some(title), Some(category)) = (attributes["title"].as_str(), attributes["category"].as_str()) else {
        return Err(Refusal::invalid("The attributes 'title' and 'category' are required"));
    };
    let now = call.now();
    let at = attributes["timestamp"]
        .as_str()
        .and_then(|text| text.parse::<jiff::Timestamp>().ok());
    let event = json!({
        "title": title,
        "message": attributes["message"],
        "status": attributes["attributes"]["status"].as_str().unwrap_or("info"),
        "priority": "normal",
        "aggregation_key": attributes["aggregation_key"],
        "category": category,
        "tags": texts(attributes, "tags").collect::<Vec<_>>(),
        "attributes": attributes["attributes"],
    });
    let number = call.with(|data| {
        data.telemetry.add_event("events", at.unwrap_or(now).as_second(), event);
        data.telemetry.events().len() - 1
    });
    let id = number.to_string();
    let answer =
        json!({ "data": { "type": "event", "attributes": { "attributes": { "evt": { "id": id, "uid": id } } } } });
    Ok(Answer::with(StatusCode::ACCEPTED, answer))
}

async fn list(call: Call) -> Reply {
    let second = |name: &str| {
        let value = call.parameter(name).and_then(|value| value.parse::<i64>().ok());
        value.ok_or_else(|| Refusal::invalid(format!("The parameter '{name}' must be a time in seconds")))
    };
    let (start, end) = (second("start")?, second("end")?);
    let tags: Vec<&str> = call
        .parameter("tags")
        .map_or_else(Vec::new, |tags| tags.split(',').collect());
    let events: Vec<Value> = call.with(|data| {
        let events = data.telemetry.events().iter().enumerate();
        let wanted = events.filter(|(_, event)| {
            event.source == "events"
                && (start..=end).contains(&event.at)
                && tags.iter().all(|tag| texts(&event.body, "tags").any(|own| own == *tag))
        });
        wanted
            .map(|(number, event)| shown(number, event.at, &event.body))
            .rev()
            .collect()
    });
    Ok(Answer::ok(json!({ "status": "ok", "events": events })))
}

async fn read(Path(id): Path<String>, call: Call) -> Reply {
    let event = call.with(|data| {
        let number = id.parse::<usize>().ok()?;
        let event = data
            .telemetry
            .events()
            .get(number)
            .filter(|event| event.source == "events")?;
        Some(shown(number, event.at, &event.body))
    });
    event
        .map(|event| Answer::ok(json!({ "status": "ok", "event": event })))
        .ok_or_else(|| Refusal::not_found("No event matches that event_id"))
}
