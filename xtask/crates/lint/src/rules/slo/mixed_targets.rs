use diagnostics::Severity;

use crate::facts::Facts;
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};
use crate::values;

pub(crate) static RULE: Rule = Rule {
    name: "slo/mixed-targets",
    severity: Severity::Error,
    summary: "an SLO that gives Datadog another target or window than it declares",
    rationale: "The declaration, the docs and the dashboards say one promise; Datadog counts another.",
    fix: "Let the constructor make the payload from the declaration.",
    examples: &[
        Example::pass("one promise", &[]),
        Example::fail(
            "another target",
            &[Edit::Set("slo/payload/thresholds/0/target", "99")],
            "",
            "slo 'scribe/success' declares 99.5 % and has Datadog count 99 %",
        ),
        Example::fail(
            "another window",
            &[Edit::Set("slo/payload/thresholds/0/timeframe", r#""7d""#)],
            "",
            "slo 'scribe/success' declares the window 30d and has Datadog count 7d",
        ),
    ],
    check: Check::Facts(check),
};

fn check<'a>(facts: &'a Facts<'a>, reporter: &mut Reporter<'a>) {
    let help = "the constructors of jsonnet/lib/datadog make both from the declaration: let them";
    for slo in &facts.slos {
        let (spec, payload) = (slo.spec, &slo.spec.payload);
        let counted = [
            values::number(payload, "target_threshold"),
            values::number(payload, "thresholds/0/target"),
        ];
        if let Some(other) = counted
            .into_iter()
            .flatten()
            .find(|target| *target != spec.target_percent)
        {
            reporter
                .object(
                    slo.object,
                    format_args!("declares {} % and has Datadog count {other} %", spec.target_percent),
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
                    format_args!("declares the window {} and has Datadog count {other}", spec.window),
                )
                .help(help);
        }
    }
}
