//! The monitors in a composite's query.

use datadog_query::monitor::{self, Condition, Monitor};

/// The ids in a composite's query; empty if it is no composite, or none that can be read.
pub(crate) fn constituents(kind: &str, query: &str) -> Vec<u64> {
    let mut ids = Vec::new();
    if kind == "composite"
        && let Ok(Monitor::Composite(composite)) = monitor::parse_of_type(kind, query)
    {
        collect(&composite.condition, &mut ids);
    }
    ids
}

fn collect(condition: &Condition, ids: &mut Vec<u64>) {
    match condition {
        Condition::Monitor(monitor) => ids.push(monitor.id),
        Condition::Not(inner) => collect(inner, ids),
        Condition::And(parts) | Condition::Or(parts) => parts.iter().for_each(|part| collect(part, ids)),
    }
}
