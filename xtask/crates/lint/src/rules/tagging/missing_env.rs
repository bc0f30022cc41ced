use diagnostics::Severity;

use crate::facts::Facts;
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "tagging/missing-env",
    severity: Severity::Error,
    summary: "a monitor or SLO without the tag `env`",
    rationale: "Filters and downtimes for an environment do not match the object, and it is routed like production. `env` is the first tag of unified service tagging.",
    fix: "Remove what overrides the tags: `env` is set automatically.",
    examples: &[
        Example::pass("the tag is set", &[]),
        Example::fail(
            "a monitor without the tag",
            &[Edit::Drop("monitor/payload/tags/0")],
            "",
            "monitor 'scribe/failure-rate' has no tag 'env'",
        ),
        Example::fail(
            "an SLO without the tag",
            &[Edit::Drop("slo/payload/tags/0")],
            "",
            "slo 'scribe/success' has no tag 'env'",
        ),
    ],
    check: Check::Facts(check),
};

fn check<'a>(facts: &'a Facts<'a>, reporter: &mut Reporter<'a>) {
    for (object, _) in facts
        .tagged()
        .filter(|(_, tags)| tags.get("env").is_none_or(str::is_empty))
    {
        reporter
            .object(object, "has no tag 'env'")
            .help("it is set automatically: remove what overrides it");
    }
}
