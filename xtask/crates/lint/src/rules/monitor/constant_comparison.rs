use datadog_query::expression::{Expr, Operator};
use datadog_query::metric::Expression;
use datadog_query::monitor::{Comparator, Evaluation, Monitor};
use diagnostics::Severity;

use crate::facts::{Facts, MonitorFacts};
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "monitor/constant-comparison",
    severity: Severity::Error,
    summary: "a threshold that the value can never reach, or always exceeds",
    rationale: "A percentage above 100 or a count below zero is impossible. Such a monitor never alerts, or always does, and looks like any other.",
    fix: "Move the threshold into the range of the value. Percentages range from 0 to 100; counts, durations and sizes start at 0.",
    examples: &[
        Example::pass("five percent", &[]),
        Example::pass(
            "a change may be negative",
            &[
                Edit::Set(
                    "monitor/payload/query",
                    r#""change(avg(last_5m),last_30m):max:acme.a{env:prod} by {queue} < -5""#,
                ),
                Edit::Set(
                    "monitor/payload/options/thresholds",
                    r#"{ "critical": -5, "critical_recovery": -4 }"#,
                ),
            ],
        ),
        Example::pass(
            "a difference may be negative",
            &[
                Edit::Set(
                    "monitor/payload/query",
                    r#""avg(last_5m):max:acme.a{env:prod} by {queue} - max:acme.b{env:prod} by {queue} < -5""#,
                ),
                Edit::Set(
                    "monitor/payload/options/thresholds",
                    r#"{ "critical": -5, "critical_recovery": -4 }"#,
                ),
            ],
        ),
        Example::fail(
            "above 100 percent",
            &[Edit::Set("monitor/payload/options/thresholds/critical", "100")],
            "alert_percent",
            "monitor 'scribe/failure-rate' alerts at > 100 percent, which never happens",
        ),
        Example::fail(
            "below zero",
            &[
                Edit::Set("monitor/unit", r#""job""#),
                Edit::Set(
                    "monitor/payload/query",
                    r#""sum(last_10m):sum:acme.jobs.total{env:prod} by {queue}.as_count() < 0""#,
                ),
                Edit::Set(
                    "monitor/payload/options/thresholds",
                    r#"{ "critical": 0, "critical_recovery": 1 }"#,
                ),
            ],
            "alert_percent",
            "monitor 'scribe/failure-rate' alerts at < 0 job, which never happens",
        ),
        Example::fail(
            "at least zero",
            &[
                Edit::Set(
                    "monitor/payload/query",
                    r#""sum(last_10m):sum:acme.jobs.total{env:prod} by {queue}.as_count() >= 0""#,
                ),
                Edit::Set(
                    "monitor/payload/options/thresholds",
                    r#"{ "critical": 5, "critical_recovery": 4, "warning": 0, "warning_recovery": -1 }"#,
                ),
            ],
            "warn_percent",
            "monitor 'scribe/failure-rate' warns at >= 0 percent, which is always true",
        ),
    ],
    check: Check::Facts(check),
};

fn check<'a>(facts: &'a Facts<'a>, reporter: &mut Reporter<'a>) {
    for monitor in &facts.monitors {
        let (Some(comparator), Some((low, high))) = (monitor.comparator(), range(monitor)) else {
            continue;
        };
        for (verb, threshold, words) in [
            (
                "alerts",
                monitor.options.thresholds.critical,
                ["alert_percent", "alert"],
            ),
            ("warns", monitor.options.thresholds.warning, ["warn_percent", "warn"]),
        ] {
            let Some((threshold, always)) =
                threshold.and_then(|threshold| Some((threshold, constant(comparator, threshold, low, high)?)))
            else {
                continue;
            };
            let unit = &monitor.spec.unit;
            let what = if always { "is always true" } else { "never happens" };
            reporter
                .object(
                    monitor.object,
                    format_args!("{verb} at {} {threshold} {unit}, which {what}", comparator.symbol()),
                )
                .underline(words[0])
                .underline(words[1])
                .help(match high {
                    Some(high) => format!("the value is always between {low} and {high}"),
                    None => format!("the value is never below {low}"),
                });
        }
    }
}

/// The least and the greatest value, if known. A measured value is never negative unless the query subtracts, or compares with the past.
fn range(monitor: &MonitorFacts<'_>) -> Option<(f64, Option<f64>)> {
    let plain = match &monitor.parsed {
        Some(Monitor::Metric(metric)) => {
            matches!(metric.evaluation, Evaluation::Plain { .. }) && never_negative(&metric.expression)
        }
        Some(Monitor::Event(event)) => matches!(event.rollup.method.value.as_str(), "count" | "cardinality"),
        _ => false,
    };
    plain.then(|| (0.0, (monitor.spec.unit == "percent").then_some(100.0)))
}

/// Whether an expression only adds, multiplies and divides measured values. Functions and differences can be negative.
fn never_negative(expression: &Expression) -> bool {
    let mut positive = true;
    expression.walk(&mut |part| {
        positive &= match part {
            Expr::Leaf(_) => true,
            Expr::Number(number) => number.value >= 0.0,
            Expr::Arithmetic(arithmetic) => arithmetic.rest.iter().all(|term| term.operator != Operator::Subtract),
            Expr::Negate(_) | Expr::Call(_) => false,
        };
    });
    positive
}

/// `Some(true)` if the comparison always holds, `Some(false)` if it never does.
fn constant(comparator: Comparator, threshold: f64, low: f64, high: Option<f64>) -> Option<bool> {
    let above = |at_least: bool| high.is_some_and(|high| if at_least { threshold >= high } else { threshold > high });
    match comparator {
        Comparator::Above if threshold < low => Some(true),
        Comparator::AtLeast if threshold <= low => Some(true),
        Comparator::Above if above(true) => Some(false),
        Comparator::AtLeast if above(false) => Some(false),
        Comparator::Below if threshold <= low => Some(false),
        Comparator::AtMost if threshold < low => Some(false),
        Comparator::Below if above(false) => Some(true),
        Comparator::AtMost if above(true) => Some(true),
        _ => None,
    }
}
