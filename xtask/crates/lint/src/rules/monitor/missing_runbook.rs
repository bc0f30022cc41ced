use diagnostics::Severity;
use documents::runbook::{SECTIONS, runbook_path, template_path};
use render::OWN;

use crate::facts::Facts;
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "monitor/missing-runbook",
    severity: Severity::Error,
    summary: "a monitor without a runbook page, or whose message does not link it",
    rationale: "Whoever is woken by the alert starts at its runbook. Without a page, or without the link in the message, they start from nothing.",
    fix: "Write `runbooks/<service>/<monitor>.md`, or for an archetype's monitor the template `runbooks/archetypes/<archetype>/<monitor>.md`. The link is put into the message by the constructors.",
    examples: &[
        Example::pass("the page stands at the monitor's path", &[]),
        Example::fail(
            "there is no page",
            &[Edit::Set("runbook", "null")],
            "",
            "monitor 'scribe/failure-rate' has no runbook page",
        ),
        Example::fail(
            "the message links another page",
            &[Edit::Replace(
                "monitor/payload/message",
                "scribe/failure-rate.md",
                "scribe/failures.md",
            )],
            "",
            "monitor 'scribe/failure-rate' does not link its runbook page in its message",
        ),
    ],
    check: Check::Facts(check),
};

fn check<'a>(facts: &'a Facts<'a>, reporter: &mut Reporter<'a>) {
    for monitor in &facts.monitors {
        let path = &monitor.object.path;
        let runbook = runbook_path(&path.service, &path.name);
        if !facts.has_runbook(&runbook) {
            let sections = SECTIONS.join(", ");
            let help = if monitor.object.origin == OWN {
                format!(
                    "write {runbook}: front matter, '# <title>' and the sections {sections}; `cargo xtask new runbook {}/{}` begins one",
                    path.service, path.name
                )
            } else {
                let template = template_path(&monitor.object.origin, &path.name);
                format!("write {template}: the page of every service with this monitor follows from it")
            };
            reporter.object(monitor.object, "has no runbook page").help(help);
        } else if !monitor.message.contains(&runbook) {
            reporter
                .object(monitor.object, "does not link its runbook page in its message")
                .help(format!("link {runbook}; the constructors of jsonnet/lib/datadog do"));
        }
    }
}
