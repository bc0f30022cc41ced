use diagnostics::{CONFLICT_HELP, Severity, conflict_markers};

use crate::facts::Facts;
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "runbook/conflict-markers",
    severity: Severity::Error,
    summary: "a runbook with the conflict markers of an unfinished merge",
    rationale: "Readers see both sides of the conflict, and do not know which one is right.",
    fix: "Keep the right side, and remove the lines that begin with `<<<<<<<`, `|||||||`, `=======` and `>>>>>>>`.",
    examples: &[
        Example::pass(
            "a heredoc has shorter marks",
            &[Edit::Replace("runbook", "Roll back.", "```sh\ncat <<EOF\na\nEOF\n```")],
        ),
        Example::fail(
            "one marker",
            &[Edit::Replace("runbook", "Roll back.", "Roll back.\n>>>>>>> main")],
            ">>>>>>> main",
            "'runbooks/scribe/failure-rate.md' has a conflict marker",
        ),
    ],
    check: Check::Facts(check),
};

fn check<'a>(facts: &'a Facts<'a>, reporter: &mut Reporter<'a>) {
    for runbook in facts.runbooks.iter().map(|facts| &facts.runbook) {
        for span in conflict_markers(runbook.text) {
            reporter
                .runbook(runbook, "has a conflict marker", span)
                .help(CONFLICT_HELP);
        }
    }
}
