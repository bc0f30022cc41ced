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
    summary: "a share of events that pages although there are hardly any events",
    rationale: "At night one failed job of two is a share of 50 %: somebody is woken, and there is nothing to see.",
    fix: "Say with `min_bad` how many bad events it takes at least; in a query of your own add good events to the denominator: `100 * bad / (all + 38)`.",
    examples: &[
        Example::pass("38 good events are assumed", &[]),
        Example::pass(
            "priority 3 wakes nobody",
            &[
                Edit::Set("monitor/payload/priority", "3"),
                Edit::Set(
                    "monitor/payload/query",
                    r#""sum(last_10m):100 * sum:acme.jobs.failed{env:prod} by {queue}.as_count() / sum:acme.jobs.total{env:prod} by {queue}.as_count() > 5""#,
                ),
            ],
        ),
        Example::pass(
            "a floor by a function",
            &[Edit::Set(
                "monitor/payload/query",
                r#""sum(last_10m):100 * sum:acme.jobs.failed{env:prod} by {queue}.as_count() / clamp_min(sum:acme.jobs.total{env:prod} by {queue}.as_count(), 20) > 5""#,
            )],
        ),
        Example::fail(
            "one of two",
            &[Edit::Set(
                "monitor/payload/query",
                r#""sum(last_10m):100 * sum:acme.jobs.failed{env:prod} by {queue}.as_count() / sum:acme.jobs.total{env:prod} by {queue}.as_count() > 5""#,
            )],
            "",
            "monitor 'scribe/failure-rate' pages on a share of 'acme.jobs.total', however few there are",
        ),
    ],
    check: Check::Facts(check),
};

/// Functions that bound the events, whatever the bound is compared with.
const BOUNDS: [&str; 4] = ["clamp_min", "cutoff_min", "is_greater", "is_greater_equal"];

fn check<'a>(facts: &'a Facts<'a>, reporter: &mut Reporter<'a>) {
    for monitor in facts
        .monitors
        .iter()
        .filter(|monitor| !monitor.spec.notifies.is_empty())
    {
        let wakes = values::number(&monitor.spec.payload, "priority").is_some_and(|priority| priority <= 2.0);
        let Some(Monitor::Metric(metric)) = monitor.parsed.as_ref().filter(|_| wakes) else {
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
        if let Some(whole) = unbounded_share(&metric.expression) {
            reporter
                .object(
                    monitor.object,
                    format_args!("pages on a share of '{}', however few there are", whole.metric.text),
                )
                .help("say min_bad: how many bad events it takes at least, 3 for example");
        }
    }
}

/// The counter of all events by which counts are divided, with nothing added to it.
fn unbounded_share(expression: &Expr<MetricQuery>) -> Option<&MetricQuery> {
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
