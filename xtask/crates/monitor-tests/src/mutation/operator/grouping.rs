use datadog_query::monitor::Monitor as Written;
use datadog_simulator::Definition;
use serde_json::Value;

use crate::mutation::subject::Subject;
use crate::mutation::{Kind, Mutants};

pub(super) fn mutate(subject: &Subject<'_>, out: &mut Mutants<'_>) {
    for key in subject.monitor.group_keys() {
        out.add(
            Kind::Grouping,
            format!("group key {key} is dropped"),
            format!("a test with two groups that differ in {key}, of which one alerts"),
            without(subject, key),
        );
    }
}

/// Drops the key wherever the query names it.
fn without(subject: &Subject<'_>, key: &str) -> Definition {
    let is_key = |other: &str| other.eq_ignore_ascii_case(key);
    match &subject.query {
        Written::Metric(_) | Written::Formula(_) => {
            let mut definition = subject.with_metric_queries(|_, query| {
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
        Written::Event(_) | Written::Check(_) => subject.with_query(|query| match query {
            Written::Event(monitor) => monitor.by.retain(|k| !is_key(&k.text)),
            Written::Check(monitor) => monitor.by.retain(|k| !is_key(&k.value)),
            _ => {}
        }),
        _ => subject.definition.clone(),
    }
}
