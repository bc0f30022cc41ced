use diagnostics::Severity;

use crate::facts::Facts;
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "runbook/open-code-block",
    severity: Severity::Error,
    summary: "a code block that is not closed",
    rationale: "Everything after it is shown as code, including the sections that follow.",
    fix: "Close the block with the same fence on its own line.",
    examples: &[
        Example::pass("closed", &[]),
        Example::fail(
            "open",
            &[Edit::Replace("guide", "No logs.", "```sh\nls")],
            "```sh",
            "'runbooks/troubleshooting/logs.md' opens a code block that is not closed",
        ),
    ],
    check: Check::Facts(check),
};

fn check<'a>(facts: &'a Facts<'a>, reporter: &mut Reporter<'a>) {
    for runbook in facts.runbooks.iter().map(|runbook| &runbook.runbook) {
        if let Some(span) = &runbook.outline.open_fence {
            reporter
                .runbook(runbook, "opens a code block that is not closed", span.clone())
                .help("close it with the same fence on its own line");
        }
    }
}
