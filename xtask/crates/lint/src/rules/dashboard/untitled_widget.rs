use diagnostics::Severity;

use crate::facts::Facts;
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "dashboard/untitled-widget",
    severity: Severity::Error,
    summary: "a widget that shows data, or a group, without a title",
    rationale: "Datadog shows the query in the title's place. Whoever looks at the dashboard at night reads a query instead of \"Jobs that fail\".",
    fix: "Give the signal a `title`, or the widget its own.",
    examples: &[
        Example::pass("every widget has one", &[]),
        Example::pass(
            "a note needs none",
            &[Edit::Set(
                "dashboard/payload/widgets/0/definition/widgets/2",
                r#"{ "definition": { "type": "note", "content": "x" } }"#,
            )],
        ),
        Example::fail(
            "a curve without a title",
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
                .help("set title, or the title of its signal");
        }
    }
}
