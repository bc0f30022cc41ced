use diagnostics::Severity;

use crate::facts::Facts;
use crate::rule::{Check, Edit, Example, Rule};
use crate::sink::Sink;

pub(crate) static RULE: Rule = Rule {
    name: "tagging/missing-severity",
    severity: Severity::Error,
    flags: "a monitor without the tag `severity`",
    why: "Dashboards and downtimes choose alerts by severity; one without it is on no list of what wakes people.",
    mend: "The constructors set it from the monitor's severity: let them.",
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

fn check<'a>(facts: &'a Facts<'a>, sink: &mut Sink<'a>) {
    for (object, _) in facts
        .monitors
        .iter()
        .map(|monitor| (monitor.object, &monitor.tags))
        .filter(|(_, tags)| tags.get("severity").is_none_or(str::is_empty))
    {
        sink.object(object, "has no tag 'severity'")
            .help("the constructors of jsonnet/lib/datadog set it: let them");
    }
}
