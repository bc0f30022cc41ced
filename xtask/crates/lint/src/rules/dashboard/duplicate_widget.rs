use std::collections::HashMap;

use diagnostics::Severity;
use serde_json::Value;

use crate::facts::{Facts, Widget};
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "dashboard/duplicate-widget",
    severity: Severity::Error,
    summary: "two widgets of a dashboard with the same type and query",
    rationale: "Readers look for a difference that does not exist. Usually one widget was copied and should show something else.",
    fix: "Remove one of them, or change its query to what its title says.",
    examples: &[
        Example::pass("every widget is different", &[]),
        Example::pass(
            "a query value and a timeseries of the same query",
            &[Edit::Set(
                "dashboard/payload/widgets/0/definition/widgets/1/definition/requests/0/queries/0/query",
                r#""sum:acme.jobs.failed{$env,$service}.as_count()""#,
            )],
        ),
        Example::fail(
            "a copy with another title",
            &[Edit::Set(
                "dashboard/payload/widgets/0/definition/widgets/2",
                r#"{ "definition": { "type": "timeseries", "title": "Failures", "requests": [
                { "response_format": "timeseries", "queries": [{ "data_source": "metrics", "name": "a", "query": "sum:acme.jobs.failed{$env,$service}.as_count()" }],
                  "formulas": [{ "formula": "a", "number_format": { "unit": { "type": "canonical_unit", "unit_name": "job" } } }] }] } }"#,
            )],
            "",
            "dashboard 'scribe/jobs' shows the same in widget 'Failures' as in widget 'Jobs that fail'",
        ),
    ],
    check: Check::Facts(check),
};

fn check<'a>(facts: &'a Facts<'a>, reporter: &mut Reporter<'a>) {
    for dashboard in &facts.dashboards {
        let mut first: HashMap<(&str, &Value), &Widget<'a>> = HashMap::new();
        for widget in dashboard.widgets.iter().filter(|widget| widget.shows_data()) {
            let Some(shows) = widget
                .definition
                .get("requests")
                .or_else(|| widget.definition.get("query"))
            else {
                continue;
            };
            let known = first.entry((widget.kind, shows)).or_insert(widget);
            if !std::ptr::eq(*known, widget) {
                reporter
                    .object(
                        dashboard.object,
                        format_args!("shows the same in {} as in {}", widget.name(), known.name()),
                    )
                    .underline(widget.title)
                    .help("remove one of them, or change its query to what its title says");
            }
        }
    }
}
