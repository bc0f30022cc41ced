//! The groups that a multi alert notifies by (doc: monitors/configuration/#set-up-alert-aggregation).

use std::collections::BTreeSet;

use crate::payload::Problem;
use crate::payload::view::Located;
use diagnostics::suggestion;

use super::MonitorContext;

/// `notify_by` is a proper subset of the query's groups, or `*` for one notification in all.
pub(crate) fn check(context: &MonitorContext<'_>, out: &mut Vec<Problem>) {
    let by = &context.monitor.options.notify_by;
    let Some(groups) = &context.groups else { return };
    for located in by {
        key(located, by.len(), groups, out);
    }
    let named: BTreeSet<_> = by.iter().map(|located| located.text).collect();
    if !groups.is_empty() && groups.iter().all(|group| named.contains(group.as_str())) && !groups.contains("*") {
        out.push(all_groups());
    }
}

fn key(Located { path, text: key }: &Located<'_>, count: usize, groups: &BTreeSet<String>, out: &mut Vec<Problem>) {
    if *key == "*" && count > 1 {
        out.push(
            Problem::error(
                "monitor/notify-by",
                path,
                "'*' means one notification for all groups and cannot be combined with groups",
            )
            .help("keep '*' or the groups"),
        );
    } else if *key == "*" && groups.is_empty() {
        out.push(
            Problem::warning(
                "monitor/notify-by",
                path,
                "notify_by has no effect: the query is not grouped",
            )
            .help("remove notify_by"),
        );
    } else if *key != "*" && !groups.contains(*key) && !groups.contains("*") {
        out.push(
            Problem::error(
                "monitor/notify-by",
                path,
                format!("notify_by '{key}' is not a group of the query"),
            )
            .at(0..key.len())
            .help(if groups.is_empty() {
                format!("the query has no groups: add 'by {{{key}}}' to it, or remove notify_by")
            } else {
                suggestion(key, groups.iter().map(String::as_str))
            }),
        );
    }
}

/// "The notify_by list may not include all of the query's group keys": the answer of the API (Terraform provider, issue 2102).
fn all_groups() -> Problem {
    Problem::error(
        "monitor/notify-by",
        "/options/notify_by",
        "notify_by lists all groups of the query; it can only list some of them",
    )
    .help("remove notify_by: without it, each group notifies")
}
