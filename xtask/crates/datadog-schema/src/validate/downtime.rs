//! Downtimes.

mod v1;
mod v2;

use crate::payload::Problem;
use serde_json::Value;

use crate::validate::{parentheses, parse_error};

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

fn scope(scope: &str, path: &str, out: &mut Vec<Problem>) {
    if scope.trim().is_empty() {
        out.push(Problem::error("downtime/scope", path, "the scope is empty").help("write '*' to match everything"));
    } else if let Some(at) = parentheses::unbalanced(scope) {
        out.push(Problem::error("downtime/scope", path, "unbalanced parenthesis in the scope").at(at..at + 1));
    }
}

fn rule(rule: &str, path: &str, out: &mut Vec<Problem>) {
    if let Err(error) = datadog_query::recurrence::parse(rule) {
        out.push(parse_error::problem("downtime/rrule", path, error));
    }
}
