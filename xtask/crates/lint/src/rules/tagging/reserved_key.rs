use diagnostics::Severity;

use crate::facts::{Facts, metric_file};
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};

/// The keys that Datadog sets (documentation: getting_started/tagging, "Reserved tag keys").
const RESERVED: [&str; 6] = ["device", "host", "source", "status", "trace_id", "span_id"];

pub(crate) static RULE: Rule = Rule {
    name: "tagging/reserved-key",
    severity: Severity::Error,
    summary: "a custom metric that declares a tag which Datadog sets",
    rationale: "The agent or Datadog sets `host`, `device`, `source`, `status` and the ids of traces. A value from the service is added to it, and the metric has series with both.",
    fix: "Remove the tag from the metric, or rename it.",
    examples: &[
        Example::pass("our own keys", &[]),
        Example::pass(
            "a metric of an integration has its host",
            &[Edit::Set(
                "catalog/metrics/redis.mem.used",
                r#"{ "name": "redis.mem.used", "source": "redis", "type": "gauge", "unit": "byte", "meaning": "m", "tags": { "host": "" } }"#,
            )],
        ),
        Example::fail(
            "a custom metric with `source`",
            &[Edit::Set("catalog/metrics/jobs.total/tags/source", r#""""#)],
            "'jobs.total'",
            "metric 'jobs.total' declares the tag 'source', which Datadog sets",
        ),
    ],
    check: Check::Facts(check),
};

fn check<'a>(facts: &'a Facts<'a>, reporter: &mut Reporter<'a>) {
    for (name, metric) in facts.custom_metrics() {
        for key in metric.tags.keys().filter(|key| RESERVED.contains(&key.as_str())) {
            reporter
                .file(
                    metric_file(&metric.source),
                    format_args!("metric '{name}' declares the tag '{key}', which Datadog sets"),
                )
                .underline(format!("'{name}'"))
                .help("remove the tag, or rename it");
        }
    }
}
