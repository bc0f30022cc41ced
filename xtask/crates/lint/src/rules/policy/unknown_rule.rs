use diagnostics::{Severity, near_matches};

use crate::rule::{Check, Edit, Example, Rule};
use crate::rules::rules;
use crate::sink::Sink;
use crate::suppress::Carried;

pub(crate) static RULE: Rule = Rule {
    name: "policy/unknown-rule",
    severity: Severity::Error,
    flags: "a suppression of a rule that does not exist",
    why: "It suppresses nothing, and its author believes that it does. Mostly the name is misspelt, or the rule was renamed.",
    mend: "Write the rule's name.",
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
            "monitor 'scribe/failure-rate' suppresses 'monitor/no-recvery', which is no rule",
        ),
    ],
    check: Check::Suppressions(check),
};

fn check<'a>(carried: &[Carried<'a>], sink: &mut Sink<'a>) {
    for carried in carried.iter().filter(|carried| !carried.known) {
        let near = near_matches(carried.name, rules().iter().map(|rule| rule.name));
        let help = match near.first() {
            Some(name) => format!("did you mean '{name}'?"),
            None => "docs/reference/lint-rules.md lists the rules".to_owned(),
        };
        sink.suppression(carried, ", which is no rule").help(help);
    }
}
