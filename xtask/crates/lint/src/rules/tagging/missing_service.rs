use diagnostics::Severity;

use crate::facts::Facts;
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "tagging/missing-service",
    severity: Severity::Error,
    summary: "a monitor or SLO without the tag `service`",
    rationale: "The tag links an alert to the dashboard, logs, traces and owner of the service.",
    fix: "Remove what overrides the tags: `service` is set automatically.",
    examples: &[
        Example::pass("the tag is set", &[]),
        Example::fail(
            "a monitor without the tag",
            &[Edit::Drop("monitor/payload/tags/1")],
            "",
            "monitor 'scribe/failure-rate' has no tag 'service'",
        ),
        Example::fail(
            "an SLO without the tag",
            &[Edit::Drop("slo/payload/tags/1")],
            "",
            "slo 'scribe/success' has no tag 'service'",
        ),
    ],
    check: Check::Facts(check),
};

fn check<'a>(facts: &'a Facts<'a>, reporter: &mut Reporter<'a>) {
    for (object, _) in facts
        .tagged()
        .filter(|(_, tags)| tags.get("service").is_none_or(str::is_empty))
    {
        reporter
            .object(object, "has no tag 'service'")
            .help("it is set automatically: remove what overrides it");
    }
}
