use std::collections::{HashMap, HashSet};

use datadog_query::metric::{Aggregation, Context, MetricQuery, Term, parse};
use rayon::prelude::*;
use render::{Catalog, Metric};

use super::{DashboardFacts, Facts, MonitorFacts, RunbookFacts, SloFacts};

/// The source, in the metric catalog, of the metrics that our own services send.
const CUSTOM: &str = "custom";

/// The metrics of the catalog, and which of them are used.
#[derive(Debug)]
pub(super) struct MetricFacts<'a> {
    /// All metrics, by their names with the prefix.
    named: HashMap<&'a str, &'a Metric>,
    /// The queries that dashboards show, each parsed once: text -> the queries of metrics of the catalog.
    shown: HashMap<&'a str, Vec<MetricQuery>>,
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
        let metrics = catalog.metrics.values();
        let named: HashMap<_, _> = metrics.map(|metric| (metric.name.as_str(), metric)).collect();
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
            shown: on_dashboards
                .into_par_iter()
                .filter_map(|text| Some((text, shown(&named, text)?)))
                .collect(),
            named,
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

/// The queries of metrics of the catalog. Searches and checks are not metric queries; `validate` reports queries that do not parse.
fn shown(named: &HashMap<&str, &Metric>, text: &str) -> Option<Vec<MetricQuery>> {
    let expression = parse(text, Context::Dashboard).ok()?;
    let leaves = expression.leaves().into_iter();
    let found: Vec<_> = leaves
        .filter(|leaf| named.contains_key(leaf.metric.text.as_str()))
        .cloned()
        .collect();
    (!found.is_empty()).then_some(found)
}

/// Whether a query has `.as_count()` or `.as_rate()`.
pub(crate) fn counted(query: &MetricQuery) -> bool {
    query.type_modifiers().next().is_some()
}

/// The service to whose telemetry a query is restricted.
pub(crate) fn service_of(query: &MetricQuery) -> Option<&str> {
    query.scope.terms().into_iter().find_map(|(term, negated)| match term {
        Term::Tag(tag) if tag.key.text == "service" && !negated => Some(tag.value.as_ref()?.text.as_str()),
        _ => None,
    })
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
        self.metrics.named.contains_key(name)
    }

    /// Whether the catalog declares this metric as a counter.
    pub(crate) fn is_counter(&self, name: &str) -> bool {
        self.metric(name).is_some_and(|metric| metric.kind == "count")
    }

    /// The metric of the catalog with this full name.
    pub(crate) fn metric(&self, name: &str) -> Option<&'a Metric> {
        self.metrics.named.get(name).copied()
    }

    /// The queries of metrics of the catalog in a dashboard's query.
    pub(crate) fn shown(&self, query: &str) -> &[MetricQuery] {
        self.metrics.shown.get(query).map_or(&[], Vec::as_slice)
    }

    /// The service, its language, and the languages that send the metric, if its own is not one of them.
    pub(crate) fn other_language(&self, metric: &str, service: &str) -> Option<(&'a str, &'a str, String)> {
        let languages = self.metric(metric)?.languages.as_ref()?;
        let service = self.catalog.services.get(service)?;
        let language = service.runs.language.as_ref()?;
        (!languages.contains(language)).then(|| (service.name.as_str(), language.as_str(), languages.join(" or ")))
    }

    /// Whether a query adds up what every replica of a service reports, and so counts it as often as there are replicas.
    pub(crate) fn sums_replicas(&self, query: &MetricQuery) -> bool {
        let sums = query
            .aggregator
            .as_ref()
            .is_some_and(|aggregator| aggregator.kind == Aggregation::Sum);
        sums && self.metric(&query.metric.text).is_some_and(|metric| metric.replicated)
    }

    /// Whether a query asks a distribution without percentiles for what Datadog answers only with them (doc: metrics/distributions).
    pub(crate) fn lacks_percentiles(&self, query: &MetricQuery) -> bool {
        let kind = query.aggregator.as_ref().map(|aggregator| &aggregator.kind);
        let metric = self.metric(&query.metric.text);
        metric.is_some_and(|metric| metric.kind == "distribution" && !metric.percentiles)
            && matches!(
                kind,
                Some(Aggregation::Percentile(_) | Aggregation::CountOf(_) | Aggregation::StdDev)
            )
    }

    /// Whether a monitor, SLO, dashboard or runbook uses this metric.
    pub(crate) fn is_used(&self, metric: &str) -> bool {
        self.metrics.read.contains(metric)
    }
}
