//! The alert threshold is required, the warning threshold is not (doc: monitors/configuration, "Thresholds").

use crate::payload::Problem;

use super::MonitorContext;

pub(crate) fn check(context: &MonitorContext<'_>, out: &mut Vec<Problem>) {
    let options = &context.monitor.options;
    let compares = context.query.as_ref().is_some_and(|query| query.comparison().is_some());
    let alerts = options.thresholds.critical.is_some() || !options.threshold_queries.is_empty();
    if let Some(warning) = options.thresholds.warning.filter(|_| compares && !alerts) {
        out.push(
            Problem::error(
                "monitor/no-alert-threshold",
                "/options/thresholds",
                format!("the warning threshold ({warning:?}) has no alert threshold next to it"),
            )
            .help("set 'critical' to the threshold of the query"),
        );
    }
}
