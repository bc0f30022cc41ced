//! The window since the month began "is only available for metric monitors" (doc: monitors/configuration, "Cumulative time windows").

use crate::payload::Problem;
use datadog_query::monitor::{Monitor, MonitorType, Timeframe, TimeframeKind, Unit};

use super::MonitorContext;

pub(crate) fn check(context: &MonitorContext<'_>, out: &mut Vec<Problem>) {
    let timeframe = match &context.query {
        Some(Monitor::Event(query)) => query.timeframe,
        Some(Monitor::Formula(query)) if !may_have_months(context.monitor.kind) => query.timeframe,
        _ => return,
    };
    if is_current_month(timeframe) {
        out.push(
            Problem::error(
                "monitor/window",
                "/query",
                format!(
                    "the window since the month began is only for metric monitors, not for '{}'",
                    context.monitor.kind
                ),
            )
            .at(timeframe.span.into())
            .help("write .current(\"1d\") or .last(\"2d\")"),
        );
    }
}

fn is_current_month(timeframe: Timeframe) -> bool {
    timeframe.kind == TimeframeKind::Current && timeframe.unit == Unit::Month
}

/// Costs are budgeted by month.
fn may_have_months(kind: &str) -> bool {
    matches!(
        MonitorType::named(kind),
        Some(MonitorType::Metric | MonitorType::Query | MonitorType::Cost) | None
    )
}
