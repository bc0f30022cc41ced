use diagnostics::Severity;

use crate::facts::Facts;
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};

/// In a shorter window a single point decides.
const WINDOW_MIN_MIN: u64 = 5;

pub(crate) static RULE: Rule = Rule {
    name: "monitor/short-window",
    severity: Severity::Error,
    summary: "an evaluation window of less than five minutes",
    rationale: "Metrics arrive every 10 to 60 seconds, sometimes late. In a window of one or two minutes a single point alerts, and the next one recovers.",
    fix: "Set the window to at least `5m`. To detect a failure faster, use a service check or an SLO's burn rate.",
    examples: &[
        Example::pass("ten minutes", &[]),
        Example::pass(
            "a service check counts checks instead of minutes",
            &[Edit::Set("monitor/window", r#""3 checks""#)],
        ),
        Example::fail(
            "two minutes",
            &[Edit::Set("monitor/window", r#""2m""#)],
            "window",
            "monitor 'scribe/failure-rate' has a window of only 2m",
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
                .object(monitor.object, format_args!("has a window of only {window}"))
                .underline("window")
                .help(format!(
                    "set the window to at least {WINDOW_MIN_MIN}m: in a shorter one a single point decides"
                ));
        }
    }
}
