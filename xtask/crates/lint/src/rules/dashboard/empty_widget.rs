use diagnostics::Severity;

use crate::facts::Facts;
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "dashboard/empty-widget",
    severity: Severity::Error,
    summary: "a widget without a query",
    rationale: "It is always empty, and an empty widget looks like a healthy one.",
    fix: "Give it a signal or a search, or remove it.",
    examples: &[
        Example::pass("every widget has a query", &[]),
        Example::pass(
            "a note needs none",
            &[Edit::Set(
                "dashboard/payload/widgets/0/definition/widgets/2",
                r#"{ "definition": { "type": "note", "content": "x" } }"#,
            )],
        ),
        Example::fail(
            "no requests",
            &[Edit::Set(
                "dashboard/payload/widgets/0/definition/widgets/0/definition/requests",
                "[]",
            )],
            "Jobs that fail",
            "dashboard 'scribe/jobs' has no query in widget 'Jobs that fail'",
        ),
        Example::fail(
            "an empty query",
            &[Edit::Set(
                "dashboard/payload/widgets/0/definition/widgets/0/definition/requests/0/queries/0/query",
                r#"" ""#,
            )],
            "Jobs that fail",
            "dashboard 'scribe/jobs' has no query in widget 'Jobs that fail'",
        ),
    ],
    check: Check::Facts(check),
};

/// Types of widgets that need no query.
const QUERYLESS: [&str; 7] = [
    "alert_graph",
    "alert_value",
    "hostmap",
    "servicemap",
    "slo",
    "topology_map",
    "trace_service",
];

fn check<'a>(facts: &'a Facts<'a>, reporter: &mut Reporter<'a>) {
    for dashboard in &facts.dashboards {
        for widget in dashboard
            .widgets
            .iter()
            .filter(|widget| widget.shows_data() && !QUERYLESS.contains(&widget.kind))
        {
            if widget.queries.iter().all(|query| query.trim().is_empty()) {
                reporter
                    .object(dashboard.object, format_args!("has no query in {}", widget.name()))
                    .underline(widget.title)
                    .help("give it a signal or a search, or remove it");
            }
        }
    }
}
