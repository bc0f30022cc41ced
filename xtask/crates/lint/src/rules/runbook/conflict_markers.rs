use diagnostics::Severity;

use crate::facts::Facts;
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};

/// The beginnings of the lines that Git writes around the two sides of a conflict. `=======` alone also underlines a heading and is left out.
const MARKERS: [&str; 3] = ["<<<<<<< ", "||||||| ", ">>>>>>> "];

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
        let mut at = 0;
        for line in runbook.text.split_inclusive('\n') {
            if MARKERS.iter().any(|marker| line.starts_with(marker)) {
                reporter
                    .runbook(runbook, "has a conflict marker", at..at + line.trim_end().len())
                    .help("keep the right side of the merge, and remove the lines with markers");
            }
            at += line.len();
        }
    }
}
