use diagnostics::Severity;

use crate::facts::Facts;
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "runbook/front-matter",
    severity: Severity::Error,
    summary: "a runbook without valid front matter: `summary` and `reviewed`",
    rationale: "The summary appears in the troubleshooting index and in generated runbooks. The date shows how far the runbook can be trusted.",
    fix: "Begin the file with `---`, `summary: <one line>`, `reviewed: <YYYY-MM-DD>`, `---`.",
    examples: &[
        Example::pass("both fields", &[]),
        Example::pass(
            "a suppression with its reason",
            &[Edit::Replace(
                "guide",
                "reviewed: 2026-11-01",
                "reviewed: 2025-11-01\nsuppress:\n  runbook/stale-review: { reason: no such cluster yet }",
            )],
        ),
        Example::fail(
            "no date",
            &[Edit::Replace("guide", "reviewed: 2026-11-01\n", "")],
            "summary",
            "the front matter of 'runbooks/troubleshooting/logs.md' is invalid: missing field 'reviewed'",
        ),
        Example::fail(
            "not a date",
            &[Edit::Replace("guide", "2026-11-01", "2026-11-31")],
            "2026-11-31",
            "the front matter of 'runbooks/troubleshooting/logs.md' is invalid: '2026-11-31' has no day 31",
        ),
    ],
    check: Check::Facts(check),
};

fn check<'a>(facts: &'a Facts<'a>, reporter: &mut Reporter<'a>) {
    for runbook in facts.runbooks.iter().map(|runbook| &runbook.runbook) {
        if let Err(error) = &runbook.front {
            let finding = reporter.file(runbook.path, &error.message);
            finding.help.clone_from(&error.help);
            finding.span = error
                .place
                .as_ref()
                .and_then(|place| place.excerpt.as_ref())
                .map(|(_, span)| span.clone());
        }
    }
}
