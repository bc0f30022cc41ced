use diagnostics::Severity;

use crate::facts::Facts;
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};
use crate::shell;

pub(crate) static RULE: Rule = Rule {
    name: "runbook/unparsable-command",
    severity: Severity::Error,
    summary: "a command in a `sh` block that a shell cannot run",
    rationale: "Commands are copied into a terminal during an incident. An open quote, a typographic dash or a misspelt `kubectl` costs minutes.",
    fix: "Run it once on staging. Write placeholders as `<name>`.",
    examples: &[
        Example::pass("a command", &[]),
        Example::pass(
            "a placeholder and a comment",
            &[Edit::Replace(
                "runbook",
                "-l app=scribe",
                "-l app=scribe <pod>   # don't worry",
            )],
        ),
        Example::pass(
            "a block that is not shell",
            &[Edit::Replace("runbook", "```sh\nkubectl", "```text\nkubctl '")],
        ),
        Example::fail(
            "an open quote",
            &[Edit::Replace("runbook", "-l app=scribe", "-l 'app=scribe")],
            "'app=scribe",
            "'runbooks/scribe/failure-rate.md' has an invalid command: the quote ' is not closed",
        ),
        Example::fail(
            "a typographic dash",
            &[Edit::Replace("runbook", "-l app=scribe", "\u{2013}l app=scribe")],
            "\u{2013}",
            "'runbooks/scribe/failure-rate.md' has an invalid command: '\u{2013}' is a typographic character",
        ),
        Example::fail(
            "a misspelt command",
            &[Edit::Replace("runbook", "kubectl", "kubctl")],
            "kubctl",
            "'runbooks/scribe/failure-rate.md' has an invalid command: 'kubctl' is not a known command",
        ),
    ],
    check: Check::Facts(check),
};

fn check<'a>(facts: &'a Facts<'a>, reporter: &mut Reporter<'a>) {
    for runbook in facts.runbooks.iter().map(|runbook| &runbook.runbook) {
        for block in runbook.outline.code.iter().filter(|block| block.is_shell()) {
            for fault in shell::faults(&runbook.text[block.span.clone()]) {
                let span = block.span.start + fault.span.start..block.span.start + fault.span.end;
                reporter
                    .runbook(runbook, format_args!("has an invalid command: {}", fault.what), span)
                    .help(fault.help);
            }
        }
    }
}
