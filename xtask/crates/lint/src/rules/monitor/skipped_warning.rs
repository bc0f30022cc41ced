use diagnostics::Severity;

use crate::facts::{Facts, MonitorFacts};
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "monitor/skipped-warning",
    severity: Severity::Warning,
    summary: "an alert that recovers only after its warning would have recovered",
    rationale: "The alert stays open at values that would not even warn, and the warning is never shown while the value improves.",
    fix: "Set `recover` between `alert` and `warn_recover`.",
    examples: &[
        Example::pass("the alert recovers to a warning", &[]),
        Example::fail(
            "the alert recovers after the warning",
            &[Edit::Set("monitor/payload/options/thresholds/critical_recovery", "1")],
            "alert_percent",
            "monitor 'scribe/failure-rate' recovers from its alert at 1, after its warning would have recovered at 2",
        ),
        Example::pass(
            "no warning",
            &[Edit::Set(
                "monitor/payload/options/thresholds",
                r#"{ "critical": 5, "critical_recovery": 1 }"#,
            )],
        ),
        Example::fail(
            "low values are bad",
            &[Edit::Set(
                "monitor/payload/options/thresholds",
                r#"{ "critical": 70, "critical_recovery": 95, "warning": 80, "warning_recovery": 90 }"#,
            )],
            "alert_percent",
            "monitor 'scribe/failure-rate' recovers from its alert at 95, after its warning would have recovered at 90",
        ),
    ],
    check: Check::Facts(check),
};

fn check<'a>(facts: &'a Facts<'a>, reporter: &mut Reporter<'a>) {
    for monitor in &facts.monitors {
        if let Some((recovers, warns)) = skipped(monitor) {
            reporter
                .object(
                    monitor.object,
                    format_args!(
                        "recovers from its alert at {recovers}, after its warning would have recovered at {warns}"
                    ),
                )
                .underline("recover")
                .underline("alert")
                .underline("alert_percent")
                .help(format!("set recover between alert and {warns}"));
        }
    }
}

/// The values at which the alert and the warning recover, if the alert recovers after the warning.
fn skipped(monitor: &MonitorFacts<'_>) -> Option<(f64, f64)> {
    let set = monitor.options.thresholds;
    let (critical, recovers, warning, warns) = (
        set.critical?,
        set.critical_recovery?,
        set.warning?,
        set.warning_recovery?,
    );
    let beyond = if warning < critical {
        recovers < warns
    } else {
        warning > critical && recovers > warns
    };
    beyond.then_some((recovers, warns))
}
