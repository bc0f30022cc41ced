use diagnostics::Severity;
use documents::runbook::{SECTIONS, runbook_path, template_path};
use render::OWN;

use crate::facts::Facts;
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "monitor/missing-runbook",
    severity: Severity::Error,
    summary: "a monitor without a runbook, or whose message does not link to it",
    rationale: "The on-call engineer starts at the runbook.",
    fix: "Write `runbooks/<service>/<monitor>.md`, or the template `runbooks/archetypes/<archetype>/<monitor>.md` for an archetype's monitor. The constructors add the link to the message.",
    examples: &[
        Example::pass("a runbook at the monitor's path", &[]),
        Example::fail(
            "no runbook",
            &[Edit::Set("runbook", "null")],
            "",
            "monitor 'scribe/failure-rate' has no runbook",
        ),
        Example::fail(
            "a link to another file",
            &[Edit::Replace(
                "monitor/payload/message",
                "scribe/failure-rate.md",
                "scribe/failures.md",
            )],
            "",
            "monitor 'scribe/failure-rate' does not link to its runbook in the message",
        ),
    ],
    check: Check::Facts(check),
};

fn check<'a>(facts: &'a Facts<'a>, reporter: &mut Reporter<'a>) {
    for (object, message) in facts.alerting() {
        let path = &object.path;
        let runbook = runbook_path(&path.service, &path.name);
        if !facts.has_runbook(&runbook) {
            let sections = SECTIONS.join(", ");
            let help = if object.origin == OWN {
                format!(
                    "run `cargo xtask new runbook {}/{}`, or write {runbook} with front matter, '# <title>' and the sections {sections}",
                    path.service, path.name
                )
            } else {
                let template = {
                    let (archetype, name) = object.template();
                    template_path(archetype, name)
                };
                format!("write {template}, from which the runbook of every service with this monitor is generated")
            };
            reporter.object(object, "has no runbook").help(help);
        } else if !message.contains(&runbook) {
            reporter
                .object(object, "does not link to its runbook in the message")
                .help(format!("link to {runbook}; the constructors do this automatically"));
        }
    }
}
