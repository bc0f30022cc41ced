//! Logs, spans, RUM events and other events.

use serde_json::Value;

/// One event.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// The product it belongs to, by its name in monitor queries: `logs`, `trace-analytics`, `rum`, `events`, `ci-pipelines`, ...
    pub source: String,
    /// Unix seconds.
    pub at: i64,
    /// The event as JSON: reserved attributes (`service`, `status`, `message`, ...) and `tags` at the top level, other attributes below `attributes` or
    /// also at the top level.
    pub body: Value,
}
