use diagnostics::Severity;

use crate::facts::Facts;
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};
use crate::values;

pub(crate) static RULE: Rule = Rule {
    name: "monitor/wrong-priority",
    severity: Severity::Error,
    summary: "a monitor whose Datadog priority differs from that of its severity",
    rationale: "Lists, dashboards and on-call tools sort by priority; the name and the route follow the severity. If they differ, an alert that pages can look like one that can wait.",
    fix: "Remove the priority: it is set automatically from `policy/severities.libsonnet`.",
    examples: &[
        Example::pass("P1 has priority 1", &[]),
        Example::fail(
            "P1 with priority 4",
            &[Edit::Set("monitor/payload/priority", "4")],
            "severity",
            "monitor 'scribe/failure-rate' has priority 4, but P1 means priority 1",
        ),
        Example::fail(
            "no priority",
            &[Edit::Drop("monitor/payload/priority")],
            "severity",
            "monitor 'scribe/failure-rate' has no priority, but P1 means priority 1",
        ),
    ],
    check: Check::Facts(check),
};

fn check<'a>(facts: &'a Facts<'a>, reporter: &mut Reporter<'a>) {
    for monitor in &facts.monitors {
        let severity = &monitor.spec.severity;
        let Some(expected) = facts.catalog.severities.get(severity).map(|s| f64::from(s.priority)) else {
            continue;
        };
        let priority = values::number(&monitor.spec.payload, "priority");
        if priority != Some(expected) {
            let has = priority.map_or_else(|| "no priority".to_owned(), |priority| format!("priority {priority}"));
            reporter
                .object(
                    monitor.object,
                    format_args!("has {has}, but {severity} means priority {expected}"),
                )
                .underline("severity")
                .help("it is set automatically from jsonnet/policy/severities.libsonnet: remove what overrides it");
        }
    }
}
