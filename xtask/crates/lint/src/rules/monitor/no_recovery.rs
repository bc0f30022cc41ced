use diagnostics::Severity;

use crate::facts::Facts;
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "monitor/no-recovery",
    severity: Severity::Error,
    summary: "a threshold without a recovery threshold",
    rationale: "A value near the threshold alerts and recovers with every evaluation. A recovery threshold on the healthy side keeps the alert open until the value has clearly improved.",
    fix: "Remove `recover` and `warn_recover`: the constructor derives them from the thresholds. Or set them on the healthy side.",
    examples: &[
        Example::pass("both thresholds have a recovery threshold", &[]),
        Example::pass(
            "a service check counts consecutive failures and needs none",
            &[
                Edit::Set("monitor/payload/type", r#""service check""#),
                Edit::Set(
                    "monitor/payload/options/thresholds",
                    r#"{ "critical": 3, "warning": 3, "ok": 1 }"#,
                ),
            ],
        ),
        Example::fail(
            "no recovery threshold for the alert",
            &[Edit::Drop("monitor/payload/options/thresholds/critical_recovery")],
            "alert_percent",
            "monitor 'scribe/failure-rate' has an alert threshold without a recovery threshold",
        ),
        Example::fail(
            "no recovery threshold for the warning",
            &[Edit::Drop("monitor/payload/options/thresholds/warning_recovery")],
            "warn_percent",
            "monitor 'scribe/failure-rate' has a warning threshold without a recovery threshold",
        ),
    ],
    check: Check::Facts(check),
};

fn check<'a>(facts: &'a Facts<'a>, reporter: &mut Reporter<'a>) {
    for monitor in facts.monitors.iter().filter(|monitor| monitor.compares()) {
        let set = monitor.options.thresholds;
        if set.critical.is_some() && set.critical_recovery.is_none() {
            reporter
                .object(monitor.object, "has an alert threshold without a recovery threshold")
                .underline("alert")
                .underline("alert_percent")
                .help("set recover, on the healthy side of alert");
        }
        if set.warning.is_some() && set.warning_recovery.is_none() {
            reporter
                .object(monitor.object, "has a warning threshold without a recovery threshold")
                .underline("warn")
                .underline("warn_percent")
                .help("set warn_recover, on the healthy side of warn");
        }
    }
}
