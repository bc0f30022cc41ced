//! SLOs as a search returns them: flat, with the tags also by key, and with the type under another name.

use serde_json::{Map, Value};

use super::RULE;
use crate::payload::Problem;

/// What a search adds about the state of an SLO and its tags.
const ADDED: [&str; 5] = ["env_tags", "overall_status", "service_tags", "status", "team_tags"];

/// Fields that a search calls otherwise, and what the API accepts.
const RENAMED: [(&str, &str); 2] = [("slo_type", "type"), ("all_tags", "tags")];

pub(super) fn is_result(map: &Map<String, Value>) -> bool {
    map.contains_key("slo_type")
}

/// The SLO as the API accepts it.
pub(super) fn payload(mut map: Map<String, Value>, path: &str) -> Result<Value, Problem> {
    if map["slo_type"] == "time_slice" {
        let message = "a search does not return what a time-slice SLO measures, so it is not checked";
        return Err(Problem::warning(RULE, path, message).help("export it by its id"));
    }
    for name in ADDED {
        map.remove(name);
    }
    for (name, wanted) in RENAMED {
        if let Some(value) = map.remove(name) {
            map.insert(wanted.to_owned(), value);
        }
    }
    // Lists and names that do not apply to the type are null.
    map.retain(|_, value| !value.is_null());
    if let Some(Value::Object(query)) = map.get_mut("query") {
        query.remove("metrics");
    }
    Ok(Value::Object(map))
}
