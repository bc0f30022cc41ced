use diagnostics::Severity;

use crate::facts::{Facts, metric_file};
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};

/// The most series of a custom metric in one environment, by the cardinalities of its own tags, without those of unified service tagging.
const SERIES_MAX: u64 = 1_000;

/// The tags that every metric has.
const EVERYWHERE: [&str; 4] = ["env", "service", "team", "version"];

pub(crate) static RULE: Rule = Rule {
    name: "tagging/high-cardinality",
    severity: Severity::Error,
    summary: "a custom metric whose own tags allow more than 1,000 series in one environment",
    rationale: "Datadog bills a custom metric by its series, the combinations of its tag values; a distribution counts as five, and as five more with percentiles. The upper bound is the product of the cardinalities in `policy/tags.libsonnet`.",
    fix: "Remove a tag, or split the metric if two tags are never needed together.",
    examples: &[
        Example::pass("twelve queues", &[]),
        Example::pass(
            "metrics of an integration are not custom metrics",
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
            "metric 'jobs.total' can have 5000 series in one environment (queue 5000)",
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
                "metric '{name}' can have {series} series in one environment ({})",
                factors.join(", ")
            );
            reporter
                .file(metric_file(&metric.source), message)
                .underline(format!("'{name}'"))
                .help(format!(
                    "remove a tag, or correct its cardinality in jsonnet/policy/tags.libsonnet; at most {SERIES_MAX} series are allowed"
                ));
        }
    }
}
