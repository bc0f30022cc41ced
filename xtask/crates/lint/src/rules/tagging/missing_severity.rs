use diagnostics::Severity;

use crate::facts::Facts;
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "tagging/missing-severity",
    severity: Severity::Error,
    summary: "a monitor without the tag `severity`",
    rationale: "Dashboards and downtimes choose alerts by severity; one without it is on no list of what wakes people.",
    fix: "The constructors set it from the monitor's severity: let them.",
    examples: &[
        Example::pass("tagged", &[]),
        Example::fail(
            "the monitor lacks it",
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
            .help("the constructors of jsonnet/lib/datadog set it: let them");
    }
}
