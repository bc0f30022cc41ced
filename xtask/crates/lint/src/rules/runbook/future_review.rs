use diagnostics::Severity;

use crate::facts::Facts;
use crate::rule::{Check, Edit, Example, Rule};
use crate::sink::Sink;

pub(crate) static RULE: Rule = Rule {
    name: "runbook/future-review",
    severity: Severity::Error,
    flags: "a page that was reviewed on a day to come",
    why: "A slip of the year makes a page look fresh until that day.",
    mend: "Write the day on which somebody read it.",
    examples: &[
        Example::pass("a day that has been", &[]),
        Example::pass("today", &[Edit::Replace("page", "2026-11-01", "2026-11-24")]),
        Example::fail(
            "next year",
            &[Edit::Replace("page", "2026-11-01", "2027-11-01")],
            "2027-11-01",
            "'runbooks/scribe/failure-rate.md' was reviewed on 2027-11-01, which is yet to come",
        ),
    ],
    check: Check::Facts(check),
};

fn check<'a>(facts: &'a Facts<'a>, sink: &mut Sink<'a>) {
    // A day ahead of today may be today already where the page was written.
    for (page, reviewed, span) in facts
        .reviews()
        .filter(|(_, reviewed, _)| reviewed.days_since(facts.today) > 1)
    {
        sink.page(
            page,
            format_args!("was reviewed on {reviewed}, which is yet to come"),
            span,
        )
        .help("write the day on which somebody read it");
    }
}
