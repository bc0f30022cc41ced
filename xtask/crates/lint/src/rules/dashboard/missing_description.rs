use diagnostics::Severity;

use crate::facts::Facts;
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "dashboard/missing-description",
    severity: Severity::Error,
    summary: "a dashboard without a title or a description",
    rationale: "People find a dashboard by its title, and learn from its description which question it answers.",
    fix: "Set `title` and `description`.",
    examples: &[
        Example::pass("a title and a description", &[]),
        Example::fail(
            "no description",
            &[Edit::Set("dashboard/payload/description", r#""""#)],
            "",
            "dashboard 'scribe/jobs' has no description",
        ),
        Example::fail(
            "no title",
            &[Edit::Drop("dashboard/payload/title")],
            "title",
            "dashboard 'scribe/jobs' has no title",
        ),
    ],
    check: Check::Facts(check),
};

fn check<'a>(facts: &'a Facts<'a>, reporter: &mut Reporter<'a>) {
    for dashboard in &facts.dashboards {
        for field in ["title", "description"] {
            if crate::values::text(&dashboard.spec.payload, field).trim().is_empty() {
                reporter
                    .object(dashboard.object, format_args!("has no {field}"))
                    .underline(field)
                    .help(format!("set {field}"));
            }
        }
    }
}
