use diagnostics::Severity;

use crate::facts::Facts;
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "dashboard/empty-widget",
    severity: Severity::Error,
    summary: "a widget that asks for nothing",
    rationale: "It stays empty for ever, and an empty widget looks like a healthy one.",
    fix: "Give it a signal or a search, or remove it.",
    examples: &[
        Example::pass("every widget has a query", &[]),
        Example::pass(
            "a note has none",
            &[Edit::Set(
                "dashboard/payload/widgets/0/definition/widgets/2",
                r#"{ "definition": { "type": "note", "content": "x" } }"#,
            )],
        ),
        Example::fail(
            "no request",
            &[Edit::Set(
                "dashboard/payload/widgets/0/definition/widgets/0/definition/requests",
                "[]",
            )],
            "Jobs that fail",
            "dashboard 'scribe/jobs' has an empty widget 'Jobs that fail': it asks for nothing",
        ),
        Example::fail(
            "an empty query",
            &[Edit::Set(
                "dashboard/payload/widgets/0/definition/widgets/0/definition/requests/0/queries/0/query",
                r#"" ""#,
            )],
            "Jobs that fail",
            "dashboard 'scribe/jobs' has an empty widget 'Jobs that fail': it asks for nothing",
        ),
    ],
    check: Check::Facts(check),
};

/// Widgets that show something by themselves, without a query.
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
                    .object(
                        dashboard.object,
                        format_args!("has an empty {}: it asks for nothing", widget.name()),
                    )
                    .underline(widget.title)
                    .help("give it a signal or a search, or remove it");
            }
        }
    }
}
