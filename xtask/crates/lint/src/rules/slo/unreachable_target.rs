use diagnostics::Severity;

use crate::facts::Facts;
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};

/// An on-call engineer cannot react in less time.
const BUDGET_MIN_MINUTES: f64 = 5.0;

pub(crate) static RULE: Rule = Rule {
    name: "slo/unreachable-target",
    severity: Severity::Error,
    summary: "a target whose error budget is less than five minutes",
    rationale: "The first incident spends the budget before anyone can act. The SLO is then missed and ignored. 99.99 % over 30 days allows four minutes.",
    fix: "Lower the target, or use a longer window.",
    examples: &[
        Example::pass("99.5 % over 30 days allows hours", &[]),
        Example::fail(
            "four nines over a month",
            &[
                Edit::Set("slo/target_percent", "99.99"),
                Edit::Set("slo/budget_minutes", "4.3"),
            ],
            "",
            "slo 'scribe/success' has a target of 99.99 % over 30d, an error budget of only 4.3 minutes",
        ),
    ],
    check: Check::Facts(check),
};

fn check<'a>(facts: &'a Facts<'a>, reporter: &mut Reporter<'a>) {
    for slo in facts
        .slos
        .iter()
        .filter(|slo| slo.spec.budget_minutes < BUDGET_MIN_MINUTES)
    {
        let (target, window, budget) = (slo.spec.target_percent, &slo.spec.window, slo.spec.budget_minutes);
        reporter
            .object(
                slo.object,
                format_args!("has a target of {target} % over {window}, an error budget of only {budget} minutes"),
            )
            .help(format!(
                "lower target_percent or use a longer window in jsonnet/services/{}/service.libsonnet",
                slo.object.path.service
            ));
    }
}
