use diagnostics::Severity;

use crate::facts::{Facts, metric_file};
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};

/// Keys that Datadog fills itself or gives a meaning of its own. doc: getting_started/tagging, "Reserved tag keys"
const RESERVED: [&str; 6] = ["device", "host", "source", "status", "trace_id", "span_id"];

pub(crate) static RULE: Rule = Rule {
    name: "tagging/reserved-key",
    severity: Severity::Error,
    summary: "a custom metric that declares a tag which Datadog sets itself",
    rationale: "`host`, `device`, `source`, `status` and the ids of traces are filled by the agent or by Datadog. A service that sends its own value beside them makes series with both.",
    fix: "Take the key out of the metric, or give what it says a name of its own.",
    examples: &[
        Example::pass("keys of our own", &[]),
        Example::pass(
            "an integration's metric has its host",
            &[Edit::Set(
                "catalog/metrics/redis.mem.used",
                r#"{ "name": "redis.mem.used", "source": "redis", "type": "gauge", "unit": "byte", "meaning": "m", "tags": { "host": "" } }"#,
            )],
        ),
        Example::fail(
            "a custom metric with the source of a log",
            &[Edit::Set("catalog/metrics/jobs.total/tags/source", r#""""#)],
            "'jobs.total'",
            "metric 'jobs.total' declares the tag 'source', which Datadog sets itself",
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
                    format_args!("metric '{name}' declares the tag '{key}', which Datadog sets itself"),
                )
                .underline(format!("'{name}'"))
                .help("take it out, or name what it says for what it is");
        }
    }
}
