//! Dashboards.

use std::sync::Arc;

use axum::Router;
use axum::extract::Path;
use axum::routing::get;
use datadog_schema::payload::PayloadKind;
use jiff::Timestamp;
use serde_json::{Map, Value, json};

use super::fields::{fields, fill, page, set};
use super::{people, validation};
use crate::answer::{Answer, Refusal, Reply};
use crate::call::Call;
use crate::clock::iso;
use crate::shared::Shared;
use crate::store::{Id, Kind, NewIds};

pub(crate) fn routes() -> Router<Arc<Shared>> {
    Router::new()
        .route("/api/v1/dashboard", get(list).post(create))
        .route("/api/v1/dashboard/{id}", get(read).put(update).delete(delete))
}

fn missing(id: &str) -> Refusal {
    Refusal::not_found(format!("Dashboard with ID {id} not found"))
}

async fn list(call: Call) -> Reply {
    const SHOWN: [&str; 9] = [
        "id",
        "title",
        "description",
        "layout_type",
        "url",
        "is_read_only",
        "author_handle",
        "created_at",
        "modified_at",
    ];
    let all: Vec<Value> = call.with(|data| {
        data.all(Kind::Dashboard)
            .map(|(_, dashboard)| {
                let shown = SHOWN.map(|name| (name.to_owned(), dashboard[name].clone()));
                Value::Object(shown.into_iter().collect())
            })
            .collect()
    });
    let count = call.number("count", all.len())?;
    let dashboards = page(all, call.number("start", 0)?, count);
    Ok(Answer::ok(json!({ "dashboards": dashboards })))
}

async fn create(call: Call) -> Reply {
    let body = call.json()?;
    validation::check(PayloadKind::Dashboard, &body)?;
    let now = call.now();
    call.with(|data| {
        let mut dashboard = fields(body)?;
        let id = data.ids().triple();
        complete(&mut dashboard, &id, now, data.ids());
        set(&mut dashboard, json!({ "created_at": iso(now) }));
        let dashboard = Value::Object(dashboard);
        data.put(Kind::Dashboard, Id::from(id), dashboard.clone());
        Ok(Answer::ok(dashboard))
    })
}

async fn read(Path(id): Path<String>, call: Call) -> Reply {
    let dashboard = call.with(|data| data.get(Kind::Dashboard, &Id::from(&*id)).cloned());
    dashboard.map(Answer::ok).ok_or_else(|| missing(&id))
}

async fn update(Path(id): Path<String>, call: Call) -> Reply {
    let body = call.json()?;
    let now = call.now();
    call.with(|data| {
        let old = data.get(Kind::Dashboard, &Id::from(&*id)).ok_or_else(|| missing(&id))?;
        let created = old["created_at"].clone();
        validation::check(PayloadKind::Dashboard, &body)?;
        let mut dashboard = fields(body)?;
        complete(&mut dashboard, &id, now, data.ids());
        set(&mut dashboard, json!({ "created_at": created }));
        let dashboard = Value::Object(dashboard);
        data.put(Kind::Dashboard, Id::from(&*id), dashboard.clone());
        Ok(Answer::ok(dashboard))
    })
}

async fn delete(Path(id): Path<String>, call: Call) -> Reply {
    call.with(|data| data.remove(Kind::Dashboard, &Id::from(&*id)))
        .map(|_| Answer::ok(json!({ "deleted_dashboard_id": id })))
        .ok_or_else(|| missing(&id))
}

/// Adds the fields that Datadog adds at each change.
fn complete(dashboard: &mut Map<String, Value>, id: &str, now: Timestamp, ids: &mut NewIds) {
    let title = dashboard.get("title").and_then(Value::as_str).unwrap_or_default();
    let slug: String = title
        .to_lowercase()
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c } else { '-' })
        .collect();
    let url = format!("/dashboard/{id}/{}", slug.trim_matches('-'));
    set(
        dashboard,
        json!({
            "id": id,
            "url": url,
            "author_handle": people::HANDLE,
            "author_name": people::NAME,
            "modified_at": iso(now),
        }),
    );
    fill(
        dashboard,
        json!({
            "description": null,
            "is_read_only": false,
            "notify_list": null,
            "restricted_roles": [],
            "template_variables": null,
        }),
    );
    if let Some(widgets) = dashboard.get_mut("widgets") {
        number_widgets(widgets, ids);
    }
}

/// Gives each widget an id.
fn number_widgets(widgets: &mut Value, ids: &mut NewIds) {
    for widget in widgets.as_array_mut().into_iter().flatten() {
        if widget.get("id").is_none()
            && let Value::Object(widget) = widget
        {
            widget.insert("id".to_owned(), json!(ids.number()));
        }
        if let Some(inner) = widget.pointer_mut("/definition/widgets") {
            number_widgets(inner, ids);
        }
    }
}
