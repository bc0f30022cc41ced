use std::collections::BTreeMap;

use diagnostics::Severity;

use crate::facts::Facts;
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "dashboard/duplicate-title",
    severity: Severity::Error,
    summary: "two groups with the same title, or two widgets with the same title in one group",
    rationale: "\"Look at 'Latency'\" is then ambiguous, and often one of the two titles is wrong.",
    fix: "Give them titles that say how they differ.",
    examples: &[
        Example::pass("every title is different", &[]),
        Example::pass(
            "a query value and a timeseries may share a title",
            &[Edit::Set(
                "dashboard/payload/widgets/0/definition/widgets/1/definition/title",
                r#""Jobs that fail""#,
            )],
        ),
        Example::fail(
            "two groups with the same title",
            &[Edit::Set(
                "dashboard/payload/widgets",
                r#"[
                    { "definition": { "type": "group", "title": "Jobs", "widgets": [] } },
                    { "definition": { "type": "group", "title": "Jobs", "widgets": [] } }
                ]"#,
            )],
            "Jobs",
            "dashboard 'scribe/jobs' has two groups with the title 'Jobs'",
        ),
        Example::fail(
            "two timeseries with the same title",
            &[
                Edit::Set(
                    "dashboard/payload/widgets/0/definition/widgets/1/definition/title",
                    r#""Jobs that fail""#,
                ),
                Edit::Set(
                    "dashboard/payload/widgets/0/definition/widgets/1/definition/type",
                    r#""timeseries""#,
                ),
            ],
            "Jobs that fail",
            "dashboard 'scribe/jobs' has two widgets of type timeseries with the title 'Jobs that fail' in group 'Jobs'",
        ),
    ],
    check: Check::Facts(check),
};

fn check<'a>(facts: &'a Facts<'a>, reporter: &mut Reporter<'a>) {
    for dashboard in &facts.dashboards {
        let mut seen: BTreeMap<(&str, &str, &str), u32> = BTreeMap::new();
        for widget in dashboard.widgets.iter().filter(|widget| !widget.title.is_empty()) {
            let count = seen.entry((widget.group, widget.title, widget.kind)).or_default();
            *count += 1;
            if *count == 2 {
                let what = match widget.kind {
                    "group" => format!("has two groups with the title '{}'", widget.title),
                    kind => format!(
                        "has two widgets of type {kind} with the title '{}' in group '{}'",
                        widget.title, widget.group
                    ),
                };
                reporter
                    .object(dashboard.object, what)
                    .underline(widget.title)
                    .help("give them titles that say how they differ");
            }
        }
    }
}
