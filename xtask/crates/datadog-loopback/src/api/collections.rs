//! Collections of version 2 that need no behaviour of their own: objects with an envelope, by id. Terraform keeps them.

use std::sync::Arc;

use axum::Router;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::routing::get;
use datadog_schema::payload::PayloadKind;
use serde_json::{Value, json};

use super::fields::{fields, page, set};
use super::validation;
use crate::answer::{Answer, Refusal, Reply};
use crate::call::Call;
use crate::clock::iso;
use crate::shared::Shared;
use crate::store::{Id, Kind};

/// A collection.
#[derive(Clone, Copy)]
struct Collection {
    path: &'static str,
    /// The type of its objects.
    kind: &'static str,
    /// How an object is checked.
    payload: Option<PayloadKind>,
    /// Whether callers choose the ids.
    ids_given: bool,
    created: StatusCode,
}

const fn collection(path: &'static str, kind: &'static str) -> Collection {
    Collection {
        path,
        kind,
        payload: None,
        ids_given: false,
        created: StatusCode::OK,
    }
}

const COLLECTIONS: [Collection; 6] = [
    Collection {
        payload: Some(PayloadKind::LogArchive),
        ..collection("/api/v2/logs/config/archives", "archives")
    },
    Collection {
        payload: Some(PayloadKind::LogMetric),
        ids_given: true,
        ..collection("/api/v2/logs/config/metrics", "logs_metrics")
    },
    Collection {
        payload: Some(PayloadKind::RestrictionQuery),
        ..collection("/api/v2/logs/config/restriction_queries", "logs_restriction_queries")
    },
    collection("/api/v2/authn_mappings", "authn_mappings"),
    collection("/api/v2/api_keys", "api_keys"),
    collection("/api/v2/teams", "team"),
];

pub(crate) fn routes() -> Router<Arc<Shared>> {
    COLLECTIONS.into_iter().fold(Router::new(), |router, of| {
        router
            .route(
                of.path,
                get(move |call: Call| list(of, call)).post(move |call: Call| create(of, call)),
            )
            .route(
                &format!("{}/{{id}}", of.path),
                get(move |Path(id): Path<String>, call: Call| read(of, id, call))
                    .put(move |Path(id): Path<String>, call: Call| update(of, id, call))
                    .patch(move |Path(id): Path<String>, call: Call| update(of, id, call))
                    .delete(move |Path(id): Path<String>, call: Call| delete(of, id, call)),
            )
    })
}

fn key(of: Collection, id: &str) -> Id {
    Id::from(format!("{}/{id}", of.path))
}

fn missing(of: Collection, id: &str) -> Refusal {
    Refusal::not_found(format!("{} {id} not found", of.kind))
}

fn check(of: Collection, body: &Value) -> Result<(), Refusal> {
    of.payload.map_or(Ok(()), |kind| validation::check(kind, body))
}

async fn list(of: Collection, call: Call) -> Reply {
    let found: Vec<Value> = call.with(|data| {
        data.all(Kind::Resource)
            .filter(|(id, _)| {
                id.to_string()
                    .strip_prefix(of.path)
                    .is_some_and(|rest| rest.starts_with('/'))
            })
            .map(|(_, object)| object.clone())
            .collect()
    });
    let total = found.len();
    let size = call.number("page[size]", 100)?;
    let found = page(found, call.number("page[number]", 0)?.saturating_mul(size), size);
    Ok(Answer::ok(json!({
        "data": found,
        "meta": { "page": { "total_count": total, "total_filtered_count": total } },
    })))
}

async fn create(of: Collection, call: Call) -> Reply {
    let body = call.json()?;
    check(of, &body)?;
    let now = iso(call.now());
    call.with(|data| {
        let mut object = fields(body["data"].clone())?;
        let given = object.get("id").and_then(Value::as_str).map(str::to_owned);
        let id = match (of.ids_given, given) {
            (true, Some(id)) => id,
            (true, None) => return Err(Refusal::invalid("The field 'data.id' is required")),
            (false, _) => data.ids().uuid(),
        };
        if data.get(Kind::Resource, &key(of, &id)).is_some() {
            return Err(Refusal::new(
                StatusCode::CONFLICT,
                [format!("{} {id} exists already", of.kind)],
            ));
        }
        set(&mut object, json!({ "id": id, "type": of.kind }));
        let mut object = Value::Object(object);
        if let Some(Value::Object(attributes)) = object.get_mut("attributes") {
            set(attributes, json!({ "created_at": now, "modified_at": now }));
        }
        data.put(Kind::Resource, key(of, &id), object.clone());
        Ok(Answer::with(of.created, json!({ "data": object })))
    })
}

async fn read(of: Collection, id: String, call: Call) -> Reply {
    let object = call.with(|data| data.get(Kind::Resource, &key(of, &id)).cloned());
    object
        .map(|object| Answer::ok(json!({ "data": object })))
        .ok_or_else(|| missing(of, &id))
}

async fn update(of: Collection, id: String, call: Call) -> Reply {
    let body = call.json()?;
    let now = iso(call.now());
    call.with(|data| {
        let mut object = data
            .get(Kind::Resource, &key(of, &id))
            .cloned()
            .ok_or_else(|| missing(of, &id))?;
        let mut attributes = fields(object["attributes"].take())?;
        attributes.extend(fields(body["data"]["attributes"].clone())?);
        set(&mut attributes, json!({ "modified_at": now }));
        object["attributes"] = Value::Object(attributes);
        if let Some(relationships) = body["data"].get("relationships") {
            object["relationships"] = relationships.clone();
        }
        data.put(Kind::Resource, key(of, &id), object.clone());
        Ok(Answer::ok(json!({ "data": object })))
    })
}

async fn delete(of: Collection, id: String, call: Call) -> Reply {
    call.with(|data| data.remove(Kind::Resource, &key(of, &id)))
        .map(|_| Answer::no_content())
        .ok_or_else(|| missing(of, &id))
}
