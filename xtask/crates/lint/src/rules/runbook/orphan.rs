use std::collections::BTreeSet;

use diagnostics::{Severity, suggestion};
use documents::runbook::Place;
use model::ObjectKind;

use crate::facts::Facts;
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "runbook/orphan",
    severity: Severity::Error,
    summary: "a runbook or template without a monitor",
    rationale: "No alert links to it. Usually the monitor was renamed, and has no runbook under its new name.",
    fix: "Rename it to the name of its monitor, or remove it.",
    examples: &[
        Example::pass("the monitor exists", &[]),
        Example::fail(
            "a misspelt service",
            &[Edit::Set(
                "stray",
                r##""---\nsummary: s\nreviewed: 2026-11-01\n---\n# T\n\n## First command\n```sh\nkubectl get pods\n```\n\n## Meaning\na\n\n## Impact\na\n\n## Diagnosis\na\n\n## Mitigation\na\n\n## Escalation\na\n""##,
            )],
            "",
            "'runbooks/scrib/failure-rate.md' belongs to no monitor",
        ),
        Example::fail(
            "a template for a monitor that the archetype does not have",
            &[
                Edit::Set("archetype", "[]"),
                Edit::Set(
                    "template",
                    r##""---\nsummary: s\nreviewed: 2026-11-01\n---\n# T\n\n## First command\n```sh\nkubectl get pods\n```\n\n## Meaning\na\n\n## Impact\na\n\n## Diagnosis\na\n\n## Mitigation\na\n\n## Escalation\na\n""##,
                ),
            ],
            "",
            "'runbooks/archetypes/worker/late.md' belongs to no monitor of an archetype",
        ),
    ],
    check: Check::Facts(check),
};

fn check<'a>(facts: &'a Facts<'a>, reporter: &mut Reporter<'a>) {
    let monitors: BTreeSet<(&str, &str)> = facts
        .alerting()
        .map(|(object, _)| (object.path.service.as_str(), object.path.name.as_str()))
        .collect();
    // Alerts of SLOs are of no archetype.
    let of_slos: BTreeSet<(&str, &str)> = facts
        .objects
        .iter()
        .filter(|object| object.origin.starts_with(render::SLO_ALERTS))
        .map(|object| object.template())
        .collect();
    for runbook in &facts.runbooks {
        match runbook.place {
            Place::Monitor(service, name) if !monitors.contains(&(service, name)) => {
                let help = if facts.is_without(service, name) {
                    format!(
                        "service '{service}' leaves the monitor '{name}' out: remove the runbook; `cargo xtask docs` writes a page with the reason"
                    )
                } else if facts.catalog.services.contains_key(service) {
                    let of_service = monitors.iter().filter(|(s, _)| *s == service).map(|(_, name)| *name);
                    format!(
                        "service '{service}' has no monitor '{name}': {}; rename or remove the runbook",
                        suggestion(name, of_service)
                    )
                } else {
                    let services = facts.catalog.services.keys().map(String::as_str);
                    format!(
                        "there is no service '{service}': {}; rename or remove the runbook",
                        suggestion(service, services)
                    )
                };
                reporter
                    .runbook(&runbook.runbook, "belongs to no monitor", 0..0)
                    .help(help);
            }
            Place::Template(archetype, name) if of_slos.contains(&(archetype, name)) => {}
            Place::Template(archetype, name) => {
                let help = match facts.archetypes.get(archetype) {
                    None => format!(
                        "there is no archetype '{archetype}': {}",
                        suggestion(archetype, facts.archetypes.keys().map(String::as_str))
                    ),
                    Some(files) => {
                        let known: Vec<&str> = files
                            .objects
                            .get(&ObjectKind::Monitor)
                            .into_iter()
                            .flatten()
                            .map(String::as_str)
                            .collect();
                        if known.contains(&name) {
                            continue;
                        }
                        format!(
                            "archetype '{archetype}' has no monitor '{name}': {}",
                            suggestion(name, known)
                        )
                    }
                };
                reporter
                    .runbook(&runbook.runbook, "belongs to no monitor of an archetype", 0..0)
                    .help(format!("{help}; rename or remove the template"));
            }
            Place::Monitor(..) | Place::Troubleshooting | Place::Readme => {}
        }
    }
}
