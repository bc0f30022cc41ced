use diagnostics::Severity;

use crate::facts::Facts;
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "runbook/open-code-block",
    severity: Severity::Error,
    summary: "a code block that nothing closes",
    rationale: "Everything after it is shown as code: the sections that come next are gone.",
    fix: "Close it with the same marks on a line of their own.",
    examples: &[
        Example::pass("closed", &[]),
        Example::fail(
            "open",
            &[Edit::Replace("guide", "No logs.", "```sh\nls")],
            "```sh",
            "'runbooks/troubleshooting/logs.md' opens a code block that nothing closes",
        ),
    ],
    check: Check::Facts(check),
};

fn check<'a>(facts: &'a Facts<'a>, reporter: &mut Reporter<'a>) {
    for runbook in facts.runbooks.iter().map(|runbook| &runbook.runbook) {
        if let Some(span) = &runbook.outline.open_fence {
            reporter
                .runbook(runbook, "opens a code block that nothing closes", span.clone())
                .help("close it with the same marks on a line of their own");
        }
    }
}
