//! The search for monitors and for their groups.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Router;
use axum::routing::get;
use datadog_query::search::{self, Search};
use datadog_simulator::selection::finds;
use serde_json::{Value, json};

use super::fields::{page, texts};
use super::monitor_state::{all, overall};
use crate::answer::{Answer, Refusal, Reply};
use crate::call::Call;
use crate::shared::Shared;
use crate::store::{GroupState, MonitorState};

pub(crate) fn routes() -> Router<Arc<Shared>> {
    Router::new()
        .route("/api/v1/monitor/search", get(monitors))
        .route("/api/v1/monitor/groups/search", get(groups))
}

/// The search that a caller asks for, in lower case, as Datadog's search of monitors ignores case.
fn asked(call: &Call) -> Result<Option<Search>, Refusal> {
    let text = call.parameter("query").unwrap_or_default().to_lowercase();
    if text.trim().is_empty() {
        return Ok(None);
    }
    search::parse(&text)
        .map(Some)
        .map_err(|error| Refusal::invalid(format!("The search '{text}' is not valid: {error}")))
}

/// The texts by which a monitor is found: its name, and `status:`, `type:`, `id:`, `tag:` and its own tags.
fn document(id: u64, monitor: &Value, status: &str, more: &[String]) -> Value {
    let kind = monitor["type"].as_str().unwrap_or_default();
    let short = kind.strip_suffix(" alert").unwrap_or(kind);
    let mut tags: Vec<String> = texts(monitor, "tags").map(str::to_lowercase).collect();
    tags.extend(more.iter().map(|tag| tag.to_lowercase()));
    let marked: Vec<String> = tags.iter().map(|tag| format!("tag:{tag}")).collect();
    tags.extend(marked);
    tags.extend([format!("type:{kind}"), format!("type:{short}"), format!("id:{id}")]);
    json!({
        "message": monitor["name"].as_str().unwrap_or_default().to_lowercase(),
        "title": monitor["name"].as_str().unwrap_or_default().to_lowercase(),
        "status": status.to_lowercase(),
        "tags": tags,
    })
}

fn counts<'n>(names: impl IntoIterator<Item = &'n str>) -> Value {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for name in names {
        *counts.entry(name).or_default() += 1;
    }
    let counts = counts
        .into_iter()
        .map(|(name, count)| json!({ "name": name, "count": count }));
    Value::Array(counts.collect())
}

/// A page of results and what Datadog says about it.
fn paged(call: &Call, found: Vec<Value>) -> Result<(Vec<Value>, Value), Refusal> {
    let (number, size) = (call.number("page", 0)?, call.number("per_page", 30)?.clamp(1, 1000));
    let total = found.len();
    let shown = page(found, number.saturating_mul(size), size);
    let metadata = json!({
        "page": number,
        "page_count": total.div_ceil(size),
        "per_page": size,
        "total_count": total,
    });
    Ok((shown, metadata))
}

async fn monitors(call: Call) -> Reply {
    let search = asked(&call)?;
    let now = call.now().as_second();
    let found: Vec<(u64, Value, MonitorState)> = call.with(|data| {
        let wanted = |(id, monitor, state): &(u64, Value, MonitorState)| {
            let document = document(*id, monitor, &overall(state), &[]);
            search.as_ref().is_none_or(|search| finds(search, &document))
        };
        all(data, now).into_iter().filter(wanted).collect()
    });
    let shown: Vec<Value> = found
        .iter()
        .map(|(id, monitor, state)| {
            json!({
                "id": id,
                "name": monitor["name"],
                "type": monitor["type"],
                "query": monitor["query"],
                "status": overall(state),
                "tags": monitor["tags"],
                "creator": monitor["creator"],
                "org_id": monitor["org_id"],
                "classification": monitor["type"].as_str().map(|kind| kind.strip_suffix(" alert").unwrap_or(kind)),
                "last_triggered_ts": state.groups.iter().filter_map(|group| group.last_triggered).max(),
                "metrics": [],
                "notifications": [],
                "scopes": ["*"],
            })
        })
        .collect();
    let statuses: Vec<String> = found.iter().map(|(_, _, state)| overall(state)).collect();
    let kinds = found.iter().filter_map(|(_, monitor, _)| monitor["type"].as_str());
    let tags = found.iter().flat_map(|(_, monitor, _)| texts(monitor, "tags"));
    let counts = json!({
        "status": counts(statuses.iter().map(String::as_str)),
        "type": counts(kinds),
        "tag": counts(tags),
        "muted": [{ "name": false, "count": found.len() }],
    });
    let (monitors, metadata) = paged(&call, shown)?;
    Ok(Answer::ok(
        json!({ "monitors": monitors, "counts": counts, "metadata": metadata }),
    ))
}

async fn groups(call: Call) -> Reply {
    let search = asked(&call)?;
    let now = call.now().as_second();
    let found: Vec<(u64, Value, GroupState)> = call.with(|data| {
        let each = all(data, now).into_iter().flat_map(|(id, monitor, state)| {
            let groups = state.groups.into_iter();
            groups
                .map(move |group| (id, monitor.clone(), group))
                .collect::<Vec<_>>()
        });
        let wanted = |(id, monitor, group): &(u64, Value, GroupState)| {
            let tags: Vec<String> = group.tags.iter().map(str::to_owned).collect();
            let document = document(*id, monitor, &group.state.to_string(), &tags);
            search.as_ref().is_none_or(|search| finds(search, &document))
        };
        each.filter(wanted).collect()
    });
    let shown = found
        .iter()
        .map(|(id, monitor, group)| {
            json!({
                "monitor_id": id,
                "monitor_name": monitor["name"],
                "group": group.name,
                "group_tags": group.tags.iter().collect::<Vec<_>>(),
                "status": group.state.to_string(),
                "last_triggered_ts": group.last_triggered,
                "last_nodata_ts": group.last_no_data.unwrap_or(0),
            })
        })
        .collect();
    let statuses: Vec<String> = found.iter().map(|(_, _, group)| group.state.to_string()).collect();
    let kinds = found.iter().filter_map(|(_, monitor, _)| monitor["type"].as_str());
    let counts = json!({ "status": counts(statuses.iter().map(String::as_str)), "type": counts(kinds) });
    let (groups, metadata) = paged(&call, shown)?;
    Ok(Answer::ok(
        json!({ "groups": groups, "counts": counts, "metadata": metadata }),
    ))
}
