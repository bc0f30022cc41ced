use diagnostics::Severity;

use crate::facts::Facts;
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "policy/unused-archetype",
    severity: Severity::Warning,
    summary: "an archetype that no service has",
    rationale: "Its monitors, runbook templates and signals are maintained although nobody uses them.",
    fix: "Remove its folder and its templates, or add it to a service.",
    examples: &[
        Example::pass("every archetype has a service", &[]),
        Example::fail(
            "no service has it",
            &[Edit::Set(
                "catalog/archetypes/mainframe",
                r#"{ "title": "Mainframe", "meaning": "m" }"#,
            )],
            "",
            "archetype 'mainframe' is used by no service",
        ),
    ],
    check: Check::Facts(check),
};

fn check<'a>(facts: &'a Facts<'a>, reporter: &mut Reporter<'a>) {
    for name in facts.catalog.archetypes.keys().filter(|name| {
        !facts
            .catalog
            .services
            .values()
            .any(|service| service.archetypes.contains(name))
    }) {
        reporter
            .file(
                format!("jsonnet/lib/archetype/{name}/archetype.libsonnet"),
                format_args!("archetype '{name}' is used by no service"),
            )
            .underline("title")
            .help("remove it with its runbook templates, or add it to 'archetypes' of a service");
    }
}
