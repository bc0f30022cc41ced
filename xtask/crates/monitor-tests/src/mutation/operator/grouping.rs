use datadog_query::monitor::Monitor as MonitorQuery;
use datadog_simulator::Definition;
use serde_json::Value;

use crate::mutation::original::Original;
use crate::mutation::{MutantKind, Mutants};

/// In `notify_by`: one notification for all groups.
const ALL_GROUPS: &str = "*";

pub(super) fn mutate(original: &Original<'_>, out: &mut Mutants<'_>) {
    let keys = original.monitor.group_keys();
    for key in keys {
        let others: Vec<&str> = keys.iter().map(String::as_str).filter(|other| other != key).collect();
        if is_rejected(original, &others) {
            continue;
        }
        out.add(
            MutantKind::Grouping,
            format!("group key {key} is dropped"),
            format!("a test with two groups that differ in {key}, of which one alerts"),
            without(original, key),
        );
    }
    if original.definition.options.notify_by.is_some() {
        out.add(
            MutantKind::Grouping,
            "notify_by is dropped",
            "a test in which a second group that shares the notification of the first alerts later, with `silent: true`",
            original.with(|definition| definition.options.notify_by = None),
        );
    }
}

/// The option is a proper subset of the groups, or `*`: a mutant of which that does not hold is found without tests.
fn is_rejected(original: &Original<'_>, groups: &[&str]) -> bool {
    let named = original.definition.options.notify_by.as_deref().unwrap_or_default();
    let is_named = |group: &&str| named.iter().any(|key| key == group);
    let is_of_all = named.is_empty() || is_named(&ALL_GROUPS);
    !is_of_all && (groups.iter().all(is_named) || named.iter().any(|key| !groups.contains(&key.as_str())))
}

/// Drops the key from every part of the query.
fn without(original: &Original<'_>, key: &str) -> Definition {
    let is_key = |other: &str| other.eq_ignore_ascii_case(key);
    match &original.query {
        MonitorQuery::Metric(_) | MonitorQuery::Formula(_) => {
            let mut definition = original.with_metric_queries(|_, query| {
                if let Some(groups) = &mut query.by {
                    groups.keys.retain(|k| !is_key(&k.text));
                    if groups.keys.is_empty() {
                        query.by = None;
                    }
                }
            });
            for variable in &mut definition.options.variables {
                if let Some(groups) = variable.get_mut("group_by").and_then(Value::as_array_mut) {
                    groups.retain(|group| !group.get("facet").and_then(Value::as_str).is_some_and(is_key));
                }
            }
            definition
        }
        MonitorQuery::Event(_) | MonitorQuery::Check(_) => original.with_query(|query| match query {
            MonitorQuery::Event(monitor) => monitor.by.retain(|k| !is_key(&k.text)),
            MonitorQuery::Check(monitor) => monitor.by.retain(|k| !is_key(&k.value)),
            _ => {}
        }),
        _ => original.definition.clone(),
    }
}
