use diagnostics::Severity;

use crate::facts::Facts;
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "policy/unused-severity",
    severity: Severity::Warning,
    summary: "a severity that no monitor has",
    rationale: "The routes and the docs describe a response that never happens.",
    fix: "Remove it from `severities` and `routes`, or use it in a monitor.",
    examples: &[
        Example::pass("every severity is used", &[]),
        Example::fail(
            "no monitor uses it",
            &[Edit::Set(
                "catalog/severities/P5",
                r#"{ "priority": 5, "meaning": "m", "response": "r", "renotify_min": 0 }"#,
            )],
            "",
            "severity 'P5' is used by no monitor",
        ),
    ],
    check: Check::Facts(check),
};

fn check<'a>(facts: &'a Facts<'a>, reporter: &mut Reporter<'a>) {
    for name in facts
        .catalog
        .severities
        .keys()
        .filter(|name| !facts.monitors.iter().any(|monitor| monitor.spec.severity == **name))
    {
        reporter
            .file(
                "jsonnet/policy/severities.libsonnet",
                format_args!("severity '{name}' is used by no monitor"),
            )
            .underline(name)
            .help("remove it here and in jsonnet/policy/routes.libsonnet, or use it in a monitor");
    }
}
