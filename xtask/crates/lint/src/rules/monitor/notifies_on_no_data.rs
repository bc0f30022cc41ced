use datadog_query::metric::MetricQuery;
use datadog_query::monitor::{Comparator, Monitor};
use diagnostics::Severity;
use serde_json::Value;

use crate::facts::{Facts, MonitorFacts};
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "monitor/notifies-on-no-data",
    severity: Severity::Error,
    summary: "a monitor that counts what is bad and notifies when nothing is counted",
    rationale: "A counter that counts nothing sends nothing: silence is zero, not missing data. Such a monitor pages because all is well.",
    fix: "Set `no_data: 'resolve'`. Where silence is the failure, let a count fall below a threshold: `comparison: 'below'`.",
    examples: &[
        Example::pass("silence is health", &[]),
        Example::pass(
            "a gauge that falls silent is a failure",
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
            "too little traffic is a failure, and so is none",
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
            "monitor 'scribe/failure-rate' counts what is bad and notifies when nothing is counted",
        ),
        Example::fail(
            "the older option",
            &[
                Edit::Drop("monitor/payload/options/on_missing_data"),
                Edit::Set("monitor/payload/options/notify_no_data", "true"),
            ],
            "no_data",
            "monitor 'scribe/failure-rate' counts what is bad and notifies when nothing is counted",
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
        .filter(|monitor| notifies(monitor) && counts(monitor) && bad_above(monitor))
    {
        reporter
            .object(
                monitor.object,
                "counts what is bad and notifies when nothing is counted",
            )
            .underline("no_data")
            .help("no_data: 'resolve': no event is health");
    }
}

fn notifies(monitor: &MonitorFacts<'_>) -> bool {
    let on_missing_data = monitor.option("on_missing_data").and_then(Value::as_str);
    on_missing_data == Some("show_and_notify_no_data") || monitor.option("notify_no_data") == Some(&Value::Bool(true))
}

fn counts(monitor: &MonitorFacts<'_>) -> bool {
    match &monitor.parsed {
        Some(Monitor::Event(event)) => event.rollup.method.value == "count",
        _ => monitor.metric_queries().into_iter().any(MetricQuery::is_count),
    }
}
