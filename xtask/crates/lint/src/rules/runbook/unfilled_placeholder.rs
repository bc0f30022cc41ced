use diagnostics::Severity;
use documents::runbook::{PLACEHOLDERS, Place, find_conditions, find_placeholders};

use crate::facts::Facts;
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "runbook/unfilled-placeholder",
    severity: Severity::Error,
    summary: "a template placeholder in a runbook that is not a template",
    rationale: "Placeholders are filled in templates only: this one stays `{{workload}}`.",
    fix: "Replace it by its value.",
    examples: &[
        Example::pass("no placeholder", &[]),
        Example::pass(
            "a template variable of Datadog",
            &[Edit::Replace("runbook", "Roll back.", "Roll back {{queue.name}}.")],
        ),
        Example::fail(
            "a placeholder",
            &[Edit::Replace("runbook", "Roll back.", "Roll back {{workload}}.")],
            "{{workload}}",
            "'runbooks/scribe/failure-rate.md' has the template placeholder 'workload'",
        ),
        Example::fail(
            "a condition",
            &[Edit::Replace("runbook", "Roll back.", "{{only queues}} Roll back.")],
            "{{only queues}}",
            "'runbooks/scribe/failure-rate.md' has the template condition 'queues'",
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
                    format_args!("has the template placeholder '{}'", found.name),
                    found.span,
                )
                .help("replace it by its value: placeholders are filled in templates only");
        }
        for found in find_conditions(runbook.text) {
            reporter
                .runbook(
                    runbook,
                    format_args!("has the template condition '{}'", found.name),
                    found.span,
                )
                .help("remove it, or the whole line: conditions belong in templates only");
        }
    }
}
