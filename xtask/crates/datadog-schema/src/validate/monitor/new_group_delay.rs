//! "The new_group_delay option can only be used for multi-alert monitors": the answer of the API (Terraform provider, issue 1221).

use crate::payload::Problem;
use datadog_query::monitor::Monitor;

use super::MonitorContext;

pub(crate) fn check(context: &MonitorContext<'_>, out: &mut Vec<Problem>) {
    if context.monitor.options.new_group_delay.is_none_or(|delay| delay == 0) {
        return;
    }
    let what = match (&context.query, &context.groups) {
        (Some(Monitor::Composite(_)), _) => "a composite cannot have it",
        (Some(_), Some(groups)) if groups.is_empty() => "the query is not grouped",
        _ => return,
    };
    out.push(
        Problem::error(
            "monitor/new-group-delay",
            "/options/new_group_delay",
            format!("new_group_delay is only for monitors with groups, and {what}"),
        )
        .help("remove new_group_delay, or group the query"),
    );
}
