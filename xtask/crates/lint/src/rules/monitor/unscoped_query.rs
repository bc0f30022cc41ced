use datadog_query::metric::{Filter, MetricQuery, Term};
use datadog_query::monitor::Monitor;
use diagnostics::Severity;

use crate::facts::Facts;
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "monitor/unscoped-query",
    severity: Severity::Error,
    summary: "a query that is not narrowed to the environment of its monitor",
    rationale: "It adds up all environments: staging's failures page for production, or production's drown in staging's traffic.",
    fix: "Begin the scope with `env:<environment>`; signals do.",
    examples: &[
        Example::pass("each series is of the environment", &[]),
        Example::pass(
            "a search may name it anywhere",
            &[Edit::Set(
                "monitor/payload/query",
                r#""logs(\"service:scribe env:prod\").index(\"*\").rollup(\"count\").by(\"queue\").last(\"10m\") > 5""#,
            )],
        ),
        Example::fail(
            "one series is not",
            &[Edit::Replace(
                "monitor/payload/query",
                "sum:acme.jobs.total{env:prod,service:scribe}",
                "sum:acme.jobs.total{service:scribe}",
            )],
            "",
            "monitor 'scribe/failure-rate' reads 'acme.jobs.total' of every environment",
        ),
        Example::fail(
            "a search without one",
            &[Edit::Set(
                "monitor/payload/query",
                r#""logs(\"service:scribe\").index(\"*\").rollup(\"count\").by(\"queue\").last(\"10m\") > 5""#,
            )],
            "",
            "monitor 'scribe/failure-rate' searches every environment",
        ),
        Example::fail(
            "a check without one",
            &[Edit::Set(
                "monitor/payload/query",
                r#""\"redis.can_connect\".over(\"service:scribe\").by(\"queue\").last(4).count_by_status()""#,
            )],
            "",
            "monitor 'scribe/failure-rate' searches every environment",
        ),
    ],
    check: Check::Facts(check),
};

fn check<'a>(facts: &'a Facts<'a>, reporter: &mut Reporter<'a>) {
    let help = "narrow it by 'env', as the signals of the monitor's context do";
    for monitor in &facts.monitors {
        match &monitor.parsed {
            Some(Monitor::Metric(_)) => {
                for query in monitor
                    .metric_queries()
                    .into_iter()
                    .filter(|query| !of_environment(query))
                {
                    reporter
                        .object(
                            monitor.object,
                            format_args!("reads '{}' of every environment", query.metric.text),
                        )
                        .underline(&query.metric.text)
                        .help(help);
                }
            }
            Some(Monitor::Event(_) | Monitor::Check(_)) if !monitor.query.contains("env:") => {
                reporter.object(monitor.object, "searches every environment").help(help);
            }
            _ => {}
        }
    }
}

/// Whether the scope names the tag `env`.
fn of_environment(query: &MetricQuery) -> bool {
    query
        .scope
        .terms()
        .into_iter()
        .any(|(term, negated)| matches!(term, Term::Tag(tag) if tag.key.text == "env") && !negated)
        || matches!(&query.scope.filter, Filter::In(membership) if membership.key.text == "env" && !membership.negated)
}
