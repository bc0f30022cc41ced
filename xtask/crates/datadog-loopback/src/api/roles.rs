//! Roles, permissions and the user. Every organisation has Datadog's three roles.

use std::sync::Arc;

use axum::Router;
use axum::extract::Path;
use axum::routing::get;
use serde_json::{Value, json};

use super::fields::{fields, page, set};
use super::people;
use crate::answer::{Answer, Refusal, Reply};
use crate::call::Call;
use crate::clock::iso;
use crate::shared::Shared;
use crate::store::{Id, Kind, Organisation};

pub(crate) fn routes() -> Router<Arc<Shared>> {
    Router::new()
        .route("/api/v2/roles", get(list).post(create))
        .route("/api/v2/roles/{id}", get(read).patch(update).delete(delete))
        .route("/api/v2/permissions", get(permissions))
        .route("/api/v2/current_user", get(current_user))
        .route("/api/v2/current_user/application_keys", get(application_keys))
        .route("/api/v2/application_keys", get(application_keys))
}

/// Datadog's own roles.
const MANAGED: [(&str, &str); 3] = [
    ("10ca1b0c-0000-4000-8000-0000000000a1", "Datadog Admin Role"),
    ("10ca1b0c-0000-4000-8000-0000000000a2", "Datadog Standard Role"),
    ("10ca1b0c-0000-4000-8000-0000000000a3", "Datadog Read Only Role"),
];

/// The permissions that this repository's objects need.
const PERMISSIONS: [(&str, &str); 14] = [
    ("dashboards_read", "Dashboards"),
    ("dashboards_write", "Dashboards"),
    ("logs_read_data", "Log Management"),
    ("logs_write_pipelines", "Log Management"),
    ("metrics_read", "Metrics"),
    ("monitors_read", "Monitors"),
    ("monitors_write", "Monitors"),
    ("monitors_downtime", "Monitors"),
    ("monitor_config_policy_write", "Monitors"),
    ("notebooks_read", "Notebooks"),
    ("notebooks_write", "Notebooks"),
    ("slos_read", "Service Level Objectives"),
    ("slos_write", "Service Level Objectives"),
    ("synthetics_write", "Synthetic Monitoring"),
];

fn permission_id(number: usize) -> String {
    format!("10ca1b0c-0000-4000-8000-0000000001{number:02x}")
}

fn managed(id: &str, name: &str) -> Value {
    json!({
        "id": id,
        "type": "roles",
        "attributes": { "name": name, "user_count": 1, "created_at": "2019-01-01T00:00:00.000000+00:00", "modified_at": "2019-01-01T00:00:00.000000+00:00" },
        "relationships": { "permissions": { "data": [] } },
    })
}

fn all(data: &Organisation) -> Vec<Value> {
    let own = data.all(Kind::Role).map(|(_, role)| role.clone());
    MANAGED
        .into_iter()
        .map(|(id, name)| managed(id, name))
        .chain(own)
        .collect()
}

fn missing(id: &str) -> Refusal {
    Refusal::not_found(format!("Role {id} not found"))
}

/// Refuses a change of a role that is Datadog's own.
fn changeable(id: &str) -> Result<(), Refusal> {
    if MANAGED.iter().any(|(managed, _)| *managed == id) {
        return Err(Refusal::invalid("Managed roles cannot be changed"));
    }
    Ok(())
}

async fn list(call: Call) -> Reply {
    let filter = call.parameter("filter").unwrap_or_default().to_lowercase();
    let roles = call.with(|data| all(data));
    let total = roles.len();
    let named = |role: &Value| {
        let name = role["attributes"]["name"].as_str().unwrap_or_default();
        name.to_lowercase().contains(&filter)
    };
    let found: Vec<Value> = roles.into_iter().filter(named).collect();
    let (filtered, size) = (found.len(), call.number("page[size]", 10)?);
    let found = page(found, call.number("page[number]", 0)?.saturating_mul(size), size);
    Ok(Answer::ok(json!({
        "data": found,
        "meta": { "page": { "total_count": total, "total_filtered_count": filtered } },
    })))
}

async fn create(call: Call) -> Reply {
    let body = call.json()?;
    let name = body["data"]["attributes"]["name"]
        .as_str()
        .ok_or_else(|| Refusal::invalid("The attribute 'name' is required"))?;
    let now = iso(call.now());
    call.with(|data| {
        if all(data).iter().any(|role| role["attributes"]["name"] == name) {
            return Err(Refusal::invalid(format!("A role named '{name}' exists already")));
        }
        let id = data.ids().uuid();
        let mut role = managed(&id, name);
        role["attributes"] = json!({ "name": name, "user_count": 0, "created_at": now, "modified_at": now });
        if let Some(relationships) = body["data"].get("relationships") {
            role["relationships"] = relationships.clone();
        }
        data.put(Kind::Role, Id::from(id), role.clone());
        Ok(Answer::ok(json!({ "data": role })))
    })
}

async fn read(Path(id): Path<String>, call: Call) -> Reply {
    let role = call.with(|data| all(data).into_iter().find(|role| role["id"] == *id));
    role.map(|role| Answer::ok(json!({ "data": role })))
        .ok_or_else(|| missing(&id))
}

async fn update(Path(id): Path<String>, call: Call) -> Reply {
    changeable(&id)?;
    let body = call.json()?;
    let now = iso(call.now());
    call.with(|data| {
        let mut role = data
            .get(Kind::Role, &Id::from(&*id))
            .cloned()
            .ok_or_else(|| missing(&id))?;
        let mut attributes = fields(role["attributes"].take())?;
        attributes.extend(fields(body["data"]["attributes"].clone())?);
        set(&mut attributes, json!({ "modified_at": now }));
        role["attributes"] = Value::Object(attributes);
        if let Some(relationships) = body["data"].get("relationships") {
            role["relationships"] = relationships.clone();
        }
        data.put(Kind::Role, Id::from(id), role.clone());
        Ok(Answer::ok(json!({ "data": role })))
    })
}

async fn delete(Path(id): Path<String>, call: Call) -> Reply {
    changeable(&id)?;
    call.with(|data| data.remove(Kind::Role, &Id::from(&*id)))
        .map(|_| Answer::no_content())
        .ok_or_else(|| missing(&id))
}

async fn permissions() -> Reply {
    let permissions: Vec<Value> = PERMISSIONS
        .into_iter()
        .enumerate()
        .map(|(number, (name, group))| {
            json!({ "id": permission_id(number), "type": "permissions", "attributes": {
                "name": name,
                "display_name": name,
                "display_type": if name.ends_with("_read") { "read" } else { "write" },
                "group_name": group,
                "description": "",
                "restricted": false,
                "created": "2019-01-01T00:00:00.000000+00:00",
            } })
        })
        .collect();
    Ok(Answer::ok(json!({ "data": permissions })))
}

async fn current_user(call: Call) -> Reply {
    let organisation = call.organisation.to_string();
    Ok(Answer::ok(json!({
        "data": {
            "id": people::ID,
            "type": "users",
            "attributes": {
                "handle": people::HANDLE,
                "email": people::HANDLE,
                "name": people::NAME,
                "title": null,
                "status": "Active",
                "disabled": false,
                "verified": true,
                "service_account": true,
                "created_at": "2019-01-01T00:00:00.000000+00:00",
            },
            "relationships": {
                "org": { "data": { "type": "orgs", "id": organisation } },
                "roles": { "data": [{ "type": "roles", "id": MANAGED[0].0 }] },
            },
        },
        "included": [{ "type": "orgs", "id": organisation, "attributes": { "name": format!("loopback {organisation}"), "public_id": organisation } }],
    })))
}

/// Application keys without what makes them secret.
async fn application_keys(call: Call) -> Reply {
    let keys: Vec<Value> = call
        .shared
        .keys
        .shown(call.organisation)
        .enumerate()
        .map(|(number, (_, last4))| {
            json!({
                "id": format!("10ca1b0c-0000-4000-8000-0000000002{number:02x}"),
                "type": "application_keys",
                "attributes": { "name": format!("key {number}"), "last4": last4, "created_at": "2019-01-01", "scopes": null },
                "relationships": { "owned_by": { "data": { "type": "users", "id": people::ID } } },
            })
        })
        .collect();
    Ok(Answer::ok(
        json!({ "data": keys, "meta": { "page": { "total_filtered_count": keys.len() } } }),
    ))
}
