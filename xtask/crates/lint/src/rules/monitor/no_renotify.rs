use diagnostics::Severity;

use crate::facts::Facts;
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};
use crate::values;

pub(crate) static RULE: Rule = Rule {
    name: "monitor/no-renotify",
    severity: Severity::Error,
    summary: "a monitor of priority 1 that does not renotify",
    rationale: "A page that was missed, or acknowledged and forgotten, must repeat until resolved.",
    fix: "Set `renotify_min` of the severity in `policy/severities.libsonnet`.",
    examples: &[
        Example::pass("renotifies every 30 minutes", &[]),
        Example::pass(
            "priority 3 need not renotify",
            &[
                Edit::Set("monitor/payload/priority", "3"),
                Edit::Set("monitor/payload/options/renotify_interval", "0"),
            ],
        ),
        Example::pass(
            "an event of Audit Trail is over: its page has no recovery, and stays open until a person closes it",
            &[
                Edit::Set("monitor/payload/type", r#""audit alert""#),
                Edit::Set("monitor/payload/options/renotify_interval", "0"),
            ],
        ),
        Example::fail(
            "never renotifies",
            &[Edit::Set("monitor/payload/options/renotify_interval", "0")],
            "severity",
            "monitor 'scribe/failure-rate' has priority 1 but never renotifies",
        ),
    ],
    check: Check::Facts(check),
};

fn check<'a>(facts: &'a Facts<'a>, reporter: &mut Reporter<'a>) {
    for monitor in facts.monitors.iter().filter(|monitor| monitor.kind != "audit alert") {
        let payload = &monitor.spec.payload;
        let first = values::number(payload, "priority").is_some_and(|priority| priority <= 1.0);
        let interval = values::number(payload, "options/renotify_interval").unwrap_or(0.0);
        if first && interval <= 0.0 {
            reporter
                .object(monitor.object, "has priority 1 but never renotifies")
                .underline("severity")
                .help("set renotify_min of its severity in jsonnet/policy/severities.libsonnet, for example to 30");
        }
    }
}
