use diagnostics::Severity;

use crate::facts::Facts;
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "dashboard/odd-time-frame",
    severity: Severity::Error,
    summary: "a dashboard without a default time frame, or a widget with its own time frame that its title does not mention",
    rationale: "Widgets next to each other then show different time frames, and readers compare values of different hours.",
    fix: "Set `default_timeframe` of the dashboard and remove the widget's own. If a widget must differ, put its time frame into the title.",
    examples: &[
        Example::pass("all widgets use the dashboard's", &[]),
        Example::pass(
            "a title that mentions it",
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
            "one widget shows a week",
            &[Edit::Set(
                "dashboard/payload/widgets/0/definition/widgets/0/definition/time",
                r#"{ "live_span": "1w" }"#,
            )],
            "Jobs that fail",
            "dashboard 'scribe/jobs' shows widget 'Jobs that fail' over 1w, which its title does not mention",
        ),
    ],
    check: Check::Facts(check),
};

fn check<'a>(facts: &'a Facts<'a>, reporter: &mut Reporter<'a>) {
    for dashboard in &facts.dashboards {
        if dashboard.spec.payload.get("default_timeframe").is_none() {
            reporter
                .object(dashboard.object, "has no default time frame")
                .help("set default_timeframe, for example to the last four hours");
        }
        for widget in &dashboard.widgets {
            let span = crate::values::text(widget.definition, "time/live_span");
            if !span.is_empty() && !widget.title.contains(span) {
                reporter
                    .object(
                        dashboard.object,
                        format_args!("shows {} over {span}, which its title does not mention", widget.name()),
                    )
                    .underline(widget.title)
                    .help(format!(
                        "remove the widget's time frame, or add '({span})' to its title"
                    ));
            }
        }
    }
}
