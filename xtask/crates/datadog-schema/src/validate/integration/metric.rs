//! Metrics of integrations.

use std::collections::BTreeSet;

use crate::integrations::{MetricKind, catalog, has_documented_types, is_open, successor};
use crate::payload::Problem;
use datadog_query::metric::{Aggregation, Expression, MetricQuery, ModifierKind};
use diagnostics::suggestion;

/// What a query is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// Its value is compared with a threshold, or counted.
    Evaluated,
    /// It is drawn, where a counter without a modifier shows its course if not its height.
    Shown,
}

/// Functions that show how a counter changes, whatever its modifier.
const CHANGES: [&str; 10] = [
    "per_second",
    "per_minute",
    "per_hour",
    "rate",
    "dt",
    "diff",
    "monotonic_diff",
    "derivative",
    "cumsum",
    "integral",
];

/// Warns of metrics that no integration documents, and of modifiers that do not fit their types. `path` is that of the text.
pub(crate) fn metrics(expression: &Expression, path: &str, purpose: Purpose, out: &mut Vec<Problem>) {
    let mut changes: Option<BTreeSet<usize>> = None;
    for query in expression.leaves() {
        let name = query.metric.text.as_str();
        let kinds: BTreeSet<_> = catalog().metrics_named(name).map(|metric| metric.kind).collect();
        let problem = match kinds.first() {
            None => unknown(name),
            // Integrations that disagree on the type leave it open.
            Some(_) if kinds.len() > 1 || !has_documented_types(namespace(name)) => replaced(name),
            Some(MetricKind::Gauge) => replaced(name).or_else(|| gauge(query)),
            Some(MetricKind::Count) if purpose == Purpose::Evaluated => {
                let changes = changes.get_or_insert_with(|| within_changes(expression));
                let is_change = changes.contains(&query.span.start);
                replaced(name).or_else(|| if is_change { None } else { counter(query) })
            }
            Some(_) => replaced(name),
        };
        out.extend(problem.map(|problem| Problem {
            path: path.to_owned(),
            span: problem.span.or_else(|| Some(query.metric.span.into())),
            ..problem
        }));
    }
}

fn namespace(name: &str) -> &str {
    name.split('.').next().unwrap_or_default()
}

fn unknown(name: &str) -> Option<Problem> {
    let close = catalog().misspelling(name);
    if close.is_empty() && (is_open(namespace(name)) || catalog().namespace(namespace(name)).next().is_none()) {
        return None;
    }
    if catalog().knows_stem(name) {
        return None;
    }
    if !close.is_empty() {
        let message = format!("no integration documents the metric '{name}'");
        let help = suggestion(name, close.iter().map(String::as_str));
        return Some(Problem::warning("integration/misspelt-metric", "", message).help(help));
    }
    let known: Vec<_> = catalog()
        .namespace(namespace(name))
        .map(|metric| metric.name.to_string())
        .collect();
    let message = format!(
        "no integration documents the metric '{name}', as of {}",
        catalog().as_of
    );
    let help = format!(
        "{}\nit may have been renamed or removed; a metric that exists for certain is newer than the catalog",
        suggestion(name, known.iter().map(String::as_str))
    );
    Some(Problem::warning("integration/unknown-metric", "", message).help(help))
}

/// A gauge is no number of events (doc: metrics/type_modifiers).
fn gauge(query: &MetricQuery) -> Option<Problem> {
    let (modifier, span) = query
        .modifiers
        .iter()
        .find_map(|modifier| Some((type_name(&modifier.kind)?, modifier.span)))?;
    let message = format!("'{}' is a gauge, on which {modifier} has no effect", query.metric.text);
    Some(
        Problem::warning("integration/gauge-as-count", "", message)
            .at(span.into())
            .help("remove the modifier; if the gauge is a total that only rises, monotonic_diff() shows its increase"),
    )
}

/// Without a modifier, a counter is interpolated and averaged. Where the highest or lowest value is taken, nothing is counted.
fn counter(query: &MetricQuery) -> Option<Problem> {
    let sums = query
        .aggregator
        .as_ref()
        .is_none_or(|aggregator| matches!(aggregator.kind, Aggregation::Sum | Aggregation::Avg));
    if !sums
        || query
            .modifiers
            .iter()
            .any(|modifier| type_name(&modifier.kind).is_some())
    {
        return None;
    }
    let message = format!(
        "'{}' is a counter, read without .as_count() or .as_rate()",
        query.metric.text
    );
    let help = "add .as_count(), or .as_rate() for a rate per second";
    Some(Problem::warning("integration/raw-counter", "", message).help(help))
}

/// The modifier as it is written, if it depends on the metric's type.
const fn type_name(kind: &ModifierKind) -> Option<&'static str> {
    match kind {
        ModifierKind::AsCount => Some(".as_count()"),
        ModifierKind::AsRate => Some(".as_rate()"),
        _ => None,
    }
}

/// Where the queries begin that are arguments of [`CHANGES`].
fn within_changes(expression: &Expression) -> BTreeSet<usize> {
    let calls = expression.calls().into_iter();
    let changes = calls.filter(|call| CHANGES.contains(&call.name.text.as_str()));
    let leaves = changes.flat_map(|call| call.expressions().flat_map(Expression::leaves));
    leaves.map(|leaf| leaf.span.start).collect()
}

fn replaced(name: &str) -> Option<Problem> {
    let new = successor(name)?;
    let message = format!("the metric '{name}' is replaced by '{new}'");
    Some(Problem::warning("integration/replaced-metric", "", message).help(format!("use {new}")))
}
