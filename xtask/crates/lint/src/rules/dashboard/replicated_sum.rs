use diagnostics::Severity;

use crate::facts::Facts;
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};

/// A gauge that every replica reports, for the examples.
const LAG: &str = r#"{ "name": "acme.queue.lag", "source": "custom", "type": "gauge", "unit": "message", "replicated": true, "meaning": "m", "tags": { "env": "", "service": "", "queue": "" } }"#;

/// The query of the first widget.
const QUERY: &str = "dashboard/payload/widgets/0/definition/widgets/0/definition/requests/0/queries/0/query";

pub(crate) static RULE: Rule = Rule {
    name: "dashboard/replicated-sum",
    severity: Severity::Error,
    summary: "a widget that adds up a gauge which every replica reports",
    rationale: "Every replica reads the same queue. The widget shows the queue times the number of replicas, and a jump whenever a pod starts.",
    fix: "Use `max`, by each tag by which the values differ (`queue`, `topic`); add up the groups in a formula.",
    examples: &[
        Example::pass(
            "the maximum",
            &[
                Edit::Set("catalog/metrics/queue.lag", LAG),
                Edit::Replace(
                    QUERY,
                    "sum:acme.jobs.failed{$env,$service}.as_count()",
                    "max:acme.queue.lag{$env,$service}",
                ),
            ],
        ),
        Example::fail(
            "the sum",
            &[
                Edit::Set("catalog/metrics/queue.lag", LAG),
                Edit::Replace(
                    QUERY,
                    "sum:acme.jobs.failed{$env,$service}.as_count()",
                    "sum:acme.queue.lag{$env,$service}",
                ),
            ],
            "Jobs that fail",
            "dashboard 'scribe/jobs' adds up 'acme.queue.lag', which every replica reports, in widget 'Jobs that fail'",
        ),
    ],
    check: Check::Facts(check),
};

fn check<'a>(facts: &'a Facts<'a>, reporter: &mut Reporter<'a>) {
    for dashboard in &facts.dashboards {
        for widget in &dashboard.widgets {
            let queries = widget.queries.iter().flat_map(|query| facts.shown(query));
            for query in queries.filter(|query| facts.sums_replicas(query)) {
                let name = &query.metric.text;
                let what = format_args!("adds up '{name}', which every replica reports, in {}", widget.name());
                reporter
                    .object(dashboard.object, what)
                    .underline(widget.title)
                    .help("use max");
            }
        }
    }
}
