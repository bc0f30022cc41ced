use diagnostics::Severity;

use crate::facts::Facts;
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};
use crate::values;

pub(crate) static RULE: Rule = Rule {
    name: "monitor/auto-resolve",
    severity: Severity::Error,
    summary: "a monitor that notifies and resolves itself after some hours",
    rationale: "`timeout_h` resolves an alert because time has passed. The incident can still be ongoing.",
    fix: "Remove `timeout_h`. If the data can stop, set `no_data`.",
    examples: &[
        Example::pass("stays open until it recovers", &[]),
        Example::pass("0 means never", &[Edit::Set("monitor/payload/options/timeout_h", "0")]),
        Example::fail(
            "resolves after a day",
            &[Edit::Set("monitor/payload/options/timeout_h", "24")],
            "",
            "monitor 'scribe/failure-rate' resolves itself after 24 h without recovery",
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
                    format_args!("resolves itself after {hours} h without recovery"),
                )
                .help("remove timeout_h; if the data can stop, set no_data");
        }
    }
}
