//! Notebooks.

use std::sync::Arc;

use axum::Router;
use axum::extract::Path;
use axum::routing::get;
use datadog_schema::payload::PayloadKind;
use serde_json::{Value, json};

use super::fields::{fields, fill, page, set};
use super::{people, validation};
use crate::answer::{Answer, Refusal, Reply};
use crate::call::Call;
use crate::clock::iso;
use crate::shared::Shared;
use crate::store::{Id, Kind, NewIds};

pub(crate) fn routes() -> Router<Arc<Shared>> {
    Router::new()
        .route("/api/v1/notebooks", get(list).post(create))
        .route("/api/v1/notebooks/{id}", get(read).put(update).delete(delete))
}

fn missing() -> Refusal {
    Refusal::not_found("Notebook not found")
}

fn id(text: &str) -> Result<Id, Refusal> {
    text.parse()
        .map(Id::Number)
        .map_err(|_| Refusal::invalid("The value provided for parameter 'notebook_id' is invalid"))
}

async fn list(call: Call) -> Reply {
    let query = call.parameter("query").unwrap_or_default().to_lowercase();
    let found: Vec<Value> = call.with(|data| {
        data.all(Kind::Notebook)
            .filter(|(_, notebook)| {
                let name = notebook["attributes"]["name"].as_str().unwrap_or_default();
                name.to_lowercase().contains(&query)
            })
            .map(|(_, notebook)| notebook.clone())
            .collect()
    });
    let total = found.len();
    let found = page(found, call.number("start", 0)?, call.number("count", 100)?);
    Ok(Answer::ok(json!({
        "data": found,
        "meta": { "page": { "total_count": total, "total_filtered_count": total } },
    })))
}

async fn create(call: Call) -> Reply {
    let body = call.json()?;
    validation::check(PayloadKind::Notebook, &body)?;
    let now = iso(call.now());
    call.with(|data| {
        let id = data.ids().number();
        let attributes = attributes(&body, &now, &now, data.ids())?;
        let notebook = json!({ "id": id, "type": "notebooks", "attributes": attributes });
        data.put(Kind::Notebook, Id::Number(id), notebook.clone());
        Ok(Answer::ok(json!({ "data": notebook })))
    })
}

async fn read(Path(path): Path<String>, call: Call) -> Reply {
    let id = id(&path)?;
    let notebook = call.with(|data| data.get(Kind::Notebook, &id).cloned());
    notebook
        .map(|notebook| Answer::ok(json!({ "data": notebook })))
        .ok_or_else(missing)
}

async fn update(Path(path): Path<String>, call: Call) -> Reply {
    let (id, body) = (id(&path)?, call.json()?);
    let now = iso(call.now());
    call.with(|data| {
        let mut notebook = data.get(Kind::Notebook, &id).cloned().ok_or_else(missing)?;
        validation::check(PayloadKind::Notebook, &body)?;
        let created = notebook["attributes"]["created"].as_str().unwrap_or(&now).to_owned();
        notebook["attributes"] = attributes(&body, &created, &now, data.ids())?;
        data.put(Kind::Notebook, id, notebook.clone());
        Ok(Answer::ok(json!({ "data": notebook })))
    })
}

async fn delete(Path(path): Path<String>, call: Call) -> Reply {
    let id = id(&path)?;
    call.with(|data| data.remove(Kind::Notebook, &id))
        .map(|_| Answer::no_content())
        .ok_or_else(missing)
}

/// The attributes of a notebook with what Datadog adds.
fn attributes(body: &Value, created: &str, modified: &str, ids: &mut NewIds) -> Result<Value, Refusal> {
    let mut attributes = fields(body["data"]["attributes"].clone())?;
    set(
        &mut attributes,
        json!({
            "created": created,
            "modified": modified,
            "author": { "handle": people::HANDLE, "email": people::HANDLE, "name": people::NAME },
        }),
    );
    fill(&mut attributes, json!({ "status": "published", "metadata": {} }));
    for cell in attributes
        .get_mut("cells")
        .and_then(Value::as_array_mut)
        .into_iter()
        .flatten()
        .filter_map(Value::as_object_mut)
    {
        cell.entry("id").or_insert_with(|| json!(ids.triple()));
    }
    Ok(Value::Object(attributes))
}
