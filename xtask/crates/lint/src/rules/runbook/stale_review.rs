use diagnostics::Severity;

use crate::facts::Facts;
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};

/// Half a year; stated in `runbooks/README.md`.
const DAYS_MAX: u32 = 183;

pub(crate) static RULE: Rule = Rule {
    name: "runbook/stale-review",
    severity: Severity::Warning,
    summary: "a runbook that was not reviewed for half a year",
    rationale: "Commands, names and limits change. An outdated runbook misleads the on-call engineer.",
    fix: "Follow it on staging, correct it, and set `reviewed` to that day.",
    examples: &[
        Example::pass("reviewed this month", &[]),
        Example::pass(
            "reviewed exactly half a year ago",
            &[Edit::Set("today", r#""2027-05-03""#)],
        ),
        Example::fail(
            "reviewed longer ago",
            &[
                Edit::Set("today", r#""2027-05-04""#),
                Edit::Replace("guide", "2026-11-01", "2027-01-01"),
            ],
            "2026-11-01",
            "'runbooks/scribe/failure-rate.md' was last reviewed 184 days ago",
        ),
    ],
    check: Check::Facts(check),
};

fn check<'a>(facts: &'a Facts<'a>, reporter: &mut Reporter<'a>) {
    for (runbook, reviewed, span) in facts.reviews() {
        let days = facts.today.days_since(reviewed);
        if days > DAYS_MAX {
            reporter
                .runbook(runbook, format_args!("was last reviewed {days} days ago"), span)
                .help("follow it on staging, correct it, and set 'reviewed' to that day");
        }
    }
}
