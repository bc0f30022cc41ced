//! Alerts on SLOs (doc: service_management/service_level_objectives/burn_rate, error_budget).

use payload::Problem;
use query::monitor::Monitor;

use super::Subject;

pub(crate) fn check(subject: &Subject<'_>, out: &mut Vec<Problem>) {
    match &subject.query {
        Some(Monitor::BurnRate(query)) if query.comparison.threshold.value <= 0.0 => {
            let threshold = query.comparison.threshold;
            let message = format!("alert threshold ({:?}) must be above 0 for burn rate alerts", threshold.value);
            out.push(Problem::error("monitor/burn-rate", "/query", message).at(threshold.span.into()));
        }
        Some(Monitor::ErrorBudget(query)) if !(query.comparison.threshold.value > 0.0 && query.comparison.threshold.value <= 100.0) => {
            let threshold = query.comparison.threshold;
            let message = format!(
                "alert threshold ({:?}) must be above 0 and at most 100 for error budget alerts",
                threshold.value
            );
            out.push(
                Problem::error("monitor/error-budget", "/query", message)
                    .at(threshold.span.into())
                    .help("it is in percent of the budget"),
            );
        }
        _ => {}
    }
}

/// The problem of a burn rate alert on an SLO with a target of `target_percent`: even when every event is bad, the budget burns only 1/(1-target) times as
/// fast as it may, so a higher threshold is never reached. The target stands in another payload, so who knows both asks.
///
/// `Alert threshold (14.4) must be in range 0 to 10.0 for burn rate alerts`
#[must_use]
pub fn burn_rate(monitor: &serde_json::Value, target_percent: f64) -> Option<Problem> {
    let query = query::monitor::parse(monitor.get("query")?.as_str()?).ok()?;
    let Monitor::BurnRate(query) = query else { return None };
    let threshold = query.comparison.threshold;
    // Rounded, as 1/(1-0.9) is not quite 10.
    let fastest = (100.0 / (100.0 - target_percent) * 1e6).round() / 1e6;
    (threshold.value > fastest).then(|| {
        let message = format!("alert threshold ({:?}) must be in range 0 to {fastest:?} for burn rate alerts", threshold.value);
        Problem::error("monitor/burn-rate", "/query", message).at(threshold.span.into()).help(format!(
            "the target of the SLO is {target_percent} %: its budget cannot burn faster than {fastest} times"
        ))
    })
}
