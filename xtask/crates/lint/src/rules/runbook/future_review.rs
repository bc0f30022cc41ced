use diagnostics::Severity;

use crate::facts::Facts;
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "runbook/future-review",
    severity: Severity::Error,
    summary: "a runbook with a review date in the future",
    rationale: "A mistyped year keeps the runbook from being reported as stale.",
    fix: "Set `reviewed` to the day of the last review.",
    examples: &[
        Example::pass("a day in the past", &[]),
        Example::pass("today", &[Edit::Replace("runbook", "2026-11-01", "2026-11-24")]),
        Example::fail(
            "next year",
            &[Edit::Replace("runbook", "2026-11-01", "2027-11-01")],
            "2027-11-01",
            "'runbooks/scribe/failure-rate.md' has the review date 2027-11-01, which is in the future",
        ),
    ],
    check: Check::Facts(check),
};

fn check<'a>(facts: &'a Facts<'a>, reporter: &mut Reporter<'a>) {
    // Tomorrow may be today already in the author's time zone.
    for (runbook, reviewed, span) in facts
        .reviews()
        .filter(|(_, reviewed, _)| reviewed.days_since(facts.today) > 1)
    {
        reporter
            .runbook(
                runbook,
                format_args!("has the review date {reviewed}, which is in the future"),
                span,
            )
            .help("set 'reviewed' to the day of the last review");
    }
}
