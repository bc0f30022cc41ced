//! The units of metrics. Terraform writes those of our own to Datadog, which accepts no unit but its own. What an integration counts may have a word that
//! is no unit (`pod`, `partition`), but none that looks like a misspelt one.

use std::collections::BTreeMap;

use constructors::Step;
use diagnostics::{Diagnostic, near_matches, suggestion};
use model::{Catalog, Metric, units};
use repository::Source;

use crate::place::at_path;

/// The units that Datadog does not have.
pub(crate) fn check(sources: &BTreeMap<String, Source>, catalog: &Catalog) -> Vec<Diagnostic> {
    let units_of = |(name, metric): (&String, &Metric)| {
        let given = [("unit", Some(&metric.unit)), ("per_unit", metric.per_unit.as_ref())];
        given.map(|(field, unit)| unit.and_then(|unit| check_unit(sources, name, metric, field, unit)))
    };
    catalog.metrics.iter().flat_map(units_of).flatten().collect()
}

fn check_unit(
    sources: &BTreeMap<String, Source>,
    name: &str,
    metric: &Metric,
    field: &str,
    unit: &str,
) -> Option<Diagnostic> {
    let is_word = !metric.is_own() && near_matches(unit, units()).is_empty();
    if is_word || units().any(|known| known == unit) {
        return None;
    }
    let finding = Diagnostic::error(
        "metric/unknown-unit",
        format!("{field} of metric '{name}' cannot be '{unit}'"),
    )
    .note(if metric.is_own() {
        "Datadog rejects the metadata of a metric whose unit it does not have"
    } else {
        "alerts and widgets print values in a unit only if Datadog has it"
    })
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
