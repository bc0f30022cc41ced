//! Recurrences of downtimes of version 1 (doc: api/v1/downtimes, `recurrence`).

use crate::payload::Problem;
use serde_json::Value;

/// How a downtime may recur.
const TYPES: [&str; 5] = ["days", "weeks", "months", "years", "rrule"];

/// The days that a weekly downtime may recur on.
const DAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

const PATH: &str = "/recurrence";

pub(super) fn check(recurrence: &Value, out: &mut Vec<Problem>) {
    kind(recurrence, out);
    let set = |field: &str| !recurrence[field].is_null();
    if recurrence["period"].as_i64().is_some_and(|period| period < 1) {
        out.push(problem("/period", "the period of a recurrence must be at least 1"));
    }
    if set("until_date") && set("until_occurrences") {
        out.push(problem(
            "/until_date",
            "until_date conflicts with until_occurrences; the API accepts only one of them",
        ));
    }
    if set("week_days") && recurrence["type"] != "weeks" {
        out.push(problem(
            "/week_days",
            "week_days is accepted only for recurrences of type 'weeks'",
        ));
    }
    for (index, day) in recurrence["week_days"].as_array().into_iter().flatten().enumerate() {
        if let Some(day) = day.as_str().filter(|day| !DAYS.contains(day)) {
            let message = format!("unknown day '{day}'; use one of {}", DAYS.join(", "));
            out.push(problem(&format!("/week_days/{index}"), message));
        }
    }
    if let Some(rule) = recurrence["rrule"].as_str() {
        super::rule(rule, "/recurrence/rrule", out);
    }
}

/// The type, and the field that each type needs: "requires to set `type` to `rrule`", "to repeat every 3 days, select a type of `days` and a period of `3`".
fn kind(recurrence: &Value, out: &mut Vec<Problem>) {
    let set = |field: &str| !recurrence[field].is_null();
    match recurrence["type"].as_str() {
        Some(kind) if !TYPES.contains(&kind) => {
            let message = format!("unknown type '{kind}' of a recurrence; use one of {}", TYPES.join(", "));
            out.push(problem("/type", message));
        }
        Some("rrule") if !set("rrule") => {
            out.push(
                problem("", "a recurrence of type 'rrule' has no 'rrule'").help("set 'rrule', such as FREQ=DAILY"),
            );
        }
        Some("rrule") => {}
        Some(kind) if set("rrule") => {
            let message = format!("'rrule' needs type 'rrule', and the type is '{kind}'");
            out.push(problem("/rrule", message).help("write type: 'rrule', or remove 'rrule'"));
        }
        Some(kind) if !set("period") => {
            let message = format!("a recurrence of type '{kind}' has no 'period'");
            out.push(problem("", message).help(format!(
                "set 'period': with 1 it repeats in all {kind}, with 2 in every other"
            )));
        }
        Some(_) => {}
        None if set("rrule") => {
            out.push(problem("/rrule", "'rrule' needs type 'rrule', and no type is set").help("write type: 'rrule'"));
        }
        // A wrong type of the field is the table's.
        None if set("type") => {}
        None => {
            out.push(
                problem("", "the recurrence has no type").help(format!("set 'type' to one of {}", TYPES.join(", "))),
            );
        }
    }
}

fn problem(field: &str, message: impl Into<String>) -> Problem {
    Problem::error("downtime/recurrence", format!("{PATH}{field}"), message)
}
