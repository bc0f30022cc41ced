use diagnostics::Severity;

use crate::facts::Facts;
use crate::rule::{Check, Edit, Example, Rule};
use crate::sink::Sink;

pub(crate) static RULE: Rule = Rule {
    name: "dashboard/untold-purpose",
    severity: Severity::Error,
    flags: "a dashboard without a title or a description",
    why: "Among hundreds of dashboards people find one by its title and know by its description which question it answers.",
    mend: "Give it a `title` and a `description`.",
    examples: &[
        Example::pass("both are there", &[]),
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

fn check<'a>(facts: &'a Facts<'a>, sink: &mut Sink<'a>) {
    for dashboard in &facts.dashboards {
        for field in ["title", "description"] {
            if crate::values::text(&dashboard.spec.payload, field).trim().is_empty() {
                sink.object(dashboard.object, format_args!("has no {field}"))
                    .word(field)
                    .help(format!("set {field}"));
            }
        }
    }
}
