//! Schedules of evaluation (doc: monitors/guide/custom_schedules).

use crate::payload::{Problem, pointer};
use datadog_query::recurrence::{self, Frequency, RecurrenceRule};
use serde_json::Value;

use crate::validate::{parse_error, time};

const RULE: &str = "monitor/schedule";
const PATH: &str = "/options/scheduling_options/custom_schedule/recurrences";
const START_FORM: &str = "YYYY-MM-DDThh:mm:ss";

pub(crate) fn check(options: &Value, out: &mut Vec<Problem>) {
    let recurrences = &options["scheduling_options"]["custom_schedule"]["recurrences"];
    let Some(recurrences) = recurrences.as_array() else {
        return;
    };
    excluded(options, out);
    // "A list of recurrence definitions. Length must be 1." (Terraform provider, `custom_schedule`.)
    if recurrences.len() != 1 {
        let message = format!("a custom schedule has one recurrence, not {}", recurrences.len());
        out.push(
            Problem::error(RULE, PATH, message).help("write one rule for all times, such as FREQ=WEEKLY;BYDAY=MO,WE"),
        );
    }
    for (index, recurrence) in recurrences.iter().enumerate() {
        let path = pointer::item(PATH, index);
        start(&recurrence["start"], &pointer::field(&path, "start"), out);
        let path = pointer::field(&path, "rrule");
        let Some(text) = recurrence["rrule"].as_str() else {
            continue;
        };
        match recurrence::parse(text) {
            Ok(rule) => frequency(&rule, text, path, out),
            Err(error) => out.push(parse_error::problem(RULE, &path, error)),
        }
    }
}

/// "If there's a custom_schedule set, `require_full_window` must be false and will be ignored", and `no_data_timeframe` conflicts with it (Terraform provider).
fn excluded(options: &Value, out: &mut Vec<Problem>) {
    if options["require_full_window"] == true {
        let message = "require_full_window is true, but a custom schedule ignores it and needs it to be false";
        out.push(
            Problem::error(RULE, "/options/require_full_window", message).help("write require_full_window: false"),
        );
    }
    if options["no_data_timeframe"].is_number() {
        let message = "no_data_timeframe conflicts with a custom schedule, which sets when data is expected";
        out.push(
            Problem::error(RULE, "/options/no_data_timeframe", message)
                .help("remove no_data_timeframe, or write on_missing_data: 'show_and_notify_no_data'"),
        );
    }
}

/// "Expected format 'YYYY-MM-DDThh:mm:ss'" (Terraform provider, `start`): a time of the recurrence's time zone, with seconds and without fractions.
fn start(start: &Value, path: &str, out: &mut Vec<Problem>) {
    let Some(text) = start.as_str() else { return };
    let first = out.len();
    time::local(RULE, text, path, out);
    if out.len() == first && text.len() != START_FORM.len() {
        let message = format!("'{text}' is not in the form {START_FORM}");
        out.push(
            Problem::error(RULE, path, message)
                .at(0..text.len())
                .help("write the local time: 2030-01-31T10:00:00"),
        );
    }
}

/// "Evaluation frequencies must be a day or longer."
fn frequency(rule: &RecurrenceRule, text: &str, path: String, out: &mut Vec<Problem>) {
    if matches!(
        rule.frequency,
        Frequency::Secondly | Frequency::Minutely | Frequency::Hourly
    ) {
        out.push(
            Problem::error(RULE, path, "a custom schedule evaluates at most once a day")
                .at(0..text.len())
                .help("write FREQ=DAILY or longer; without a schedule, a monitor evaluates every minute"),
        );
    }
}
