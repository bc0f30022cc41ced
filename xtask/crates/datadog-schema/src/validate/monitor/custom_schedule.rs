//! Schedules of evaluation (doc: monitors/guide/custom_schedules).

use crate::payload::{Problem, pointer};
use datadog_query::recurrence::{self, Frequency, RecurrenceRule};
use serde_json::Value;

use crate::validate::parse_error;

const PATH: &str = "/options/scheduling_options/custom_schedule/recurrences";

pub(crate) fn check(options: &Value, out: &mut Vec<Problem>) {
    let recurrences = &options["scheduling_options"]["custom_schedule"]["recurrences"];
    let Some(recurrences) = recurrences.as_array() else {
        return;
    };
    // "A list of recurrence definitions. Length must be 1." (Terraform provider, `custom_schedule`.)
    if recurrences.len() != 1 {
        let message = format!("a custom schedule has one recurrence, not {}", recurrences.len());
        out.push(
            Problem::error("monitor/schedule", PATH, message)
                .help("write one rule for all times, such as FREQ=WEEKLY;BYDAY=MO,WE"),
        );
    }
    for (index, recurrence) in recurrences.iter().enumerate() {
        let path = pointer::field(&pointer::item(PATH, index), "rrule");
        let Some(text) = recurrence["rrule"].as_str() else {
            continue;
        };
        match recurrence::parse(text) {
            Ok(rule) => frequency(&rule, text, path, out),
            Err(error) => out.push(parse_error::problem("monitor/schedule", &path, error)),
        }
    }
}

/// "Evaluation frequencies must be a day or longer."
fn frequency(rule: &RecurrenceRule, text: &str, path: String, out: &mut Vec<Problem>) {
    if matches!(
        rule.frequency,
        Frequency::Secondly | Frequency::Minutely | Frequency::Hourly
    ) {
        out.push(
            Problem::error(
                "monitor/schedule",
                path,
                "a custom schedule evaluates at most once a day",
            )
            .at(0..text.len())
            .help("write FREQ=DAILY or longer; without a schedule, a monitor evaluates every minute"),
        );
    }
}
