use diagnostics::Severity;

use crate::facts::Facts;
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};
use crate::values;

pub(crate) static RULE: Rule = Rule {
    name: "monitor/no-renotify",
    severity: Severity::Error,
    summary: "a monitor of priority 1 that is sent once and never again",
    rationale: "A page that was slept through or acknowledged and forgotten must come back while clinicians still lose work.",
    fix: "Give the severity a `renotify_min` in `policy/severities.libsonnet`.",
    examples: &[
        Example::pass("sent again every 30 minutes", &[]),
        Example::pass(
            "priority 3 may be sent once",
            &[
                Edit::Set("monitor/payload/priority", "3"),
                Edit::Set("monitor/payload/options/renotify_interval", "0"),
            ],
        ),
        Example::fail(
            "never sent again",
            &[Edit::Set("monitor/payload/options/renotify_interval", "0")],
            "severity",
            "monitor 'scribe/failure-rate' is of priority 1 and is never sent again",
        ),
    ],
    check: Check::Facts(check),
};

fn check<'a>(facts: &'a Facts<'a>, reporter: &mut Reporter<'a>) {
    for monitor in &facts.monitors {
        let payload = &monitor.spec.payload;
        let first = values::number(payload, "priority").is_some_and(|priority| priority <= 1.0);
        let interval = values::number(payload, "options/renotify_interval").unwrap_or(0.0);
        if first && interval <= 0.0 {
            reporter
                .object(monitor.object, "is of priority 1 and is never sent again")
                .underline("severity")
                .help("set renotify_min of its severity in jsonnet/policy/severities.libsonnet, 30 for example");
        }
    }
}
