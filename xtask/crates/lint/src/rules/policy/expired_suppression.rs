use diagnostics::Severity;

use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};
use crate::suppression::SuppressionStatus;

pub(crate) static RULE: Rule = Rule {
    name: "policy/expired-suppression",
    severity: Severity::Error,
    summary: "a suppression whose last day has passed",
    rationale: "It was meant for a while. What it hid is told again, and the suppression says why it was hidden.",
    fix: "Mend what it hid, or give it a later `until` with a reason that still holds.",
    examples: &[
        Example::pass(
            "its last day is today",
            &[
                Edit::Drop("monitor/payload/options/thresholds/critical_recovery"),
                Edit::Set(
                    "suppress",
                    r#"{ "monitor/no-recovery": { "reason": "r", "until": "2026-11-24" } }"#,
                ),
            ],
        ),
        Example::fail(
            "its last day was yesterday",
            &[
                Edit::Drop("monitor/payload/options/thresholds/critical_recovery"),
                Edit::Set(
                    "suppress",
                    r#"{ "monitor/no-recovery": { "reason": "r", "until": "2026-11-23" } }"#,
                ),
            ],
            "",
            "monitor 'scribe/failure-rate' suppresses 'monitor/no-recovery' until 2026-11-23, which has passed",
        ),
    ],
    check: Check::Suppressions(check),
};

fn check<'a>(suppressions: &[SuppressionStatus<'a>], reporter: &mut Reporter<'a>) {
    for suppression in suppressions.iter().filter(|suppression| suppression.expired) {
        let until = suppression
            .suppression
            .until
            .map(|until| until.to_string())
            .unwrap_or_default();
        reporter
            .suppression(suppression, format_args!(" until {until}, which has passed"))
            .help("mend what it hid, or give it a later day and a reason that still holds");
    }
}
