use diagnostics::Severity;

use crate::facts::Facts;
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};
use crate::values;

pub(crate) static RULE: Rule = Rule {
    name: "slo/loose-warning",
    severity: Severity::Error,
    summary: "an SLO whose warning is not above its target",
    rationale: "The warning should come while error budget is left. At or below the target it comes too late, and Datadog rejects it.",
    fix: "Remove the warning: the constructor sets it halfway between the target and 100 %.",
    examples: &[
        Example::pass("halfway to 100 %", &[]),
        Example::fail(
            "below the target",
            &[
                Edit::Set("slo/payload/warning_threshold", "99"),
                Edit::Set("slo/payload/thresholds/0/warning", "99"),
            ],
            "",
            "slo 'scribe/success' warns at 99 %, not above its target of 99.5 %",
        ),
        Example::fail(
            "no warning",
            &[
                Edit::Drop("slo/payload/warning_threshold"),
                Edit::Drop("slo/payload/thresholds/0/warning"),
            ],
            "",
            "slo 'scribe/success' has no warning before its target is missed",
        ),
    ],
    check: Check::Facts(check),
};

fn check<'a>(facts: &'a Facts<'a>, reporter: &mut Reporter<'a>) {
    for slo in &facts.slos {
        let (payload, target) = (&slo.spec.payload, slo.spec.target_percent);
        let warnings = [
            values::number(payload, "warning_threshold"),
            values::number(payload, "thresholds/0/warning"),
        ];
        let lowest = warnings.into_iter().flatten().reduce(f64::min);
        let what = match lowest {
            None => "has no warning before its target is missed".to_owned(),
            Some(warning) if warning <= target => {
                format!("warns at {warning} %, not above its target of {target} %")
            }
            Some(_) => continue,
        };
        reporter
            .object(slo.object, what)
            .help("set the warning between the target and 100 %; the constructor does this automatically");
    }
}
