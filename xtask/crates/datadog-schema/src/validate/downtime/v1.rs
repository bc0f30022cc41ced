//! Downtimes of version 1 of the API (doc: api/v1/downtimes).

use crate::payload::Problem;
use serde_json::Value;

use super::{order, recurrence, scope, tags};

const EVERYTHING: &str = "write scope: ['*'] to match everything";

pub(super) fn check(downtime: &Value, out: &mut Vec<Problem>) {
    if ["scope", "monitor_id", "monitor_tags"]
        .iter()
        .all(|field| downtime[field].is_null())
    {
        out.push(
            Problem::error("downtime/scope", "", "the downtime has neither a scope nor monitors").help(EVERYTHING),
        );
    }
    if downtime["scope"].as_array().is_some_and(Vec::is_empty) {
        out.push(Problem::error("downtime/scope", "/scope", "the scope is empty").help(EVERYTHING));
    }
    // The API accepts one scope as a text, too.
    if let Some(text) = downtime["scope"].as_str() {
        scope::check_v1(text, "/scope", out);
    }
    for (index, text) in downtime["scope"].as_array().into_iter().flatten().enumerate() {
        if let Some(text) = text.as_str() {
            scope::check_v1(text, &format!("/scope/{index}"), out);
        }
    }
    tags::check(&downtime["monitor_tags"], "/monitor_tags", out);
    if let (Some(start), Some(end)) = (downtime["start"].as_i64(), downtime["end"].as_i64())
        && end <= start
    {
        out.push(order::problem("/end", start, end));
    }
    if downtime["recurrence"].is_object() {
        recurrence::check(&downtime["recurrence"], out);
    }
}
