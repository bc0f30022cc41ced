//! SLOs.

mod search;
mod status;

use std::sync::Arc;

use axum::Router;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::routing::{get, post};
use datadog_schema::payload::PayloadKind;
use jiff::Timestamp;
use serde_json::{Map, Value, json};

use super::fields::{fields, fill, page, set, texts};
use super::references::{alerts_of_slo, holding_slo, monitor_ids};
use super::{people, validation};
use crate::answer::{Answer, Refusal, Reply};
use crate::call::Call;
use crate::shared::Shared;
use crate::store::{Id, Kind, Organisation};

pub(crate) fn routes() -> Router<Arc<Shared>> {
    Router::new()
        .route("/api/v1/slo", get(list).post(create))
        .route("/api/v1/slo/search", get(search::search))
        .route("/api/v1/slo/can_delete", get(can_delete))
        .route("/api/v1/slo/bulk_delete", post(bulk_delete))
        .route("/api/v1/slo/{id}/history", get(status::history))
        .route("/api/v2/slo/{id}/status", get(status::status))
        .route("/api/v1/slo/{id}", get(read).put(update).delete(delete))
}

fn missing(id: &str) -> Refusal {
    Refusal {
        status: StatusCode::NOT_FOUND,
        body: json!({ "data": null, "errors": [format!("SLO {id} not found")] }),
    }
}

async fn list(call: Call) -> Reply {
    let ids: Option<Vec<&str>> = call.parameter("ids").map(|ids| ids.split(',').collect());
    let query = call.parameter("query").map(str::to_lowercase);
    let tag = call.parameter("tags_query");
    let (total, found): (usize, Vec<Value>) = call.with(|data| {
        let wanted = |(id, slo): &(&Id, &Value)| {
            ids.as_ref()
                .is_none_or(|ids| ids.iter().any(|wanted| id.to_string() == *wanted))
                && query
                    .as_ref()
                    .is_none_or(|text| slo["name"].as_str().unwrap_or_default().to_lowercase().contains(text))
                && tag.is_none_or(|tag| texts(slo, "tags").any(|own| own == tag))
        };
        let found = data.all(Kind::Slo).filter(wanted).map(|(_, slo)| slo.clone());
        (data.all(Kind::Slo).count(), found.collect())
    });
    let filtered = found.len();
    let slos = page(found, call.number("offset", 0)?, call.number("limit", 1000)?.min(1000));
    Ok(Answer::ok(json!({
        "data": slos,
        "errors": [],
        "metadata": { "page": { "total_count": total, "total_filtered_count": filtered } },
    })))
}

async fn create(call: Call) -> Reply {
    let body = call.json()?;
    validation::check(PayloadKind::Slo, &body)?;
    let now = call.now();
    call.with(|data| {
        known_monitors(data, &body)?;
        let mut slo = fields(body)?;
        let id = data.ids().hexadecimal();
        complete(&mut slo, &id, now);
        set(
            &mut slo,
            json!({ "created_at": now.as_second(), "creator": people::creator() }),
        );
        let slo = Value::Object(slo);
        data.put(Kind::Slo, Id::from(id), slo.clone());
        Ok(listed(slo))
    })
}

/// Datadog answers with a list of one after a change.
fn listed(slo: Value) -> Answer {
    Answer::ok(json!({ "data": [slo], "errors": [] }))
}

async fn read(Path(id): Path<String>, call: Call) -> Reply {
    let with_alerts = call.flag("with_configured_alert_ids");
    call.with(|data| {
        let mut slo = data
            .get(Kind::Slo, &Id::from(&*id))
            .cloned()
            .ok_or_else(|| missing(&id))?;
        if with_alerts {
            slo["configured_alert_ids"] = json!(alerts_of_slo(data, &id));
        }
        Ok(Answer::ok(json!({ "data": slo, "errors": [] })))
    })
}

async fn update(Path(id): Path<String>, call: Call) -> Reply {
    let body = call.json()?;
    let now = call.now();
    call.with(|data| {
        let old = data.get(Kind::Slo, &Id::from(&*id)).ok_or_else(|| missing(&id))?;
        let kept = json!({ "created_at": old["created_at"], "creator": old["creator"] });
        if body["type"] != old["type"] {
            return Err(Refusal::invalid("The type of an SLO cannot be changed"));
        }
        validation::check(PayloadKind::Slo, &body)?;
        known_monitors(data, &body)?;
        let mut slo = fields(body)?;
        complete(&mut slo, &id, now);
        set(&mut slo, kept);
        let slo = Value::Object(slo);
        data.put(Kind::Slo, Id::from(&*id), slo.clone());
        Ok(listed(slo))
    })
}

async fn delete(Path(id): Path<String>, call: Call) -> Reply {
    let force = call.flag("force");
    call.with(|data| {
        if data.get(Kind::Slo, &Id::from(&*id)).is_none() {
            return Err(missing(&id));
        }
        if let Some(reason) = holding_slo(data, &id).filter(|_| !force) {
            return Err(Refusal {
                status: StatusCode::CONFLICT,
                body: json!({ "data": null, "errors": reason }),
            });
        }
        data.remove(Kind::Slo, &Id::from(&*id));
        Ok(Answer::ok(json!({ "data": [id] })))
    })
}

async fn can_delete(call: Call) -> Reply {
    let (mut ok, mut errors) = (Vec::new(), Map::new());
    call.with(|data| {
        for id in call.parameter("ids").unwrap_or_default().split(',') {
            match holding_slo(data, id) {
                Some(reason) => drop(errors.insert(id.to_owned(), json!(reason))),
                None => ok.push(id),
            }
        }
    });
    let status = if errors.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::CONFLICT
    };
    Ok(Answer::with(status, json!({ "data": { "ok": ok }, "errors": errors })))
}

/// Removes time windows of SLOs, and the SLOs that have none left.
async fn bulk_delete(call: Call) -> Reply {
    let body = fields(call.json()?)?;
    let (mut deleted, mut updated) = (Vec::new(), Vec::new());
    call.with(|data| {
        for (id, windows) in body {
            let key = Id::from(&*id);
            let Some(mut slo) = data.get(Kind::Slo, &key).cloned() else {
                return Err(missing(&id));
            };
            let removed = |threshold: &Value| {
                let windows = windows.as_array().into_iter().flatten();
                windows.into_iter().any(|window| *window == threshold["timeframe"])
            };
            if let Some(thresholds) = slo["thresholds"].as_array_mut() {
                thresholds.retain(|threshold| !removed(threshold));
            }
            if slo["thresholds"].as_array().is_none_or(Vec::is_empty) {
                data.remove(Kind::Slo, &key);
                deleted.push(id);
            } else {
                data.put(Kind::Slo, key, slo);
                updated.push(id);
            }
        }
        Ok(Answer::ok(
            json!({ "data": { "deleted": deleted, "updated": updated }, "errors": [] }),
        ))
    })
}

/// Refuses an SLO of monitors that do not exist.
fn known_monitors(data: &Organisation, slo: &Value) -> Result<(), Refusal> {
    let unknown: Vec<String> = monitor_ids(slo)
        .filter(|id| data.get(Kind::Monitor, &Id::Number(*id)).is_none())
        .map(|id| id.to_string())
        .collect();
    if unknown.is_empty() {
        return Ok(());
    }
    Err(Refusal::invalid(format!(
        "Invalid monitor_ids: monitors {} do not exist",
        unknown.join(", ")
    )))
}

/// Adds the fields that Datadog adds at each change.
fn complete(slo: &mut Map<String, Value>, id: &str, now: Timestamp) {
    let type_id = match slo.get("type").and_then(Value::as_str) {
        Some("monitor") => 0,
        Some("time_slice") => 2,
        _ => 1,
    };
    for threshold in slo
        .get_mut("thresholds")
        .and_then(Value::as_array_mut)
        .into_iter()
        .flatten()
        .filter_map(Value::as_object_mut)
    {
        for (name, display) in [("target", "target_display"), ("warning", "warning_display")] {
            if let Some(value) = threshold.get(name).and_then(Value::as_f64) {
                threshold
                    .entry(display)
                    .or_insert_with(|| json!(display_percent(value)));
            }
        }
    }
    let first = slo.get("thresholds").and_then(|list| list.get(0)).cloned();
    set(
        slo,
        json!({ "id": id, "type_id": type_id, "modified_at": now.as_second() }),
    );
    fill(slo, json!({ "description": null, "tags": [], "monitor_tags": [] }));
    if let Some(first) = first {
        fill(
            slo,
            json!({ "target_threshold": first["target"], "timeframe": first["timeframe"] }),
        );
        if !first["warning"].is_null() {
            fill(slo, json!({ "warning_threshold": first["warning"] }));
        }
    }
}

/// A percentage as Datadog shows it: at least one digit after the point.
fn display_percent(value: f64) -> String {
    if value.fract() == 0.0 {
        format!("{value:.1}")
    } else {
        value.to_string()
    }
}
