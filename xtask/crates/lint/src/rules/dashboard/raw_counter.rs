use diagnostics::Severity;

use crate::facts::Facts;
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "dashboard/raw-counter",
    severity: Severity::Error,
    summary: "a widget that draws a counter without `.as_count()` or `.as_rate()`",
    rationale: "Datadog stores a counter as a rate by second: the widget shows 0.2 where twelve jobs a minute failed.",
    fix: "Draw a signal, which knows the metric's type; in a query of your own write `.as_count()`.",
    examples: &[
        Example::pass("as counts", &[]),
        Example::fail(
            "as it is",
            &[Edit::Replace(
                "dashboard/payload/widgets/0/definition/widgets/0/definition/requests/0/queries/0/query",
                ".as_count()",
                "",
            )],
            "Jobs that fail",
            "dashboard 'scribe/jobs' draws the counter 'acme.jobs.failed' as it is in widget 'Jobs that fail'",
        ),
    ],
    check: Check::Facts(check),
};

fn check<'a>(facts: &'a Facts<'a>, reporter: &mut Reporter<'a>) {
    for dashboard in &facts.dashboards {
        for widget in &dashboard.widgets {
            for query in &widget.queries {
                for raw in facts.raw_counters(query) {
                    reporter
                        .object(
                            dashboard.object,
                            format_args!("draws the counter '{raw}' as it is in {}", widget.name()),
                        )
                        .underline(widget.title)
                        .help("write .as_count(), or .as_rate() where a rate by second is meant");
                }
            }
        }
    }
}
