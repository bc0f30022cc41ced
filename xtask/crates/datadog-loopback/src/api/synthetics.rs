//! Synthetic tests. Each has a monitor, which Datadog makes and removes with it.

use std::sync::Arc;

use axum::Router;
use axum::extract::Path;
use axum::routing::{get, post, put};
use datadog_schema::payload::PayloadKind;
use serde_json::{Map, Value, json};

use super::fields::{fields, fill, page, set};
use super::{people, validation};
use crate::answer::{Answer, Refusal, Reply};
use crate::call::Call;
use crate::clock::iso;
use crate::shared::Shared;
use crate::store::{Id, Kind, Organisation};

pub(crate) fn routes() -> Router<Arc<Shared>> {
    Router::new()
        .route("/api/v1/synthetics/tests", get(list))
        .route("/api/v1/synthetics/tests/delete", post(delete))
        .route("/api/v1/synthetics/tests/api", post(create))
        .route("/api/v1/synthetics/tests/browser", post(create))
        .route("/api/v1/synthetics/tests/api/{id}", get(read).put(update))
        .route("/api/v1/synthetics/tests/browser/{id}", get(read).put(update))
        .route("/api/v1/synthetics/tests/{id}", get(read))
        .route("/api/v1/synthetics/tests/{id}/status", put(set_status))
}

fn missing() -> Refusal {
    Refusal::not_found("Synthetics test not found")
}

async fn list(call: Call) -> Reply {
    let tests: Vec<Value> = call.with(|data| data.all(Kind::SyntheticTest).map(|(_, test)| test.clone()).collect());
    let size = call.number("page_size", tests.len().max(1))?;
    let tests = page(tests, call.number("page_number", 0)?.saturating_mul(size), size);
    Ok(Answer::ok(json!({ "tests": tests })))
}

async fn create(call: Call) -> Reply {
    let body = call.json()?;
    validation::check(PayloadKind::SyntheticTest, &body)?;
    let now = call.now();
    call.with(|data| {
        let mut test = fields(body)?;
        let (id, monitor) = (data.ids().triple(), data.ids().number());
        set(
            &mut test,
            json!({
                "public_id": id,
                "monitor_id": monitor,
                "creator": people::creator(),
                "created_at": iso(now),
                "modified_at": iso(now),
            }),
        );
        fill(&mut test, json!({ "status": "live", "tags": [], "message": "" }));
        let test = Value::Object(test);
        data.put(Kind::SyntheticTest, Id::from(id), test.clone());
        put_monitor(data, monitor, &test, &iso(now));
        Ok(Answer::ok(test))
    })
}

async fn read(Path(id): Path<String>, call: Call) -> Reply {
    let test = call.with(|data| data.get(Kind::SyntheticTest, &Id::from(id)).cloned());
    test.map(Answer::ok).ok_or_else(missing)
}

async fn update(Path(id): Path<String>, call: Call) -> Reply {
    let body = call.json()?;
    let now = call.now();
    call.with(|data| {
        let key = Id::from(id);
        let old = data.get(Kind::SyntheticTest, &key).cloned().ok_or_else(missing)?;
        validation::check(PayloadKind::SyntheticTest, &body)?;
        let mut test = fields(body)?;
        let kept = ["public_id", "monitor_id", "creator", "created_at"];
        let kept: Map<String, Value> = kept
            .iter()
            .map(|name| ((*name).to_owned(), old[*name].clone()))
            .collect();
        test.extend(kept);
        set(&mut test, json!({ "modified_at": iso(now) }));
        let test = Value::Object(test);
        data.put(Kind::SyntheticTest, key, test.clone());
        if let Some(monitor) = test["monitor_id"].as_u64() {
            put_monitor(data, monitor, &test, &iso(now));
        }
        Ok(Answer::ok(test))
    })
}

async fn set_status(Path(id): Path<String>, call: Call) -> Reply {
    let body = call.json()?;
    let status = body["new_status"]
        .as_str()
        .filter(|status| ["live", "paused"].contains(status))
        .ok_or_else(|| Refusal::invalid("The value provided for parameter 'new_status' is invalid"))?;
    call.with(|data| {
        let key = Id::from(id);
        let mut test = data.get(Kind::SyntheticTest, &key).cloned().ok_or_else(missing)?;
        test["status"] = json!(status);
        data.put(Kind::SyntheticTest, key, test);
        Ok(Answer::ok(json!(true)))
    })
}

async fn delete(call: Call) -> Reply {
    let body = call.json()?;
    let now = call.now();
    let ids: Vec<&str> = super::fields::texts(&body, "public_ids").collect();
    call.with(|data| {
        if ids
            .iter()
            .any(|id| data.get(Kind::SyntheticTest, &Id::from(*id)).is_none())
        {
            return Err(missing());
        }
        let mut deleted = Vec::new();
        for id in ids {
            if let Some(test) = data.remove(Kind::SyntheticTest, &Id::from(id)) {
                if let Some(monitor) = test["monitor_id"].as_u64() {
                    data.remove(Kind::Monitor, &Id::Number(monitor));
                }
                deleted.push(json!({ "public_id": id, "deleted_at": iso(now) }));
            }
        }
        Ok(Answer::ok(json!({ "deleted_tests": deleted })))
    })
}

/// The monitor of a test, which has the test's name, message, tags and priority.
fn put_monitor(data: &mut Organisation, id: u64, test: &Value, now: &str) {
    let created = data
        .get(Kind::Monitor, &Id::Number(id))
        .map(|monitor| monitor["created"].clone());
    let monitor = json!({
        "id": id,
        "org_id": data.number,
        "type": "synthetics alert",
        "name": format!("[Synthetics] {}", test["name"].as_str().unwrap_or_default()),
        "message": test["message"],
        "query": "no_query",
        "tags": test["tags"],
        "priority": test["options"]["monitor_priority"],
        "options": {
            "include_tags": true,
            "notify_audit": false,
            "new_host_delay": 300,
            "notify_no_data": false,
            "silenced": {},
            "synthetics_check_id": test["public_id"],
        },
        "multi": false,
        "created": created.unwrap_or_else(|| json!(now)),
        "modified": now,
        "creator": people::creator(),
        "deleted": null,
        "overall_state": "No Data",
        "overall_state_modified": now,
        "restricted_roles": null,
    });
    data.put(Kind::Monitor, Id::Number(id), monitor);
}
