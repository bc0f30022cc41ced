use diagnostics::{Severity, near_matches};

use crate::finding::SuppressionStatus;
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};
use crate::rules::rules;

pub(crate) static RULE: Rule = Rule {
    name: "policy/unknown-rule",
    severity: Severity::Error,
    summary: "a suppression of a rule that does not exist",
    rationale: "It suppresses nothing. Usually the name is misspelt, or the rule was renamed.",
    fix: "Use the name of a rule.",
    examples: &[
        Example::pass(
            "a rule that exists",
            &[
                Edit::Drop("monitor/payload/options/thresholds/critical_recovery"),
                Edit::Set(
                    "suppress",
                    r#"{ "monitor/no-recovery": { "reason": "the metric is a step" } }"#,
                ),
            ],
        ),
        Example::fail(
            "a misspelt name",
            &[Edit::Set("suppress", r#"{ "monitor/no-recvery": { "reason": "r" } }"#)],
            "",
            "monitor 'scribe/failure-rate' suppresses 'monitor/no-recvery', which is not a rule",
        ),
    ],
    check: Check::Suppressions(check),
};

fn check<'a>(suppressions: &[SuppressionStatus<'a>], reporter: &mut Reporter<'a>) {
    for suppression in suppressions.iter().filter(|carried| !carried.known) {
        let near = near_matches(suppression.name, rules().iter().map(|rule| rule.name));
        let help = match near.first() {
            Some(name) => format!("did you mean '{name}'?"),
            None => "see docs/reference/lint-rules.md for all rules".to_owned(),
        };
        reporter.suppression(suppression, ", which is not a rule").help(help);
    }
}
