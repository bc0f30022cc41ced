//! The groups that a multi alert notifies by (doc: monitors/configuration/#set-up-alert-aggregation).

use crate::payload::Problem;
use crate::payload::view::Located;
use diagnostics::suggestion;

use super::MonitorContext;

/// `notify_by` is a subset of the query's groups, or `*` for one notification in all.
pub(crate) fn check(context: &MonitorContext<'_>, out: &mut Vec<Problem>) {
    let by = &context.monitor.options.notify_by;
    let Some(groups) = &context.groups else { return };
    for Located { path, text: key } in by {
        if *key == "*" && by.len() > 1 {
            out.push(
                Problem::error(
                    "monitor/notify-by",
                    path,
                    "'*' means one notification for all groups and cannot be combined with groups",
                )
                .help("keep '*' or the groups"),
            );
        } else if *key != "*" && !groups.contains(*key) && !groups.contains("*") {
            out.push(
                Problem::error(
                    "monitor/notify-by",
                    path,
                    format!("notify_by '{key}' is not a group of the query"),
                )
                .at(0..key.len())
                .help(suggestion(key, groups.iter().map(String::as_str))),
            );
        }
    }
}
