//! Monitors that count or measure events: logs, traces, RUM, processes and the like (doc: api/latest/monitors, monitors/types).

use crate::{Quoted, Word};

use super::{Comparison, Search, Timeframe};

/// An event-style monitor's query.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct EventMonitor {
    /// The source of the events.
    pub source: EventSource,
    /// The search that selects events.
    pub search: Search,
    /// The indexes to search; empty for Datadog's default.
    pub indexes: Vec<Quoted>,
    /// The tags that processes are restricted to; only for `processes`.
    pub over: Vec<Quoted>,
    /// The source of issues; only for `error-tracking`.
    pub issue_source: Option<Quoted>,
    /// Which issues; only for `error-tracking`.
    pub issues: Option<IssueFilter>,
    /// The computed value.
    pub rollup: EventRollup,
    /// The facets to group by.
    pub by: Vec<Word>,
    /// The evaluation window.
    pub timeframe: Timeframe,
    /// The comparison with the threshold.
    pub comparison: Comparison,
}

/// `.rollup("avg", "@duration")`
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct EventRollup {
    /// The method; one of [`EventRollup::METHODS`].
    pub method: Quoted,
    /// The measure; `None` if events are counted.
    pub measure: Option<Quoted>,
}

/// Which issues of error tracking are monitored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
pub enum IssueFilter {
    /// `.new()`: new issues.
    New,
    /// `.impact()`: issues with high impact.
    Impact,
}

impl EventRollup {
    /// The methods of the API's event queries.
    pub const METHODS: &'static [&'static str] = &[
        "count",
        "cardinality",
        "avg",
        "sum",
        "min",
        "max",
        "median",
        "pc75",
        "pc90",
        "pc95",
        "pc98",
        "pc99",
    ];
}

/// The source of the events of an event-style monitor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
pub enum EventSource {
    /// `logs`
    Logs,
    /// `events`
    Events,
    /// `audits`
    Audits,
    /// `rum`
    Rum,
    /// `trace-analytics`
    TraceAnalytics,
    /// `ci-pipelines`
    CiPipelines,
    /// `ci-tests`
    CiTests,
    /// `error-tracking`
    ErrorTracking,
    /// `error-tracking-rum`
    ErrorTrackingRum,
    /// `error-tracking-traces`
    ErrorTrackingTraces,
    /// `error-tracking-logs`
    ErrorTrackingLogs,
    /// `database-monitoring`
    DatabaseMonitoring,
    /// `network-performance`
    NetworkPerformance,
    /// `network-path`
    NetworkPath,
    /// `llm-observability`
    LlmObservability,
    /// `processes`
    Processes,
}

impl EventSource {
    /// All of them.
    pub const ALL: [Self; 16] = [
        Self::Logs,
        Self::Events,
        Self::Audits,
        Self::Rum,
        Self::TraceAnalytics,
        Self::CiPipelines,
        Self::CiTests,
        Self::ErrorTracking,
        Self::ErrorTrackingRum,
        Self::ErrorTrackingTraces,
        Self::ErrorTrackingLogs,
        Self::DatabaseMonitoring,
        Self::NetworkPerformance,
        Self::NetworkPath,
        Self::LlmObservability,
        Self::Processes,
    ];

    /// The source with this name in queries.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|source| source.name() == name)
    }

    /// Its name in queries.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Logs => "logs",
            Self::Events => "events",
            Self::Audits => "audits",
            Self::Rum => "rum",
            Self::TraceAnalytics => "trace-analytics",
            Self::CiPipelines => "ci-pipelines",
            Self::CiTests => "ci-tests",
            Self::ErrorTracking => "error-tracking",
            Self::ErrorTrackingRum => "error-tracking-rum",
            Self::ErrorTrackingTraces => "error-tracking-traces",
            Self::ErrorTrackingLogs => "error-tracking-logs",
            Self::DatabaseMonitoring => "database-monitoring",
            Self::NetworkPerformance => "network-performance",
            Self::NetworkPath => "network-path",
            Self::LlmObservability => "llm-observability",
            Self::Processes => "processes",
        }
    }

    /// The chained calls that are allowed.
    pub(super) fn calls(self) -> &'static [&'static str] {
        match self {
            Self::Processes => &["over", "rollup", "by", "last"],
            Self::ErrorTracking | Self::ErrorTrackingRum | Self::ErrorTrackingTraces | Self::ErrorTrackingLogs => {
                &["index", "source", "new", "impact", "rollup", "by", "last", "current"]
            }
            _ => &["index", "rollup", "by", "last", "current"],
        }
    }
}
