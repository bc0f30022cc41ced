use diagnostics::Severity;

use crate::facts::{Facts, MonitorFacts};
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "monitor/skipped-warning",
    severity: Severity::Warning,
    summary: "an alert that recovers beyond the point where its warning recovers",
    rationale: "The alert stays open until the value is healthier than the warning itself demands: on the way down the warning is never shown, and the alert stays red over values that alone would not even warn.",
    fix: "Put `recover` between `alert` and `warn_recover`.",
    examples: &[
        Example::pass("the alert recovers into the warning", &[]),
        Example::fail(
            "the alert recovers below the warning's recovery",
            &[Edit::Set("monitor/payload/options/thresholds/critical_recovery", "1")],
            "alert_percent",
            "monitor 'scribe/failure-rate' recovers from its alert at 1, beyond where its warning recovers (2)",
        ),
        Example::pass(
            "no warning, nothing to skip",
            &[Edit::Set(
                "monitor/payload/options/thresholds",
                r#"{ "critical": 5, "critical_recovery": 1 }"#,
            )],
        ),
        Example::fail(
            "the same where low values are bad",
            &[Edit::Set(
                "monitor/payload/options/thresholds",
                r#"{ "critical": 70, "critical_recovery": 95, "warning": 80, "warning_recovery": 90 }"#,
            )],
            "alert_percent",
            "monitor 'scribe/failure-rate' recovers from its alert at 95, beyond where its warning recovers (90)",
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
                    format_args!("recovers from its alert at {recovers}, beyond where its warning recovers ({warns})"),
                )
                .underline("recover")
                .underline("alert")
                .underline("alert_percent")
                .help(format!("let recover lie between alert and {warns}"));
        }
    }
}

/// Where the alert and the warning recover, when the alert does so beyond the warning.
fn skipped(monitor: &MonitorFacts<'_>) -> Option<(f64, f64)> {
    let set = monitor.thresholds;
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
