use datadog_schema::integrations::{self, MetricKind, catalog, has_documented_types};
use diagnostics::Severity;
use render::Metric;

use crate::facts::{Facts, metric_file};
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};

/// A documented gauge, for the examples.
const USED: &str =
    r#"{ "name": "redis.mem.used", "source": "redis", "type": "gauge", "unit": "byte", "meaning": "m", "tags": {} }"#;

pub(crate) static RULE: Rule = Rule {
    name: "policy/mistyped-metric",
    severity: Severity::Warning,
    summary: "a metric of the catalog with another type or unit than its integration documents",
    rationale: "Signals choose modifiers by the type, and alerts print values in the unit: a gauge read as a counter has no meaning, and 5 seconds read as milliseconds page for nothing.",
    fix: "Declare what the integration documents.",
    examples: &[
        Example::pass(
            "the documented type and unit",
            &[Edit::Set("catalog/metrics/redis.mem.used", USED)],
        ),
        Example::pass(
            "another word for what is counted",
            &[Edit::Set(
                "catalog/metrics/kafka.consumer_lag",
                r#"{ "name": "kafka.consumer_lag", "source": "kafka", "type": "gauge", "unit": "message", "meaning": "m", "tags": {} }"#,
            )],
        ),
        Example::fail(
            "a rate without its second",
            &[Edit::Set(
                "catalog/metrics/kafka.net.bytes_in.rate",
                r#"{ "name": "kafka.net.bytes_in.rate", "source": "kafka", "type": "gauge", "unit": "byte", "meaning": "m", "tags": {} }"#,
            )],
            "",
            "metric 'kafka.net.bytes_in.rate' is a gauge of byte here, and documented as a gauge of byte/second",
        ),
        Example::fail(
            "another type",
            &[
                Edit::Set("catalog/metrics/redis.mem.used", USED),
                Edit::Set("catalog/metrics/redis.mem.used/type", r#""count""#),
            ],
            "",
            "metric 'redis.mem.used' is a count of byte here, and documented as a gauge of byte",
        ),
        Example::fail(
            "another unit",
            &[
                Edit::Set("catalog/metrics/redis.mem.used", USED),
                Edit::Set("catalog/metrics/redis.mem.used/unit", r#""kibibyte""#),
            ],
            "",
            "metric 'redis.mem.used' is a gauge of kibibyte here, and documented as a gauge of byte",
        ),
    ],
    check: Check::Facts(check),
};

fn check<'a>(facts: &'a Facts<'a>, reporter: &mut Reporter<'a>) {
    for metric in facts.catalog.metrics.values().filter(|metric| !metric.is_own()) {
        let namespace = metric.name.split('.').next().unwrap_or_default();
        let documented: Vec<_> = catalog().metrics_named(&metric.name).collect();
        let Some(first) = documented.first().filter(|_| has_documented_types(namespace)) else {
            continue;
        };
        if !documented.iter().any(|documented| agrees(metric, documented)) {
            reporter
                .file(
                    metric_file(&metric.source),
                    format_args!(
                        "metric '{}' is a {} of {} here, and documented as a {} of {}",
                        metric.name,
                        metric.kind,
                        unit(metric),
                        first.kind.as_str(),
                        first.unit
                    ),
                )
                .underline(format!("'{}'", metric.name))
                .help("declare what the integration documents");
        }
    }
}

fn agrees(metric: &Metric, documented: &integrations::Metric<'_>) -> bool {
    let kind = match documented.kind {
        MetricKind::Count => metric.kind == "count",
        MetricKind::Gauge => metric.kind == "gauge",
        // A rate is the level of a second, and a counter of one.
        MetricKind::Rate => metric.kind != "distribution",
    };
    kind && same_scale(&unit(metric), documented.unit)
}

/// Units that measure. What is counted may have another name here (`message` for `offset`), unless it is counted by something.
const MEASURES: [&str; 22] = [
    "bit",
    "byte",
    "kibibyte",
    "mebibyte",
    "gibibyte",
    "tebibyte",
    "kilobyte",
    "megabyte",
    "gigabyte",
    "nanosecond",
    "microsecond",
    "millisecond",
    "second",
    "minute",
    "hour",
    "day",
    "percent",
    "fraction",
    "core",
    "nanocore",
    "hertz",
    "megahertz",
];

/// A unit that is not documented may be any.
fn same_scale(ours: &str, documented: &str) -> bool {
    let split = |unit: &str| -> (String, String) {
        let (counted, per) = unit.split_once('/').unwrap_or((unit, ""));
        (counted.to_owned(), per.to_owned())
    };
    let ((counted, per), (documented_as, documented_per)) = (split(ours), split(documented));
    let measures = MEASURES.contains(&counted.as_str()) || MEASURES.contains(&documented_as.as_str());
    documented.is_empty() || per == documented_per && (!measures || counted == documented_as)
}

/// The unit as the table of integrations writes it: `byte/second`.
fn unit(metric: &Metric) -> String {
    match &metric.per_unit {
        Some(per) => format!("{}/{per}", metric.unit),
        None => metric.unit.clone(),
    }
}
