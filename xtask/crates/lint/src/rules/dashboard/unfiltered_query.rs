use diagnostics::Severity;

use super::unused_variable::uses;
use crate::facts::Facts;
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "dashboard/unfiltered-query",
    severity: Severity::Error,
    summary: "a query that ignores the dashboard's variable `env`",
    rationale: "The dashboard is set to production and one widget adds up all environments: the number is wrong, and nothing shows it.",
    fix: "Put `$env` into the query; the signals of a dashboard's context have it.",
    examples: &[
        Example::pass("the environment is chosen in every query", &[]),
        Example::pass(
            "a dashboard without variables filters by itself",
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
            "a query of all environments",
            &[Edit::Replace(
                "dashboard/payload/widgets/0/definition/widgets/0/definition/requests/0/queries/0/query",
                "$env,$service",
                "$service",
            )],
            "Jobs that fail",
            "dashboard 'scribe/jobs' has a query in widget 'Jobs that fail' that ignores the variable 'env'",
        ),
        Example::fail(
            "a search of all environments",
            &[Edit::Set(
                "dashboard/payload/widgets/0/definition/widgets/2",
                r#"{ "definition": { "type": "list_stream", "title": "Logs", "requests": [{ "query": { "data_source": "logs_stream", "query_string": "$service" } }] } }"#,
            )],
            "",
            "dashboard 'scribe/jobs' has a query in widget 'Logs' that ignores the variable 'env'",
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
            // A check status names its environment in its tags and not in its query.
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
                        format_args!("has a query in {} that ignores the variable 'env'", widget.name()),
                    )
                    .underline(widget.title)
                    .help("put $env into it, as the signals of the dashboard's context do");
            }
        }
    }
}
