//! Downtimes.

mod order;
mod recurrence;
mod scope;
mod tags;
mod time_zone;
mod v1;
mod v2;

use crate::payload::Problem;
use serde_json::Value;

use crate::validate::parse_error;

/// Returns what the API would reject in a downtime with valid fields.
#[must_use]
pub fn downtime(payload: &Value) -> Vec<Problem> {
    let mut out = Vec::new();
    match (payload.get("data"), payload.get("attributes")) {
        (Some(data), _) => v2::check(&data["attributes"], "/data/attributes", &mut out),
        (None, Some(attributes)) => v2::check(attributes, "/attributes", &mut out),
        (None, None) => v1::check(payload, &mut out),
    }
    out
}

fn rule(rule: &str, path: &str, out: &mut Vec<Problem>) {
    if let Err(error) = datadog_query::recurrence::parse(rule) {
        out.push(parse_error::problem("downtime/rrule", path, error));
    }
}
