//! Downtimes of version 2 (doc: api/latest/downtimes).

use crate::payload::{Problem, pointer};
use serde_json::Value;

/// The attributes at `path`.
pub(super) fn check(attributes: &Value, path: &str, out: &mut Vec<Problem>) {
    if let Some(scope) = attributes["scope"].as_str() {
        super::scope(scope, &pointer::field(path, "scope"), out);
    }
    let schedule = &attributes["schedule"];
    let at = pointer::field(path, "schedule");
    if let (Some(start), Some(end)) = (schedule["start"].as_str(), schedule["end"].as_str())
        && comparable(start, end)
        && end <= start
    {
        out.push(Problem::error(
            "downtime/order",
            pointer::field(&at, "end"),
            format!("the downtime ends at {end}, before it starts at {start}"),
        ));
    }
    for (index, recurrence) in schedule["recurrences"].as_array().into_iter().flatten().enumerate() {
        let at = format!("{at}/recurrences/{index}");
        if let Some(rule) = recurrence["rrule"].as_str() {
            super::rule(rule, &pointer::field(&at, "rrule"), out);
        }
        if let Some(duration) = recurrence["duration"].as_str().filter(|text| !is_duration(text)) {
            out.push(
                Problem::error(
                    "downtime/duration",
                    pointer::field(&at, "duration"),
                    format!("'{duration}' is not a duration"),
                )
                .at(0..duration.len())
                .help("write a number and a unit: 30m, 2h, 1d, 1w"),
            );
        }
    }
}

/// Whether both times have the same form and zone, and so can be compared as texts.
fn comparable(start: &str, end: &str) -> bool {
    start.len() == end.len() && start.get(19..) == end.get(19..)
}

fn is_duration(text: &str) -> bool {
    let number = text.strip_suffix(['s', 'm', 'h', 'd', 'w']).unwrap_or_default();
    number.parse::<u32>().is_ok_and(|n| n > 0)
}
