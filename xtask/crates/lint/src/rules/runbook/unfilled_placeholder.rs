use diagnostics::Severity;
use documents::runbook::{PLACEHOLDERS, Place, find_placeholders};

use crate::facts::Facts;
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "runbook/unfilled-placeholder",
    severity: Severity::Error,
    summary: "a placeholder of templates in a page that no template makes",
    rationale: "It was copied from a template and is read at night as it stands: `{{workload}}`.",
    fix: "Write what it stands for.",
    examples: &[
        Example::pass("words", &[]),
        Example::pass(
            "a template variable of Datadog has a dot",
            &[Edit::Replace("runbook", "Roll back.", "Roll back {{queue.name}}.")],
        ),
        Example::fail(
            "a placeholder",
            &[Edit::Replace("runbook", "Roll back.", "Roll back {{workload}}.")],
            "{{workload}}",
            "'runbooks/scribe/failure-rate.md' holds the placeholder 'workload' of a template",
        ),
    ],
    check: Check::Facts(check),
};

fn check<'a>(facts: &'a Facts<'a>, reporter: &mut Reporter<'a>) {
    for runbook in facts
        .runbooks
        .iter()
        .filter(|runbook| !matches!(runbook.place, Place::Template(..)))
        .map(|runbook| &runbook.runbook)
    {
        for found in find_placeholders(runbook.text)
            .into_iter()
            .filter(|found| PLACEHOLDERS.contains(&found.name))
        {
            reporter
                .runbook(
                    runbook,
                    format_args!("holds the placeholder '{}' of a template", found.name),
                    found.span,
                )
                .help("write what it stands for: only templates are filled in");
        }
    }
}
