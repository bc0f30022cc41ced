use diagnostics::Severity;

use crate::facts::Facts;
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};
use crate::values;

pub(crate) static RULE: Rule = Rule {
    name: "slo/mixed-targets",
    severity: Severity::Error,
    summary: "an SLO whose payload has another target or window than its declaration",
    rationale: "The docs and the dashboards show one target, and Datadog measures another.",
    fix: "Remove what overrides the payload: the constructor derives it from the declaration.",
    examples: &[
        Example::pass("the declared target and window", &[]),
        Example::fail(
            "another target",
            &[Edit::Set("slo/payload/thresholds/0/target", "99")],
            "",
            "slo 'scribe/success' declares a target of 99.5 % but sends 99 % to Datadog",
        ),
        Example::fail(
            "another window",
            &[Edit::Set("slo/payload/thresholds/0/timeframe", r#""7d""#)],
            "",
            "slo 'scribe/success' declares a window of 30d but sends 7d to Datadog",
        ),
    ],
    check: Check::Facts(check),
};

fn check<'a>(facts: &'a Facts<'a>, reporter: &mut Reporter<'a>) {
    let help = "both are set automatically from the declaration: remove what overrides them";
    for slo in &facts.slos {
        let (spec, payload) = (slo.spec, &slo.spec.payload);
        let targets = [
            values::number(payload, "target_threshold"),
            values::number(payload, "thresholds/0/target"),
        ];
        if let Some(other) = targets
            .into_iter()
            .flatten()
            .find(|target| *target != spec.target_percent)
        {
            reporter
                .object(
                    slo.object,
                    format_args!(
                        "declares a target of {} % but sends {other} % to Datadog",
                        spec.target_percent
                    ),
                )
                .help(help);
        }
        let windows = [
            values::text(payload, "timeframe"),
            values::text(payload, "thresholds/0/timeframe"),
        ];
        if let Some(other) = windows
            .into_iter()
            .find(|window| !window.is_empty() && *window != spec.window)
        {
            reporter
                .object(
                    slo.object,
                    format_args!("declares a window of {} but sends {other} to Datadog", spec.window),
                )
                .help(help);
        }
    }
}
