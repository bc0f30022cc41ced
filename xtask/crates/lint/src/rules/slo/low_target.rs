use diagnostics::Severity;

use crate::facts::Facts;
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};

/// Below it, the promise allows a failure in ten: nobody would notice that it is broken.
const TARGET_MIN_PERCENT: f64 = 90.0;

pub(crate) static RULE: Rule = Rule {
    name: "slo/low-target",
    severity: Severity::Error,
    summary: "a target below 90 %",
    rationale: "It promises that one in ten may fail. Users are long gone when such a budget is spent, so it never tells anything. Often the number was meant as the share that may fail.",
    fix: "Promise what users need; a percentile that is missed often is a limit that is too low.",
    examples: &[
        Example::pass("99.5 %", &[]),
        Example::fail(
            "the share that may fail",
            &[Edit::Set("slo/target_percent", "0.5")],
            "",
            "slo 'scribe/success' promises 0.5 % only",
        ),
    ],
    check: Check::Facts(check),
};

fn check<'a>(facts: &'a Facts<'a>, reporter: &mut Reporter<'a>) {
    for slo in facts
        .slos
        .iter()
        .filter(|slo| slo.spec.target_percent < TARGET_MIN_PERCENT)
    {
        reporter
            .object(slo.object, format_args!("promises {} % only", slo.spec.target_percent))
            .help(format!(
                "set target_percent in jsonnet/services/{}/service.libsonnet to the share that must succeed",
                slo.object.path.service
            ));
    }
}
