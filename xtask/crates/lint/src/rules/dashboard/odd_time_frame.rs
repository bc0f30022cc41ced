use diagnostics::Severity;

use crate::facts::Facts;
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "dashboard/odd-time-frame",
    severity: Severity::Error,
    summary: "a dashboard without a default time frame, or a widget with a time frame of its own that its title does not say",
    rationale: "Two widgets side by side then show different hours, and a rise in one is compared with another time in the other.",
    fix: "Give the dashboard a `default_timeframe` and leave the time to it; a widget that must differ says so in its title.",
    examples: &[
        Example::pass("the dashboard decides", &[]),
        Example::pass(
            "a title that says it",
            &[
                Edit::Set(
                    "dashboard/payload/widgets/0/definition/widgets/0/definition/time",
                    r#"{ "live_span": "1w" }"#,
                ),
                Edit::Set(
                    "dashboard/payload/widgets/0/definition/widgets/0/definition/title",
                    r#""Jobs that fail (1w)""#,
                ),
            ],
        ),
        Example::fail(
            "no default",
            &[Edit::Drop("dashboard/payload/default_timeframe")],
            "",
            "dashboard 'scribe/jobs' has no default time frame",
        ),
        Example::fail(
            "one widget looks at a week",
            &[Edit::Set(
                "dashboard/payload/widgets/0/definition/widgets/0/definition/time",
                r#"{ "live_span": "1w" }"#,
            )],
            "Jobs that fail",
            "dashboard 'scribe/jobs' shows widget 'Jobs that fail' over 1w, which its title does not say",
        ),
    ],
    check: Check::Facts(check),
};

fn check<'a>(facts: &'a Facts<'a>, reporter: &mut Reporter<'a>) {
    for dashboard in &facts.dashboards {
        if dashboard.spec.payload.get("default_timeframe").is_none() {
            reporter
                .object(dashboard.object, "has no default time frame")
                .help("set default_timeframe, to the last four hours for example");
        }
        for widget in &dashboard.widgets {
            let span = crate::values::text(widget.definition, "time/live_span");
            if !span.is_empty() && !widget.title.contains(span) {
                reporter
                    .object(
                        dashboard.object,
                        format_args!("shows {} over {span}, which its title does not say", widget.name()),
                    )
                    .underline(widget.title)
                    .help(format!(
                        "leave the time to the dashboard, or write '({span})' into the title"
                    ));
            }
        }
    }
}
