use datadog_query::expression::{Expr, Operator};
use datadog_query::metric::MetricQuery;
use datadog_query::monitor::Monitor;
use diagnostics::Severity;

use crate::facts::{Facts, counted};
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};
use crate::values;

pub(crate) static RULE: Rule = Rule {
    name: "monitor/few-events",
    severity: Severity::Warning,
    summary: "a ratio of events that pages even at very low traffic",
    rationale: "At night one failed job out of two is a failure rate of 50 %. It pages, although there is no incident.",
    fix: "Set `min_bad`, the least number of bad events for an alert. In a query of your own, add successes to the denominator: `100 * bad / (all + 38)`.",
    examples: &[
        Example::pass("the denominator assumes 38 successes", &[]),
        Example::pass(
            "priority 3 does not page",
            &[
                Edit::Set("monitor/payload/priority", "3"),
                Edit::Set(
                    "monitor/payload/query",
                    r#""sum(last_10m):100 * sum:acme.jobs.failed{env:prod} by {queue}.as_count() / sum:acme.jobs.total{env:prod} by {queue}.as_count() > 5""#,
                ),
            ],
        ),
        Example::pass(
            "a function with a lower bound",
            &[Edit::Set(
                "monitor/payload/query",
                r#""sum(last_10m):100 * sum:acme.jobs.failed{env:prod} by {queue}.as_count() / clamp_min(sum:acme.jobs.total{env:prod} by {queue}.as_count(), 20) > 5""#,
            )],
        ),
        Example::fail(
            "no lower bound",
            &[Edit::Set(
                "monitor/payload/query",
                r#""sum(last_10m):100 * sum:acme.jobs.failed{env:prod} by {queue}.as_count() / sum:acme.jobs.total{env:prod} by {queue}.as_count() > 5""#,
            )],
            "",
            "monitor 'scribe/failure-rate' pages on a ratio to 'acme.jobs.total', even if that is very low",
        ),
    ],
    check: Check::Facts(check),
};

/// Functions with a lower bound. Any bound counts.
const BOUNDS: [&str; 4] = ["clamp_min", "cutoff_min", "is_greater", "is_greater_equal"];

fn check<'a>(facts: &'a Facts<'a>, reporter: &mut Reporter<'a>) {
    for monitor in facts
        .monitors
        .iter()
        // With min_bad and an impossible threshold nothing is added to the denominator: monitor/constant-comparison reports the threshold.
        .filter(|monitor| !monitor.spec.notifies.is_empty() && monitor.spec.minimum.is_none())
    {
        let pages = values::number(&monitor.spec.payload, "priority").is_some_and(|priority| priority <= 2.0);
        let Some(Monitor::Metric(metric)) = monitor.parsed.as_ref().filter(|_| pages) else {
            continue;
        };
        if metric
            .expression
            .calls()
            .iter()
            .any(|call| BOUNDS.contains(&call.name.text.as_str()))
        {
            continue;
        }
        if let Some(total) = unbounded_ratio(&metric.expression) {
            reporter
                .object(
                    monitor.object,
                    format_args!("pages on a ratio to '{}', even if that is very low", total.metric.text),
                )
                .help("set min_bad, the least number of bad events for an alert, for example 3");
        }
    }
}

/// The counter by which the query divides, if nothing is added to it.
fn unbounded_ratio(expression: &Expr<MetricQuery>) -> Option<&MetricQuery> {
    let mut found = None;
    expression.walk(&mut |part| {
        if let Expr::Arithmetic(arithmetic) = part {
            let divisors = arithmetic.rest.iter().filter(|term| term.operator == Operator::Divide);
            for divisor in divisors.filter(|term| !adds_a_number(&term.operand)) {
                let leaves = divisor.operand.leaves();
                found = found.or(leaves.first().copied().filter(|leaf| counted(leaf)));
            }
        }
    });
    found
}

fn adds_a_number(expression: &Expr<MetricQuery>) -> bool {
    match expression {
        Expr::Arithmetic(sum) if !sum.is_multiplicative() => {
            let is_number = |operand: &Expr<MetricQuery>| matches!(operand, Expr::Number(_));
            is_number(&sum.first)
                || sum
                    .rest
                    .iter()
                    .any(|term| term.operator == Operator::Add && is_number(&term.operand))
        }
        _ => false,
    }
}
