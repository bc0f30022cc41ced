//! Objects that are something else than what they were said to be.

use serde_json::{Map, Value};

use super::RULE;
use crate::payload::{PayloadKind, Problem};
use datadog_query::monitor::MonitorType;

/// What is wrong with an object that is of no use as one of `kind`.
pub(super) fn problem(kind: PayloadKind, map: &Map<String, Value>, path: &str) -> Option<Problem> {
    if is_of_terraform(map) {
        let message =
            "a plan, a state or a configuration of Terraform, where objects have other fields than in the API";
        return Some(Problem::error(RULE, path, message).help("export the objects from the API, or with pup"));
    }
    let (name, found) = kind_of(map)?;
    (found != kind)
        .then(|| Problem::error(RULE, path, format!("this object is a {name}")).help(format!("write --payload {name}")))
}

fn is_of_terraform(map: &Map<String, Value>) -> bool {
    let of_datadog = |resources: &Map<String, Value>| resources.keys().any(|name| name.starts_with("datadog_"));
    let resources = map.get("resource").and_then(Value::as_object);
    map.contains_key("terraform_version") || resources.is_some_and(of_datadog)
}

/// What an object certainly is, by the fields that requests need.
fn kind_of(map: &Map<String, Value>) -> Option<(&'static str, PayloadKind)> {
    let list = |name: &str| map.get(name).is_some_and(Value::is_array);
    let kind = map.get("type").and_then(Value::as_str).unwrap_or_default();
    if list("widgets") && map.contains_key("layout_type") {
        Some(("dashboard", PayloadKind::Dashboard))
    } else if list("thresholds") && matches!(kind, "metric" | "monitor" | "time_slice") {
        Some(("slo", PayloadKind::Slo))
    } else if map.get("query").is_some_and(Value::is_string) && MonitorType::named(kind).is_some() {
        Some(("monitor", PayloadKind::Monitor))
    } else {
        None
    }
}
