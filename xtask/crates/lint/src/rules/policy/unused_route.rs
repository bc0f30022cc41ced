use diagnostics::Severity;

use crate::facts::Facts;
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "policy/unused-route",
    severity: Severity::Error,
    summary: "a route that no environment uses",
    rationale: "It looks as if it were in effect: after a change to it, the wrong people are still notified.",
    fix: "Remove it, or set it as `notify` of an environment.",
    examples: &[
        Example::pass("every route is used", &[]),
        Example::fail(
            "no environment uses it",
            &[
                Edit::Set("catalog/routes/mail", r#"{ "P1": [] }"#),
                Edit::Replace("source/routes", "page:", "mail: {},\n  page:"),
            ],
            "mail",
            "route 'mail' is used by no environment",
        ),
    ],
    check: Check::Facts(check),
};

fn check<'a>(facts: &'a Facts<'a>, reporter: &mut Reporter<'a>) {
    for name in facts.catalog.routes.keys().filter(|name| {
        !facts
            .catalog
            .environments
            .values()
            .any(|environment| environment.notify == **name)
    }) {
        reporter
            .file(
                "jsonnet/policy/routes.libsonnet",
                format_args!("route '{name}' is used by no environment"),
            )
            .underline(name)
            .help("remove it, or set it as 'notify' of an environment");
    }
}
