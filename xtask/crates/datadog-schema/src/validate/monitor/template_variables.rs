//! Variables of templates: `{{host.name}}` needs `by {host}` (doc: monitors/notify/variables, "Attribute and tag variables").

use std::collections::BTreeSet;

use crate::payload::Problem;
use datadog_query::message::{Template, VariableUse};
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
    "check_message",
];

/// The API accepts a message with unknown variables; they are shown empty, and a handle with one notifies nobody.
pub(crate) fn check(template: &Template, path: &str, context: &MonitorContext<'_>, out: &mut Vec<Problem>) {
    for used in template.variables().iter().filter(|used| !used.scoped) {
        let problem = match (used.path.group(), &context.groups) {
            (Some(group), Some(groups)) => not_grouped(group, groups, path),
            (None, _) => misspelt(used, path),
            _ => None,
        };
        out.extend(problem.map(|problem| problem.at(used.path.span.clone())));
    }
}

fn not_grouped(group: &str, groups: &BTreeSet<String>, path: &str) -> Option<Problem> {
    let bare = |name: &str| name.trim_start_matches('@').to_lowercase();
    if groups.contains("*") || groups.iter().any(|known| bare(known) == bare(group)) {
        return None;
    }
    let message = format!("{{{{{group}.name}}}} is empty: the query is not grouped by '{group}'");
    let close = near_matches(group, groups.iter().map(String::as_str));
    let help = match close.first() {
        Some(meant) => format!("did you mean {{{{{meant}.name}}}}? otherwise group the query by {{{group}}}"),
        None => format!("group the query by {{{group}}}, or remove the variable"),
    };
    Some(Problem::warning("monitor/ungrouped-variable", path, message).help(help))
}

/// A single name that is close to a known one.
fn misspelt(used: &VariableUse<'_>, path: &str) -> Option<Problem> {
    let [only] = used.path.segments.as_slice() else {
        return None;
    };
    if only.bracketed || VALUES.contains(&only.name.as_str()) {
        return None;
    }
    let close = near_matches(&only.name, VALUES.iter().copied());
    let meant = close.first().filter(|_| only.name.len() > 2)?;
    Some(
        Problem::warning(
            "monitor/unknown-variable",
            path,
            format!("unknown variable '{}'", only.name),
        )
        .help(format!("did you mean '{meant}'?")),
    )
}
