use diagnostics::Severity;

use crate::facts::Facts;
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};

/// Slack takes 150 characters for a header (<https://docs.slack.dev/reference/block-kit/blocks/header-block>). Datadog puts the transition and the group around the title:
/// `[Triggered on {queue:dictations}] `.
const LEN_MAX: usize = 120;

pub(crate) static RULE: Rule = Rule {
    name: "monitor/long-title",
    severity: Severity::Error,
    summary: "a title of a monitor or synthetic test above 120 characters",
    rationale: "Slack cuts headers at 150 characters, and Datadog adds the transition and the group to the title. What is cut is the end: what is wrong.",
    fix: "Shorten the symptom, or the title of the service.",
    examples: &[
        Example::pass(
            "120 characters",
            &[Edit::Set(
                "monitor/payload/name",
                r#""[P1] [prod] Scribe: jobs are failing, and again and again and again and again and again and again and again and again an""#,
            )],
        ),
        Example::fail(
            "121 characters",
            &[Edit::Set(
                "monitor/payload/name",
                r#""[P1] [prod] Scribe: jobs are failing, and again and again and again and again and again and again and again and again and""#,
            )],
            "symptom",
            "monitor 'scribe/failure-rate' has a title of 121 characters: '[P1] [prod] Scribe: jobs are failing, and again and again and again and again and again and again and again and again and'",
        ),
    ],
    check: Check::Facts(check),
};

fn check<'a>(facts: &'a Facts<'a>, reporter: &mut Reporter<'a>) {
    let monitors = facts.monitors.iter().map(|monitor| monitor.object);
    let tests = facts.synthetics.iter().map(|test| test.object);
    for object in monitors.chain(tests) {
        let title = object.payload()["name"].as_str().unwrap_or_default();
        let length = title.chars().count();
        if length > LEN_MAX {
            reporter
                .object(object, format_args!("has a title of {length} characters: '{title}'"))
                .underline("symptom")
                .help(format!(
                    "shorten the symptom until the title has {LEN_MAX}: Slack cuts longer ones"
                ));
        }
    }
}
