//! Log pipelines and indexes, and their order.

use std::sync::Arc;

use axum::Router;
use axum::extract::Path;
use axum::routing::get;
use serde_json::{Map, Value, json};

use super::fields::{fields, fill, set, texts};
use crate::answer::{Answer, Refusal, Reply};
use crate::call::Call;
use crate::shared::Shared;
use crate::store::{Id, Kind, Organisation};

pub(crate) fn routes() -> Router<Arc<Shared>> {
    Router::new()
        .route("/api/v1/logs/config/pipelines", get(pipelines).post(create_pipeline))
        .route(
            "/api/v1/logs/config/pipelines/{id}",
            get(read_pipeline).put(update_pipeline).delete(delete_pipeline),
        )
        .route(
            "/api/v1/logs/config/pipeline-order",
            get(pipeline_order).put(set_pipeline_order),
        )
        .route("/api/v1/logs/config/indexes", get(indexes).post(create_index))
        .route(
            "/api/v1/logs/config/indexes/{name}",
            get(read_index).put(update_index).delete(delete_index),
        )
        .route("/api/v1/logs/config/index-order", get(index_order).put(set_index_order))
}

const PIPELINE_ORDER: (&str, &str) = ("pipeline-order", "pipeline_ids");
const INDEX_ORDER: (&str, &str) = ("index-order", "index_names");

/// Objects in their order: those that it names first, then the others.
fn ordered(data: &Organisation, kind: Kind, (setting, field): (&str, &str)) -> Vec<(Id, Value)> {
    let order = data.get(Kind::Setting, &Id::from(setting)).cloned().unwrap_or_default();
    let named: Vec<Id> = texts(&order, field).map(Id::from).collect();
    let mut all: Vec<(Id, Value)> = data
        .all(kind)
        .map(|(id, object)| (id.clone(), object.clone()))
        .collect();
    all.sort_by_key(|(id, _)| named.iter().position(|other| other == id).unwrap_or(usize::MAX));
    all
}

fn order(call: &Call, kind: Kind, setting: (&str, &str)) -> Answer {
    let ids: Vec<Id> = call
        .with(|data| ordered(data, kind, setting))
        .into_iter()
        .map(|(id, _)| id)
        .collect();
    Answer::ok(json!({ setting.1: ids }))
}

/// Sets an order, which names every object once.
fn set_order(call: &Call, kind: Kind, setting: (&str, &str)) -> Reply {
    let body = call.json()?;
    let mut wanted: Vec<&str> = texts(&body, setting.1).collect();
    wanted.sort_unstable();
    call.with(|data| {
        let mut known: Vec<String> = data.all(kind).map(|(id, _)| id.to_string()).collect();
        known.sort_unstable();
        if wanted != known {
            return Err(Refusal::invalid(format!("'{}' must list every object once", setting.1)));
        }
        data.put(Kind::Setting, Id::from(setting.0), body.clone());
        Ok(())
    })?;
    Ok(order(call, kind, setting))
}

fn missing(what: &str, id: &str) -> Refusal {
    Refusal::not_found(format!("{what} {id} not found"))
}

/// Refuses a body without a name and a filter.
fn named(body: &Map<String, Value>) -> Result<String, Refusal> {
    let name = body.get("name").and_then(Value::as_str).filter(|name| !name.is_empty());
    name.map(str::to_owned)
        .ok_or_else(|| Refusal::invalid("The field 'name' is required"))
}

async fn pipelines(call: Call) -> Reply {
    let all = call.with(|data| ordered(data, Kind::LogPipeline, PIPELINE_ORDER));
    Ok(Answer::ok(all.into_iter().map(|(_, pipeline)| pipeline).collect()))
}

async fn create_pipeline(call: Call) -> Reply {
    let mut pipeline = fields(call.json()?)?;
    named(&pipeline)?;
    call.with(|data| {
        let id = data.ids().triple();
        complete_pipeline(&mut pipeline, &id);
        let pipeline = Value::Object(pipeline);
        data.put(Kind::LogPipeline, Id::from(id), pipeline.clone());
        Ok(Answer::ok(pipeline))
    })
}

/// Adds the fields that Datadog adds.
fn complete_pipeline(pipeline: &mut Map<String, Value>, id: &str) {
    set(pipeline, json!({ "id": id, "type": "pipeline", "is_read_only": false }));
    fill(
        pipeline,
        json!({ "is_enabled": false, "filter": { "query": "" }, "processors": [] }),
    );
}

async fn read_pipeline(Path(id): Path<String>, call: Call) -> Reply {
    let pipeline = call.with(|data| data.get(Kind::LogPipeline, &Id::from(&*id)).cloned());
    pipeline.map(Answer::ok).ok_or_else(|| missing("Pipeline", &id))
}

async fn update_pipeline(Path(id): Path<String>, call: Call) -> Reply {
    let mut pipeline = fields(call.json()?)?;
    named(&pipeline)?;
    call.with(|data| {
        if data.get(Kind::LogPipeline, &Id::from(&*id)).is_none() {
            return Err(missing("Pipeline", &id));
        }
        complete_pipeline(&mut pipeline, &id);
        let pipeline = Value::Object(pipeline);
        data.put(Kind::LogPipeline, Id::from(id), pipeline.clone());
        Ok(Answer::ok(pipeline))
    })
}

async fn delete_pipeline(Path(id): Path<String>, call: Call) -> Reply {
    call.with(|data| data.remove(Kind::LogPipeline, &Id::from(&*id)))
        .map(|_| Answer::ok(json!({})))
        .ok_or_else(|| missing("Pipeline", &id))
}

async fn pipeline_order(call: Call) -> Reply {
    Ok(order(&call, Kind::LogPipeline, PIPELINE_ORDER))
}

async fn set_pipeline_order(call: Call) -> Reply {
    set_order(&call, Kind::LogPipeline, PIPELINE_ORDER)
}

async fn indexes(call: Call) -> Reply {
    let all = call.with(|data| ordered(data, Kind::LogIndex, INDEX_ORDER));
    let indexes: Vec<Value> = all.into_iter().map(|(_, index)| index).collect();
    Ok(Answer::ok(json!({ "indexes": indexes })))
}

/// Adds the fields that Datadog adds.
fn complete_index(index: &mut Map<String, Value>, name: &str) {
    set(index, json!({ "name": name, "is_rate_limited": false }));
    fill(
        index,
        json!({ "filter": { "query": "" }, "exclusion_filters": [], "num_retention_days": 15 }),
    );
}

async fn create_index(call: Call) -> Reply {
    let mut index = fields(call.json()?)?;
    let name = named(&index)?;
    let allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if !name.chars().all(allowed) {
        return Err(Refusal::invalid(format!(
            "Invalid index name '{name}': lower-case letters, digits and - only"
        )));
    }
    call.with(|data| {
        if data.get(Kind::LogIndex, &Id::from(&*name)).is_some() {
            return Err(Refusal::invalid(format!("An index named '{name}' exists already")));
        }
        complete_index(&mut index, &name);
        let index = Value::Object(index);
        data.put(Kind::LogIndex, Id::from(name), index.clone());
        Ok(Answer::ok(index))
    })
}

async fn read_index(Path(name): Path<String>, call: Call) -> Reply {
    let index = call.with(|data| data.get(Kind::LogIndex, &Id::from(&*name)).cloned());
    index.map(Answer::ok).ok_or_else(|| missing("Index", &name))
}

async fn update_index(Path(name): Path<String>, call: Call) -> Reply {
    let mut index = fields(call.json()?)?;
    call.with(|data| {
        if data.get(Kind::LogIndex, &Id::from(&*name)).is_none() {
            return Err(missing("Index", &name));
        }
        complete_index(&mut index, &name);
        let index = Value::Object(index);
        data.put(Kind::LogIndex, Id::from(name), index.clone());
        Ok(Answer::ok(index))
    })
}

async fn delete_index(Path(name): Path<String>, call: Call) -> Reply {
    call.with(|data| data.remove(Kind::LogIndex, &Id::from(&*name)))
        .map(Answer::ok)
        .ok_or_else(|| missing("Index", &name))
}

async fn index_order(call: Call) -> Reply {
    Ok(order(&call, Kind::LogIndex, INDEX_ORDER))
}

async fn set_index_order(call: Call) -> Reply {
    set_order(&call, Kind::LogIndex, INDEX_ORDER)
}
