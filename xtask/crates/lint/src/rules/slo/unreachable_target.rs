use diagnostics::Severity;

use crate::facts::Facts;
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};

/// In less time nobody is awake, has read the runbook and has acted.
const BUDGET_MIN_MINUTES: f64 = 5.0;

pub(crate) static RULE: Rule = Rule {
    name: "slo/unreachable-target",
    severity: Severity::Error,
    summary: "a target whose error budget is less than five minutes of its window",
    rationale: "It is gone before anybody has acted: an SLO that no work can keep is broken in the first incident and then ignored. 99.99 % over 30 days leaves four minutes.",
    fix: "Promise less, or over a longer window.",
    examples: &[
        Example::pass("99.5 % over 30 days leaves hours", &[]),
        Example::fail(
            "four nines over a month",
            &[
                Edit::Set("slo/target_percent", "99.99"),
                Edit::Set("slo/budget_minutes", "4.3"),
            ],
            "",
            "slo 'scribe/success' promises 99.99 % over 30d, which leaves 4.3 minutes to fail in",
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
                format_args!("promises {target} % over {window}, which leaves {budget} minutes to fail in"),
            )
            .help(format!(
                "lower target_percent or take a longer window in jsonnet/services/{}/service.libsonnet",
                slo.object.path.service
            ));
    }
}
