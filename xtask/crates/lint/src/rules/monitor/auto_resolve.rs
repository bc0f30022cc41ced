use diagnostics::Severity;

use crate::facts::Facts;
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};
use crate::values;

pub(crate) static RULE: Rule = Rule {
    name: "monitor/auto-resolve",
    severity: Severity::Error,
    summary: "a monitor that pages and resolves itself after some hours",
    rationale: "`timeout_h` closes an alert because time has passed, not because anything is better: the page goes away and clinicians still wait.",
    fix: "Remove `timeout_h`; say with `no_data` what silence means.",
    examples: &[
        Example::pass("it stays until it recovers", &[]),
        Example::pass(
            "a zero means never",
            &[Edit::Set("monitor/payload/options/timeout_h", "0")],
        ),
        Example::fail(
            "resolved after a day",
            &[Edit::Set("monitor/payload/options/timeout_h", "24")],
            "",
            "monitor 'scribe/failure-rate' resolves itself after 24 h, whatever is wrong",
        ),
    ],
    check: Check::Facts(check),
};

fn check<'a>(facts: &'a Facts<'a>, reporter: &mut Reporter<'a>) {
    for monitor in facts
        .monitors
        .iter()
        .filter(|monitor| !monitor.spec.notifies.is_empty())
    {
        if let Some(hours) = values::number(&monitor.spec.payload, "options/timeout_h").filter(|hours| *hours > 0.0) {
            reporter
                .object(
                    monitor.object,
                    format_args!("resolves itself after {hours} h, whatever is wrong"),
                )
                .help("remove timeout_h, and say with 'no_data' what silence means");
        }
    }
}
