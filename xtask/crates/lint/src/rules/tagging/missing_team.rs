use diagnostics::Severity;

use crate::facts::Facts;
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "tagging/missing-team",
    severity: Severity::Error,
    summary: "a monitor or SLO without the tag `team`",
    rationale: "It is missing from the lists of its team, and has no visible owner.",
    fix: "Remove what overrides the tags: `team` is set automatically.",
    examples: &[
        Example::pass("the tag is set", &[]),
        Example::fail(
            "a monitor without the tag",
            &[Edit::Drop("monitor/payload/tags/2")],
            "",
            "monitor 'scribe/failure-rate' has no tag 'team'",
        ),
        Example::fail(
            "an SLO without the tag",
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
            .help("it is set automatically: remove what overrides it");
    }
}
