//! When a cumulative window starts (doc: monitors/configuration/#evaluation-window).

use crate::payload::Problem;
use datadog_query::monitor::{Monitor, MonitorType, TimeframeKind, Unit, WindowKind};
use serde_json::Value;

use super::MonitorContext;

const PATH: &str = "/options/scheduling_options/evaluation_window";

pub(crate) fn check(options: &Value, context: &MonitorContext<'_>, out: &mut Vec<Problem>) {
    let window = &options["scheduling_options"]["evaluation_window"];
    if let Some(time) = window["day_starts"].as_str().filter(|time| !is_time(time)) {
        out.push(
            problem("/day_starts", format!("'{time}' is not a time of day"))
                .at(0..time.len())
                .help("write it as HH:MM, such as 04:00"),
        );
    }
    let set = |field: &str| window[field].is_string() || window[field].is_number();
    combination(set, out);
    let has_window = ["day_starts", "hour_starts", "month_starts", "timezone"]
        .into_iter()
        .any(set);
    match cumulative(context) {
        Some(None) if has_window => out.push(
            problem(
                "",
                "the evaluation window has a start, but the query has a rolling window",
            )
            .help("remove evaluation_window, or evaluate current_1h, current_1d or current_1mo in the query"),
        ),
        Some(Some(unit)) if has_window => {
            if let Some(message) = misplaced(unit, set) {
                out.push(Problem::warning("monitor/evaluation-window", PATH, message).help(
                    "hour_starts is for current_1h, day_starts for current_1d, month_starts with day_starts for current_1mo",
                ));
            }
        }
        Some(Some(unit)) => out.extend(startless(unit)),
        _ => {}
    }
}

/// "Monitors with an evaluation_window scheduling_option must have a current query period and vice versa": the answer of the API (grosser/kennel, pull request 268).
fn startless(unit: Unit) -> Option<Problem> {
    let start = match unit {
        Unit::Hour => "{hour_starts: 0}",
        Unit::Day => "{day_starts: '00:00'}",
        Unit::Month => "{day_starts: '00:00', month_starts: 1}",
        _ => return None,
    };
    let symbol = unit.symbol();
    Some(
        Problem::error(
            "monitor/evaluation-window",
            "/query",
            format!("the window current_1{symbol} of the query needs an evaluation_window, which sets when it starts"),
        )
        .help(format!("set options.scheduling_options.evaluation_window: {start}")),
    )
}

/// "If `hour_starts` is set, no other fields may be set. Otherwise, `day_starts` and `month_starts` must be set together." (Terraform provider,
/// `evaluation_window`.) A time zone may be next to `hour_starts`, and `day_starts` alone is the start of `current_1d`: the API was seen to accept both.
fn combination(set: impl Fn(&str) -> bool, out: &mut Vec<Problem>) {
    for other in ["day_starts", "month_starts"] {
        if set("hour_starts") && set(other) {
            let message = format!("hour_starts conflicts with {other}: a window starts with an hour, a day or a month");
            out.push(problem("", message).help("keep the one of the query's window"));
        }
    }
    if set("month_starts") && !set("day_starts") && !set("hour_starts") {
        out.push(
            problem("", "month_starts is set without day_starts")
                .help("set day_starts to the time of day, such as 04:00"),
        );
    }
}

/// The unit of a cumulative window; `None` within for a rolling one. Forecasts of cost have a cumulative window without a start.
fn cumulative(context: &MonitorContext<'_>) -> Option<Option<Unit>> {
    let timeframe = |timeframe: &datadog_query::monitor::Timeframe| {
        (timeframe.kind == TimeframeKind::Current).then_some(timeframe.unit)
    };
    match &context.query {
        Some(Monitor::Metric(query)) => {
            let window = query.evaluation.window();
            Some((window.kind == WindowKind::Current).then_some(window.unit))
        }
        Some(Monitor::Event(query)) => Some(timeframe(&query.timeframe)),
        Some(Monitor::Formula(query)) if MonitorType::named(context.monitor.kind) != Some(MonitorType::Cost) => {
            Some(timeframe(&query.timeframe))
        }
        _ => None,
    }
}

/// Why the start has no effect on a window of this unit.
fn misplaced(unit: Unit, set: impl Fn(&str) -> bool) -> Option<String> {
    let expected = match unit {
        Unit::Hour => "hour_starts",
        Unit::Day => "day_starts",
        Unit::Month => "month_starts",
        _ => return None,
    };
    let given = ["hour_starts", "month_starts", "day_starts"]
        .into_iter()
        .find(|field| set(field))?;
    let symbol = unit.symbol();
    (given != expected).then(|| format!("{given} has no effect on the window current_1{symbol} of the query"))
}

fn problem(field: &str, message: impl Into<String>) -> Problem {
    Problem::error("monitor/evaluation-window", format!("{PATH}{field}"), message)
}

/// `04:00`
fn is_time(text: &str) -> bool {
    let number = |text: &str, below: u32| text.len() == 2 && text.parse::<u32>().is_ok_and(|n| n < below);
    text.split_once(':')
        .is_some_and(|(hour, minute)| number(hour, 24) && number(minute, 60))
}
