use diagnostics::Severity;

use crate::rule::{Check, Edit, Example, Rule};
use crate::sink::Sink;
use crate::suppress::Carried;

pub(crate) static RULE: Rule = Rule {
    name: "policy/missing-reason",
    severity: Severity::Error,
    flags: "a suppression without a reason",
    why: "Whoever finds it in a year cannot tell whether it still holds, and leaves it.",
    mend: "Say in `reason` why the rule does not fit here.",
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

fn check<'a>(carried: &[Carried<'a>], sink: &mut Sink<'a>) {
    for carried in carried
        .iter()
        .filter(|carried| carried.suppression.reason.trim().is_empty())
    {
        sink.suppression(carried, " without a reason")
            .help("add reason: why the rule does not fit here, for whoever reads it in a year");
    }
}
