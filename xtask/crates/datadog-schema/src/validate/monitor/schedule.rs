//! Windows outside the query: of anomaly monitors and of schedules (doc: monitors/types/anomaly, monitors/configuration/#evaluation-window).

use crate::payload::Problem;
use datadog_query::monitor::{Monitor, TimeframeKind, WindowKind};
use serde_json::Value;

use super::MonitorContext;
use crate::validate::parse_error;

/// How long an anomaly must last before an alert, and be over before a recovery.
pub(crate) fn threshold_windows(context: &MonitorContext<'_>, out: &mut Vec<Problem>) {
    let windows = context.monitor.options.threshold_windows;
    for (field, window) in [
        ("trigger_window", windows.trigger),
        ("recovery_window", windows.recovery),
    ] {
        let Some(window) = window else { continue };
        if !is_window(window) {
            out.push(
                Problem::error(
                    "monitor/threshold-window",
                    format!("/options/threshold_windows/{field}"),
                    format!("'{window}' is not a window"),
                )
                .at(0..window.len())
                .help("write a window such as last_15m or last_1h"),
            );
        }
    }
    let set = windows.trigger.is_some() || windows.recovery.is_some();
    if let Some(Monitor::Metric(query)) = &context.query
        && set
        && !query
            .expression
            .calls()
            .iter()
            .any(|call| call.name.text == "anomalies")
    {
        out.push(
            Problem::warning(
                "monitor/threshold-window",
                "/options/threshold_windows",
                "threshold windows are used only with anomalies(...), which the query does not call",
            )
            .help("remove threshold_windows"),
        );
    }
}

fn is_window(text: &str) -> bool {
    let duration = text.strip_prefix("last_").unwrap_or_default();
    let number = duration
        .strip_suffix("mo")
        .or_else(|| duration.strip_suffix(['m', 'h', 'd', 'w']))
        .unwrap_or_default();
    number.parse::<u32>().is_ok_and(|n| n > 0)
}

/// When a cumulative window starts, and when a monitor is evaluated.
pub(crate) fn check(options: &Value, context: &MonitorContext<'_>, out: &mut Vec<Problem>) {
    let schedule = &options["scheduling_options"];
    let window = &schedule["evaluation_window"];
    let at = "/options/scheduling_options";
    if let Some(time) = window["day_starts"].as_str().filter(|time| !is_time(time)) {
        out.push(
            Problem::error(
                "monitor/evaluation-window",
                format!("{at}/evaluation_window/day_starts"),
                format!("'{time}' is not a time of day"),
            )
            .at(0..time.len())
            .help("write it as HH:MM, such as 04:00"),
        );
    }
    let starts = ["day_starts", "hour_starts", "month_starts"];
    if starts
        .iter()
        .any(|field| window[field].is_string() || window[field].is_number())
        && rolling(context)
    {
        out.push(
            Problem::warning(
                "monitor/evaluation-window",
                format!("{at}/evaluation_window"),
                "the evaluation window has a start, but the query has a rolling window",
            )
            .help("write a cumulative window: current_1h, current_1d or current_1mo"),
        );
    }
    for (index, recurrence) in schedule["custom_schedule"]["recurrences"]
        .as_array()
        .into_iter()
        .flatten()
        .enumerate()
    {
        if let Some(Err(error)) = recurrence["rrule"].as_str().map(datadog_query::recurrence::parse) {
            let path = format!("{at}/custom_schedule/recurrences/{index}/rrule");
            out.push(parse_error::problem("monitor/schedule", &path, error));
        }
    }
}

fn rolling(context: &MonitorContext<'_>) -> bool {
    match &context.query {
        Some(Monitor::Metric(query)) => query.evaluation.window().kind == WindowKind::Last,
        Some(Monitor::Event(query)) => query.timeframe.kind == TimeframeKind::Last,
        Some(Monitor::Formula(query)) => query.timeframe.kind == TimeframeKind::Last,
        _ => false,
    }
}

/// `04:00`
fn is_time(text: &str) -> bool {
    let number = |text: &str, below: u32| text.len() == 2 && text.parse::<u32>().is_ok_and(|n| n < below);
    text.split_once(':')
        .is_some_and(|(hour, minute)| number(hour, 24) && number(minute, 60))
}
