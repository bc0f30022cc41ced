use diagnostics::Severity;

use crate::facts::Facts;
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "policy/unused-archetype",
    severity: Severity::Warning,
    summary: "an archetype that no service is of",
    rationale: "Its monitors, runbook templates and signals are maintained and reviewed, and watch nothing.",
    fix: "Remove its folder and its templates, or name it in a service.",
    examples: &[
        Example::pass("each has a service", &[]),
        Example::fail(
            "an archetype of nothing",
            &[Edit::Set(
                "catalog/archetypes/mainframe",
                r#"{ "title": "Mainframe", "meaning": "m" }"#,
            )],
            "",
            "archetype 'mainframe' is the archetype of no service",
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
                format_args!("archetype '{name}' is the archetype of no service"),
            )
            .underline("title")
            .help("remove it with its runbook templates, or name it in 'archetypes' of a service");
    }
}
