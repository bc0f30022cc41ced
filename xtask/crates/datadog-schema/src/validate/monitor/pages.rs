//! Pages of warnings: what is outside of conditions goes to everybody on every change of status (doc: monitors/notify, "Notifications").

use crate::payload::Problem;
use datadog_query::message::{Condition, Handle, HandlePiece, Template};

use super::MonitorContext;

/// Integrations that wake somebody up.
const PAGING: &[&str] = &["oncall", "opsgenie", "pagerduty", "splunk", "victorops"];

/// Warns of a page that goes out for warnings as well, because no condition on the status surrounds it.
pub(crate) fn check(template: &Template, path: &str, context: &MonitorContext<'_>, out: &mut Vec<Problem>) {
    if context.monitor.options.thresholds.warning.is_none() {
        return;
    }
    for handle in template.handles().into_iter().filter(is_page) {
        let by_status = |condition: &Condition| matches!(condition, Condition::Status(_));
        if handle.guards.iter().any(|guard| by_status(guard.condition)) {
            continue;
        }
        let name = handle.name();
        out.push(
            Problem::warning(
                "monitor/paged-warning",
                path,
                format!("'{name}' is paged for warnings too: it is outside of conditions, and the monitor has a warning threshold"),
            )
            .at(handle.span.clone())
            .help(format!("write {{{{#is_alert}}}}{name}{{{{/is_alert}}}}{{{{#is_recovery}}}}{name}{{{{/is_recovery}}}}")),
        );
    }
}

fn is_page(handle: &Handle<'_>) -> bool {
    let Some(HandlePiece::Text(first)) = handle.pieces.first() else {
        return false;
    };
    PAGING.contains(&first.split('-').next().unwrap_or_default())
}
