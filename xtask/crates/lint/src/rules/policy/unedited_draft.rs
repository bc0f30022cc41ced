use diagnostics::Severity;
use model::DRAFT;

use crate::facts::Facts;
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "policy/unedited-draft",
    severity: Severity::Error,
    summary: "a file that `cargo xtask new` made and nobody has edited",
    rationale: "A draft renders as it is, with texts and thresholds that fit no service: it would page people for nothing, or not at all.",
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
    ],
    check: Check::Facts(check),
};

fn check<'a>(facts: &'a Facts<'a>, reporter: &mut Reporter<'a>) {
    for (path, text) in facts.source_texts() {
        if let Some(at) = text.find(DRAFT) {
            let finding = reporter.file(&path, format_args!("'{path}' is an unedited draft"));
            finding.help("edit its texts, signals and thresholds, then remove the comment");
            finding.span = Some(at..at + DRAFT.len());
        }
    }
}
