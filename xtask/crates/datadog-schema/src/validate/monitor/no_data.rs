//! What to do on no data: one of two options, never both (doc: monitors/configuration#no-data).

use crate::payload::{Monitor, Problem};

use super::MonitorContext;

pub(crate) fn check(context: &MonitorContext<'_>, out: &mut Vec<Problem>) {
    let options = &context.monitor.options;
    let Some(newer) = options.on_missing_data else {
        return older(&context.monitor, out);
    };
    if options.notify_no_data == Some(true) {
        out.push(conflict("notify_no_data", newer, context));
    }
    if options.no_data_timeframe.is_some() {
        out.push(conflict("no_data_timeframe", newer, context));
    }
}

/// The API stored both, and followed `notify_no_data` (grosser/kennel, pull request 355).
fn conflict(field: &str, newer: &str, context: &MonitorContext<'_>) -> Problem {
    let problem = Problem::error(
        "monitor/missing-data-conflict",
        format!("/options/{field}"),
        format!("'{field}' conflicts with on_missing_data: '{newer}'; the API accepts only one of them"),
    );
    Problem {
        severity: context.stricter_today(),
        ..problem.help(format!("remove '{field}'"))
    }
}

fn older(monitor: &Monitor<'_>, out: &mut Vec<Problem>) {
    let options = &monitor.options;
    if options.no_data_timeframe.is_some_and(|minutes| minutes < 0) {
        out.push(Problem::error(
            "monitor/no-data-timeframe",
            "/options/no_data_timeframe",
            "no_data_timeframe is negative; it must be a number of minutes",
        ));
    }
}

/// `no_data_timeframe must not exceed group retention`: a group that is no longer kept cannot be reported as missing.
pub(crate) fn retention(monitor: &Monitor<'_>, out: &mut Vec<Problem>) {
    let (Some(text), Some(minutes)) = (
        monitor.options.group_retention_duration,
        monitor.options.no_data_timeframe,
    ) else {
        return;
    };
    match super::group_retention::minutes(text) {
        Some(retention) if minutes > retention => out.push(
            Problem::error(
                "monitor/no-data-timeframe",
                "/options/no_data_timeframe",
                format!("no_data_timeframe of {minutes} minutes must not exceed group retention of {text} ({retention} minutes)"),
            )
            .help("lower no_data_timeframe or raise group_retention_duration, to 72h at most"),
        ),
        _ => {}
    }
}
