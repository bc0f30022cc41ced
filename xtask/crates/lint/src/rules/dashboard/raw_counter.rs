use datadog_query::metric::MetricQuery;
use diagnostics::Severity;

use crate::facts::{Facts, counted};
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "dashboard/raw-counter",
    severity: Severity::Error,
    summary: "a widget that shows a counter without `.as_count()` or `.as_rate()`",
    rationale: "Datadog stores a counter as a rate per second: the widget shows 0.2 for twelve failed jobs per minute.",
    fix: "Use a signal, which knows the metric's type. In a query of your own, add `.as_count()`.",
    examples: &[
        Example::pass("as counts", &[]),
        Example::fail(
            "without a modifier",
            &[Edit::Replace(
                "dashboard/payload/widgets/0/definition/widgets/0/definition/requests/0/queries/0/query",
                ".as_count()",
                "",
            )],
            "Jobs that fail",
            "dashboard 'scribe/jobs' shows the counter 'acme.jobs.failed' without .as_count() in widget 'Jobs that fail'",
        ),
    ],
    check: Check::Facts(check),
};

fn check<'a>(facts: &'a Facts<'a>, reporter: &mut Reporter<'a>) {
    for dashboard in &facts.dashboards {
        for widget in &dashboard.widgets {
            for query in &widget.queries {
                for raw in facts.shown(query).iter().filter(|query| is_raw(facts, query)) {
                    let name = &raw.metric.text;
                    reporter
                        .object(
                            dashboard.object,
                            format_args!("shows the counter '{name}' without .as_count() in {}", widget.name()),
                        )
                        .underline(widget.title)
                        .help("add .as_count(), or .as_rate() for a rate per second");
                }
            }
        }
    }
}

fn is_raw(facts: &Facts<'_>, query: &MetricQuery) -> bool {
    facts.is_counter(&query.metric.text) && !counted(query)
}
