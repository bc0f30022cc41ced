//! Options of anomaly monitors (doc: monitors/types/anomaly, "API").

use crate::payload::view::monitor::Thresholds;
use crate::payload::{Problem, pointer};
use datadog_query::expression::Literal;
use datadog_query::function::Function;
use datadog_query::monitor::{Comparator, MetricMonitor, Monitor, Unit, duration};

use super::MonitorContext;

const WINDOWS: &str = "/options/threshold_windows";
const THRESHOLD_HELP: &str = "it is the share of the window that is anomalous: 0.5 is half of it";

pub(crate) fn check(context: &MonitorContext<'_>, out: &mut Vec<Problem>) {
    syntax(context, out);
    let Some(Monitor::Metric(query)) = &context.query else {
        return;
    };
    let calls = query.expression.calls();
    let Some(anomalies) = calls.iter().find(|call| call.function() == Some(Function::Anomalies)) else {
        let windows = context.monitor.options.threshold_windows;
        if windows.trigger.is_some() || windows.recovery.is_some() {
            out.push(
                Problem::warning(
                    "monitor/threshold-window",
                    WINDOWS,
                    "threshold windows are used only with anomalies(...), which the query does not call",
                )
                .help("remove threshold_windows"),
            );
        }
        return;
    };
    let alert_window = match anomalies.named("alert_window") {
        Some(Literal::Text(text)) => Some(text),
        _ => None,
    };
    thresholds(query, &context.monitor.options.thresholds, out);
    windows(alert_window.map(|text| text.value.as_str()), query, context, out);
}

fn syntax(context: &MonitorContext<'_>, out: &mut Vec<Problem>) {
    let windows = context.monitor.options.threshold_windows;
    for (field, window) in [
        ("trigger_window", windows.trigger),
        ("recovery_window", windows.recovery),
    ] {
        let Some(window) = window.filter(|window| seconds(window).is_none()) else {
            continue;
        };
        out.push(
            Problem::error(
                "monitor/threshold-window",
                pointer::field(WINDOWS, field),
                format!("'{window}' is not a window"),
            )
            .at(0..window.len())
            .help("write a window such as last_15m or last_1h"),
        );
    }
}

/// "Thresholds are expressed as numbers from 0 to 1, and are interpreted as the fraction of the associated window that is anomalous." The critical one is "a positive number
/// no larger than 1".
fn thresholds(query: &MetricMonitor, thresholds: &Thresholds, out: &mut Vec<Problem>) {
    let outside = |value: f64| !(0.0..=1.0).contains(&value);
    let message = |value: f64| format!("threshold {value} of an anomaly monitor is not between 0 and 1");
    let threshold = query.comparison.threshold;
    if outside(threshold.value) {
        out.push(
            Problem::error("monitor/anomaly-threshold", "/query", message(threshold.value))
                .at(threshold.span.into())
                .help(THRESHOLD_HELP),
        );
    } else if always_alerts(query) {
        let message = "threshold 0 of an anomaly monitor with '>=' always alerts; it must be above 0";
        out.push(
            Problem::error("monitor/anomaly-threshold", "/query", message)
                .at(threshold.span.into())
                .help(THRESHOLD_HELP),
        );
    }
    for (field, value) in [
        // One that equals the query's is reported there.
        (
            "critical",
            thresholds.critical.filter(|critical| *critical != threshold.value),
        ),
        ("critical_recovery", thresholds.critical_recovery),
        ("warning", thresholds.warning),
        ("warning_recovery", thresholds.warning_recovery),
    ] {
        if let Some(value) = value.filter(|value| outside(*value)) {
            let path = format!("/options/thresholds/{field}");
            out.push(Problem::error("monitor/anomaly-threshold", path, message(value)).help(THRESHOLD_HELP));
        }
    }
}

/// Every share is at least 0.
fn always_alerts(query: &MetricMonitor) -> bool {
    query.comparison.comparator == Comparator::AtLeast && query.comparison.threshold.value == 0.0
}

/// "`threshold_windows` must include both [...]. The `trigger_window` must match the `alert_window` from the `query`."
fn windows(alert_window: Option<&str>, query: &MetricMonitor, context: &MonitorContext<'_>, out: &mut Vec<Problem>) {
    let windows = context.monitor.options.threshold_windows;
    let (trigger, recovery) = match (windows.trigger, windows.recovery) {
        (Some(trigger), Some(recovery)) => (trigger, recovery),
        (None, None) => {
            if let Some(window) = alert_window {
                let message = format!("alert_window='{window}' in the query needs threshold_windows");
                out.push(Problem::error("monitor/threshold-window", "/options", message).help(both(window)));
            }
            return;
        }
        (trigger, recovery) => {
            let missing = if trigger.is_none() {
                "trigger_window"
            } else {
                "recovery_window"
            };
            let window = alert_window.or(trigger).or(recovery).unwrap_or_default();
            let message = format!("'{missing}' is missing: threshold_windows has both windows or neither");
            out.push(Problem::error("monitor/threshold-window", WINDOWS, message).help(both(window)));
            return;
        }
    };
    let at_trigger = |message: String| {
        Problem::error(
            "monitor/threshold-window",
            pointer::field(WINDOWS, "trigger_window"),
            message,
        )
        .at(0..trigger.len())
    };
    if let Some(window) = alert_window.filter(|window| *window != trigger) {
        let message = format!("trigger_window '{trigger}' must match the alert_window '{window}' of the query");
        out.push(at_trigger(message).help(format!("write trigger_window: '{window}'")));
        return;
    }
    let (Some(trigger_s), Some(recovery_s)) = (seconds(trigger), seconds(recovery)) else {
        return;
    };
    let window = query.evaluation.window();
    if window.seconds() < trigger_s {
        let message = format!("the query's window {window} must be at least as large as the alert window '{trigger}'");
        out.push(
            Problem::error("monitor/threshold-window", "/query", message)
                .at(window.span.into())
                .help("write about five times the alert window"),
        );
    }
    simultaneous((trigger, trigger_s), (recovery, recovery_s), context, query, out);
}

/// "Alert and alert recovery criteria are such that the monitor can be simultaneously in alert and alert recovery states": the answer of the API to a recovery
/// window that fits into the part of the trigger window that may be normal during an alert. "`4h*(1-0.5) +1 min = 121 minutes`".
fn simultaneous(
    (trigger, trigger_s): (&str, u64),
    (recovery, recovery_s): (&str, u64),
    context: &MonitorContext<'_>,
    query: &MetricMonitor,
    out: &mut Vec<Problem>,
) {
    let critical = context
        .monitor
        .options
        .thresholds
        .critical
        .unwrap_or(query.comparison.threshold.value);
    if !(0.0..=1.0).contains(&critical) || always_alerts(query) {
        return;
    }
    // Rounded, because a share such as 0.8 is not exact.
    let normal_s = (trigger_s as f64 * (1.0 - critical)).round();
    if recovery_s as f64 > normal_s {
        return;
    }
    let least_min = (normal_s / 60.0).floor() + 1.0;
    let message = format!(
        "recovery_window '{recovery}' is too short: with threshold {critical} and trigger_window '{trigger}' the monitor could alert and recover at once"
    );
    out.push(
        Problem::error(
            "monitor/threshold-window",
            pointer::field(WINDOWS, "recovery_window"),
            message,
        )
        .at(0..recovery.len())
        .help(if recovery_s < trigger_s {
            format!("write at least last_{least_min}m, or the trigger window")
        } else {
            format!("write at least last_{least_min}m")
        }),
    );
}

fn both(window: &str) -> String {
    format!("set threshold_windows: {{trigger_window: '{window}', recovery_window: '{window}'}}")
}

/// The length of `last_15m`.
fn seconds(window: &str) -> Option<u64> {
    let (amount, unit) = duration(window.strip_prefix("last_")?).filter(|(_, unit)| *unit != Unit::Second)?;
    Some(u64::from(amount) * unit.seconds())
}
