use diagnostics::Severity;

use crate::facts::{Facts, counted};
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "monitor/raw-counter",
    severity: Severity::Error,
    summary: "a monitor that reads a counter without `.as_count()` or `.as_rate()`",
    rationale: "Datadog stores a counter as a rate per second and interpolates gaps. Without a modifier \"more than 50 errors\" means 50 errors per second.",
    fix: "Use a signal, which knows the metric's type. In a query of your own, add `.as_count()`.",
    examples: &[
        Example::pass("as counts", &[]),
        Example::pass(
            "as a rate",
            &[Edit::Set(
                "monitor/payload/query",
                r#""avg(last_10m):sum:acme.jobs.failed{env:prod} by {queue}.as_rate() > 5""#,
            )],
        ),
        Example::fail(
            "without a modifier",
            &[Edit::Set(
                "monitor/payload/query",
                r#""avg(last_10m):sum:acme.jobs.failed{env:prod} by {queue} > 5""#,
            )],
            "",
            "monitor 'scribe/failure-rate' reads the counter 'acme.jobs.failed' without .as_count()",
        ),
    ],
    check: Check::Facts(check),
};

fn check<'a>(facts: &'a Facts<'a>, reporter: &mut Reporter<'a>) {
    for monitor in &facts.monitors {
        for query in monitor
            .metric_queries()
            .into_iter()
            .filter(|query| facts.is_counter(&query.metric.text) && !counted(query))
        {
            reporter
                .object(
                    monitor.object,
                    format_args!("reads the counter '{}' without .as_count()", query.metric.text),
                )
                .underline(&query.metric.text)
                .help("add .as_count(), or .as_rate() for a rate per second");
        }
    }
}
