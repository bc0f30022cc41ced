//! What the definitions ask services for: the queries and searches of monitors, SLOs and dashboards.

use datadog_query::metric::{self, Context, MetricQuery};
use datadog_query::monitor::{self, EventSource, Monitor};
use datadog_query::search::{self, Options, Search};
use render::{Object, Spec};
use serde_json::Value;

/// One question.
#[derive(Debug)]
pub(super) enum Asked {
    Metric(MetricQuery),
    Logs(Search),
}

/// What an object asks for. Queries that do not parse are reported by `validate`.
pub(super) fn of_object(object: &Object) -> Vec<Asked> {
    match &object.spec {
        Spec::Monitor(_) => of_monitor(object.payload()["query"].as_str().unwrap_or_default()),
        Spec::Slo(slo) => of_values(&slo.payload, Context::Monitor),
        Spec::Downtime(_) | Spec::Synthetic(_) => Vec::new(),
        Spec::Dashboard(dashboard) => of_values(&dashboard.payload, Context::Dashboard),
    }
}

fn of_monitor(query: &str) -> Vec<Asked> {
    match monitor::parse(query) {
        Ok(Monitor::Metric(monitor)) => metrics(&monitor.expression),
        Ok(Monitor::Event(event)) if event.source == EventSource::Logs => {
            let search = search::parse_with(&event.search.text.value, Options::MONITOR);
            search.into_iter().map(Asked::Logs).collect()
        }
        _ => Vec::new(),
    }
}

/// The metric queries in the fields that hold one, at any depth: SLOs and widgets have several shapes.
fn of_values(payload: &Value, context: Context) -> Vec<Asked> {
    let mut found = Vec::new();
    // A stack instead of recursion: a payload may be nested as deep as JSON allows.
    let mut open = vec![payload];
    while let Some(value) = open.pop() {
        match value {
            Value::Array(items) => open.extend(items),
            Value::Object(fields) => {
                for (key, value) in fields {
                    match (key.as_str(), value) {
                        ("query" | "q" | "numerator" | "denominator", Value::String(text)) => {
                            if let Ok(expression) = metric::parse(text, context) {
                                found.extend(metrics(&expression));
                            }
                        }
                        _ => open.push(value),
                    }
                }
            }
            _ => {}
        }
    }
    found
}

fn metrics(expression: &metric::Expression) -> Vec<Asked> {
    expression.leaves().into_iter().cloned().map(Asked::Metric).collect()
}
