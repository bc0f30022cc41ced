use diagnostics::Severity;

use crate::facts::Facts;
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};

/// The tags of what Kubernetes replaces.
const REPLACED: [&str; 5] = ["host", "kube_node", "pod_name", "container_id", "container_name"];

pub(crate) static RULE: Rule = Rule {
    name: "monitor/no-data-by-host",
    severity: Severity::Error,
    summary: "a monitor by host or pod that notifies on no data",
    rationale: "A drained node and a replaced pod never report again. Each rollout then alerts for every host or pod that is gone, and the alert ends only when Datadog forgets the group.",
    fix: "Count what answers, by service or role, and alert if there is too little of it. Or set `no_data: 'resolve'`.",
    examples: &[
        Example::pass("no data resolves", &[]),
        Example::pass(
            "by queue, which stays",
            &[
                Edit::Set(
                    "monitor/payload/options/on_missing_data",
                    r#""show_and_notify_no_data""#,
                ),
                Edit::Set(
                    "monitor/payload/query",
                    r#""avg(last_10m):avg:acme.up{env:prod} by {queue} < 1""#,
                ),
            ],
        ),
        Example::fail(
            "a service check by host",
            &[
                Edit::Set("monitor/payload/type", r#""service check""#),
                Edit::Set(
                    "monitor/payload/options/on_missing_data",
                    r#""show_and_notify_no_data""#,
                ),
                Edit::Set(
                    "monitor/payload/query",
                    r#""\"redis.can_connect\".over(\"env:prod\").by(\"host\").last(4).count_by_status()""#,
                ),
            ],
            "by",
            "monitor 'scribe/failure-rate' is grouped by 'host' and notifies on no data",
        ),
        Example::fail(
            "a metric by pod",
            &[
                Edit::Set(
                    "monitor/payload/options/on_missing_data",
                    r#""show_and_notify_no_data""#,
                ),
                Edit::Set(
                    "monitor/payload/query",
                    r#""avg(last_10m):avg:acme.up{env:prod} by {pod_name} < 1""#,
                ),
            ],
            "by",
            "monitor 'scribe/failure-rate' is grouped by 'pod_name' and notifies on no data",
        ),
    ],
    check: Check::Facts(check),
};

fn check<'a>(facts: &'a Facts<'a>, reporter: &mut Reporter<'a>) {
    for monitor in facts
        .monitors
        .iter()
        .filter(|monitor| monitor.options.notifies_on_no_data())
    {
        let replaced = monitor.groups().into_iter().find(|group| REPLACED.contains(group));
        if let Some(group) = replaced {
            reporter
                .object(
                    monitor.object,
                    format_args!("is grouped by '{group}' and notifies on no data"),
                )
                .underline(format!("'{group}'"))
                .underline("by")
                .help("count what answers, by service or role; or set no_data: 'resolve'");
        }
    }
}
