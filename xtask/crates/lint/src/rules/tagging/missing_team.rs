use diagnostics::Severity;

use crate::facts::Facts;
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "tagging/missing-team",
    severity: Severity::Error,
    summary: "a monitor or SLO without the tag `team`",
    rationale: "Nobody owns it: it is missing from the team's lists, and nobody is asked when it is wrong.",
    fix: "The constructors set it from the service's declaration: let them.",
    examples: &[
        Example::pass("tagged", &[]),
        Example::fail(
            "the monitor lacks it",
            &[Edit::Drop("monitor/payload/tags/2")],
            "",
            "monitor 'scribe/failure-rate' has no tag 'team'",
        ),
        Example::fail(
            "the SLO lacks it",
            &[Edit::Drop("slo/payload/tags/2")],
            "",
            "slo 'scribe/success' has no tag 'team'",
        ),
    ],
    check: Check::Facts(check),
};

fn check<'a>(facts: &'a Facts<'a>, reporter: &mut Reporter<'a>) {
    for (object, _) in facts
        .tagged()
        .filter(|(_, tags)| tags.get("team").is_none_or(str::is_empty))
    {
        reporter
            .object(object, "has no tag 'team'")
            .help("the constructors of jsonnet/lib/datadog set it: let them");
    }
}
