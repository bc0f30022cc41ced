//! Types of monitors that are gone.

use crate::payload::{Monitor, Problem};
use datadog_query::monitor::MonitorType;

/// "'event alert' type is not supported, please use 'event-v2 alert' type": the answer of the API (Terraform provider, issue 1426).
pub(crate) fn check(monitor: &Monitor<'_>, out: &mut Vec<Problem>) {
    if MonitorType::named(monitor.kind) == Some(MonitorType::Event) {
        let message = format!("monitors of type '{}' no longer exist", monitor.kind);
        out.push(
            Problem::error("monitor/type", "/type", message)
                .at(0..monitor.kind.len())
                .help("write type: 'event-v2 alert' and a query such as events(\"source:docker\").rollup(\"count\").last(\"5m\") > 0"),
        );
    }
}
