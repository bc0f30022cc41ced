//! Times that do not count (doc: api/latest/service-level-objective-corrections).

use crate::payload::{Problem, pointer};
use datadog_query::recurrence::{self, RecurrenceRule};
use serde_json::Value;

use crate::validate::parse_error;

/// The attributes at `path`.
pub(super) fn check(attributes: &Value, path: &str, out: &mut Vec<Problem>) {
    let problem = |field: &str, message: String| Problem::error("slo/correction", pointer::field(path, field), message);
    if let (Some(start), Some(end)) = (attributes["start"].as_i64(), attributes["end"].as_i64())
        && end <= start
    {
        out.push(problem(
            "end",
            format!("the correction ends at {end}, before it starts at {start}"),
        ));
    }
    let Some(text) = attributes["rrule"].as_str() else {
        // "Required for one time corrections, but optional if `rrule` is specified" (Terraform provider, `end`).
        if attributes["start"].is_i64() && attributes["end"].is_null() {
            out.push(
                problem("start", "a one-time correction needs 'end'".to_owned())
                    .help("set 'end' to a time in seconds, or 'rrule' and 'duration' to repeat the correction"),
            );
        }
        return;
    };
    match recurrence::parse(text) {
        Ok(rule) => {
            if let Some(part) = unsupported(&rule) {
                out.push(
                    problem(
                        "rrule",
                        format!("'{part}' is not supported in the rule of a correction"),
                    )
                    .at(0..text.len())
                    .help("use FREQ, INTERVAL, COUNT, UNTIL and BYDAY"),
                );
            }
        }
        Err(error) => out.push(parse_error::problem(
            "slo/correction",
            &pointer::field(path, "rrule"),
            error,
        )),
    }
    // "Required if specifying rrule" (Terraform provider, `duration`).
    if attributes["duration"].is_null() {
        out.push(
            problem("rrule", "a recurring correction needs 'duration'".to_owned())
                .help("set 'duration' to the seconds that each occurrence takes"),
        );
    }
}

/// "The supported rules for SLO corrections are `FREQ`, `INTERVAL`, `COUNT`, `UNTIL` and `BYDAY`."
fn unsupported(rule: &RecurrenceRule) -> Option<&'static str> {
    rule.numbers.first().map(|(part, _)| part.key())
}
