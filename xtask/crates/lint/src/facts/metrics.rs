use std::collections::{HashMap, HashSet};

use datadog_query::metric::{Aggregation, Context, MetricQuery, ModifierKind, parse};
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
    /// The distributions whose percentiles are not switched on.
    without_percentiles: HashSet<&'a str>,
    /// The dashboard queries that need them: query -> distributions.
    unanswered: HashMap<&'a str, Vec<String>>,
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
        let counters: HashSet<&str> = metrics()
            .filter(|metric| metric.kind == "count")
            .map(|metric| metric.name.as_str())
            .collect();
        let without_percentiles: HashSet<&str> = metrics()
            .filter(|metric| metric.kind == "distribution" && !metric.percentiles)
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
            raw: selected(&on_dashboards, |leaf| {
                counters.contains(leaf.metric.text.as_str()) && !counted(leaf)
            }),
            unanswered: selected(&on_dashboards, |leaf| needs_percentiles(leaf, &without_percentiles)),
            without_percentiles,
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

/// The metrics of the dashboard queries that `is_wrong` selects, by query. Searches and checks are not metric queries; `validate` reports queries that do not parse.
fn selected<'a>(queries: &HashSet<&'a str>, is_wrong: impl Fn(&MetricQuery) -> bool) -> HashMap<&'a str, Vec<String>> {
    let of_query = |text: &'a str| {
        let expression = parse(text, Context::Dashboard).ok()?;
        let leaves = expression.leaves().into_iter().filter(|leaf| is_wrong(leaf));
        let found: Vec<String> = leaves.map(|leaf| leaf.metric.text.clone()).collect();
        (!found.is_empty()).then_some((text, found))
    };
    queries.iter().filter_map(|text| of_query(text)).collect()
}

/// Whether a query asks a distribution of `without` for what Datadog answers only with percentiles (doc: metrics/distributions).
fn needs_percentiles(query: &MetricQuery, without: &HashSet<&str>) -> bool {
    let kind = query.aggregator.as_ref().map(|aggregator| &aggregator.kind);
    without.contains(query.metric.text.as_str())
        && matches!(
            kind,
            Some(Aggregation::Percentile(_) | Aggregation::CountOf(_) | Aggregation::StdDev)
        )
}

/// Whether a query has `.as_count()` or `.as_rate()`.
pub(crate) fn counted(query: &MetricQuery) -> bool {
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

    /// Whether a query needs percentiles that are not switched on.
    pub(crate) fn lacks_percentiles(&self, query: &MetricQuery) -> bool {
        needs_percentiles(query, &self.metrics.without_percentiles)
    }

    /// The distributions of which a dashboard query needs percentiles that are not switched on.
    pub(crate) fn unanswered(&self, query: &str) -> &[String] {
        self.metrics.unanswered.get(query).map_or(&[], Vec::as_slice)
    }

    /// Whether a monitor, SLO, dashboard or runbook uses this metric.
    pub(crate) fn is_used(&self, metric: &str) -> bool {
        self.metrics.read.contains(metric)
    }
}
