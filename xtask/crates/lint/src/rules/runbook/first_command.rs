use std::ops::Range;

use diagnostics::Severity;
use documents::runbook::{FIRST_COMMAND, Place, Runbook};

use crate::facts::Facts;
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};

/// One line for the context, and one or two that look; stated in `runbooks/README.md`.
const LINES_MAX: usize = 4;

pub(crate) static RULE: Rule = Rule {
    name: "runbook/first-command",
    severity: Severity::Error,
    summary: "a section First command that has no `sh` block, more than one, one of more than 4 lines, or a blank to fill in",
    rationale: "The alert links to this section. Its commands are copied as they are, before anything else is read.",
    fix: "Write one `sh` block that needs no input, and below it what its answers mean. Move other commands to Diagnosis.",
    examples: &[
        Example::pass("one block that can be copied", &[]),
        Example::fail(
            "no command",
            &[Edit::Replace("runbook", "```sh\nkubectl -n acme get pods\n```\n", "")],
            "## First command",
            "'runbooks/scribe/failure-rate.md' has no `sh` block in 'First command'",
        ),
        Example::fail(
            "two blocks",
            &[Edit::Replace(
                "runbook",
                "A pod that",
                "```sh\nkubectl get nodes\n```\nA pod that",
            )],
            "kubectl get nodes",
            "'runbooks/scribe/failure-rate.md' has 2 `sh` blocks in 'First command'",
        ),
        Example::fail(
            "too many lines",
            &[Edit::Replace(
                "runbook",
                "get pods\n",
                "get pods\ndate\ndate\ndate\ndate\n",
            )],
            "kubectl -n acme get pods",
            "'runbooks/scribe/failure-rate.md' has 5 lines in its first command, more than 4",
        ),
        Example::fail(
            "a blank",
            &[Edit::Replace("runbook", "get pods\n", "get pods <pod>\n")],
            "<pod>",
            "'runbooks/scribe/failure-rate.md' has the blank '<pod>' in its first command",
        ),
    ],
    check: Check::Facts(check),
};

fn check<'a>(facts: &'a Facts<'a>, reporter: &mut Reporter<'a>) {
    for runbook in facts
        .runbooks
        .iter()
        .filter(|runbook| matches!(runbook.place, Place::Monitor(..) | Place::Template(..)))
        .map(|runbook| &runbook.runbook)
    {
        check_runbook(runbook, reporter);
    }
}

/// A runbook without the section is a finding of `runbook/headings`.
fn check_runbook<'a>(runbook: &'a Runbook<'a>, reporter: &mut Reporter<'a>) {
    let mut sections = runbook.outline.headings.iter().filter(|heading| heading.level == 2);
    let Some(section) = sections.find(|heading| heading.title == FIRST_COMMAND) else {
        return;
    };
    let end = sections.next().map_or(runbook.text.len(), |next| next.span.start);
    let blocks: Vec<Range<usize>> = runbook
        .outline
        .code
        .iter()
        .filter(|block| block.language == "sh" && block.span.start > section.span.end && block.span.end <= end)
        .map(|block| block.span.clone())
        .collect();
    let block = match blocks.as_slice() {
        [] => {
            let what = format_args!("has no `sh` block in '{FIRST_COMMAND}'");
            let help = "write one or two commands that show at once how bad it is";
            reporter.runbook(runbook, what, section.span.clone()).help(help);
            return;
        }
        [block] => block,
        [_, second, ..] => {
            let what = format_args!("has {} `sh` blocks in '{FIRST_COMMAND}'", blocks.len());
            reporter
                .runbook(runbook, what, trimmed(runbook, second))
                .help("keep the first; move the others to 'Diagnosis'");
            return;
        }
    };
    let text = &runbook.text[block.clone()];
    let lines = text.lines().count();
    if lines > LINES_MAX {
        let first = block.start..block.start + text.lines().next().unwrap_or_default().len();
        let what = format_args!("has {lines} lines in its first command, more than {LINES_MAX}");
        reporter
            .runbook(runbook, what, first)
            .help("move what is not needed at once to 'Diagnosis'");
    }
    if let Some(blank) = blank(text) {
        let what = format_args!("has the blank '{}' in its first command", &text[blank.clone()]);
        reporter
            .runbook(runbook, what, block.start + blank.start..block.start + blank.end)
            .help("choose a command that can be copied as it is");
    }
}

/// The lines of a block without the last line break.
fn trimmed(runbook: &Runbook<'_>, block: &Range<usize>) -> Range<usize> {
    block.start..block.start + runbook.text[block.clone()].trim_end().len()
}

/// The first `<name>`, which a person would have to fill in.
fn blank(text: &str) -> Option<Range<usize>> {
    text.match_indices('<').find_map(|(start, _)| {
        let name = text[start + 1..]
            .find('>')
            .map(|end| &text[start + 1..start + 1 + end])?;
        let named = name.starts_with(|c: char| c.is_ascii_alphabetic())
            && name
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ' '));
        named.then(|| start..start + name.len() + 2)
    })
}
