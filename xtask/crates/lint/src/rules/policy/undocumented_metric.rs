use datadog_schema::integrations::{catalog, is_open};
use diagnostics::{Severity, suggestion};
use render::Metric;

use crate::facts::{Facts, metric_file};
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "policy/undocumented-metric",
    severity: Severity::Warning,
    summary: "a metric of the catalog that no integration documents",
    rationale: "Datadog accepts a query of any name. A misspelt metric has no data, and a monitor that resolves on no data never alerts.",
    fix: "Correct the name. A metric that is newer than the table of integrations needs no change: bring the table up to date (docs/how-to/check-exported-payloads.md).",
    examples: &[
        Example::pass(
            "a metric of our own services",
            &[Edit::Set("catalog/metrics/jobs.total/name", r#""acme.jobs.total""#)],
        ),
        Example::pass(
            "a documented metric",
            &[Edit::Set(
                "catalog/metrics/redis.mem.used",
                r#"{ "name": "redis.mem.used", "source": "redis", "type": "gauge", "unit": "byte", "meaning": "m", "tags": {} }"#,
            )],
        ),
        Example::fail(
            "a misspelt metric",
            &[Edit::Set(
                "catalog/metrics/redis.mem.usde",
                r#"{ "name": "redis.mem.usde", "source": "redis", "type": "gauge", "unit": "byte", "meaning": "m", "tags": {} }"#,
            )],
            "",
            "metric 'redis.mem.usde' is documented by no integration",
        ),
    ],
    check: Check::Facts(check),
};

fn check<'a>(facts: &'a Facts<'a>, reporter: &mut Reporter<'a>) {
    for metric in facts.catalog.metrics.values().filter(|metric| is_undocumented(metric)) {
        let name = &metric.name;
        let namespace = name.split('.').next().unwrap_or_default();
        let known: Vec<_> = catalog()
            .namespace(namespace)
            .map(|known| known.name.to_string())
            .collect();
        reporter
            .file(
                metric_file(&metric.source),
                format_args!("metric '{name}' is documented by no integration"),
            )
            .underline(format!("'{name}'"))
            .help(suggestion(name, known.iter().map(String::as_str)));
    }
}

/// A metric of our own has no integration; in an open namespace only a misspelling is certain.
fn is_undocumented(metric: &Metric) -> bool {
    let name = metric.name.as_str();
    let namespace = name.split('.').next().unwrap_or_default();
    !metric.is_own()
        && catalog().metrics_named(name).next().is_none()
        && catalog().namespace(namespace).next().is_some()
        && (!is_open(namespace) || !catalog().misspelling(name).is_empty())
}
