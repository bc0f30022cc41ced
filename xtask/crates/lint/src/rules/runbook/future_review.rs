use diagnostics::Severity;

use crate::facts::Facts;
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "runbook/future-review",
    severity: Severity::Error,
    summary: "a page that was reviewed on a day to come",
    rationale: "A slip of the year makes a page look fresh until that day.",
    fix: "Write the day on which somebody read it.",
    examples: &[
        Example::pass("a day that has been", &[]),
        Example::pass("today", &[Edit::Replace("runbook", "2026-11-01", "2026-11-24")]),
        Example::fail(
            "next year",
            &[Edit::Replace("runbook", "2026-11-01", "2027-11-01")],
            "2027-11-01",
            "'runbooks/scribe/failure-rate.md' was reviewed on 2027-11-01, which is yet to come",
        ),
    ],
    check: Check::Facts(check),
};

fn check<'a>(facts: &'a Facts<'a>, reporter: &mut Reporter<'a>) {
    // A day ahead of today may be today already where the runbook was written.
    for (runbook, reviewed, span) in facts
        .reviews()
        .filter(|(_, reviewed, _)| reviewed.days_since(facts.today) > 1)
    {
        reporter
            .runbook(
                runbook,
                format_args!("was reviewed on {reviewed}, which is yet to come"),
                span,
            )
            .help("write the day on which somebody read it");
    }
}
