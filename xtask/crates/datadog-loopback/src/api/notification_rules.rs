//! Monitor notification rules.

use std::sync::Arc;

use axum::Router;
use axum::extract::Path;
use axum::routing::get;
use datadog_schema::payload::PayloadKind;
use serde_json::{Value, json};

use super::fields::{fields, page, set};
use super::{people, validation};
use crate::answer::{Answer, Refusal, Reply};
use crate::call::Call;
use crate::clock::iso;
use crate::shared::Shared;
use crate::store::{Id, Kind, Organisation};

pub(crate) fn routes() -> Router<Arc<Shared>> {
    Router::new()
        .route("/api/v2/monitor/notification_rule", get(list).post(create))
        .route(
            "/api/v2/monitor/notification_rule/{id}",
            get(read).patch(update).delete(delete),
        )
}

fn missing(id: &str) -> Refusal {
    Refusal::not_found(format!("Monitor notification rule {id} not found"))
}

/// Refuses a second rule with the same name.
fn unique(data: &Organisation, own: &str, rule: &Value) -> Result<(), Refusal> {
    let name = &rule["data"]["attributes"]["name"];
    let taken = data
        .all(Kind::NotificationRule)
        .any(|(id, other)| id.to_string() != own && other["attributes"]["name"] == *name);
    if taken {
        return Err(Refusal::invalid(format!(
            "A notification rule named {name} exists already"
        )));
    }
    Ok(())
}

async fn list(call: Call) -> Reply {
    let rules: Vec<Value> = call.with(|data| data.all(Kind::NotificationRule).map(|(_, rule)| rule.clone()).collect());
    let size = call.number("per_page", 100)?;
    let rules = page(rules, call.number("page", 0)?.saturating_mul(size), size);
    Ok(Answer::ok(json!({ "data": rules })))
}

async fn create(call: Call) -> Reply {
    let body = call.json()?;
    validation::check(PayloadKind::NotificationRule, &body)?;
    let now = call.now();
    call.with(|data| {
        unique(data, "", &body)?;
        let mut attributes = fields(body["data"]["attributes"].clone())?;
        set(&mut attributes, json!({ "created": iso(now), "modified": iso(now) }));
        let id = data.ids().uuid();
        let rule = json!({
            "id": id,
            "type": "monitor-notification-rule",
            "attributes": attributes,
            "relationships": { "created_by": people::created_by() },
        });
        data.put(Kind::NotificationRule, Id::from(id), rule.clone());
        Ok(Answer::ok(json!({ "data": rule })))
    })
}

async fn read(Path(id): Path<String>, call: Call) -> Reply {
    let rule = call.with(|data| data.get(Kind::NotificationRule, &Id::from(&*id)).cloned());
    rule.map(|rule| Answer::ok(json!({ "data": rule })))
        .ok_or_else(|| missing(&id))
}

async fn update(Path(id): Path<String>, call: Call) -> Reply {
    let body = call.json()?;
    let now = call.now();
    call.with(|data| {
        let mut rule = data
            .get(Kind::NotificationRule, &Id::from(&*id))
            .cloned()
            .ok_or_else(|| missing(&id))?;
        validation::check(PayloadKind::NotificationRule, &body)?;
        unique(data, &id, &body)?;
        let mut attributes = fields(body["data"]["attributes"].clone())?;
        set(
            &mut attributes,
            json!({ "created": rule["attributes"]["created"], "modified": iso(now) }),
        );
        rule["attributes"] = Value::Object(attributes);
        data.put(Kind::NotificationRule, Id::from(id), rule.clone());
        Ok(Answer::ok(json!({ "data": rule })))
    })
}

async fn delete(Path(id): Path<String>, call: Call) -> Reply {
    call.with(|data| data.remove(Kind::NotificationRule, &Id::from(&*id)))
        .map(|_| Answer::no_content())
        .ok_or_else(|| missing(&id))
}
