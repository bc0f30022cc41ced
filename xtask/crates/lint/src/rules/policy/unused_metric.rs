use diagnostics::Severity;

use crate::facts::{Facts, metric_file};
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "policy/unused-metric",
    severity: Severity::Warning,
    summary: "a metric of the catalog that no monitor, SLO, dashboard or runbook uses",
    rationale: "The metric is sent, stored and billed without use. Often the signal for it was forgotten.",
    fix: "Use it, or remove it from the catalog and from the code that sends it.",
    examples: &[
        Example::pass("every metric is used", &[]),
        Example::pass(
            "a dashboard uses it",
            &[
                Edit::Set(
                    "catalog/metrics/audio",
                    r#"{ "name": "acme.audio", "source": "custom", "type": "gauge", "unit": "s", "meaning": "m", "tags": {} }"#,
                ),
                Edit::Replace(
                    "dashboard/payload/widgets/0/definition/widgets/0/definition/requests/0/queries/0/query",
                    "acme.jobs.failed",
                    "acme.audio",
                ),
            ],
        ),
        Example::pass(
            "a runbook uses it",
            &[
                Edit::Set(
                    "catalog/metrics/audio",
                    r#"{ "name": "acme.audio", "source": "custom", "type": "gauge", "unit": "s", "meaning": "m", "tags": {} }"#,
                ),
                Edit::Replace("runbook", "Roll back.", "Look at `max:acme.audio{env:prod}`."),
            ],
        ),
        Example::fail(
            "nothing uses it",
            &[
                Edit::Set(
                    "catalog/metrics/jobs.late",
                    r#"{ "name": "acme.jobs.late", "source": "custom", "type": "count", "unit": "job", "meaning": "m", "tags": {} }"#,
                ),
                Edit::Replace("source/metrics", "jobs.failed", "jobs.late"),
            ],
            "'jobs.late'",
            "metric 'jobs.late' is used by no monitor, SLO, dashboard or runbook",
        ),
    ],
    check: Check::Facts(check),
};

fn check<'a>(facts: &'a Facts<'a>, reporter: &mut Reporter<'a>) {
    for (name, metric) in facts
        .catalog
        .metrics
        .iter()
        .filter(|(_, metric)| !facts.is_used(&metric.name))
    {
        reporter
            .file(
                metric_file(&metric.source),
                format_args!("metric '{name}' is used by no monitor, SLO, dashboard or runbook"),
            )
            .underline(format!("'{name}'"))
            .help("use it, or remove it from the catalog and from the code that sends it");
    }
}
