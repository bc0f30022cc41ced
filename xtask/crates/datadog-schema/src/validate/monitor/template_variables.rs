//! Variables of templates: `{{host.name}}` needs `by {host}` (doc: monitors/notify/variables, "Attribute and tag variables").

use std::collections::BTreeSet;

use crate::payload::Problem;
use datadog_query::message::{Role, Template, VariableUse};
use diagnostics::near_matches;

use super::MonitorContext;

/// Variables that every message has.
const VALUES: &[&str] = &[
    "value",
    "threshold",
    "warn_threshold",
    "alert_threshold",
    "ok_threshold",
    "alert_recovery_threshold",
    "warn_recovery_threshold",
    "comparator",
    "first_triggered_at",
    "first_triggered_at_epoch",
    "last_triggered_at",
    "last_triggered_at_epoch",
    "triggered_duration_sec",
    "short_window_threshold",
    "short_window_burn_rate",
    "long_window_burn_rate",
    "check_message",
];

/// The API accepts a message with unknown variables; they are shown empty, and a handle with one notifies nobody.
pub(crate) fn check(template: &Template, path: &str, context: &MonitorContext<'_>, out: &mut Vec<Problem>) {
    for used in template.variables().iter().filter(|used| !used.scoped) {
        let problem = match &context.groups {
            Some(groups) => of_groups(used, groups, path, context),
            None => None,
        };
        let problem = problem.or_else(|| misspelt(used, path).filter(|_| used.path.group().is_none()));
        out.extend(problem.map(|problem| problem.at(used.path.span.clone())));
    }
}

/// The problem of a variable in a monitor that is grouped by `groups`.
fn of_groups(
    used: &VariableUse<'_>,
    groups: &BTreeSet<String>,
    path: &str,
    context: &MonitorContext<'_>,
) -> Option<Problem> {
    if groups.contains("*") {
        return None;
    }
    match used.path.group() {
        Some(group) => match known(group, groups) {
            Some(group) => folded(group, path, context),
            None => Some(not_grouped(group, groups, path)),
        },
        None => unbracketed(used, groups, path).or_else(|| unnamed(used, groups, path)),
    }
}

/// The group that a variable names; `@` may be left out, and case does not matter.
fn known<'g>(name: &str, groups: &'g BTreeSet<String>) -> Option<&'g str> {
    let bare = |name: &str| name.trim_start_matches('@').to_lowercase();
    groups
        .iter()
        .map(String::as_str)
        .find(|group| bare(group) == bare(name))
}

/// A notification has the groups that it is sent by, and not those that `notify_by` leaves out (doc: monitors/configuration, "Notification grouping").
fn folded(group: &str, path: &str, context: &MonitorContext<'_>) -> Option<Problem> {
    let by = &context.monitor.options.notify_by;
    if by.is_empty() || by.iter().any(|located| located.text == group) {
        return None;
    }
    let message = format!(
        "{{{{{group}.name}}}} is empty: notify_by leaves '{group}' out, so one notification is for several of them"
    );
    let help = format!("add '{group}' to notify_by, or remove the variable");
    Some(Problem::warning("monitor/folded-variable", path, message).help(help))
}

/// A key with a full stop, without brackets (doc: monitors/notify/variables, "Tag key with period").
fn unbracketed(used: &VariableUse<'_>, groups: &BTreeSet<String>, path: &str) -> Option<Problem> {
    let (last, key) = used.path.segments.split_last()?;
    if key.len() < 2 || last.name != "name" || key.iter().any(|segment| segment.bracketed) {
        return None;
    }
    let key: Vec<_> = key.iter().map(|segment| segment.name.as_str()).collect();
    let group = known(&key.join("."), groups)?;
    let message = format!(
        "{{{{{}}}}} is empty: the key '{group}' has a full stop and no brackets",
        used.path
    );
    let help = format!("write {{{{[{group}].name}}}}");
    Some(Problem::warning("monitor/unbracketed-variable", path, message).help(help))
}

/// A compared group without `.name` (doc: monitors/notify/variables, `{{#is_match "<TAG_VARIABLE>.name" ...}}`).
fn unnamed(used: &VariableUse<'_>, groups: &BTreeSet<String>, path: &str) -> Option<Problem> {
    let whole = used.path.dotted();
    let group = known(&whole, groups).filter(|_| used.role == Role::Matched && !VALUES.contains(&whole.as_str()))?;
    let key = match group.contains('.') {
        true => format!("[{group}]"),
        false => group.to_owned(),
    };
    let message = format!("'{whole}' never matches: the value of a group is in '{key}.name'");
    let help = format!("write {key}.name");
    Some(Problem::warning("monitor/unnamed-variable", path, message).help(help))
}

fn not_grouped(group: &str, groups: &BTreeSet<String>, path: &str) -> Problem {
    let message = format!("{{{{{group}.name}}}} is empty: the query is not grouped by '{group}'");
    let close = near_matches(group, groups.iter().map(String::as_str));
    let help = match close.first() {
        Some(meant) => format!("did you mean {{{{{meant}.name}}}}? otherwise group the query by {{{group}}}"),
        None => format!("group the query by {{{group}}}, or remove the variable"),
    };
    Problem::warning("monitor/ungrouped-variable", path, message).help(help)
}

/// A single name that is close to a known one.
fn misspelt(used: &VariableUse<'_>, path: &str) -> Option<Problem> {
    let [only] = used.path.segments.as_slice() else {
        return None;
    };
    if only.bracketed || only.name.len() <= 2 || VALUES.contains(&only.name.as_str()) {
        return None;
    }
    let close = near_matches(&only.name, VALUES.iter().copied());
    let meant = close.first()?;
    Some(
        Problem::warning(
            "monitor/unknown-variable",
            path,
            format!("unknown variable '{}'", only.name),
        )
        .help(format!("did you mean '{meant}'?")),
    )
}
