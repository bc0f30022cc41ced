use datadog_query::metric::{Filter, MetricQuery, Term};
use datadog_query::monitor::{EventSource, Monitor};
use diagnostics::Severity;

use crate::facts::Facts;
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "monitor/unscoped-query",
    severity: Severity::Error,
    summary: "a query that is not filtered by the environment of its monitor",
    rationale: "It adds up all environments: failures in staging page for production, or failures in production disappear in staging's traffic.",
    fix: "Begin the scope with `env:<environment>`. Signals do this automatically.",
    examples: &[
        Example::pass("every query has the environment", &[]),
        Example::pass(
            "the position in a search does not matter",
            &[Edit::Set(
                "monitor/payload/query",
                r#""logs(\"service:scribe env:prod\").index(\"*\").rollup(\"count\").by(\"queue\").last(\"10m\") > 5""#,
            )],
        ),
        Example::pass(
            "Audit Trail is of the whole organisation",
            &[
                Edit::Set("monitor/payload/type", r#""audit alert""#),
                Edit::Set(
                    "monitor/payload/query",
                    r#""audits(\"@action:deleted\").rollup(\"count\").last(\"15m\") >= 1""#,
                ),
            ],
        ),
        Example::fail(
            "one query without it",
            &[Edit::Replace(
                "monitor/payload/query",
                "sum:acme.jobs.total{env:prod,service:scribe}",
                "sum:acme.jobs.total{service:scribe}",
            )],
            "",
            "monitor 'scribe/failure-rate' reads 'acme.jobs.total' from all environments",
        ),
        Example::fail(
            "a search without it",
            &[Edit::Set(
                "monitor/payload/query",
                r#""logs(\"service:scribe\").index(\"*\").rollup(\"count\").by(\"queue\").last(\"10m\") > 5""#,
            )],
            "",
            "monitor 'scribe/failure-rate' searches all environments",
        ),
        Example::fail(
            "a service check without it",
            &[Edit::Set(
                "monitor/payload/query",
                r#""\"redis.can_connect\".over(\"service:scribe\").by(\"queue\").last(4).count_by_status()""#,
            )],
            "",
            "monitor 'scribe/failure-rate' searches all environments",
        ),
    ],
    check: Check::Facts(check),
};

fn check<'a>(facts: &'a Facts<'a>, reporter: &mut Reporter<'a>) {
    let help = "filter it by 'env', or use a signal of the monitor's context";
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
                            format_args!("reads '{}' from all environments", query.metric.text),
                        )
                        .underline(&query.metric.text)
                        .help(help);
                }
            }
            // Events of Audit Trail are of the organisation, and have no environment.
            Some(Monitor::Event(event)) if event.source == EventSource::Audits => {}
            Some(Monitor::Event(_) | Monitor::Check(_)) if !monitor.query.contains("env:") => {
                reporter.object(monitor.object, "searches all environments").help(help);
            }
            _ => {}
        }
    }
}

/// Whether the scope filters by the tag `env`.
fn of_environment(query: &MetricQuery) -> bool {
    query
        .scope
        .terms()
        .into_iter()
        .any(|(term, negated)| matches!(term, Term::Tag(tag) if tag.key.text == "env") && !negated)
        || matches!(&query.scope.filter, Filter::In(membership) if membership.key.text == "env" && !membership.negated)
}
