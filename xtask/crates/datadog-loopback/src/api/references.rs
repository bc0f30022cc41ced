//! Which objects refer to which.

use datadog_query::monitor::{self, Monitor};
use serde_json::Value;

use super::composites::constituents;
use crate::store::{Id, Kind, Organisation};

fn text<'v>(object: &'v Value, name: &str) -> &'v str {
    object.get(name).and_then(Value::as_str).unwrap_or_default()
}

/// The monitors that a monitor refers to.
pub(crate) fn monitors_of(monitor: &Value) -> Vec<u64> {
    constituents(text(monitor, "type"), text(monitor, "query"))
}

/// The SLO that a monitor alerts on.
pub(crate) fn slo_of(monitor: &Value) -> Option<String> {
    match monitor::parse_of_type(text(monitor, "type"), text(monitor, "query")).ok()? {
        Monitor::ErrorBudget(monitor) => Some(monitor.slo.value),
        Monitor::BurnRate(monitor) => Some(monitor.slo.value),
        _ => None,
    }
}

/// Why a monitor cannot be deleted, in Datadog's words.
pub(crate) fn holding_monitor(data: &Organisation, id: u64) -> Option<String> {
    let own = data
        .get(Kind::Monitor, &Id::Number(id))
        .map_or("", |monitor| text(monitor, "name"));
    let list = |found: Vec<(&Id, &Value)>| {
        let items: Vec<String> = found
            .iter()
            .map(|(id, object)| format!("{id},{}", text(object, "name")))
            .collect();
        items.join(", ")
    };
    let composites: Vec<_> = data
        .all(Kind::Monitor)
        .filter(|(_, monitor)| monitors_of(monitor).contains(&id))
        .collect();
    if !composites.is_empty() {
        return Some(format!(
            "monitor [{id},{own}] is referenced in composite monitors: [{}]",
            list(composites)
        ));
    }
    let slos: Vec<_> = data
        .all(Kind::Slo)
        .filter(|(_, slo)| monitor_ids(slo).any(|other| other == id))
        .collect();
    (!slos.is_empty()).then(|| format!("monitor [{id},{own}] is referenced in slos: [{}]", list(slos)))
}

/// The monitors of a monitor-based SLO.
pub(crate) fn monitor_ids(slo: &Value) -> impl Iterator<Item = u64> {
    let ids = slo.get("monitor_ids").and_then(Value::as_array);
    ids.into_iter().flatten().filter_map(Value::as_u64)
}

/// The monitors that alert on an SLO.
pub(crate) fn alerts_of_slo(data: &Organisation, id: &str) -> Vec<u64> {
    data.all(Kind::Monitor)
        .filter(|(_, monitor)| text(monitor, "type") == "slo alert" && slo_of(monitor).as_deref() == Some(id))
        .filter_map(|(id, _)| match id {
            Id::Number(number) => Some(*number),
            Id::Text(_) => None,
        })
        .collect()
}

/// Why an SLO cannot be deleted, in Datadog's words.
pub(crate) fn holding_slo(data: &Organisation, id: &str) -> Option<String> {
    if let Some((dashboard, _)) = data
        .all(Kind::Dashboard)
        .find(|(_, dashboard)| mentions(dashboard, "slo_id", id))
    {
        return Some(format!("slo {id} is referenced in dashboard_id: {dashboard}"));
    }
    let alert = alerts_of_slo(data, id).into_iter().next()?;
    Some(format!("slo {id} is referenced in monitor_id: {alert}"))
}

/// Whether a field with this name and this text is anywhere in a value.
fn mentions(value: &Value, name: &str, wanted: &str) -> bool {
    match value {
        Value::Object(fields) => fields
            .iter()
            .any(|(key, value)| (key == name && value.as_str() == Some(wanted)) || mentions(value, name, wanted)),
        Value::Array(items) => items.iter().any(|item| mentions(item, name, wanted)),
        _ => false,
    }
}
