//! The types of monitors in Datadog's API, and the kinds of queries that each can have (doc: api/latest/monitors).

use super::{EventSource, QueryKind};

/// A type of monitor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MonitorType {
    /// `composite`
    Composite,
    /// `event alert`, superseded by `event-v2 alert`
    Event,
    /// `log alert`
    Log,
    /// `metric alert`
    Metric,
    /// `process alert`
    Process,
    /// `query alert`
    Query,
    /// `rum alert`
    Rum,
    /// `service check`
    ServiceCheck,
    /// `synthetics alert`: created with a synthetic test; its query has no meaning
    Synthetics,
    /// `trace-analytics alert`
    TraceAnalytics,
    /// `slo alert`
    Slo,
    /// `event-v2 alert`
    EventV2,
    /// `audit alert`
    Audit,
    /// `ci-pipelines alert`
    CiPipelines,
    /// `ci-tests alert`
    CiTests,
    /// `error-tracking alert`
    ErrorTracking,
    /// `database-monitoring alert`
    DatabaseMonitoring,
    /// `network-performance alert`
    NetworkPerformance,
    /// `cost alert`
    Cost,
    /// `data-quality alert`
    DataQuality,
    /// `network-path alert`
    NetworkPath,
    /// `data-jobs alert`
    DataJobs,
    /// `llm-observability alert`
    LlmObservability,
}

impl MonitorType {
    /// All of them.
    pub const ALL: [Self; 23] = [
        Self::Composite,
        Self::Event,
        Self::Log,
        Self::Metric,
        Self::Process,
        Self::Query,
        Self::Rum,
        Self::ServiceCheck,
        Self::Synthetics,
        Self::TraceAnalytics,
        Self::Slo,
        Self::EventV2,
        Self::Audit,
        Self::CiPipelines,
        Self::CiTests,
        Self::ErrorTracking,
        Self::DatabaseMonitoring,
        Self::NetworkPerformance,
        Self::Cost,
        Self::DataQuality,
        Self::NetworkPath,
        Self::DataJobs,
        Self::LlmObservability,
    ];

    /// The type that the API calls `name`.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.name() == name)
    }

    /// What the API calls it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Composite => "composite",
            Self::Event => "event alert",
            Self::Log => "log alert",
            Self::Metric => "metric alert",
            Self::Process => "process alert",
            Self::Query => "query alert",
            Self::Rum => "rum alert",
            Self::ServiceCheck => "service check",
            Self::Synthetics => "synthetics alert",
            Self::TraceAnalytics => "trace-analytics alert",
            Self::Slo => "slo alert",
            Self::EventV2 => "event-v2 alert",
            Self::Audit => "audit alert",
            Self::CiPipelines => "ci-pipelines alert",
            Self::CiTests => "ci-tests alert",
            Self::ErrorTracking => "error-tracking alert",
            Self::DatabaseMonitoring => "database-monitoring alert",
            Self::NetworkPerformance => "network-performance alert",
            Self::Cost => "cost alert",
            Self::DataQuality => "data-quality alert",
            Self::NetworkPath => "network-path alert",
            Self::DataJobs => "data-jobs alert",
            Self::LlmObservability => "llm-observability alert",
        }
    }

    /// Whether a monitor of this type can have a query of `kind`.
    pub(super) fn accepts(self, kind: QueryKind) -> bool {
        match (self, kind) {
            (Self::Composite, kind) => kind == QueryKind::Composite,
            (Self::ServiceCheck, kind) => kind == QueryKind::Check,
            (Self::Slo, kind) => matches!(kind, QueryKind::ErrorBudget | QueryKind::BurnRate),
            (Self::Metric | Self::Query, kind) => matches!(kind, QueryKind::Metric | QueryKind::Formula),
            (Self::Synthetics, kind) => kind == QueryKind::Opaque,
            // Event-style monitors can also have formulas over queries of their own source.
            (_, QueryKind::Formula) => true,
            (_, QueryKind::Event(source)) => self.sources().contains(&source),
            _ => false,
        }
    }

    /// The type that a query of `kind` mostly has.
    pub(super) fn of_query(kind: QueryKind) -> Option<Self> {
        match kind {
            QueryKind::Metric | QueryKind::Formula => Some(Self::Query),
            // Monitors of the type `event alert` no longer exist.
            _ => Self::ALL
                .into_iter()
                .find(|known| *known != Self::Event && known.accepts(kind)),
        }
    }

    /// The `data_source` of the variables of its formulas, if they all have one: "Value of parameter 'data_source' for 'llm-observability alert' must be
    /// 'llm_observability' not 'spans'" (datadog-api-client-go, issue 4576).
    #[must_use]
    pub fn data_source(self) -> Option<&'static str> {
        Some(match self {
            Self::Log => "logs",
            Self::Rum => "rum",
            Self::TraceAnalytics => "spans",
            Self::EventV2 => "events",
            Self::Audit => "audit",
            Self::CiPipelines => "ci_pipelines",
            Self::CiTests => "ci_tests",
            Self::DatabaseMonitoring => "database_queries",
            Self::NetworkPerformance => "network",
            Self::NetworkPath => "network_path",
            Self::LlmObservability => "llm_observability",
            _ => return None,
        })
    }

    fn sources(self) -> &'static [EventSource] {
        match self {
            Self::Event | Self::EventV2 => &[EventSource::Events],
            Self::Log => &[EventSource::Logs],
            Self::Process => &[EventSource::Processes],
            Self::Rum => &[EventSource::Rum],
            Self::TraceAnalytics => &[EventSource::TraceAnalytics],
            Self::Audit => &[EventSource::Audits],
            Self::CiPipelines => &[EventSource::CiPipelines],
            Self::CiTests => &[EventSource::CiTests],
            Self::ErrorTracking => &[
                EventSource::ErrorTracking,
                EventSource::ErrorTrackingRum,
                EventSource::ErrorTrackingTraces,
                EventSource::ErrorTrackingLogs,
            ],
            Self::DatabaseMonitoring => &[EventSource::DatabaseMonitoring],
            Self::NetworkPerformance => &[EventSource::NetworkPerformance],
            Self::NetworkPath => &[EventSource::NetworkPath],
            Self::LlmObservability => &[EventSource::LlmObservability],
            _ => &[],
        }
    }

    /// The form of a query of this type, for messages.
    pub(super) fn usage(self) -> String {
        match self {
            Self::Composite => "'12345 && 67890'".to_owned(),
            Self::ServiceCheck => "'\"check\".over(\"*\").by(\"host\").last(2).count_by_status()'".to_owned(),
            Self::Slo => "'error_budget(\"ID\").over(\"7d\") > 75' or a burn rate".to_owned(),
            Self::Metric | Self::Query => "'avg(last_5m):avg:metric{*} > 1'".to_owned(),
            _ => match self.sources() {
                [source, ..] => format!("'{}(\"search\").rollup(\"count\").last(\"5m\") > 1'", source.name()),
                [] => "'formula(\"query1\").last(\"1d\") > 1'".to_owned(),
            },
        }
    }
}
