use datadog_query::monitor::Monitor as MonitorQuery;
use datadog_simulator::Definition;
use serde_json::Value;

use crate::mutation::original::Original;
use crate::mutation::{MutantKind, Mutants};

pub(super) fn mutate(original: &Original<'_>, out: &mut Mutants<'_>) {
    for key in original.monitor.group_keys() {
        out.add(
            MutantKind::Grouping,
            format!("group key {key} is dropped"),
            format!("a test with two groups that differ in {key}, of which one alerts"),
            without(original, key),
        );
    }
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
