//! Monitors.

use std::sync::Arc;

use axum::Router;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::routing::{get, post};
use datadog_query::monitor;
use datadog_schema::payload::PayloadKind;
use jiff::Timestamp;
use serde_json::{Map, Value, json};

use super::downtimes::with_monitor;
use super::fields::{fields, fill, page, set, texts};
use super::monitor_state;
use super::references::{holding_monitor, monitors_of, slo_of};
use super::{people, validation};
use crate::answer::{Answer, Refusal, Reply};
use crate::call::Call;
use crate::clock::iso;
use crate::shared::Shared;
use crate::store::{Id, Kind, Organisation};

pub(crate) fn routes() -> Router<Arc<Shared>> {
    Router::new()
        .route("/api/v1/monitor", get(list).post(create))
        .route("/api/v1/monitor/validate", post(validate_new))
        .route("/api/v1/monitor/can_delete", get(can_delete))
        .route("/api/v1/monitor/{id}", get(read).put(update).delete(delete))
        .route("/api/v1/monitor/{id}/validate", post(validate_existing))
}

fn missing() -> Refusal {
    Refusal::not_found("Monitor not found")
}

fn id(text: &str) -> Result<Id, Refusal> {
    text.parse()
        .map(Id::Number)
        .map_err(|_| Refusal::invalid("The value provided for parameter 'monitor_id' is invalid"))
}

async fn list(call: Call) -> Reply {
    let (page_size, page_number) = (call.number("page_size", 100)?, call.number("page", 0)?);
    let paged = call.parameter("page").is_some() || call.parameter("page_size").is_some();
    let offset = call.number("id_offset", 0)?;
    let tags: Vec<&str> = call
        .parameter("monitor_tags")
        .map_or_else(Vec::new, |tags| tags.split(',').filter(|tag| !tag.is_empty()).collect());
    let found: Vec<(u64, Value)> = call.with(|data| {
        data.all(Kind::Monitor)
            .filter(|(id, _)| matches!(id, Id::Number(number) if *number > offset as u64))
            .filter(|(_, monitor)| {
                let name = monitor["name"].as_str().unwrap_or_default().to_lowercase();
                call.parameter("name")
                    .is_none_or(|wanted| name.contains(&wanted.to_lowercase()))
                    && tags.iter().all(|tag| texts(monitor, "tags").any(|own| own == *tag))
            })
            .filter_map(|(id, monitor)| match id {
                Id::Number(id) => Some((*id, monitor.clone())),
                Id::Text(_) => None,
            })
            .collect()
    });
    let mut found = if paged {
        page(found, page_number.saturating_mul(page_size), page_size.min(1000))
    } else {
        found
    };
    let (now, groups) = (call.now(), monitor_state::wanted(call.parameter("group_states")));
    call.with(|data| {
        for (id, monitor) in &mut found {
            monitor_state::add(data, *id, monitor, now, groups.as_deref());
        }
    });
    Ok(Answer::ok(found.into_iter().map(|(_, monitor)| monitor).collect()))
}

async fn create(call: Call) -> Reply {
    let body = call.json()?;
    validation::check(PayloadKind::Monitor, &body)?;
    let now = call.now();
    call.with(|data| {
        known_references(data, &body)?;
        duplicate(data, &body)?;
        let mut monitor = fields(body)?;
        let id = data.ids().number();
        complete(&mut monitor, now);
        set(
            &mut monitor,
            json!({
                "id": id,
                "org_id": data.number,
                "created": iso(now),
                "created_at": now.as_millisecond(),
                "creator": people::creator(),
                "deleted": null,
                "overall_state": "No Data",
                "overall_state_modified": iso(now),
            }),
        );
        let monitor = Value::Object(monitor);
        data.put(Kind::Monitor, Id::Number(id), monitor.clone());
        Ok(Answer::ok(monitor))
    })
}

async fn read(Path(path): Path<String>, call: Call) -> Reply {
    let id = id(&path)?;
    let (now, groups) = (call.now(), monitor_state::wanted(call.parameter("group_states")));
    call.with(|data| {
        let mut monitor = data.get(Kind::Monitor, &id).cloned().ok_or_else(missing)?;
        if let Id::Number(number) = id {
            monitor_state::add(data, number, &mut monitor, now, groups.as_deref());
        }
        if call.flag("with_downtimes")
            && let Id::Number(number) = id
        {
            monitor["matching_downtimes"] = json!(with_monitor(data, number, &monitor, now));
        }
        Ok(Answer::ok(monitor))
    })
}

async fn update(Path(path): Path<String>, call: Call) -> Reply {
    let (id, body) = (id(&path)?, fields(call.json()?)?);
    let now = call.now();
    call.with(|data| {
        let mut monitor = data
            .get(Kind::Monitor, &id)
            .and_then(Value::as_object)
            .cloned()
            .ok_or_else(missing)?;
        monitor.extend(body);
        let merged = Value::Object(monitor.clone());
        validation::check(PayloadKind::Monitor, &merged)?;
        known_references(data, &merged)?;
        complete(&mut monitor, now);
        set(&mut monitor, json!({ "id": id, "org_id": data.number }));
        let monitor = Value::Object(monitor);
        data.put(Kind::Monitor, id, monitor.clone());
        Ok(Answer::ok(monitor))
    })
}

async fn delete(Path(path): Path<String>, call: Call) -> Reply {
    let id = id(&path)?;
    let force = call.flag("force");
    call.with(|data| {
        if data.get(Kind::Monitor, &id).is_none() {
            return Err(missing());
        }
        if let (Id::Number(number), false) = (&id, force)
            && let Some(reason) = holding_monitor(data, *number)
        {
            return Err(Refusal::invalid(reason));
        }
        data.remove(Kind::Monitor, &id);
        Ok(Answer::ok(json!({ "deleted_monitor_id": id })))
    })
}

async fn can_delete(call: Call) -> Reply {
    let ids = call
        .parameter("monitor_ids")
        .unwrap_or_default()
        .split(',')
        .filter(|text| !text.is_empty())
        .map(|text| text.trim().parse::<u64>())
        .collect::<Result<Vec<_>, _>>()
        .map_err(|_| Refusal::invalid("The value provided for parameter 'monitor_ids' is invalid"))?;
    let (mut ok, mut errors) = (Vec::new(), Map::new());
    call.with(|data| {
        for id in ids {
            match holding_monitor(data, id) {
                Some(reason) => drop(errors.insert(id.to_string(), json!([reason]))),
                None => ok.push(id),
            }
        }
    });
    if errors.is_empty() {
        return Ok(Answer::ok(json!({ "data": { "ok": ok }, "errors": null })));
    }
    Ok(Answer::with(
        StatusCode::CONFLICT,
        json!({ "data": { "ok": ok }, "errors": errors }),
    ))
}

async fn validate_new(call: Call) -> Reply {
    let body = call.json()?;
    validation::check(PayloadKind::Monitor, &body)?;
    call.with(|data| known_references(data, &body))?;
    Ok(Answer::ok(json!({})))
}

async fn validate_existing(Path(path): Path<String>, call: Call) -> Reply {
    let (id, body) = (id(&path)?, call.json()?);
    validation::check(PayloadKind::Monitor, &body)?;
    call.with(|data| match data.get(Kind::Monitor, &id) {
        Some(_) => known_references(data, &body),
        None => Err(missing()),
    })?;
    Ok(Answer::ok(json!({})))
}

/// Refuses a monitor that refers to one that does not exist.
fn known_references(data: &Organisation, monitor: &Value) -> Result<(), Refusal> {
    let unknown = |id: &u64| data.get(Kind::Monitor, &Id::Number(*id)).is_none();
    if monitors_of(monitor).iter().any(unknown) {
        return Err(Refusal::invalid("Some monitor IDs are invalid"));
    }
    match slo_of(monitor) {
        Some(slo) if data.get(Kind::Slo, &Id::from(slo.as_str())).is_none() => Err(Refusal::invalid(format!(
            "The value provided for parameter 'query' is invalid: SLO {slo} does not exist"
        ))),
        _ => Ok(()),
    }
}

/// Refuses a monitor that is there already.
fn duplicate(data: &Organisation, monitor: &Value) -> Result<(), Refusal> {
    let texts = |monitor: &Value| ["type", "name", "query", "message"].map(|name| monitor.get(name).cloned());
    let (new, new_rest) = (texts(monitor), identity(monitor));
    // Options are completed by parsing the query, which is too slow to do for every monitor.
    let same = data
        .all(Kind::Monitor)
        .find(|(_, other)| texts(other) == new && identity(other) == new_rest);
    same.map_or(Ok(()), |(id, _)| {
        Err(Refusal::invalid(format!(
            "Duplicate of an existing monitor_id:{id} org_id:{}",
            data.number
        )))
    })
}

/// What makes two monitors with the same texts the same.
fn identity(monitor: &Value) -> (Vec<&str>, Map<String, Value>) {
    let mut tags: Vec<&str> = texts(monitor, "tags").collect();
    tags.sort_unstable();
    let mut options = monitor
        .get("options")
        .and_then(Value::as_object)
        .cloned()
        .unwrap_or_default();
    fill(&mut options, default_options(monitor));
    options.retain(|_, value| !value.is_null());
    (tags, options)
}

/// The options that Datadog adds.
fn default_options(monitor: &Value) -> Value {
    let kind = monitor["type"].as_str().unwrap_or_default();
    let mut options = json!({
        "include_tags": true,
        "notify_audit": false,
        "new_host_delay": 300,
        "silenced": {},
    });
    let given = &monitor["options"];
    // The two ways to treat missing data exclude each other.
    if given.get("on_missing_data").is_none() {
        options["notify_no_data"] = json!(false);
    }
    if given.get("new_group_delay").is_some_and(|delay| !delay.is_null()) {
        options["new_host_delay"] = Value::Null;
    }
    let threshold = monitor::parse_of_type(kind, monitor["query"].as_str().unwrap_or_default())
        .ok()
        .and_then(|query| Some(query.comparison()?.threshold.value));
    if let Some(threshold) = threshold.filter(|_| given.get("thresholds").is_none()) {
        options["thresholds"] = json!({ "critical": threshold });
    }
    options
}

/// Adds the fields that Datadog adds at each change.
fn complete(monitor: &mut Map<String, Value>, now: Timestamp) {
    let whole = Value::Object(monitor.clone());
    let mut options = whole["options"].as_object().cloned().unwrap_or_default();
    fill(&mut options, default_options(&whole));
    options.retain(|name, value| !(value.is_null() && name == "new_host_delay"));
    let grouped = monitor::parse_of_type(
        whole["type"].as_str().unwrap_or_default(),
        whole["query"].as_str().unwrap_or_default(),
    )
    .is_ok_and(|query| !query.group_keys().is_empty());
    set(
        monitor,
        json!({ "options": options, "multi": grouped, "modified": iso(now) }),
    );
    fill(
        monitor,
        json!({
            "message": "",
            "name": "",
            "tags": [],
            "priority": null,
            "restricted_roles": null,
            "draft_status": "published",
            "assets": [],
        }),
    );
}
