//! What monitors and SLOs see now.

use futures::TryStreamExt;
use serde_json::Value;

use crate::client::Client;
use crate::error::Error;
use crate::kind::Paging;
use crate::pointers::{self, number, text};
use crate::request::Request;

/// What a monitor sees.
#[derive(Clone, Debug, PartialEq)]
pub struct MonitorState {
    /// The monitor.
    pub id: String,
    /// `OK`, `Alert`, `Warn`, `No Data`, ...; `Unknown` if the API states none.
    pub state: String,
    /// Whether a downtime or the monitor itself mutes it now.
    pub muted: bool,
    /// Since when its oldest group has no data, in seconds of the UNIX epoch; `None` if every group has data.
    pub no_data_since: Option<i64>,
}

/// What is left of an SLO's error budget in one time frame.
#[derive(Clone, Debug, PartialEq)]
pub struct BudgetStatus {
    /// `30d`
    pub timeframe: String,
    /// The SLI, in percent.
    pub sli: Option<f64>,
    /// The target, in percent.
    pub target: Option<f64>,
    /// What is left of the budget, in percent of it; below 0 when more than all of it is used.
    pub budget_left: Option<f64>,
}

/// What an SLO has reached.
#[derive(Clone, Debug, PartialEq)]
pub struct SloStatus {
    /// The SLO.
    pub id: String,
    /// `ok`, `warning`, `breached`, `no_data`; empty if the API states none.
    pub state: String,
    /// By time frame.
    pub budgets: Vec<BudgetStatus>,
}

impl Client {
    /// The states of all monitors, at `now` in seconds of the UNIX epoch.
    ///
    /// # Errors
    /// When a request fails.
    pub async fn monitor_states(&self, now: i64) -> Result<Vec<MonitorState>, Error> {
        let request = Request::get("/api/v1/monitor")
            .with("group_states", "all")
            .with("with_downtimes", true);
        let items = self.items(request, Paging::Page("page", "page_size"), "", |item| {
            pointers::id(item.get("id"))
        });
        items
            .map_ok(|(id, monitor)| monitor_state(id, &monitor, now))
            .try_collect()
            .await
    }

    /// What all SLOs have reached.
    ///
    /// # Errors
    /// When a request fails.
    pub async fn slo_statuses(&self) -> Result<Vec<SloStatus>, Error> {
        let request = Request::get("/api/v1/slo/search");
        let paging = Paging::Page("page[number]", "page[size]");
        let items = self.items(request, paging, "data/attributes/slos", |item| {
            pointers::id(item.pointer("/data/id"))
        });
        items.map_ok(|(id, slo)| slo_status(id, &slo)).try_collect().await
    }
}

fn monitor_state(id: String, monitor: &Value, now: i64) -> MonitorState {
    let groups = monitor.pointer("/state/groups").and_then(Value::as_object);
    let without_data = groups
        .into_iter()
        .flat_map(serde_json::Map::values)
        .filter(|group| text(group, "/status") == Some("No Data"));
    let since = without_data.filter_map(|group| group.get("last_nodata_ts").and_then(Value::as_i64));
    MonitorState {
        id,
        state: text(monitor, "/overall_state").unwrap_or("Unknown").to_owned(),
        muted: is_muted(monitor, now),
        no_data_since: since.filter(|at| *at > 0).min(),
    }
}

/// Whether a downtime is active, or the monitor silences itself: `options.silenced` has an end for each scope, null for none.
fn is_muted(monitor: &Value, now: i64) -> bool {
    let open = |end: Option<&Value>| end.and_then(Value::as_i64).is_none_or(|end| end > now);
    let downtimes = monitor.get("matching_downtimes").and_then(Value::as_array);
    let active = |downtime: &Value| {
        let started = downtime
            .get("start")
            .and_then(Value::as_i64)
            .is_none_or(|start| start <= now);
        downtime.get("active").and_then(Value::as_bool).unwrap_or(started) && started && open(downtime.get("end"))
    };
    let silenced = monitor.pointer("/options/silenced").and_then(Value::as_object);
    downtimes.is_some_and(|downtimes| downtimes.iter().any(active))
        || silenced.is_some_and(|silenced| silenced.values().any(|end| open(Some(end))))
}

fn slo_status(id: String, slo: &Value) -> SloStatus {
    let attributes = slo.pointer("/data/attributes").unwrap_or(&Value::Null);
    let overall = attributes.get("overall_status").and_then(Value::as_array);
    let budget = |status: &Value| BudgetStatus {
        timeframe: text(status, "/timeframe").unwrap_or_default().to_owned(),
        sli: number(status, "/status"),
        target: number(status, "/target"),
        budget_left: number(status, "/error_budget_remaining"),
    };
    SloStatus {
        id,
        state: text(attributes, "/status/state").unwrap_or_default().to_lowercase(),
        budgets: overall.into_iter().flatten().map(budget).collect(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn state(monitor: Value) -> MonitorState {
        monitor_state("1".to_owned(), &monitor, 1_000)
    }

    #[test]
    fn a_monitor_is_muted_while_something_mutes_it() {
        let downtime = |start: i64, end: Value| json!({ "matching_downtimes": [{ "start": start, "end": end }] });
        assert!(state(downtime(900, json!(1_100))).muted);
        assert!(state(downtime(900, Value::Null)).muted);
        assert!(!state(downtime(1_050, json!(1_100))).muted, "it has not begun");
        assert!(!state(downtime(900, json!(1_000))).muted, "it is over");
        assert!(state(json!({ "options": { "silenced": { "*": null } } })).muted);
        assert!(!state(json!({ "options": { "silenced": { "*": 999 } } })).muted);
        assert!(!state(json!({ "options": { "silenced": {} }, "matching_downtimes": [] })).muted);
    }

    #[test]
    fn the_oldest_group_without_data_counts() {
        let group = |status: &str, at: i64| json!({ "status": status, "last_nodata_ts": at });
        let groups = json!({ "a": group("No Data", 500), "b": group("No Data", 400), "c": group("OK", 100) });
        let seen = state(json!({ "overall_state": "No Data", "state": { "groups": groups } }));
        assert_eq!((seen.state.as_str(), seen.no_data_since), ("No Data", Some(400)));
        assert_eq!(state(json!({})).state, "Unknown");
    }

    #[test]
    fn budgets_by_time_frame() {
        let answer = json!({ "data": { "id": "x", "attributes": {
            "status": { "state": "OK" },
            "overall_status": [{ "timeframe": "30d", "status": 99.7, "target": 99.5, "error_budget_remaining": 40.0 }],
        } } });
        let status = slo_status("x".to_owned(), &answer);
        assert_eq!(status.state, "ok");
        assert_eq!(status.budgets[0].budget_left, Some(40.0));
    }
}
