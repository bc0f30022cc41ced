use diagnostics::Severity;

use crate::facts::Facts;
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};

/// Datadog documents no limit. A line of a list and the preview of a link show about as much.
const LEN_MAX: usize = 60;

pub(crate) static RULE: Rule = Rule {
    name: "dashboard/long-title",
    severity: Severity::Error,
    summary: "a title of a dashboard above 60 characters",
    rationale: "Lists of dashboards, tabs of browsers and links in chats cut long titles, and dashboards that begin with the same words look the same.",
    fix: "Shorten the title; what it answers belongs in the description.",
    examples: &[
        Example::pass(
            "60 characters",
            &[Edit::Set(
                "dashboard/payload/title",
                r#""Acme / Scribe, and again and again and again and again and a""#,
            )],
        ),
        Example::fail(
            "61 characters",
            &[Edit::Set(
                "dashboard/payload/title",
                r#""Acme / Scribe, and again and again and again and again and ag""#,
            )],
            "title",
            "dashboard 'scribe/jobs' has a title of 61 characters: 'Acme / Scribe, and again and again and again and again and ag'",
        ),
    ],
    check: Check::Facts(check),
};

fn check<'a>(facts: &'a Facts<'a>, reporter: &mut Reporter<'a>) {
    for dashboard in &facts.dashboards {
        let title = dashboard.object.payload()["title"].as_str().unwrap_or_default();
        let length = title.chars().count();
        if length > LEN_MAX {
            reporter
                .object(
                    dashboard.object,
                    format_args!("has a title of {length} characters: '{title}'"),
                )
                .underline("title")
                .help(format!("shorten it to {LEN_MAX}, and say more in the description"));
        }
    }
}
