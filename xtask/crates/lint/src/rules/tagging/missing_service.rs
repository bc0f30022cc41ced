use diagnostics::Severity;

use crate::facts::Facts;
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "tagging/missing-service",
    severity: Severity::Error,
    summary: "a monitor or SLO without the tag `service`",
    rationale: "The tag leads from an alert to the service's dashboard, logs, traces and owner; without it the object stands alone.",
    fix: "The constructors set it from the service's folder: let them.",
    examples: &[
        Example::pass("tagged", &[]),
        Example::fail(
            "the monitor lacks it",
            &[Edit::Drop("monitor/payload/tags/1")],
            "",
            "monitor 'scribe/failure-rate' has no tag 'service'",
        ),
        Example::fail(
            "the SLO lacks it",
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
            .help("the constructors of jsonnet/lib/datadog set it: let them");
    }
}
