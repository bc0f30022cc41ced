use diagnostics::Severity;

use crate::facts::Facts;
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "policy/unused-organisation",
    severity: Severity::Error,
    summary: "a Datadog organisation that no environment reports to",
    rationale: "Its dashboards are rendered and applied for nobody.",
    fix: "Remove it, or let an environment report to it.",
    examples: &[
        Example::pass("each has an environment", &[]),
        Example::fail(
            "an organisation of nobody",
            &[
                Edit::Set(
                    "catalog/organisations/old",
                    r#"{ "site": "s", "app": "a", "owner": "prod" }"#,
                ),
                Edit::Replace("source/organisations", "acme:", "old: {},\n  acme:"),
            ],
            "old",
            "organisation 'old' has no environment that reports to it",
        ),
    ],
    check: Check::Facts(check),
};

fn check<'a>(facts: &'a Facts<'a>, reporter: &mut Reporter<'a>) {
    for name in facts.catalog.organisations.keys().filter(|name| {
        !facts
            .catalog
            .environments
            .values()
            .any(|environment| environment.organisation == **name)
    }) {
        reporter
            .file(
                "jsonnet/policy/organisations.libsonnet",
                format_args!("organisation '{name}' has no environment that reports to it"),
            )
            .underline(name)
            .help("remove it, or name it as 'organisation' of an environment");
    }
}
