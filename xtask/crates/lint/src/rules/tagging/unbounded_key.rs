use diagnostics::Severity;

use crate::facts::{Facts, metric_file};
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};

/// Keys with a new value for each request, user or container.
const UNBOUNDED: [&str; 18] = [
    "container_id",
    "container_name",
    "correlation_id",
    "encounter_id",
    "event_id",
    "filename",
    "ip",
    "job_id",
    "message_id",
    "path",
    "pod_name",
    "request_id",
    "session_id",
    "timestamp",
    "url",
    "user_id",
    "uuid",
    "version_sha",
];

pub(crate) static RULE: Rule = Rule {
    name: "tagging/unbounded-key",
    severity: Severity::Error,
    summary: "a custom metric with a tag of unlimited values",
    rationale: "Every new value is a new series, billed for the whole month. The id of a job, a pod or a user makes one metric cost more than all others together.",
    fix: "Remove the tag. Write the id into the log line or the span, which costs nothing.",
    examples: &[
        Example::pass("a limited set of queues", &[]),
        Example::fail(
            "the id of a job",
            &[Edit::Set("catalog/metrics/jobs.total/tags/job_id", r#""""#)],
            "'jobs.total'",
            "metric 'jobs.total' declares the tag 'job_id', which has unlimited values",
        ),
    ],
    check: Check::Facts(check),
};

fn check<'a>(facts: &'a Facts<'a>, reporter: &mut Reporter<'a>) {
    for (name, metric) in facts.custom_metrics() {
        for key in metric.tags.keys().filter(|key| UNBOUNDED.contains(&key.as_str())) {
            reporter
                .file(
                    metric_file(&metric.source),
                    format_args!("metric '{name}' declares the tag '{key}', which has unlimited values"),
                )
                .underline(format!("'{name}'"))
                .help("remove the tag; write the id into the log line or the span");
        }
    }
}
