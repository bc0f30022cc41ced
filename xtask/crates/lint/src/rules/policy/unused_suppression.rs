use diagnostics::Severity;

use crate::finding::SuppressionStatus;
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "policy/unused-suppression",
    severity: Severity::Error,
    summary: "a suppression without a finding to suppress",
    rationale: "The problem was fixed. The suppression would hide the next finding of this rule, to which its reason does not apply.",
    fix: "Remove it.",
    examples: &[
        Example::pass(
            "it suppresses a finding",
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
            "monitor 'scribe/failure-rate' suppresses 'monitor/no-recovery', which reports nothing here",
        ),
        Example::fail(
            "in a runbook",
            &[Edit::Replace(
                "guide",
                "reviewed: 2026-11-01",
                "reviewed: 2026-11-01\nsuppress:\n  runbook/dead-link: { reason: r }",
            )],
            "runbook/dead-link",
            "'runbooks/troubleshooting/logs.md' suppresses 'runbook/dead-link', which reports nothing here",
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
            .suppression(suppression, ", which reports nothing here")
            .help("remove it, so that it does not hide the next finding of this rule");
    }
}
