use diagnostics::Severity;

use crate::facts::Facts;
use crate::rule::{Check, Edit, Example, Rule};
use crate::sink::Sink;

pub(crate) static RULE: Rule = Rule {
    name: "monitor/no-recovery-margin",
    severity: Severity::Error,
    flags: "a recovery threshold that equals its threshold",
    why: "It recovers where it alerted: a value that hovers there flaps, and each flap is a message.",
    mend: "Put `recover` and `warn_recover` some way towards health, or leave them to the constructor.",
    examples: &[
        Example::pass("a fifth towards health", &[]),
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

fn check<'a>(facts: &'a Facts<'a>, sink: &mut Sink<'a>) {
    let same = |a: Option<f64>, b: Option<f64>| a.filter(|a| Some(*a) == b);
    for monitor in facts.monitors.iter().filter(|monitor| monitor.compares()) {
        let set = monitor.thresholds;
        if let Some(at) = same(set.critical, set.critical_recovery) {
            sink.object(monitor.object, format_args!("recovers at {at}, where it alerts"))
                .word("recover")
                .word("alert")
                .word("alert_percent")
                .help("move recover towards health, by a fifth of alert for example");
        }
        if let Some(at) = same(set.warning, set.warning_recovery) {
            sink.object(monitor.object, format_args!("recovers from its warning at {at}, where it warns"))
                .word("warn_recover")
                .word("warn")
                .word("warn_percent")
                .help("move warn_recover towards health, by a fifth of warn for example");
        }
    }
}
