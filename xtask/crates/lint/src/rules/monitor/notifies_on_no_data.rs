use datadog_query::metric::MetricQuery;
use datadog_query::monitor::{Comparator, Monitor};
use diagnostics::Severity;

use crate::facts::{Facts, MonitorFacts};
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "monitor/notifies-on-no-data",
    severity: Severity::Error,
    summary: "a monitor that counts bad events and notifies on no data",
    rationale: "A counter without events sends nothing: no data means zero. Such a monitor notifies because nothing is wrong.",
    fix: "Set `no_data: 'resolve'`. If the absence of events is the failure, alert on a low count: `comparison: 'below'`.",
    examples: &[
        Example::pass("no data means healthy", &[]),
        Example::pass(
            "a gauge without data is a failure",
            &[
                Edit::Set(
                    "monitor/payload/options/on_missing_data",
                    r#""show_and_notify_no_data""#,
                ),
                Edit::Set(
                    "monitor/payload/query",
                    r#""avg(last_10m):avg:acme.up{env:prod} by {queue} > 1""#,
                ),
            ],
        ),
        Example::pass(
            "low traffic is a failure, and so is no traffic",
            &[
                Edit::Set(
                    "monitor/payload/options/on_missing_data",
                    r#""show_and_notify_no_data""#,
                ),
                Edit::Set(
                    "monitor/payload/query",
                    r#""sum(last_10m):sum:acme.jobs.total{env:prod} by {queue}.as_count() < 1""#,
                ),
            ],
        ),
        Example::fail(
            "a count of errors",
            &[Edit::Set(
                "monitor/payload/options/on_missing_data",
                r#""show_and_notify_no_data""#,
            )],
            "no_data",
            "monitor 'scribe/failure-rate' counts bad events and notifies on no data",
        ),
        Example::fail(
            "the older option notify_no_data",
            &[
                Edit::Drop("monitor/payload/options/on_missing_data"),
                Edit::Set("monitor/payload/options/notify_no_data", "true"),
            ],
            "no_data",
            "monitor 'scribe/failure-rate' counts bad events and notifies on no data",
        ),
    ],
    check: Check::Facts(check),
};

fn check<'a>(facts: &'a Facts<'a>, reporter: &mut Reporter<'a>) {
    let bad_above =
        |monitor: &MonitorFacts<'_>| matches!(monitor.comparator(), Some(Comparator::Above | Comparator::AtLeast));
    for monitor in facts
        .monitors
        .iter()
        .filter(|monitor| monitor.options.notifies_on_no_data() && counts(monitor) && bad_above(monitor))
    {
        reporter
            .object(monitor.object, "counts bad events and notifies on no data")
            .underline("no_data")
            .help("set no_data: 'resolve', because no events means healthy");
    }
}

fn counts(monitor: &MonitorFacts<'_>) -> bool {
    match &monitor.parsed {
        Some(Monitor::Event(event)) => event.rollup.method.value == "count",
        _ => monitor.metric_queries().into_iter().any(MetricQuery::is_count),
    }
}
