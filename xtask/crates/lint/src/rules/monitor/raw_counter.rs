use diagnostics::Severity;

use crate::facts::{Facts, counted};
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "monitor/raw-counter",
    severity: Severity::Error,
    summary: "a monitor that reads a counter without `.as_count()` or `.as_rate()`",
    rationale: "Datadog stores a counter as a rate by second and interpolates it. Compared as it is, \"more than 50 errors\" means 50 errors a second, and gaps between events are drawn as lines.",
    fix: "Use a signal, which knows the metric's type; in a query of your own write `.as_count()`.",
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
            "as it is",
            &[Edit::Set(
                "monitor/payload/query",
                r#""avg(last_10m):sum:acme.jobs.failed{env:prod} by {queue} > 5""#,
            )],
            "",
            "monitor 'scribe/failure-rate' reads the counter 'acme.jobs.failed' as it is",
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
                    format_args!("reads the counter '{}' as it is", query.metric.text),
                )
                .underline(&query.metric.text)
                .help("write .as_count(), or .as_rate() where a rate by second is meant");
        }
    }
}
