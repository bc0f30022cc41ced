use diagnostics::Severity;

use crate::facts::Facts;
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};

/// Datadog's documentation: service_management/service_level_objectives, "SLO time windows".
const DAYS_MIN: f64 = 7.0;
const DAYS_MAX: f64 = 90.0;

pub(crate) static RULE: Rule = Rule {
    name: "slo/short-window",
    severity: Severity::Error,
    summary: "a window of less than 7 days, or more than the 90 days that Datadog supports",
    rationale: "Traffic has a weekly rhythm. In a shorter window a quiet night weighs as much as a busy morning, and the target is missed one week and met the next.",
    fix: "Use `30d`, or `7d` for teams that plan by the week.",
    examples: &[
        Example::pass("30 days", &[]),
        Example::fail(
            "a day",
            &[
                Edit::Set("slo/window", r#""1d""#),
                Edit::Set("slo/payload/timeframe", r#""1d""#),
                Edit::Set("slo/payload/thresholds/0/timeframe", r#""1d""#),
            ],
            "",
            "slo 'scribe/success' has a window of 1d",
        ),
        Example::fail(
            "not in days",
            &[
                Edit::Set("slo/window", r#""month""#),
                Edit::Set("slo/payload/timeframe", r#""month""#),
                Edit::Set("slo/payload/thresholds/0/timeframe", r#""month""#),
            ],
            "",
            "slo 'scribe/success' has a window of month",
        ),
    ],
    check: Check::Facts(check),
};

fn check<'a>(facts: &'a Facts<'a>, reporter: &mut Reporter<'a>) {
    for slo in facts
        .slos
        .iter()
        .filter(|slo| !slo.days().is_some_and(|days| (DAYS_MIN..=DAYS_MAX).contains(&days)))
    {
        reporter
            .object(slo.object, format_args!("has a window of {}", slo.spec.window))
            .help("use 7d, 30d or 90d");
    }
}
