use diagnostics::Severity;

use crate::finding::SuppressionStatus;
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "policy/expired-suppression",
    severity: Severity::Error,
    summary: "a suppression whose last day has passed",
    rationale: "The suppression was temporary. Its findings are reported again.",
    fix: "Fix the findings, or set a later `until` with a valid reason.",
    examples: &[
        Example::pass(
            "the last day is today",
            &[
                Edit::Drop("monitor/payload/options/thresholds/critical_recovery"),
                Edit::Set(
                    "suppress",
                    r#"{ "monitor/no-recovery": { "reason": "r", "until": "2026-11-24" } }"#,
                ),
            ],
        ),
        Example::fail(
            "the last day was yesterday",
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
            .help("fix the finding that it suppressed, or set a later 'until' with a valid reason");
    }
}
