use diagnostics::Severity;

use crate::facts::Facts;
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "tagging/missing-env",
    severity: Severity::Error,
    summary: "a monitor or SLO without the tag `env`",
    rationale: "An object of no environment is found by no filter, muted with no environment and routed like production. It is the first tag of unified service tagging.",
    fix: "The constructors set it from the environment it is rendered for: let them.",
    examples: &[
        Example::pass("tagged", &[]),
        Example::fail(
            "the monitor lacks it",
            &[Edit::Drop("monitor/payload/tags/0")],
            "",
            "monitor 'scribe/failure-rate' has no tag 'env'",
        ),
        Example::fail(
            "the SLO lacks it",
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
            .help("the constructors of jsonnet/lib/datadog set it: let them");
    }
}
