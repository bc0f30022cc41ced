//! Monitors that count or measure events: logs, traces, RUM, processes and the like (doc: api/latest/monitors, monitors/types).

use crate::{Quoted, Word};

use super::{Comparison, Search, Timeframe};

/// An event-style monitor's query.
#[derive(Clone, Debug, PartialEq)]
pub struct EventMonitor {
    /// Of what.
    pub source: EventSource,
    /// Which events.
    pub search: Search,
    /// The indexes that are searched; none where Datadog's default holds.
    pub indexes: Vec<Quoted>,
    /// The tags that processes are narrowed to, of `processes` alone.
    pub over: Vec<Quoted>,
    /// Where issues come from, of `error-tracking` alone.
    pub issue_source: Option<Quoted>,
    /// Which issues, of `error-tracking` alone.
    pub issues: Option<IssueFilter>,
    /// What is computed.
    pub rollup: EventRollup,
    /// The facets it alerts by.
    pub by: Vec<Word>,
    /// Over which time.
    pub timeframe: Timeframe,
    /// What is compared with.
    pub comparison: Comparison,
}

/// `.rollup("avg", "@duration")`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventRollup {
    /// How; one of [`EventRollup::METHODS`].
    pub method: Quoted,
    /// Of what; none where events are counted.
    pub measure: Option<Quoted>,
}

/// Which issues of error tracking are watched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IssueFilter {
    /// `.new()`: those that appear.
    New,
    /// `.impact()`: those of high impact.
    Impact,
}

impl EventRollup {
    /// The methods, as the API's event queries have them.
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

/// What an event-style monitor watches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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

    /// The source that queries call `name`.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|source| source.name() == name)
    }

    /// What queries call it.
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

    /// The calls that may follow.
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
