//! What a change costs, as it is told.

use serde::Serialize;

/// What a change costs.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Cost {
    /// Both sides; `None` where a policy is not known.
    pub totals: Option<Totals>,
    /// The metrics that differ, the costliest first.
    pub metrics: Vec<MetricLine>,
    /// The logs that differ, by service and environment.
    pub logs: Vec<LogLine>,
    /// In money, where prices are stated.
    pub money: Option<Money>,
    /// Why something is not known.
    pub unknown: Vec<String>,
}

/// The sums of both sides.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Totals {
    /// Custom metrics of all environments, at most.
    pub custom_metrics: Side<u64>,
    /// Indexed log events a month, in millions.
    pub million_events_per_month: Side<f64>,
    /// Ingested logs a month.
    pub gb_per_month: Side<f64>,
}

/// A number before and after.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Side<T> {
    /// Of the first snapshot.
    pub base: T,
    /// Of the second.
    pub head: T,
}

/// A custom metric that differs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MetricLine {
    /// Its full name.
    pub metric: String,
    /// Custom metrics of all environments, at most; `None` where there is no such metric.
    pub base: Option<u64>,
    /// See `base`.
    pub head: Option<u64>,
}

/// Logs of a service in an environment that differ.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LogLine {
    /// The service.
    pub service: String,
    /// The environment.
    pub environment: String,
    /// `None` where there is no such service.
    pub base: Option<Kept>,
    /// See `base`.
    pub head: Option<Kept>,
    /// Whether the volume is what the policy expects of every service, not what this one states.
    pub assumed: bool,
}

/// Logs that are kept.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Kept {
    /// How many come, in millions a day.
    pub million_events_per_day: f64,
    /// How long they stay.
    pub days: u32,
}

/// The difference in money, a month.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Money {
    /// Of all amounts.
    pub currency: String,
    /// The day on which the prices were looked at.
    pub as_of: String,
    /// Where they come from.
    pub source: String,
    /// More (or less) for custom metrics, at most.
    pub custom_metrics: f64,
    /// More (or less) for indexed and ingested logs.
    pub logs: f64,
}

impl Cost {
    /// Whether nothing that costs differs. What is not known may.
    #[must_use]
    pub fn is_unchanged(&self) -> bool {
        self.metrics.is_empty() && self.logs.is_empty()
    }
}
