use diagnostics::Severity;

use crate::facts::Facts;
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "dashboard/untitled-widget",
    severity: Severity::Error,
    summary: "a widget with data, or a group, without a title",
    rationale: "Datadog shows the query in place of the title. An on-call engineer then has to read a query instead of \"Jobs that fail\".",
    fix: "Set `title` of the signal or of the widget.",
    examples: &[
        Example::pass("every widget has a title", &[]),
        Example::pass(
            "a note needs none",
            &[Edit::Set(
                "dashboard/payload/widgets/0/definition/widgets/2",
                r#"{ "definition": { "type": "note", "content": "x" } }"#,
            )],
        ),
        Example::fail(
            "a timeseries without a title",
            &[Edit::Drop(
                "dashboard/payload/widgets/0/definition/widgets/0/definition/title",
            )],
            "",
            "dashboard 'scribe/jobs' has a widget of type timeseries in group 'Jobs' without a title",
        ),
        Example::fail(
            "a group without a title",
            &[Edit::Set("dashboard/payload/widgets/0/definition/title", r#""""#)],
            "",
            "dashboard 'scribe/jobs' has a widget of type group without a title",
        ),
    ],
    check: Check::Facts(check),
};

fn check<'a>(facts: &'a Facts<'a>, reporter: &mut Reporter<'a>) {
    for dashboard in &facts.dashboards {
        for widget in dashboard
            .widgets
            .iter()
            .filter(|widget| (widget.shows_data() || widget.kind == "group") && widget.title.trim().is_empty())
        {
            reporter
                .object(
                    dashboard.object,
                    format_args!("has a {} without a title", widget.name()),
                )
                .help("set title of the widget or of its signal");
        }
    }
}
