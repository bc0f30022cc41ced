use diagnostics::Severity;

use crate::facts::Facts;
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};

/// A lower target allows more than one failure in ten.
const TARGET_MIN_PERCENT: f64 = 90.0;

pub(crate) static RULE: Rule = Rule {
    name: "slo/low-target",
    severity: Severity::Error,
    summary: "a target below 90 %",
    rationale: "It allows one failure in ten. Users leave before the error budget is spent, so such an SLO never helps. Often the failure percentage was declared as the target.",
    fix: "Declare the percentage that must succeed. If a latency percentile is often missed, raise its limit instead.",
    examples: &[
        Example::pass("99.5 %", &[]),
        Example::fail(
            "the failure percentage as the target",
            &[Edit::Set("slo/target_percent", "0.5")],
            "",
            "slo 'scribe/success' has a target of only 0.5 %",
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
            .object(
                slo.object,
                format_args!("has a target of only {} %", slo.spec.target_percent),
            )
            .help(format!(
                "set target_percent in jsonnet/services/{}/service.libsonnet to the percentage that must succeed",
                slo.object.path.service
            ));
    }
}
