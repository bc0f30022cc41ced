use diagnostics::Severity;

use crate::facts::Facts;
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "policy/unused-team",
    severity: Severity::Error,
    summary: "a team that owns no service",
    rationale: "Its channels and pagers look connected, even if they are not. Often the team was renamed but its services were not.",
    fix: "Remove it, or set it as `team` of its services.",
    examples: &[
        Example::pass("every team owns a service", &[]),
        Example::fail(
            "a team without a service",
            &[
                Edit::Set(
                    "catalog/teams/data",
                    r#"{ "title": "Data", "charter": "c", "slack": "s", "pagerduty": "p", "pagerduty_low": "l" }"#,
                ),
                Edit::Replace("source/teams", "ml:", "data: {},\n  ml:"),
            ],
            "data",
            "team 'data' owns no service",
        ),
    ],
    check: Check::Facts(check),
};

fn check<'a>(facts: &'a Facts<'a>, reporter: &mut Reporter<'a>) {
    for name in facts
        .catalog
        .teams
        .keys()
        .filter(|name| !facts.catalog.services.values().any(|service| service.team == **name))
    {
        reporter
            .file(
                "jsonnet/policy/teams.libsonnet",
                format_args!("team '{name}' owns no service"),
            )
            .underline(name)
            .help("remove it, or set it as 'team' of its services");
    }
}
