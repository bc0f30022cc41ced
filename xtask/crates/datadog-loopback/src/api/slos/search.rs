//! The search for SLOs, which also reports their status.

use serde_json::{Value, json};

use crate::answer::{Answer, Reply};
use crate::api::fields::{page, texts};
use crate::call::Call;
use crate::store::{Kind, Organisation, SloState};

use super::status;

/// Searches SLOs by words of their names and by tags.
pub(super) async fn search(call: Call) -> Reply {
    let (size, number) = (
        call.number("page[size]", 10)?.clamp(1, 1000),
        call.number("page[number]", 0)?,
    );
    let query = call.parameter("query").unwrap_or_default().to_lowercase();
    let now = call.now().as_second();
    let found: Vec<Value> = call.with(|data| {
        let found = data.all(Kind::Slo).filter(|(_, slo)| matches(slo, &query));
        found.map(|(_, slo)| slo.clone()).collect()
    });
    let total = found.len();
    let last = total.div_ceil(size).saturating_sub(1);
    let slos: Vec<Value> = call.with(|data| {
        let shown = page(found, number.saturating_mul(size), size);
        shown.iter().map(|slo| entry(data, slo, now)).collect()
    });
    let link = |number: usize| format!("/api/v1/slo/search?query={query}&page[size]={size}&page[number]={number}");
    Ok(Answer::ok(json!({
        "data": { "type": "", "attributes": { "facets": {}, "slos": slos } },
        "links": {
            "self": link(number),
            "first": link(0),
            "last": link(last),
            "next": link((number + 1).min(last)),
            "prev": link(number.saturating_sub(1)),
        },
        "meta": { "pagination": {
            "number": number,
            "size": size,
            "total": total,
            "type": "number_size",
            "first_number": 0,
            "last_number": last,
            "next_number": (number + 1).min(last),
            "prev_number": number.saturating_sub(1),
        } },
    })))
}

/// Each word of a search is in the name, or is a tag.
fn matches(slo: &Value, query: &str) -> bool {
    let name = slo["name"].as_str().unwrap_or_default().to_lowercase();
    let unquoted = query.replace('"', "");
    name == unquoted
        || unquoted
            .split_whitespace()
            .all(|word| name.contains(word) || texts(slo, "tags").any(|tag| tag.eq_ignore_ascii_case(word)))
}

fn entry(data: &mut Organisation, slo: &Value, now: i64) -> Value {
    let tags = |start: &str| -> Vec<&str> { texts(slo, "tags").filter_map(|tag| tag.strip_prefix(start)).collect() };
    let thresholds = slo["thresholds"].as_array().map(Vec::as_slice).unwrap_or_default();
    let id = slo["id"].as_str().unwrap_or_default();
    let states: Vec<(&Value, Option<SloState>)> = thresholds
        .iter()
        .map(|threshold| (threshold, status::of_threshold(data, id, threshold, now)))
        .collect();
    let status = |(threshold, state): &(&Value, Option<SloState>)| {
        json!({
            "state": status::word(state.as_ref(), threshold),
            "error_budget_remaining": state.and_then(|state| state.budget_remaining),
            "raw_error_budget_remaining": null,
            "span_precision": 2,
            "indexed_at": now,
        })
    };
    let by_threshold: Vec<Value> = states
        .iter()
        .map(|one| {
            let mut entry = status(one);
            let (threshold, state) = one;
            entry["status"] = json!(state.and_then(|state| state.sli));
            entry["target"] = threshold["target"].clone();
            entry["timeframe"] = threshold["timeframe"].clone();
            entry["error"] = Value::Null;
            entry
        })
        .collect();
    let overall = states.first().map(|one| {
        let mut entry = status(one);
        entry["sli"] = json!(one.1.and_then(|state| state.sli));
        entry["calculation_error"] = Value::Null;
        entry
    });
    json!({ "data": {
        "id": slo["id"],
        "type": "slo",
        "attributes": {
            "name": slo["name"],
            "description": slo["description"],
            "slo_type": slo["type"],
            "all_tags": slo["tags"],
            "env_tags": tags("env:"),
            "service_tags": tags("service:"),
            "team_tags": tags("team:"),
            "groups": slo["groups"],
            "monitor_ids": slo["monitor_ids"],
            "created_at": slo["created_at"],
            "modified_at": slo["modified_at"],
            "creator": { "id": 1, "name": slo["creator"]["name"], "email": slo["creator"]["email"] },
            "query": slo["query"],
            "thresholds": slo["thresholds"],
            "overall_status": by_threshold,
            "status": overall,
        },
    } })
}
