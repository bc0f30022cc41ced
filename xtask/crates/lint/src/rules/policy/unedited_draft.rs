use diagnostics::Severity;
use model::DRAFT;

use crate::facts::Facts;
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "policy/unedited-draft",
    severity: Severity::Error,
    summary: "a file that `cargo xtask new` made and nobody has edited",
    rationale: "A draft renders as it is, with texts and thresholds that fit no service: it would page people for nothing, or not at all. A drafted runbook would pass for one that somebody followed, and a drafted maintenance window mutes alerts every week.",
    fix: "Edit the file, then remove the comment.",
    examples: &[
        Example::pass("a file without the comment", &[]),
        Example::fail(
            "the comment is still there",
            &[Edit::Replace(
                "source/monitor",
                "function(ctx)",
                "// draft of cargo xtask new: edit what follows, then remove this line\nfunction(ctx)",
            )],
            "draft of cargo xtask new: edit what follows, then remove this line",
            "'jsonnet/services/scribe/monitors/failure-rate.libsonnet' is an unedited draft",
        ),
        Example::fail(
            "in a runbook",
            &[Edit::Replace(
                "runbook",
                "---\nsummary",
                "---\n# draft of cargo xtask new: edit what follows, then remove this line\nsummary",
            )],
            "draft of cargo xtask new: edit what follows, then remove this line",
            "'runbooks/scribe/failure-rate.md' is an unedited draft",
        ),
        Example::fail(
            "in a maintenance window",
            &[Edit::Replace(
                "window",
                "reason",
                "# draft of cargo xtask new: edit what follows, then remove this line\nreason",
            )],
            "draft of cargo xtask new: edit what follows, then remove this line",
            "'terraform/environments/prod/maintenance/patches.yaml' is an unedited draft",
        ),
    ],
    check: Check::Facts(check),
};

fn check<'a>(facts: &'a Facts<'a>, reporter: &mut Reporter<'a>) {
    for (path, text) in facts.written() {
        if let Some(at) = text.find(DRAFT) {
            let finding = reporter.file(&path, format_args!("'{path}' is an unedited draft"));
            finding.help(if path.ends_with(".md") {
                "follow its commands, write what they show, set 'reviewed' to that day, then remove the comment"
            } else {
                "edit what the draft cannot know, such as its texts, thresholds and times, then remove the comment"
            });
            finding.span = Some(at..at + DRAFT.len());
        }
    }
}
