use diagnostics::Severity;

use crate::facts::Facts;
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};

/// Units of values that are not whole numbers.
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
    summary: "a recovery threshold equal to its threshold, for a value that is not a whole number",
    rationale: "The monitor recovers at the value at which it alerts. A percentage or a duration near it flaps, and every change notifies. Counts change in steps and can recover at the threshold.",
    fix: "Move `recover` and `warn_recover` to the healthy side, or remove them: the constructor derives them.",
    examples: &[
        Example::pass("20 percent on the healthy side", &[]),
        Example::pass(
            "counts change in steps",
            &[
                Edit::Set("monitor/unit", r#""replica""#),
                Edit::Set(
                    "monitor/payload/options/thresholds",
                    r#"{ "critical": 2, "critical_recovery": 2 }"#,
                ),
            ],
        ),
        Example::pass(
            "a percentage cannot exceed 100",
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
            "the alert recovers at its threshold",
            &[Edit::Set("monitor/payload/options/thresholds/critical_recovery", "5")],
            "alert_percent",
            "monitor 'scribe/failure-rate' recovers at 5, the value at which it alerts",
        ),
        Example::fail(
            "the warning recovers at its threshold",
            &[Edit::Set("monitor/payload/options/thresholds/warning_recovery", "2.5")],
            "warn_percent",
            "monitor 'scribe/failure-rate' recovers from its warning at 2.5, the value at which it warns",
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
        let set = monitor.options.thresholds;
        if let Some(at) = same(set.critical, set.critical_recovery) {
            reporter
                .object(
                    monitor.object,
                    format_args!("recovers at {at}, the value at which it alerts"),
                )
                .underline("recover")
                .underline("alert")
                .underline("alert_percent")
                .help("move recover to the healthy side of alert, for example by 20 percent");
        }
        if let Some(at) = same(set.warning, set.warning_recovery) {
            reporter
                .object(
                    monitor.object,
                    format_args!("recovers from its warning at {at}, the value at which it warns"),
                )
                .underline("warn_recover")
                .underline("warn")
                .underline("warn_percent")
                .help("move warn_recover to the healthy side of warn, for example by 20 percent");
        }
    }
}
