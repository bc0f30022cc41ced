use diagnostics::Severity;

use crate::facts::Facts;
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};

/// Below this many minutes a window holds so few points that a single one decides.
const WINDOW_MIN_MIN: u64 = 5;

pub(crate) static RULE: Rule = Rule {
    name: "monitor/short-window",
    severity: Severity::Error,
    summary: "an evaluation window of less than five minutes",
    rationale: "Metrics arrive every 10 to 60 seconds and sometimes late: in a window of one or two minutes a single point alerts, and the next one recovers.",
    fix: "Take at least `5m`; what must be found faster is a service check or an SLO's burn rate.",
    examples: &[
        Example::pass("ten minutes", &[]),
        Example::pass(
            "a service check counts checks, not minutes",
            &[Edit::Set("monitor/window", r#""3 checks""#)],
        ),
        Example::fail(
            "two minutes",
            &[Edit::Set("monitor/window", r#""2m""#)],
            "window",
            "monitor 'scribe/failure-rate' looks at 2m only",
        ),
    ],
    check: Check::Facts(check),
};

fn check<'a>(facts: &'a Facts<'a>, reporter: &mut Reporter<'a>) {
    for monitor in &facts.monitors {
        let window = &monitor.spec.window;
        let minutes = window.strip_suffix('m').and_then(|minutes| minutes.parse::<u64>().ok());
        if minutes.is_some_and(|minutes| minutes < WINDOW_MIN_MIN) {
            reporter
                .object(monitor.object, format_args!("looks at {window} only"))
                .underline("window")
                .help(format!(
                    "take at least {WINDOW_MIN_MIN}m: in less a single point decides"
                ));
        }
    }
}
