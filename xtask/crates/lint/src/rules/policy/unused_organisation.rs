use diagnostics::Severity;

use crate::facts::Facts;
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "policy/unused-organisation",
    severity: Severity::Error,
    summary: "a Datadog organisation without an environment",
    rationale: "Its dashboards are rendered and applied without use.",
    fix: "Remove it, or set it as `organisation` of an environment.",
    examples: &[
        Example::pass("every organisation has an environment", &[]),
        Example::fail(
            "no environment uses it",
            &[
                Edit::Set(
                    "catalog/organisations/old",
                    r#"{ "site": "s", "app": "a", "owner": "prod" }"#,
                ),
                Edit::Replace("source/organisations", "acme:", "old: {},\n  acme:"),
            ],
            "old",
            "organisation 'old' has no environment",
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
                format_args!("organisation '{name}' has no environment"),
            )
            .underline(name)
            .help("remove it, or set it as 'organisation' of an environment");
    }
}
