use diagnostics::Severity;

use crate::facts::Facts;
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};

/// A gauge that every replica reports, for the examples.
const LAG: &str = r#"{ "name": "acme.queue.lag", "source": "custom", "type": "gauge", "unit": "message", "replicated": true, "meaning": "m", "tags": { "env": "", "service": "", "queue": "" } }"#;

pub(crate) static RULE: Rule = Rule {
    name: "monitor/replicated-sum",
    severity: Severity::Error,
    summary: "a monitor that adds up a gauge which every replica reports",
    rationale: "Every replica reads the same queue. The sum is the queue times the number of replicas, so the threshold depends on the autoscaler.",
    fix: "Use `max`, by each tag by which the values differ (`queue`, `topic`); add up the groups in a formula.",
    examples: &[
        Example::pass(
            "the maximum",
            &[
                Edit::Set("catalog/metrics/queue.lag", LAG),
                Edit::Set(
                    "monitor/payload/query",
                    r#""avg(last_10m):max:acme.queue.lag{env:prod,service:scribe} by {queue} > 5""#,
                ),
            ],
        ),
        Example::fail(
            "the sum",
            &[
                Edit::Set("catalog/metrics/queue.lag", LAG),
                Edit::Set(
                    "monitor/payload/query",
                    r#""avg(last_10m):sum:acme.queue.lag{env:prod,service:scribe} by {queue} > 5""#,
                ),
            ],
            "",
            "monitor 'scribe/failure-rate' adds up 'acme.queue.lag', which every replica reports",
        ),
    ],
    check: Check::Facts(check),
};

fn check<'a>(facts: &'a Facts<'a>, reporter: &mut Reporter<'a>) {
    for monitor in &facts.monitors {
        let queries = monitor.metric_queries().into_iter();
        for query in queries.filter(|query| facts.sums_replicas(query)) {
            let name = &query.metric.text;
            reporter
                .object(
                    monitor.object,
                    format_args!("adds up '{name}', which every replica reports"),
                )
                .underline(name)
                .help("use max");
        }
    }
}
