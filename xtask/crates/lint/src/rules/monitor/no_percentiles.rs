use diagnostics::Severity;

use crate::facts::Facts;
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "monitor/no-percentiles",
    severity: Severity::Error,
    summary: "a monitor that reads percentiles of a distribution without the switch",
    rationale: "Datadog computes percentiles of a distribution, and counts its values beyond a limit, only where that is switched on for the metric. \
                Without the switch the query returns nothing: a monitor that is healthy on no data stays green forever.",
    fix: "Set `percentiles: true` in the metric's declaration; Terraform switches them on.",
    examples: &[
        Example::pass("counts need no percentiles", &[]),
        Example::pass(
            "switched on",
            &[
                Edit::Set("catalog/metrics/jobs.failed/type", r#""distribution""#),
                Edit::Set("catalog/metrics/jobs.failed/percentiles", "true"),
                Edit::Set(
                    "monitor/payload/query",
                    r#""percentile(last_10m):p95:acme.jobs.failed{env:prod,service:scribe} by {queue} > 5""#,
                ),
            ],
        ),
        Example::fail(
            "a percentile",
            &[
                Edit::Set("catalog/metrics/jobs.failed/type", r#""distribution""#),
                Edit::Set(
                    "monitor/payload/query",
                    r#""percentile(last_10m):p95:acme.jobs.failed{env:prod,service:scribe} by {queue} > 5""#,
                ),
            ],
            "",
            "monitor 'scribe/failure-rate' needs percentiles of 'acme.jobs.failed', which are not switched on",
        ),
        Example::fail(
            "values over a limit",
            &[
                Edit::Set("catalog/metrics/jobs.failed/type", r#""distribution""#),
                Edit::Set(
                    "monitor/payload/query",
                    r#""sum(last_10m):count(v: v>60):acme.jobs.failed{env:prod,service:scribe} by {queue}.as_count() > 5""#,
                ),
            ],
            "",
            "monitor 'scribe/failure-rate' needs percentiles of 'acme.jobs.failed', which are not switched on",
        ),
    ],
    check: Check::Facts(check),
};

fn check<'a>(facts: &'a Facts<'a>, reporter: &mut Reporter<'a>) {
    for monitor in &facts.monitors {
        let queries = monitor.metric_queries().into_iter();
        for query in queries.filter(|query| facts.lacks_percentiles(query)) {
            reporter
                .object(
                    monitor.object,
                    format_args!(
                        "needs percentiles of '{}', which are not switched on",
                        query.metric.text
                    ),
                )
                .underline(&query.metric.text)
                .help("add percentiles: true to its declaration in jsonnet/policy/metrics");
        }
    }
}
