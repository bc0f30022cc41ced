use std::collections::{HashMap, HashSet};

use datadog_query::metric::{Context, ModifierKind, parse};
use render::{Catalog, Metric};

use super::{DashboardFacts, Facts, MonitorFacts, RunbookFacts, SloFacts};

/// The source, in the metric catalog, of the metrics that our own services send.
const CUSTOM: &str = "custom";

/// The metrics of the catalog, and which of them are used.
#[derive(Debug)]
pub(super) struct MetricFacts<'a> {
    /// The names of all metrics, with their prefix.
    names: HashSet<&'a str>,
    /// Those of them that count events.
    counters: HashSet<&'a str>,
    /// The dashboard queries that read counters without `.as_count()` or `.as_rate()`: query -> counters.
    raw: HashMap<&'a str, Vec<String>>,
    /// Every word in objects and runbooks that could be the name of a metric.
    read: HashSet<&'a str>,
}

impl<'a> MetricFacts<'a> {
    pub(super) fn read(
        catalog: &'a Catalog,
        monitors: &[MonitorFacts<'a>],
        slos: &[SloFacts<'a>],
        dashboards: &[DashboardFacts<'a>],
        runbooks: &[RunbookFacts<'a>],
    ) -> Self {
        let metrics = || catalog.metrics.values();
        let counters = metrics()
            .filter(|metric| metric.kind == "count")
            .map(|metric| metric.name.as_str())
            .collect();
        let on_dashboards: HashSet<&str> = dashboards
            .iter()
            .flat_map(|dashboard| &dashboard.widgets)
            .flat_map(|widget| widget.queries.iter().copied())
            .collect();
        let mut read: HashSet<&str> = HashSet::new();
        read.extend(
            monitors
                .iter()
                .flat_map(|monitor| &monitor.spec.metrics)
                .map(String::as_str),
        );
        read.extend(slos.iter().flat_map(|slo| &slo.spec.metrics).map(String::as_str));
        for text in on_dashboards
            .iter()
            .copied()
            .chain(runbooks.iter().map(|facts| &**facts.runbook.text))
        {
            read.extend(words(text));
        }
        Self {
            names: metrics().map(|metric| metric.name.as_str()).collect(),
            raw: on_dashboards
                .into_iter()
                .filter_map(|text| raw(&counters, text))
                .collect(),
            counters,
            read,
        }
    }
}

/// The words of a text that could be the name of a metric.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let in_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.');
    let words = text.split(move |c| !in_name(c)).map(|word| word.trim_end_matches('.'));
    words.filter(|word| word.contains('.'))
}

/// The counters that a dashboard query reads without `.as_count()` or `.as_rate()`. Searches and checks are not metric queries; `validate` reports queries that do not
/// parse.
fn raw<'a>(counters: &HashSet<&str>, text: &'a str) -> Option<(&'a str, Vec<String>)> {
    let expression = parse(text, Context::Dashboard).ok()?;
    let leaves = expression.leaves().into_iter();
    let found: Vec<String> = leaves
        .filter(|leaf| counters.contains(leaf.metric.text.as_str()) && !counted(leaf))
        .map(|leaf| leaf.metric.text.clone())
        .collect();
    (!found.is_empty()).then_some((text, found))
}

/// Whether a query has `.as_count()` or `.as_rate()`.
pub(crate) fn counted(query: &datadog_query::metric::MetricQuery) -> bool {
    query
        .modifiers
        .iter()
        .any(|modifier| matches!(modifier.kind, ModifierKind::AsCount | ModifierKind::AsRate))
}

/// The file that declares the metrics of a source.
pub(crate) fn metric_file(source: &str) -> String {
    format!("jsonnet/policy/metrics/{source}.libsonnet")
}

impl<'a> Facts<'a> {
    /// The metrics that our own services send, by name without their prefix.
    pub(crate) fn custom_metrics(&self) -> impl Iterator<Item = (&'a str, &'a Metric)> {
        let metrics = self.catalog.metrics.iter();
        metrics
            .filter(|(_, metric)| metric.source == CUSTOM)
            .map(|(name, metric)| (name.as_str(), metric))
    }

    /// Whether the catalog has a metric of this name.
    pub(crate) fn knows_metric(&self, name: &str) -> bool {
        self.metrics.names.contains(name)
    }

    /// Whether the catalog declares this metric as a counter.
    pub(crate) fn is_counter(&self, name: &str) -> bool {
        self.metrics.counters.contains(name)
    }

    /// The counters that a dashboard query reads without `.as_count()` or `.as_rate()`.
    pub(crate) fn raw_counters(&self, query: &str) -> &[String] {
        self.metrics.raw.get(query).map_or(&[], Vec::as_slice)
    }

    /// Whether a monitor, SLO, dashboard or runbook uses this metric.
    pub(crate) fn is_used(&self, metric: &str) -> bool {
        self.metrics.read.contains(metric)
    }
}
