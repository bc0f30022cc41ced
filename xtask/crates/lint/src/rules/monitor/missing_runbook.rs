use diagnostics::Severity;
use documents::runbook::{SECTIONS, page_path, template_path};
use render::OWN;

use crate::facts::Facts;
use crate::rule::{Check, Edit, Example, Rule};
use crate::sink::Sink;

pub(crate) static RULE: Rule = Rule {
    name: "monitor/missing-runbook",
    severity: Severity::Error,
    flags: "a monitor without a runbook page, or whose message does not link it",
    why: "Whoever is woken by the alert starts at its runbook. Without a page, or without the link in the message, they start from nothing.",
    mend: "Write `runbooks/<service>/<monitor>.md`, or for an archetype's monitor the template `runbooks/archetypes/<archetype>/<monitor>.md`. The link is put into the message by the constructors.",
    examples: &[
        Example::pass("the page stands at the monitor's path", &[]),
        Example::fail(
            "there is no page",
            &[Edit::Set("page", "null")],
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

fn check<'a>(facts: &'a Facts<'a>, sink: &mut Sink<'a>) {
    for monitor in &facts.monitors {
        let path = &monitor.object.path;
        let page = page_path(&path.service, &path.name);
        if !facts.has_page(&page) {
            let sections = SECTIONS.join(", ");
            let help = if monitor.object.origin == OWN {
                format!(
                    "write {page}: front matter, '# <title>' and the sections {sections}; `cargo xtask new runbook {}/{}` begins one",
                    path.service, path.name
                )
            } else {
                let template = template_path(&monitor.object.origin, &path.name);
                format!("write {template}: the page of every service with this monitor follows from it")
            };
            sink.object(monitor.object, "has no runbook page").help(help);
        } else if !monitor.message.contains(&page) {
            sink.object(monitor.object, "does not link its runbook page in its message")
                .help(format!("link {page}; the constructors of jsonnet/lib/datadog do"));
        }
    }
}
