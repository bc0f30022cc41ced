//! What a monitor does now, in the API's words.

use jiff::Timestamp;
use serde_json::{Map, Value, json};

use crate::clock::iso;
use crate::store::{Id, Kind, MonitorState, Organisation};

/// Which groups a caller asks for: `all`, or states separated by commas.
pub(crate) fn wanted(parameter: Option<&str>) -> Option<Vec<String>> {
    let parameter = parameter.filter(|text| !text.is_empty())?;
    Some(parameter.split(',').map(|state| state.trim().to_lowercase()).collect())
}

/// The name of the overall state.
pub(crate) fn overall(state: &MonitorState) -> String {
    state
        .overall
        .map_or_else(|| "No Data".to_owned(), |state| state.to_string())
}

/// Adds the state to a monitor's payload.
pub(crate) fn add(data: &mut Organisation, id: u64, monitor: &mut Value, now: Timestamp, groups: Option<&[String]>) {
    let state = data.monitor_state(id, now.as_second());
    monitor["overall_state"] = json!(overall(&state));
    if let Some(since) = state.since.and_then(|since| Timestamp::from_second(since).ok()) {
        monitor["overall_state_modified"] = json!(iso(since));
    }
    if let Some(wanted) = groups {
        monitor["state"] = json!({ "groups": shown(&state, wanted) });
    }
}

fn shown(state: &MonitorState, wanted: &[String]) -> Map<String, Value> {
    let groups = state.groups.iter().filter(|group| {
        let name = group.state.to_string().to_lowercase();
        wanted.iter().any(|wanted| wanted == "all" || *wanted == name)
    });
    let shown = groups.map(|group| {
        let fields = json!({
            "name": group.name,
            "status": group.state.to_string(),
            "last_triggered_ts": group.last_triggered,
            "last_nodata_ts": group.last_no_data,
            "last_resolved_ts": group.last_resolved,
            "last_notified_ts": group.last_notified,
        });
        // Datadog leaves out times at which nothing happened.
        let fields = fields.as_object().into_iter().flatten();
        let fields = fields.filter(|(_, value)| !value.is_null());
        let fields: Map<String, Value> = fields.map(|(key, value)| (key.clone(), value.clone())).collect();
        (group.name.clone(), Value::Object(fields))
    });
    shown.collect()
}

/// All monitors with their state.
pub(crate) fn all(data: &mut Organisation, now: i64) -> Vec<(u64, Value, MonitorState)> {
    let monitors: Vec<(u64, Value)> = data
        .all(Kind::Monitor)
        .filter_map(|(id, monitor)| match id {
            Id::Number(id) => Some((*id, monitor.clone())),
            Id::Text(_) => None,
        })
        .collect();
    monitors
        .into_iter()
        .map(|(id, monitor)| {
            let state = data.monitor_state(id, now);
            (id, monitor, state)
        })
        .collect()
}
