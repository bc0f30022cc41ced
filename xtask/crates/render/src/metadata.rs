//! The metadata of our own metrics, which Terraform writes to Datadog: the API accepts no unit but its own.

use std::collections::BTreeMap;

use constructors::Step;
use diagnostics::{Diagnostic, suggestion};
use model::{Catalog, Metric, units};
use repository::Source;

use crate::place::at_path;

/// The units of our own metrics that Datadog does not have.
pub(crate) fn check(sources: &BTreeMap<String, Source>, catalog: &Catalog) -> Vec<Diagnostic> {
    let own = catalog.metrics.iter().filter(|(_, metric)| metric.is_own());
    own.flat_map(|(name, metric)| {
        let given = [("unit", Some(&metric.unit)), ("per_unit", metric.per_unit.as_ref())];
        given.map(|(field, unit)| unit.and_then(|unit| check_unit(sources, name, metric, field, unit)))
    })
    .flatten()
    .collect()
}

fn check_unit(
    sources: &BTreeMap<String, Source>,
    name: &str,
    metric: &Metric,
    field: &str,
    unit: &str,
) -> Option<Diagnostic> {
    if units().any(|known| known == unit) {
        return None;
    }
    let finding = Diagnostic::error(
        "metric/unknown-unit",
        format!("{field} of metric '{name}' cannot be '{unit}'"),
    )
    .note("Datadog rejects the metadata of a metric whose unit it does not have")
    .help(suggestion(unit, units()));
    let file = format!("policy/metrics/{}.libsonnet", metric.source);
    Some(at_path(
        sources,
        finding,
        &file,
        &Step::fields(&[name, field]),
        Some(unit),
    ))
}
