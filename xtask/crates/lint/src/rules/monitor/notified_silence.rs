use diagnostics::Severity;
use serde_json::Value;

use crate::facts::{Facts, MonitorFacts};
use crate::rule::{Check, Edit, Example, Rule};
use crate::sink::Sink;

pub(crate) static RULE: Rule = Rule {
    name: "monitor/notified-silence",
    severity: Severity::Error,
    flags: "a monitor that counts events and notifies when there are none",
    why: "A counter that counts nothing sends nothing: silence is zero, not missing data. Such a monitor pages because all is well. Where silence is the failure, a count that falls below a threshold says so, since Datadog evaluates a silent count as zero.",
    mend: "Set `missing: 'resolve'` where no event is health; where it is not, `missing: 'last'` and `comparison: 'below'`.",
    examples: &[
        Example::pass("silence is health", &[]),
        Example::pass(
            "a gauge that falls silent is a failure",
            &[
                Edit::Set("monitor/payload/options/on_missing_data", r#""show_and_notify_no_data""#),
                Edit::Set("monitor/payload/query", r#""avg(last_10m):avg:acme.up{env:prod} < 1""#),
            ],
        ),
        Example::fail(
            "a count of errors",
            &[Edit::Set("monitor/payload/options/on_missing_data", r#""show_and_notify_no_data""#)],
            "missing",
            "monitor 'scribe/failure-rate' counts events and notifies when there are none",
        ),
        Example::fail(
            "the older option",
            &[Edit::Drop("monitor/payload/options/on_missing_data"), Edit::Set("monitor/payload/options/notify_no_data", "true")],
            "missing",
            "monitor 'scribe/failure-rate' counts events and notifies when there are none",
        ),
    ],
    check: Check::Facts(check),
};

fn check<'a>(facts: &'a Facts<'a>, sink: &mut Sink<'a>) {
    for monitor in facts.monitors.iter().filter(|monitor| notifies(monitor) && counts(monitor)) {
        sink.object(monitor.object, "counts events and notifies when there are none")
            .word("missing")
            .help("missing: 'resolve' where silence is health, 'last' with comparison: 'below' where it is the failure");
    }
}

fn notifies(monitor: &MonitorFacts<'_>) -> bool {
    let on_missing_data = monitor.option("on_missing_data").and_then(Value::as_str);
    on_missing_data == Some("show_and_notify_no_data") || monitor.option("notify_no_data") == Some(&Value::Bool(true))
}

fn counts(monitor: &MonitorFacts<'_>) -> bool {
    monitor.query.contains(".as_count()") || (monitor.kind == "log alert" && monitor.query.contains(".rollup(\"count\")"))
}
