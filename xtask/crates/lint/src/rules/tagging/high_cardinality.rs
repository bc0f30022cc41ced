use diagnostics::Severity;

use crate::facts::{Facts, metric_file};
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};

/// Series of one custom metric in one environment, by the cardinalities of its own tags; those of unified service tagging belong to every metric.
const SERIES_MAX: u64 = 1_000;

/// Tags that every metric has.
const EVERYWHERE: [&str; 4] = ["env", "service", "team", "version"];

pub(crate) static RULE: Rule = Rule {
    name: "tagging/high-cardinality",
    severity: Severity::Error,
    summary: "a custom metric whose own tags can make more than 1,000 series in one environment",
    rationale: "Datadog bills a custom metric by its series, the combinations of its tags; a distribution counts five times. The product is bounded by the cardinalities in `policy/tags.libsonnet`.",
    fix: "Take a tag out, or split the metric where two tags never matter together.",
    examples: &[
        Example::pass("twelve queues", &[]),
        Example::pass(
            "an integration's metrics are no custom metrics",
            &[
                Edit::Set("catalog/tags/queue/cardinality", "5000"),
                Edit::Set("catalog/metrics/jobs.total/source", r#""rabbitmq""#),
                Edit::Set("catalog/metrics/jobs.failed/source", r#""rabbitmq""#),
            ],
        ),
        Example::fail(
            "five thousand queues",
            &[
                Edit::Set("catalog/tags/queue/cardinality", "5000"),
                Edit::Drop("catalog/metrics/jobs.failed/tags/queue"),
            ],
            "'jobs.total'",
            "metric 'jobs.total' can make 5000 series of its own tags in one environment (queue 5000)",
        ),
    ],
    check: Check::Facts(check),
};

fn check<'a>(facts: &'a Facts<'a>, reporter: &mut Reporter<'a>) {
    for (name, metric) in facts.custom_metrics() {
        let own = metric.tags.keys().filter(|key| !EVERYWHERE.contains(&key.as_str()));
        let counted: Vec<(&str, u64)> = own
            .filter_map(|key| Some((key.as_str(), facts.catalog.tags.get(key)?.cardinality)))
            .collect();
        let series = counted
            .iter()
            .fold(1_u64, |product, (_, count)| product.saturating_mul((*count).max(1)));
        if series > SERIES_MAX {
            let factors: Vec<_> = counted.iter().map(|(key, count)| format!("{key} {count}")).collect();
            let message = format_args!(
                "metric '{name}' can make {series} series of its own tags in one environment ({})",
                factors.join(", ")
            );
            reporter
                .file(metric_file(&metric.source), message)
                .underline(format!("'{name}'"))
                .help(format!(
                    "take a tag out, or correct its cardinality in jsonnet/policy/tags.libsonnet; at most {SERIES_MAX}"
                ));
        }
    }
}
