//! Downtimes of version 2 (doc: api/latest/downtimes).

use crate::payload::{Problem, pointer};
use serde_json::Value;

use super::{order, scope, tags, time_zone};
use crate::validate::time;

const TIME: &str = "downtime/time";

/// The attributes at `path`.
pub(super) fn check(attributes: &Value, path: &str, out: &mut Vec<Problem>) {
    if let Some(text) = attributes["scope"].as_str() {
        scope::check(text, &pointer::field(path, "scope"), out);
    }
    let monitors = pointer::field(path, "monitor_identifier");
    let tags = &attributes["monitor_identifier"]["monitor_tags"];
    tags::check(tags, &pointer::field(&monitors, "monitor_tags"), out);
    time_zone::check(attributes, path, out);
    schedule(&attributes["schedule"], &pointer::field(path, "schedule"), out);
}

fn schedule(schedule: &Value, path: &str, out: &mut Vec<Problem>) {
    let mut read = |field: &str| {
        let text = schedule[field].as_str()?;
        Some((text, time::utc(TIME, text, &pointer::field(path, field), out)?))
    };
    if let (Some((start, started)), Some((end, ended))) = (read("start"), read("end"))
        && ended <= started
    {
        out.push(order::problem(pointer::field(path, "end"), start, end));
    }
    for (index, recurrence) in schedule["recurrences"].as_array().into_iter().flatten().enumerate() {
        let at = format!("{path}/recurrences/{index}");
        if let Some(start) = recurrence["start"].as_str() {
            time::local(TIME, start, &pointer::field(&at, "start"), out);
        }
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

/// "Must begin with an integer and end with one of 'm', 'h', d', or 'w'" (doc: api/latest/downtimes, `duration`).
fn is_duration(text: &str) -> bool {
    let number = text.strip_suffix(['m', 'h', 'd', 'w']).unwrap_or_default();
    number.parse::<u32>().is_ok_and(|n| n > 0)
}
