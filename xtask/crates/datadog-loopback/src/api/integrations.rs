//! Integrations that notifications go to: webhooks with their variables, Slack channels, PagerDuty services.

use std::sync::Arc;

use axum::Router;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::routing::{get, post};
use serde_json::{Value, json};

use super::fields::{fields, fill};
use crate::answer::{Answer, Refusal, Reply};
use crate::call::Call;
use crate::shared::Shared;
use crate::store::{Id, Kind};

/// Objects of an integration that are created under one path and found below it by a name.
#[derive(Clone, Copy)]
struct Named {
    path: &'static str,
    /// The field that has the name.
    field: &'static str,
    /// A field that no answer shows, because it is secret.
    secret: Option<&'static str>,
}

const NAMED: [Named; 3] = [
    Named {
        path: "/api/v1/integration/webhooks/configuration/webhooks",
        field: "name",
        secret: None,
    },
    Named {
        path: "/api/v1/integration/webhooks/configuration/custom-variables",
        field: "name",
        secret: Some("value"),
    },
    Named {
        path: "/api/v1/integration/pagerduty/configuration/services",
        field: "service_name",
        secret: Some("service_key"),
    },
];

pub(crate) fn routes() -> Router<Arc<Shared>> {
    let router = NAMED.into_iter().fold(Router::new(), |router, of| {
        router.route(of.path, post(move |call: Call| create(of, call))).route(
            &format!("{}/{{name}}", of.path),
            get(move |Path(name): Path<String>, call: Call| read(of, name, call))
                .put(move |Path(name): Path<String>, call: Call| update(of, name, call))
                .delete(move |Path(name): Path<String>, call: Call| delete(of.path, name, call)),
        )
    });
    router
        .route(
            "/api/v1/integration/slack/configuration/accounts/{account}/channels",
            get(channels).post(create_channel),
        )
        .route(
            "/api/v1/integration/slack/configuration/accounts/{account}/channels/{name}",
            get(read_channel).patch(update_channel).delete(delete_channel),
        )
}

fn key(path: &str, name: &str) -> Id {
    Id::from(format!("{path}/{name}"))
}

fn missing(name: &str) -> Refusal {
    Refusal::not_found(format!("{name} not found"))
}

fn shown(of: Named, mut object: Value) -> Value {
    if let (Some(secret), Value::Object(fields)) = (of.secret, &mut object)
        && (of.field != "name" || fields.get("is_secret") == Some(&json!(true)))
    {
        fields.remove(secret);
    }
    object
}

async fn create(of: Named, call: Call) -> Reply {
    let mut object = fields(call.json()?)?;
    let name = object
        .get(of.field)
        .and_then(Value::as_str)
        .map(str::to_owned)
        .ok_or_else(|| Refusal::invalid(format!("The field '{}' is required", of.field)))?;
    if of.path.ends_with("/webhooks") {
        if object.get("url").and_then(Value::as_str).is_none() {
            return Err(Refusal::invalid("The field 'url' is required"));
        }
        fill(
            &mut object,
            json!({ "encode_as": "json", "payload": null, "custom_headers": null }),
        );
    }
    call.with(|data| {
        if data.get(Kind::Integration, &key(of.path, &name)).is_some() {
            return Err(Refusal::invalid(format!("{name} exists already")));
        }
        let object = Value::Object(object);
        data.put(Kind::Integration, key(of.path, &name), object.clone());
        Ok(Answer::with(StatusCode::CREATED, shown(of, object)))
    })
}

async fn read(of: Named, name: String, call: Call) -> Reply {
    let object = call.with(|data| data.get(Kind::Integration, &key(of.path, &name)).cloned());
    object
        .map(|object| Answer::ok(shown(of, object)))
        .ok_or_else(|| missing(&name))
}

async fn update(of: Named, name: String, call: Call) -> Reply {
    let body = fields(call.json()?)?;
    call.with(|data| {
        let old = data.get(Kind::Integration, &key(of.path, &name)).cloned();
        let mut object = fields(old.ok_or_else(|| missing(&name))?)?;
        object.extend(body);
        // The body may rename it.
        let new = object.get(of.field).and_then(Value::as_str).unwrap_or(&name).to_owned();
        data.remove(Kind::Integration, &key(of.path, &name));
        let object = Value::Object(object);
        data.put(Kind::Integration, key(of.path, &new), object.clone());
        Ok(Answer::ok(shown(of, object)))
    })
}

async fn delete(path: &'static str, name: String, call: Call) -> Reply {
    call.with(|data| data.remove(Kind::Integration, &key(path, &name)))
        .map(|_| Answer::no_content())
        .ok_or_else(|| missing(&name))
}

fn account_path(account: &str) -> String {
    format!("slack/{account}")
}

/// Datadog writes a channel with `#`; in a path it may be left out.
fn channel(name: &str) -> String {
    format!("#{}", name.trim_start_matches('#'))
}

async fn channels(Path(account): Path<String>, call: Call) -> Reply {
    let path = account_path(&account);
    let channels: Vec<Value> = call.with(|data| {
        data.all(Kind::Integration)
            .filter(|(id, _)| {
                id.to_string()
                    .strip_prefix(&path)
                    .is_some_and(|rest| rest.starts_with('/'))
            })
            .map(|(_, channel)| channel.clone())
            .collect()
    });
    Ok(Answer::ok(Value::Array(channels)))
}

async fn create_channel(Path(account): Path<String>, call: Call) -> Reply {
    let mut object = fields(call.json()?)?;
    let name = object
        .get("name")
        .and_then(Value::as_str)
        .map(channel)
        .ok_or_else(|| Refusal::invalid("The field 'name' is required"))?;
    fill(
        &mut object,
        json!({ "display": { "message": true, "notified": true, "snapshot": true, "tags": true } }),
    );
    object.insert("name".to_owned(), json!(name));
    let object = Value::Object(object);
    call.with(|data| data.put(Kind::Integration, key(&account_path(&account), &name), object.clone()));
    Ok(Answer::ok(object))
}

async fn read_channel(Path((account, name)): Path<(String, String)>, call: Call) -> Reply {
    let key = key(&account_path(&account), &channel(&name));
    let object = call.with(|data| data.get(Kind::Integration, &key).cloned());
    object.map(Answer::ok).ok_or_else(|| missing(&name))
}

async fn update_channel(Path((account, name)): Path<(String, String)>, call: Call) -> Reply {
    let body = fields(call.json()?)?;
    let key = key(&account_path(&account), &channel(&name));
    call.with(|data| {
        let old = data.get(Kind::Integration, &key).cloned();
        let mut object = fields(old.ok_or_else(|| missing(&name))?)?;
        object.extend(body);
        let object = Value::Object(object);
        data.put(Kind::Integration, key, object.clone());
        Ok(Answer::ok(object))
    })
}

async fn delete_channel(Path((account, name)): Path<(String, String)>, call: Call) -> Reply {
    let key = key(&account_path(&account), &channel(&name));
    call.with(|data| data.remove(Kind::Integration, &key))
        .map(|_| Answer::no_content())
        .ok_or_else(|| missing(&name))
}
