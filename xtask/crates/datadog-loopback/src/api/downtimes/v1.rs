//! Version 1, which Datadog keeps for old callers.

use axum::extract::Path;
use datadog_schema::payload::PayloadKind;
use serde_json::{Map, Value, json};

use crate::answer::{Answer, Refusal, Reply};
use crate::api::fields::{fields, fill, set};
use crate::api::validation;
use crate::call::Call;
use crate::store::{Id, Kind};

fn missing() -> Refusal {
    Refusal::not_found("Downtime not found")
}

/// Numbers of version 1 are kept as texts, since downtimes of version 2 have texts.
fn key(id: &str) -> Id {
    Id::from(id)
}

fn is_v1(downtime: &Value) -> bool {
    downtime.get("attributes").is_none()
}

fn shown(mut downtime: Value, now: i64) -> Value {
    let canceled = !downtime["canceled"].is_null();
    let started = downtime["start"].as_i64().is_some_and(|start| start <= now);
    let ended = downtime["end"].as_i64().is_some_and(|end| end <= now);
    downtime["active"] = json!(started && !ended && !canceled);
    downtime["disabled"] = json!(canceled);
    downtime
}

pub(super) async fn list(call: Call) -> Reply {
    let now = call.now().as_second();
    let current = call.flag("current_only");
    let found: Vec<Value> = call.with(|data| {
        data.all(Kind::Downtime)
            .filter(|(_, downtime)| is_v1(downtime))
            .map(|(_, downtime)| shown(downtime.clone(), now))
            .filter(|downtime| !current || downtime["active"] == true)
            .collect()
    });
    Ok(Answer::ok(Value::Array(found)))
}

pub(super) async fn create(call: Call) -> Reply {
    let body = call.json()?;
    validation::check(PayloadKind::Downtime, &body)?;
    let now = call.now().as_second();
    call.with(|data| {
        let mut downtime = fields(body)?;
        let id = data.ids().number();
        complete(&mut downtime, now);
        set(
            &mut downtime,
            json!({ "id": id, "canceled": null, "org_id": data.number }),
        );
        let downtime = Value::Object(downtime);
        data.put(Kind::Downtime, key(&id.to_string()), downtime.clone());
        Ok(Answer::ok(shown(downtime, now)))
    })
}

pub(super) async fn read(Path(id): Path<String>, call: Call) -> Reply {
    let now = call.now().as_second();
    call.with(|data| data.get(Kind::Downtime, &key(&id)).cloned())
        .filter(is_v1)
        .map(|downtime| Answer::ok(shown(downtime, now)))
        .ok_or_else(missing)
}

pub(super) async fn update(Path(id): Path<String>, call: Call) -> Reply {
    let body = fields(call.json()?)?;
    let now = call.now().as_second();
    call.with(|data| {
        let mut downtime = data
            .get(Kind::Downtime, &key(&id))
            .filter(|downtime| is_v1(downtime))
            .and_then(Value::as_object)
            .cloned()
            .ok_or_else(missing)?;
        validation::check(PayloadKind::Downtime, &Value::Object(body.clone()))?;
        downtime.extend(body);
        complete(&mut downtime, now);
        let downtime = Value::Object(downtime);
        data.put(Kind::Downtime, key(&id), downtime.clone());
        Ok(Answer::ok(shown(downtime, now)))
    })
}

pub(super) async fn cancel(Path(id): Path<String>, call: Call) -> Reply {
    let now = call.now().as_second();
    call.with(|data| {
        let mut downtime = data
            .get(Kind::Downtime, &key(&id))
            .filter(|downtime| is_v1(downtime))
            .cloned()
            .ok_or_else(missing)?;
        downtime["canceled"] = json!(now);
        data.put(Kind::Downtime, key(&id), downtime);
        Ok(Answer::no_content())
    })
}

pub(super) async fn cancel_by_scope(call: Call) -> Reply {
    let body = call.json()?;
    let now = call.now().as_second();
    call.with(|data| {
        let matching: Vec<(Id, Value)> = data
            .all(Kind::Downtime)
            .filter(|(_, downtime)| is_v1(downtime) && downtime["canceled"].is_null())
            .filter(|(_, downtime)| scopes(&downtime["scope"]) == scopes(&body["scope"]))
            .map(|(id, downtime)| (id.clone(), downtime.clone()))
            .collect();
        if matching.is_empty() {
            return Err(missing());
        }
        let ids: Vec<Value> = matching.iter().map(|(_, downtime)| downtime["id"].clone()).collect();
        for (id, mut downtime) in matching {
            downtime["canceled"] = json!(now);
            data.put(Kind::Downtime, id, downtime);
        }
        Ok(Answer::ok(json!({ "cancelled_ids": ids })))
    })
}

/// A scope is a text or a list of texts.
fn scopes(scope: &Value) -> Vec<&str> {
    match scope {
        Value::String(text) => text.split(',').map(str::trim).collect(),
        Value::Array(items) => items.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    }
}

fn complete(downtime: &mut Map<String, Value>, now: i64) {
    let scope: Vec<String> = downtime
        .get("scope")
        .map(|scope| scopes(scope).into_iter().map(str::to_owned).collect())
        .unwrap_or_default();
    set(downtime, json!({ "scope": scope }));
    if downtime.get("start").is_none_or(Value::is_null) {
        set(downtime, json!({ "start": now }));
    }
    fill(
        downtime,
        json!({
            "active_child": null,
            "creator_id": 1,
            "downtime_type": 2,
            "end": null,
            "message": null,
            "monitor_id": null,
            "monitor_tags": ["*"],
            "mute_first_recovery_notification": false,
            "notify_end_states": ["alert", "no data", "warn"],
            "notify_end_types": ["expired"],
            "parent_id": null,
            "recurrence": null,
            "timezone": "UTC",
            "updater_id": null,
        }),
    );
}
