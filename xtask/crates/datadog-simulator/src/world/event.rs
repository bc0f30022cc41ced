//! Logs, spans, RUM events and others.

use serde_json::Value;

/// One event.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// Of which product, as monitor queries call it: `logs`, `trace-analytics`, `rum`, `events`, `ci-pipelines`, ...
    pub source: String,
    /// Unix seconds.
    pub at: i64,
    /// The event as JSON: reserved attributes (`service`, `status`, `message`, ...) and `tags` at the top, the rest as attributes.
    pub body: Value,
}
