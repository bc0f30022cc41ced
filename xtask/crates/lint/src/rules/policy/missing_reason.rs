use diagnostics::Severity;

use crate::finding::SuppressionStatus;
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "policy/missing-reason",
    severity: Severity::Error,
    summary: "a suppression without a reason",
    rationale: "Without a reason a later reader cannot decide whether the suppression is still needed.",
    fix: "Say in `reason` why the rule does not apply here.",
    examples: &[
        Example::pass(
            "a reason",
            &[
                Edit::Drop("monitor/payload/options/thresholds/critical_recovery"),
                Edit::Set(
                    "suppress",
                    r#"{ "monitor/no-recovery": { "reason": "the metric is a step" } }"#,
                ),
            ],
        ),
        Example::fail(
            "an empty reason",
            &[
                Edit::Drop("monitor/payload/options/thresholds/critical_recovery"),
                Edit::Set("suppress", r#"{ "monitor/no-recovery": { "reason": " " } }"#),
            ],
            "",
            "monitor 'scribe/failure-rate' suppresses 'monitor/no-recovery' without a reason",
        ),
        Example::fail(
            "no reason",
            &[
                Edit::Drop("monitor/payload/options/thresholds/critical_recovery"),
                Edit::Set("suppress", r#"{ "monitor/no-recovery": {} }"#),
            ],
            "",
            "monitor 'scribe/failure-rate' suppresses 'monitor/no-recovery' without a reason",
        ),
    ],
    check: Check::Suppressions(check),
};

fn check<'a>(suppressions: &[SuppressionStatus<'a>], reporter: &mut Reporter<'a>) {
    for suppression in suppressions
        .iter()
        .filter(|suppression| suppression.suppression.reason.trim().is_empty())
    {
        reporter
            .suppression(suppression, " without a reason")
            .help("set 'reason' to why the rule does not apply here");
    }
}
