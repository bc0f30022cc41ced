use diagnostics::Severity;

use crate::facts::Facts;
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};

/// Units in which a value may lie between any two others.
const CONTINUOUS: [&str; 8] = [
    "byte",
    "core",
    "fraction",
    "millisecond",
    "minute",
    "nanocore",
    "percent",
    "second",
];

pub(crate) static RULE: Rule = Rule {
    name: "monitor/no-recovery-margin",
    severity: Severity::Error,
    summary: "a recovery threshold that equals its threshold, where the value has steps between",
    rationale: "It recovers where it alerted: a percentage or a duration that hovers there flaps, and each flap is a message. What is counted in whole numbers steps over the threshold and may recover at it.",
    fix: "Put `recover` and `warn_recover` some way towards health, or leave them to the constructor.",
    examples: &[
        Example::pass("a fifth towards health", &[]),
        Example::pass(
            "whole numbers step over it",
            &[
                Edit::Set("monitor/unit", r#""replica""#),
                Edit::Set(
                    "monitor/payload/options/thresholds",
                    r#"{ "critical": 2, "critical_recovery": 2 }"#,
                ),
            ],
        ),
        Example::pass(
            "no percentage lies beyond 100",
            &[
                Edit::Set(
                    "monitor/payload/query",
                    r#""max(last_10m):max:acme.ready{env:prod} by {queue} < 90""#,
                ),
                Edit::Set(
                    "monitor/payload/options/thresholds",
                    r#"{ "critical": 90, "critical_recovery": 95, "warning": 100, "warning_recovery": 100 }"#,
                ),
            ],
        ),
        Example::fail(
            "the alert recovers where it alerts",
            &[Edit::Set("monitor/payload/options/thresholds/critical_recovery", "5")],
            "alert_percent",
            "monitor 'scribe/failure-rate' recovers at 5, where it alerts",
        ),
        Example::fail(
            "the warning recovers where it warns",
            &[Edit::Set("monitor/payload/options/thresholds/warning_recovery", "2.5")],
            "warn_percent",
            "monitor 'scribe/failure-rate' recovers from its warning at 2.5, where it warns",
        ),
    ],
    check: Check::Facts(check),
};

fn check<'a>(facts: &'a Facts<'a>, reporter: &mut Reporter<'a>) {
    for monitor in facts
        .monitors
        .iter()
        .filter(|monitor| monitor.compares() && CONTINUOUS.contains(&monitor.spec.unit.as_str()))
    {
        let end = |at: f64| monitor.spec.unit == "percent" && (at <= 0.0 || at >= 100.0);
        let same =
            |threshold: Option<f64>, recovery: Option<f64>| threshold.filter(|at| Some(*at) == recovery && !end(*at));
        let set = monitor.thresholds;
        if let Some(at) = same(set.critical, set.critical_recovery) {
            reporter
                .object(monitor.object, format_args!("recovers at {at}, where it alerts"))
                .underline("recover")
                .underline("alert")
                .underline("alert_percent")
                .help("move recover towards health, by a fifth of alert for example");
        }
        if let Some(at) = same(set.warning, set.warning_recovery) {
            reporter
                .object(
                    monitor.object,
                    format_args!("recovers from its warning at {at}, where it warns"),
                )
                .underline("warn_recover")
                .underline("warn")
                .underline("warn_percent")
                .help("move warn_recover towards health, by a fifth of warn for example");
        }
    }
}
