use diagnostics::Severity;

use crate::facts::Facts;
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "policy/unused-route",
    severity: Severity::Error,
    summary: "a route that no environment takes",
    rationale: "It is read as if it were in force: who changes it believes to have changed who is woken.",
    fix: "Remove it, or let an environment take it.",
    examples: &[
        Example::pass("each is taken", &[]),
        Example::fail(
            "a route of nobody",
            &[
                Edit::Set("catalog/routes/mail", r#"{ "P1": [] }"#),
                Edit::Replace("source/routes", "page:", "mail: {},\n  page:"),
            ],
            "mail",
            "route 'mail' is taken by no environment",
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
                format_args!("route '{name}' is taken by no environment"),
            )
            .underline(name)
            .help("remove it, or name it as 'notify' of an environment");
    }
}
