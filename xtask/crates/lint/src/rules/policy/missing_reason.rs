use diagnostics::Severity;

use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};
use crate::suppression::SuppressionStatus;

pub(crate) static RULE: Rule = Rule {
    name: "policy/missing-reason",
    severity: Severity::Error,
    summary: "a suppression without a reason",
    rationale: "Whoever finds it in a year cannot tell whether it still holds, and leaves it.",
    fix: "Say in `reason` why the rule does not fit here.",
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
            "an empty one",
            &[
                Edit::Drop("monitor/payload/options/thresholds/critical_recovery"),
                Edit::Set("suppress", r#"{ "monitor/no-recovery": { "reason": " " } }"#),
            ],
            "",
            "monitor 'scribe/failure-rate' suppresses 'monitor/no-recovery' without a reason",
        ),
        Example::fail(
            "none",
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
            .help("add reason: why the rule does not fit here, for whoever reads it in a year");
    }
}
