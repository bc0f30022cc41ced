//! Downtimes of version 1 of the API (doc: api/v1/downtimes).

use crate::payload::Problem;
use serde_json::Value;

/// How a downtime may recur.
const TYPES: [&str; 5] = ["days", "weeks", "months", "years", "rrule"];

/// The days that a weekly downtime may recur on.
const DAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

pub(super) fn check(downtime: &Value, out: &mut Vec<Problem>) {
    if ["scope", "monitor_id", "monitor_tags"]
        .iter()
        .all(|field| downtime[field].is_null())
    {
        out.push(
            Problem::error("downtime/scope", "", "the downtime has neither a scope nor monitors")
                .help("write scope: ['*'] to match everything"),
        );
    }
    for (index, scope) in downtime["scope"].as_array().into_iter().flatten().enumerate() {
        if let Some(scope) = scope.as_str() {
            super::scope(scope, &format!("/scope/{index}"), out);
        }
    }
    if let (Some(start), Some(end)) = (downtime["start"].as_i64(), downtime["end"].as_i64())
        && end <= start
    {
        out.push(Problem::error(
            "downtime/order",
            "/end",
            format!("the downtime ends at {end}, before it starts at {start}"),
        ));
    }
    if downtime["recurrence"].is_object() {
        recurrence(&downtime["recurrence"], out);
    }
}

fn recurrence(recurrence: &Value, out: &mut Vec<Problem>) {
    let given = |field: &str| recurrence.get(field).is_some_and(|value| !value.is_null());
    let mut say = |field: &str, message: String| {
        out.push(Problem::error(
            "downtime/recurrence",
            format!("/recurrence/{field}"),
            message,
        ))
    };
    let kind = recurrence["type"].as_str();
    if let Some(kind) = kind.filter(|kind| !TYPES.contains(kind)) {
        say(
            "type",
            format!("unknown type '{kind}' of a recurrence; use one of {}", TYPES.join(", ")),
        );
    }
    if recurrence["period"].as_i64().is_some_and(|period| period < 1) {
        say("period", "the period of a recurrence must be at least 1".to_owned());
    }
    if given("until_date") && given("until_occurrences") {
        say(
            "until_date",
            "until_date conflicts with until_occurrences; the API accepts only one of them".to_owned(),
        );
    }
    if given("week_days") && kind != Some("weeks") {
        say(
            "week_days",
            "week_days is accepted only for recurrences of type 'weeks'".to_owned(),
        );
    }
    for (index, day) in recurrence["week_days"].as_array().into_iter().flatten().enumerate() {
        if let Some(day) = day.as_str().filter(|day| !DAYS.contains(day)) {
            say(
                &format!("week_days/{index}"),
                format!("unknown day '{day}'; use one of {}", DAYS.join(", ")),
            );
        }
    }
    if let Some(rule) = recurrence["rrule"].as_str() {
        super::rule(rule, "/recurrence/rrule", out);
    }
}
