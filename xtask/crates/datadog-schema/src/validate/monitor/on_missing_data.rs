//! What `on_missing_data` excludes.

use crate::payload::view::Language;
use crate::payload::{Problem, Severity, pointer};
use datadog_query::expression::Expr;
use datadog_query::function::Function;
use datadog_query::metric::{self, Context};
use datadog_query::monitor::{Monitor, MonitorType};

use super::MonitorContext;

const PATH: &str = "/options/on_missing_data";
const DEFAULT: &str = "default";
const RESOLVE: &str = "resolve";

pub(crate) fn check(context: &MonitorContext<'_>, out: &mut Vec<Problem>) {
    let options = &context.monitor.options;
    let Some(mode) = options.on_missing_data.filter(|mode| *mode != DEFAULT) else {
        return;
    };
    let problem = |message: String| Problem::error("monitor/on-missing-data", PATH, message).at(0..mode.len());
    if has_no_missing_data(context.monitor.kind) {
        out.push(
            problem(format!(
                "on_missing_data: '{mode}' is not available for a monitor of type '{}'",
                context.monitor.kind
            ))
            .help("remove it; service checks and composites have notify_no_data"),
        );
        return;
    }
    if calls_default_zero(context) {
        let message =
            format!("on_missing_data: '{mode}' conflicts with default_zero(...), which makes missing data zero");
        let help = "write on_missing_data: 'default', or remove default_zero from the query";
        let severity = default_zero_conflict(context.monitor.kind);
        out.push(Problem {
            severity,
            ..problem(message).help(help)
        });
    }
    if mode == RESOLVE && options.timeout_h.is_some_and(|hours| hours > 0) {
        out.push(
            Problem::error(
                "monitor/on-missing-data",
                pointer::field("/options", "timeout_h"),
                "timeout_h conflicts with on_missing_data: 'resolve', which ends an alert as soon as data is missing",
            )
            .help("remove timeout_h"),
        );
    }
}

/// "This option is not available for Service Check, Composite, or SLO monitors" (Terraform provider, `on_missing_data`).
fn has_no_missing_data(kind: &str) -> bool {
    matches!(
        MonitorType::named(kind),
        Some(MonitorType::ServiceCheck | MonitorType::Composite | MonitorType::Slo)
    )
}

/// The API refuses the conflict in monitors of metrics. In a log alert it was seen to accept it (grosser/kennel, models/monitor.rb), and in other monitors nothing is
/// known.
fn default_zero_conflict(kind: &str) -> Severity {
    match MonitorType::named(kind) {
        Some(MonitorType::Metric | MonitorType::Query) => Severity::Error,
        _ => Severity::Warning,
    }
}

/// "Queries using `default_zero()` always evaluate missing data as zero and the other missing-data behaviors are unavailable" (doc: monitors/configuration,
/// "No data").
fn calls_default_zero(context: &MonitorContext<'_>) -> bool {
    let in_query = match &context.query {
        Some(Monitor::Metric(query)) => fills(&query.expression),
        Some(Monitor::Formula(query)) => fills(&query.formula),
        _ => false,
    };
    let metrics = context.monitor.options.variables.iter();
    let mut metrics = metrics
        .filter(|query| query.language == Language::Metric)
        .filter_map(|query| query.text);
    in_query || metrics.any(|text| metric::parse(text, Context::Monitor).is_ok_and(|expression| fills(&expression)))
}

fn fills<L>(expression: &Expr<L>) -> bool {
    let calls = expression.calls();
    calls.iter().any(|call| call.function() == Some(Function::DefaultZero))
}
