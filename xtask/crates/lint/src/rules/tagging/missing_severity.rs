use diagnostics::Severity;

use crate::facts::Facts;
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "tagging/missing-severity",
    severity: Severity::Error,
    summary: "a monitor without the tag `severity`",
    rationale: "Dashboards and downtimes select alerts by severity and miss this one.",
    fix: "Remove what overrides the tags: `severity` is set automatically.",
    examples: &[
        Example::pass("the tag is set", &[]),
        Example::fail(
            "a monitor without the tag",
            &[Edit::Drop("monitor/payload/tags/4")],
            "",
            "monitor 'scribe/failure-rate' has no tag 'severity'",
        ),
    ],
    check: Check::Facts(check),
};

fn check<'a>(facts: &'a Facts<'a>, reporter: &mut Reporter<'a>) {
    for (object, _) in facts
        .monitors
        .iter()
        .map(|monitor| (monitor.object, &monitor.tags))
        .filter(|(_, tags)| tags.get("severity").is_none_or(str::is_empty))
    {
        reporter
            .object(object, "has no tag 'severity'")
            .help("it is set automatically: remove what overrides it");
    }
}
