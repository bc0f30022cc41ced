use diagnostics::Severity;

use super::unused_variable::uses;
use crate::facts::Facts;
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "dashboard/unfiltered-query",
    severity: Severity::Error,
    summary: "a query that does not use the dashboard's variable `env`",
    rationale: "The dashboard is set to production, and the widget shows the sum of all environments. Nothing indicates that the number is wrong.",
    fix: "Add `$env` to the query. The signals of the dashboard's context have it.",
    examples: &[
        Example::pass("every query uses the variable", &[]),
        Example::pass(
            "a dashboard without variables has fixed filters",
            &[
                Edit::Set("dashboard/payload/template_variables", "[]"),
                Edit::Replace(
                    "dashboard/payload/widgets/0/definition/widgets/0/definition/requests/0/queries/0/query",
                    "$env,$service",
                    "env:prod",
                ),
            ],
        ),
        Example::fail(
            "a query over all environments",
            &[Edit::Replace(
                "dashboard/payload/widgets/0/definition/widgets/0/definition/requests/0/queries/0/query",
                "$env,$service",
                "$service",
            )],
            "Jobs that fail",
            "dashboard 'scribe/jobs' does not use the variable 'env' in widget 'Jobs that fail'",
        ),
        Example::fail(
            "a search over all environments",
            &[Edit::Set(
                "dashboard/payload/widgets/0/definition/widgets/2",
                r#"{ "definition": { "type": "list_stream", "title": "Logs", "requests": [{ "query": { "data_source": "logs_stream", "query_string": "$service" } }] } }"#,
            )],
            "",
            "dashboard 'scribe/jobs' does not use the variable 'env' in widget 'Logs'",
        ),
    ],
    check: Check::Facts(check),
};

fn check<'a>(facts: &'a Facts<'a>, reporter: &mut Reporter<'a>) {
    for dashboard in facts
        .dashboards
        .iter()
        .filter(|dashboard| dashboard.variables().any(|name| name == "env"))
    {
        for widget in dashboard.widgets.iter().filter(|widget| widget.shows_data()) {
            // A check status has its environment in its tags, not in its query.
            let whole = widget.kind == "check_status" && widget.texts().any(|text| uses(text, "env"));
            if !whole
                && widget
                    .queries
                    .iter()
                    .any(|query| !query.trim().is_empty() && !uses(query, "env"))
            {
                reporter
                    .object(
                        dashboard.object,
                        format_args!("does not use the variable 'env' in {}", widget.name()),
                    )
                    .underline(widget.title)
                    .help("add $env to the query, or use a signal of the dashboard's context");
            }
        }
    }
}
