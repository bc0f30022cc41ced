//! The cost of a change, as it is reported.

use serde::Serialize;

/// The cost of a change.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Cost {
    /// The totals; `None` if a policy is unknown.
    pub totals: Option<Totals>,
    /// The metrics that differ, the costliest first.
    pub metrics: Vec<MetricLine>,
    /// The logs that differ, by service and environment.
    pub logs: Vec<LogLine>,
    /// The difference in money, if prices are declared.
    pub money: Option<Money>,
    /// What is unknown, and why.
    pub unknown: Vec<String>,
}

/// The totals of both sides.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Totals {
    /// Custom metrics of all environments, at most.
    pub custom_metrics: BaseAndHead<u64>,
    /// Indexed log events a month, in millions.
    pub million_events_per_month: BaseAndHead<f64>,
    /// Ingested logs a month.
    pub gb_per_month: BaseAndHead<f64>,
}

/// A number before and after.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct BaseAndHead<T> {
    /// In base.
    pub base: T,
    /// In head.
    pub head: T,
}

/// A custom metric that differs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MetricLine {
    /// Its full name.
    pub metric: String,
    /// Custom metrics of all environments, at most; `None` if the metric does not exist.
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
    /// `None` if the service does not exist.
    pub base: Option<LogVolume>,
    /// See `base`.
    pub head: Option<LogVolume>,
    /// Whether the volume is the policy's default, not declared by the service.
    pub assumed: bool,
}

/// A log volume.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct LogVolume {
    /// Millions of events a day.
    pub million_events_per_day: f64,
    /// Retention in days.
    pub days: u32,
}

/// The difference in money, a month.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Money {
    /// The currency of all amounts.
    pub currency: String,
    /// The day on which the prices were checked.
    pub as_of: String,
    /// The source of the prices.
    pub source: String,
    /// The difference for custom metrics, an upper bound.
    pub custom_metrics: f64,
    /// The difference for indexed and ingested logs.
    pub logs: f64,
}

impl Cost {
    /// Whether no known cost differs.
    #[must_use]
    pub fn is_unchanged(&self) -> bool {
        self.metrics.is_empty() && self.logs.is_empty()
    }
}
