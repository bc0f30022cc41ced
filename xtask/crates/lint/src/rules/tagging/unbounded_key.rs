use diagnostics::Severity;

use crate::facts::{Facts, metric_file};
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};

/// Keys with a value for each request, user or container: the series of a metric with one of them never stop growing.
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
    summary: "a custom metric with a tag whose values never end",
    rationale: "Each new value is a new billed series and each old one stays for the month: an id of a job, a pod or a user makes a metric cost more than all others together.",
    fix: "Take the tag out of the metric; write the id into the log line or the span, where it costs nothing.",
    examples: &[
        Example::pass("a closed set of queues", &[]),
        Example::fail(
            "an id of each job",
            &[Edit::Set("catalog/metrics/jobs.total/tags/job_id", r#""""#)],
            "'jobs.total'",
            "metric 'jobs.total' declares the tag 'job_id', whose values never end",
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
                    format_args!("metric '{name}' declares the tag '{key}', whose values never end"),
                )
                .underline(format!("'{name}'"))
                .help("take it out; an id belongs into the log line or the span");
        }
    }
}
