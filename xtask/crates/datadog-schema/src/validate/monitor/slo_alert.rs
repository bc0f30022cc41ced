//! Alerts on SLOs (doc: service_management/service_level_objectives/burn_rate, error_budget).

use crate::payload::Problem;
use datadog_query::monitor::Monitor;

use super::MonitorContext;

pub(crate) fn check(context: &MonitorContext<'_>, out: &mut Vec<Problem>) {
    match &context.query {
        Some(Monitor::BurnRate(query)) if query.comparison.threshold.value <= 0.0 => {
            let threshold = query.comparison.threshold;
            let message = format!(
                "alert threshold ({:?}) must be above 0 for burn rate alerts",
                threshold.value
            );
            out.push(Problem::error("monitor/burn-rate", "/query", message).at(threshold.span.into()));
        }
        Some(Monitor::ErrorBudget(query))
            if !(query.comparison.threshold.value > 0.0 && query.comparison.threshold.value <= 100.0) =>
        {
            let threshold = query.comparison.threshold;
            let message = format!(
                "alert threshold ({:?}) must be above 0 and at most 100 for error budget alerts",
                threshold.value
            );
            out.push(
                Problem::error("monitor/error-budget", "/query", message)
                    .at(threshold.span.into())
                    .help("it is the percentage of the budget"),
            );
        }
        _ => {}
    }
}
