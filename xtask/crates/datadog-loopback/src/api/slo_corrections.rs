//! Corrections of SLOs.

use std::sync::Arc;

use axum::Router;
use axum::extract::Path;
use axum::routing::get;
use datadog_schema::payload::PayloadKind;
use serde_json::{Map, Value, json};

use super::fields::{fields, fill, page, set};
use super::{people, validation};
use crate::answer::{Answer, Refusal, Reply};
use crate::call::Call;
use crate::shared::Shared;
use crate::store::{Id, Kind};

pub(crate) fn routes() -> Router<Arc<Shared>> {
    Router::new()
        .route("/api/v1/slo/correction", get(list).post(create))
        .route("/api/v1/slo/correction/{id}", get(read).patch(update).delete(delete))
        .route("/api/v1/slo/{id}/corrections", get(of_slo))
}

fn missing(id: &str) -> Refusal {
    Refusal::not_found(format!("SLO correction {id} not found"))
}

fn listed(call: &Call, corrections: Vec<Value>) -> Reply {
    let total = corrections.len();
    let corrections = page(corrections, call.number("offset", 0)?, call.number("limit", 25)?);
    Ok(Answer::ok(json!({
        "data": corrections,
        "meta": { "page": { "total_count": total, "total_filtered_count": total } },
    })))
}

async fn list(call: Call) -> Reply {
    let all = call.with(|data| data.all(Kind::SloCorrection).map(|(_, c)| c.clone()).collect());
    listed(&call, all)
}

async fn of_slo(Path(id): Path<String>, call: Call) -> Reply {
    let own = call.with(|data| {
        data.all(Kind::SloCorrection)
            .filter(|(_, correction)| correction["attributes"]["slo_id"] == *id)
            .map(|(_, correction)| correction.clone())
            .collect()
    });
    listed(&call, own)
}

async fn create(call: Call) -> Reply {
    let body = call.json()?;
    validation::check(PayloadKind::Slo, &body)?;
    let now = call.now().as_second();
    call.with(|data| {
        let mut attributes = fields(body["data"]["attributes"].clone())?;
        if let Some(slo) = attributes.get("slo_id").and_then(Value::as_str)
            && data.get(Kind::Slo, &Id::from(slo)).is_none()
        {
            return Err(Refusal::not_found(format!("SLO {slo} not found")));
        }
        fill(
            &mut attributes,
            json!({ "description": "", "timezone": "UTC", "duration": null, "rrule": null, "end": null }),
        );
        set(
            &mut attributes,
            json!({ "created_at": now, "modified_at": null, "creator": people::creator(), "modifier": null }),
        );
        let id = data.ids().uuid();
        let correction = json!({ "id": id, "type": "correction", "attributes": attributes });
        data.put(Kind::SloCorrection, Id::from(id), correction.clone());
        Ok(Answer::ok(json!({ "data": correction })))
    })
}

async fn read(Path(id): Path<String>, call: Call) -> Reply {
    let correction = call.with(|data| data.get(Kind::SloCorrection, &Id::from(&*id)).cloned());
    correction
        .map(|correction| Answer::ok(json!({ "data": correction })))
        .ok_or_else(|| missing(&id))
}

async fn update(Path(id): Path<String>, call: Call) -> Reply {
    let body = call.json()?;
    let now = call.now().as_second();
    call.with(|data| {
        let mut correction = data
            .get(Kind::SloCorrection, &Id::from(&*id))
            .cloned()
            .ok_or_else(|| missing(&id))?;
        let changed = fields(body["data"]["attributes"].clone())?;
        let mut attributes = fields(correction["attributes"].take())?;
        attributes.extend(changed);
        // What Datadog added, and fields without a value, are no part of what it accepts.
        let added = ["created_at", "modified_at", "creator", "modifier"];
        let written: Map<String, Value> = attributes
            .iter()
            .filter(|(name, value)| !value.is_null() && !added.contains(&name.as_str()))
            .map(|(name, value)| (name.clone(), value.clone()))
            .collect();
        let whole = json!({ "data": { "type": "correction", "attributes": written } });
        validation::check(PayloadKind::Slo, &whole)?;
        set(
            &mut attributes,
            json!({ "modified_at": now, "modifier": people::creator() }),
        );
        correction["attributes"] = Value::Object(attributes);
        data.put(Kind::SloCorrection, Id::from(id), correction.clone());
        Ok(Answer::ok(json!({ "data": correction })))
    })
}

async fn delete(Path(id): Path<String>, call: Call) -> Reply {
    call.with(|data| data.remove(Kind::SloCorrection, &Id::from(&*id)))
        .map(|_| Answer::no_content())
        .ok_or_else(|| missing(&id))
}
