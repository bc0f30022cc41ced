use diagnostics::Severity;

use crate::facts::Facts;
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "monitor/deprecated-type",
    severity: Severity::Error,
    summary: "the deprecated monitor type 'metric alert'",
    rationale: "Datadog converts it to 'query alert' if the query needs that. The applied object then always differs from the manifest.",
    fix: "Use `query alert`, which is valid for every metric query.",
    examples: &[
        Example::pass("query alert", &[]),
        Example::fail(
            "metric alert",
            &[Edit::Set("monitor/payload/type", r#""metric alert""#)],
            "",
            "monitor 'scribe/failure-rate' has the deprecated type 'metric alert'",
        ),
    ],
    check: Check::Facts(check),
};

fn check<'a>(facts: &'a Facts<'a>, reporter: &mut Reporter<'a>) {
    for monitor in facts.monitors.iter().filter(|monitor| monitor.kind == "metric alert") {
        reporter
            .object(monitor.object, "has the deprecated type 'metric alert'")
            .help("use 'query alert'");
    }
}
