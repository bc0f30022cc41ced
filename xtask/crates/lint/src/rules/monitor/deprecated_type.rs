use diagnostics::Severity;

use crate::facts::Facts;
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "monitor/deprecated-type",
    severity: Severity::Error,
    summary: "the monitor type 'metric alert'",
    rationale: "Datadog turns it into 'query alert' where the query needs it and back where it does not, so that the applied object always differs from the manifest.",
    fix: "Write `query alert`, which every metric query may have.",
    examples: &[
        Example::pass("query alert", &[]),
        Example::fail(
            "metric alert",
            &[Edit::Set("monitor/payload/type", r#""metric alert""#)],
            "",
            "monitor 'scribe/failure-rate' has the older type 'metric alert'",
        ),
    ],
    check: Check::Facts(check),
};

fn check<'a>(facts: &'a Facts<'a>, reporter: &mut Reporter<'a>) {
    for monitor in facts.monitors.iter().filter(|monitor| monitor.kind == "metric alert") {
        reporter
            .object(monitor.object, "has the older type 'metric alert'")
            .help("use 'query alert'");
    }
}
