use diagnostics::Severity;

use crate::facts::{Facts, metric_file};
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "policy/unused-metric",
    severity: Severity::Warning,
    summary: "a metric of the catalog that no monitor, SLO, dashboard or runbook reads",
    rationale: "It is emitted, stored and billed, and nobody sees it. Often the signal that should read it was forgotten.",
    fix: "Draw or watch it; otherwise take it out of the catalog and out of the code.",
    examples: &[
        Example::pass("each is read", &[]),
        Example::pass(
            "a dashboard reads it",
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
            "a runbook reads it",
            &[
                Edit::Set(
                    "catalog/metrics/audio",
                    r#"{ "name": "acme.audio", "source": "custom", "type": "gauge", "unit": "s", "meaning": "m", "tags": {} }"#,
                ),
                Edit::Replace("runbook", "Roll back.", "Look at `max:acme.audio{env:prod}`."),
            ],
        ),
        Example::fail(
            "nobody reads it",
            &[
                Edit::Set(
                    "catalog/metrics/jobs.late",
                    r#"{ "name": "acme.jobs.late", "source": "custom", "type": "count", "unit": "job", "meaning": "m", "tags": {} }"#,
                ),
                Edit::Replace("source/metrics", "jobs.failed", "jobs.late"),
            ],
            "'jobs.late'",
            "metric 'jobs.late' is read by no monitor, SLO, dashboard or runbook",
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
                format_args!("metric '{name}' is read by no monitor, SLO, dashboard or runbook"),
            )
            .underline(format!("'{name}'"))
            .help("draw or watch it, or take it out of the catalog and out of what emits it");
    }
}
