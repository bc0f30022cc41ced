use diagnostics::Severity;

use crate::facts::Facts;
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};
use crate::values;

pub(crate) static RULE: Rule = Rule {
    name: "slo/loose-warning",
    severity: Severity::Error,
    summary: "an SLO whose warning does not lie above its target",
    rationale: "The warning says that the budget runs out while something is left of it. At or below the target it comes with the breach or after it, and Datadog refuses it.",
    fix: "Let the constructor put it halfway between the target and 100 %.",
    examples: &[
        Example::pass("halfway to 100 %", &[]),
        Example::fail(
            "below the target",
            &[
                Edit::Set("slo/payload/warning_threshold", "99"),
                Edit::Set("slo/payload/thresholds/0/warning", "99"),
            ],
            "",
            "slo 'scribe/success' warns at 99 %, which is not above its target of 99.5 %",
        ),
        Example::fail(
            "no warning",
            &[
                Edit::Drop("slo/payload/warning_threshold"),
                Edit::Drop("slo/payload/thresholds/0/warning"),
            ],
            "",
            "slo 'scribe/success' never warns before its target is missed",
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
        let wrong = match lowest {
            None => "never warns before its target is missed".to_owned(),
            Some(warning) if warning <= target => {
                format!("warns at {warning} %, which is not above its target of {target} %")
            }
            Some(_) => continue,
        };
        reporter
            .object(slo.object, wrong)
            .help("put the warning between the target and 100 %, as the constructors of jsonnet/lib/datadog do");
    }
}
