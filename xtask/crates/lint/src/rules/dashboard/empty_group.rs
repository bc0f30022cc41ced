use diagnostics::Severity;

use crate::facts::Facts;
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};
use crate::values;

pub(crate) static RULE: Rule = Rule {
    name: "dashboard/empty-group",
    severity: Severity::Error,
    summary: "a group or a dashboard without widgets",
    rationale: "Readers look for the content that the heading announces.",
    fix: "Add widgets, or remove it.",
    examples: &[
        Example::pass("a group with widgets", &[]),
        Example::fail(
            "an empty group",
            &[Edit::Set(
                "dashboard/payload/widgets/1",
                r#"{ "definition": { "type": "group", "title": "Later", "widgets": [] } }"#,
            )],
            "",
            "dashboard 'scribe/jobs' has an empty group 'Later'",
        ),
        Example::fail(
            "an empty dashboard",
            &[Edit::Set("dashboard/payload/widgets", "[]")],
            "",
            "dashboard 'scribe/jobs' has no widgets",
        ),
    ],
    check: Check::Facts(check),
};

fn check<'a>(facts: &'a Facts<'a>, reporter: &mut Reporter<'a>) {
    let help = "add widgets, or remove it";
    for dashboard in &facts.dashboards {
        if dashboard.widgets.is_empty() {
            reporter.object(dashboard.object, "has no widgets").help(help);
        }
        for group in dashboard
            .widgets
            .iter()
            .filter(|widget| widget.kind == "group" && values::list(widget.definition, "widgets").is_empty())
        {
            reporter
                .object(dashboard.object, format_args!("has an empty group '{}'", group.title))
                .underline(group.title)
                .help(help);
        }
    }
}
