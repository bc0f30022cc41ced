use diagnostics::Severity;

use crate::facts::Facts;
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};
use crate::values;

pub(crate) static RULE: Rule = Rule {
    name: "monitor/wrong-priority",
    severity: Severity::Error,
    summary: "a monitor whose priority in Datadog is not that of its severity",
    rationale: "Lists, dashboards and on-call tools sort by priority; the name and the route follow the severity. Where they differ, an alert that wakes someone is shown as one that can wait.",
    fix: "Let the constructor set the priority from `policy/severities.libsonnet`.",
    examples: &[
        Example::pass("P1 has priority 1", &[]),
        Example::fail(
            "P1 with priority 4",
            &[Edit::Set("monitor/payload/priority", "4")],
            "severity",
            "monitor 'scribe/failure-rate' has priority 4 where P1 stands for 1",
        ),
        Example::fail(
            "no priority",
            &[Edit::Drop("monitor/payload/priority")],
            "severity",
            "monitor 'scribe/failure-rate' has no priority where P1 stands for 1",
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
                    format_args!("has {has} where {severity} stands for {expected}"),
                )
                .underline("severity")
                .help("the constructors set it from jsonnet/policy/severities.libsonnet: let them");
        }
    }
}
