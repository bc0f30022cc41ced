//! Service checks of integrations.

use std::collections::BTreeSet;

use crate::integrations::{Check, catalog, is_misspelt, is_open};
use crate::payload::Problem;
use datadog_query::message::{Condition, StatusCondition, Template};
use datadog_query::monitor::CheckMonitor;
use diagnostics::suggestion;

/// Warns of a check that no integration documents, and of groups that are misspellings of its tags.
pub(crate) fn service_check(query: &CheckMonitor, path: &str, out: &mut Vec<Problem>) {
    let check = &query.check;
    if let Some(problem) = name(&check.value, path) {
        // The span includes the quotes.
        out.push(problem.at(check.span.into()));
    }
    let documented: Vec<_> = catalog().checks_named(&check.value).collect();
    let keys: BTreeSet<_> = documented.iter().flat_map(|check| check.groups()).collect();
    for group in query.by.iter().filter(|group| !keys.contains(group.value.as_str())) {
        let meant: Vec<_> = keys
            .iter()
            .copied()
            .filter(|key| is_misspelt(&group.value, key))
            .collect();
        if !meant.is_empty() {
            let message = format!("'{}' has no tag '{}'", check.value, group.value);
            out.push(
                Problem::warning("integration/check-group", path, message)
                    .at(group.span.into())
                    .help(suggestion(&group.value, meant)),
            );
        }
    }
}

/// Warns if no integration documents the check `name`, although one documents checks of that namespace.
pub(crate) fn name(name: &str, path: &str) -> Option<Problem> {
    if catalog().checks_named(name).next().is_some() {
        return None;
    }
    let namespace = name.split('.').next().unwrap_or_default();
    let of_namespace = |check: &&Check<'_>| check.name.namespace() == namespace;
    let known: Vec<_> = catalog()
        .checks
        .iter()
        .filter(of_namespace)
        .map(|check| check.name.to_string())
        .collect();
    let misspelt = known.iter().any(|known| is_misspelt(name, known));
    if known.is_empty() || is_open(namespace) && !misspelt {
        return None;
    }
    let message = format!(
        "no integration documents the service check '{name}', as of {}",
        catalog().as_of
    );
    Some(
        Problem::warning("integration/unknown-check", path, message)
            .help(suggestion(name, known.iter().map(String::as_str))),
    )
}

/// Warns of notifications that are never sent: they are in a part of the message for a status that the check does not report.
pub(crate) fn blocks(query: &CheckMonitor, template: &Template, text: &str, path: &str, out: &mut Vec<Problem>) {
    let name = query.check.value.as_str();
    let documented: Vec<_> = catalog().checks_named(name).collect();
    let reported: BTreeSet<_> = documented.iter().flat_map(|check| check.statuses()).collect();
    if reported.is_empty() {
        return;
    }
    for (block, span, _) in template.blocks() {
        let Condition::Status(condition) = &block.condition else {
            continue;
        };
        let notifies = text.get(span).is_some_and(|block| block.contains('@'));
        let Some(status) = status(*condition).filter(|status| notifies && !reported.contains(status)) else {
            continue;
        };
        let message = format!(
            "'{name}' never has the status {status}, so {{{{#{}}}}} notifies nobody",
            condition.name()
        );
        let statuses = Vec::from_iter(reported.iter().copied()).join(", ");
        out.push(
            Problem::warning("integration/check-status", path, message)
                .at(block.open.clone())
                .help(format!("the check reports {statuses}")),
        );
    }
}

/// The status of a check that a block is about.
const fn status(condition: StatusCondition) -> Option<&'static str> {
    match condition {
        StatusCondition::Warning
        | StatusCondition::WarningRecovery
        | StatusCondition::AlertToWarning
        | StatusCondition::WarningToAlert => Some("warning"),
        StatusCondition::Alert | StatusCondition::AlertRecovery => Some("critical"),
        StatusCondition::Unknown => Some("unknown"),
        StatusCondition::Recovery
        | StatusCondition::NoData
        | StatusCondition::NoDataRecovery
        | StatusCondition::Renotify => None,
    }
}
