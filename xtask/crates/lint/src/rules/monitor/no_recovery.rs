use diagnostics::Severity;

use crate::facts::Facts;
use crate::rule::{Check, Edit, Example, Rule};
use crate::sink::Sink;

pub(crate) static RULE: Rule = Rule {
    name: "monitor/no-recovery",
    severity: Severity::Error,
    flags: "a threshold without a recovery threshold",
    why: "A value that hovers at the threshold alerts and recovers with every evaluation. A recovery threshold on the healthy side keeps the alert open until things are really better.",
    mend: "Leave `recover` and `warn_recover` to the constructor, which puts them a fifth towards health, or set them.",
    examples: &[
        Example::pass("both thresholds have one", &[]),
        Example::pass(
            "a service check counts failures in a row and has none",
            &[
                Edit::Set("monitor/payload/type", r#""service check""#),
                Edit::Set(
                    "monitor/payload/options/thresholds",
                    r#"{ "critical": 3, "warning": 3, "ok": 1 }"#,
                ),
            ],
        ),
        Example::fail(
            "the alert has none",
            &[Edit::Drop("monitor/payload/options/thresholds/critical_recovery")],
            "alert_percent",
            "monitor 'scribe/failure-rate' has an alert threshold and no recovery threshold",
        ),
        Example::fail(
            "the warning has none",
            &[Edit::Drop("monitor/payload/options/thresholds/warning_recovery")],
            "warn_percent",
            "monitor 'scribe/failure-rate' has a warning threshold and no recovery threshold for it",
        ),
    ],
    check: Check::Facts(check),
};

fn check<'a>(facts: &'a Facts<'a>, sink: &mut Sink<'a>) {
    for monitor in facts.monitors.iter().filter(|monitor| monitor.compares()) {
        let set = monitor.thresholds;
        if set.critical.is_some() && set.critical_recovery.is_none() {
            sink.object(monitor.object, "has an alert threshold and no recovery threshold")
                .word("alert")
                .word("alert_percent")
                .help("set recover, on the healthy side of alert");
        }
        if set.warning.is_some() && set.warning_recovery.is_none() {
            sink.object(
                monitor.object,
                "has a warning threshold and no recovery threshold for it",
            )
            .word("warn")
            .word("warn_percent")
            .help("set warn_recover, on the healthy side of warn");
        }
    }
}
