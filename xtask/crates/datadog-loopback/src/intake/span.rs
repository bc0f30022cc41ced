//! A span, whatever form it came in.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

/// A span.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Span {
    pub(crate) service: String,
    pub(crate) name: String,
    pub(crate) resource: String,
    pub(crate) kind: String,
    pub(crate) trace_id: u64,
    pub(crate) span_id: u64,
    pub(crate) parent_id: u64,
    pub(crate) start_ns: i64,
    pub(crate) duration_ns: i64,
    pub(crate) error: bool,
    pub(crate) meta: BTreeMap<String, String>,
    pub(crate) metrics: BTreeMap<String, f64>,
}

/// What the sender says about all its spans.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Sender {
    pub(crate) env: String,
    pub(crate) host: String,
    pub(crate) version: String,
}

impl Span {
    /// The span as tracers send it: a map.
    pub(crate) fn from_map(map: &Value) -> Self {
        let text = |name: &str| map[name].as_str().unwrap_or_default().to_owned();
        let number = |name: &str| {
            map[name]
                .as_i64()
                .or_else(|| map[name].as_f64().map(|n| n as i64))
                .unwrap_or_default()
        };
        let meta = map["meta"].as_object().into_iter().flatten();
        let metrics = map["metrics"].as_object().into_iter().flatten();
        Self {
            service: text("service"),
            name: text("name"),
            resource: text("resource"),
            kind: text("type"),
            trace_id: map["trace_id"].as_u64().unwrap_or_default(),
            span_id: map["span_id"].as_u64().unwrap_or_default(),
            parent_id: map["parent_id"].as_u64().unwrap_or_default(),
            start_ns: number("start"),
            duration_ns: number("duration"),
            error: number("error") != 0,
            meta: meta
                .filter_map(|(key, value)| Some((key.clone(), value.as_str()?.to_owned())))
                .collect(),
            metrics: metrics
                .filter_map(|(key, value)| Some((key.clone(), value.as_f64()?)))
                .collect(),
        }
    }

    /// When it ended, in milliseconds: Datadog shows a span once it is whole.
    pub(crate) fn ended_at_ms(&self) -> i64 {
        self.start_ns.saturating_add(self.duration_ns).div_euclid(1_000_000)
    }

    /// The span as an event of the trace search.
    pub(crate) fn event(&self, sender: &Sender) -> Value {
        let own = |name: &str| self.meta.get(name).filter(|value| !value.is_empty());
        let env = own("env").unwrap_or(&sender.env);
        let version = own("version").unwrap_or(&sender.version);
        let mut attributes: Map<String, Value> = self
            .meta
            .iter()
            .map(|(key, value)| (key.clone(), json!(value)))
            .collect();
        attributes.extend(self.metrics.iter().map(|(key, value)| (key.clone(), json!(value))));
        attributes.insert("duration".to_owned(), json!(self.duration_ns));
        let tags = [
            ("env", env),
            ("version", version),
            ("host", &sender.host),
            ("service", &self.service),
        ];
        let tags: Vec<String> = tags
            .into_iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(key, value)| format!("{key}:{value}"))
            .collect();
        json!({
            "timestamp_ms": self.ended_at_ms(),
            "service": self.service,
            "env": env,
            "operation_name": self.name,
            "resource_name": self.resource,
            "type": self.kind,
            "status": if self.error { "error" } else { "ok" },
            "trace_id": self.trace_id.to_string(),
            "span_id": self.span_id.to_string(),
            "parent_id": self.parent_id.to_string(),
            "tags": tags,
            "attributes": attributes,
        })
    }
}
