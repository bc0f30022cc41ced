use diagnostics::Severity;

use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};
use crate::suppression::SuppressionStatus;

pub(crate) static RULE: Rule = Rule {
    name: "policy/unused-suppression",
    severity: Severity::Error,
    summary: "a suppression of a rule that finds nothing there",
    rationale: "What it excused is mended. It would hide the next finding of that rule, for which nobody gave a reason.",
    fix: "Remove it.",
    examples: &[
        Example::pass(
            "it hides a finding",
            &[
                Edit::Drop("monitor/payload/options/thresholds/critical_recovery"),
                Edit::Set(
                    "suppress",
                    r#"{ "monitor/no-recovery": { "reason": "the metric is a step" } }"#,
                ),
            ],
        ),
        Example::fail(
            "in a monitor",
            &[Edit::Set(
                "suppress",
                r#"{ "monitor/no-recovery": { "reason": "the metric is a step" } }"#,
            )],
            "",
            "monitor 'scribe/failure-rate' suppresses 'monitor/no-recovery' where it finds nothing",
        ),
        Example::fail(
            "in a page",
            &[Edit::Replace(
                "guide",
                "reviewed: 2026-11-01",
                "reviewed: 2026-11-01\nsuppress:\n  runbook/dead-link: { reason: r }",
            )],
            "runbook/dead-link",
            "'runbooks/troubleshooting/logs.md' suppresses 'runbook/dead-link' where it finds nothing",
        ),
    ],
    check: Check::Suppressions(check),
};

fn check<'a>(suppressions: &[SuppressionStatus<'a>], reporter: &mut Reporter<'a>) {
    for suppression in suppressions
        .iter()
        .filter(|suppression| suppression.known && suppression.unused)
    {
        reporter
            .suppression(suppression, " where it finds nothing")
            .help("remove it: it would hide the next finding of this rule");
    }
}
