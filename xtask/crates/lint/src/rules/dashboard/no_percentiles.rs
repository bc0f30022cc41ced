use diagnostics::Severity;

use crate::facts::Facts;
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "dashboard/no-percentiles",
    severity: Severity::Error,
    summary: "a widget that shows percentiles of a distribution without the switch",
    rationale: "Datadog computes percentiles of a distribution, and counts its values beyond a limit, only where that is switched on for the metric. \
                Without the switch the widget is empty.",
    fix: "Set `percentiles: true` in the metric's declaration; Terraform switches them on.",
    examples: &[
        Example::pass("counts need no percentiles", &[]),
        Example::fail(
            "a percentile",
            &[
                Edit::Set("catalog/metrics/jobs.failed/type", r#""distribution""#),
                Edit::Set(
                    "dashboard/payload/widgets/0/definition/widgets/0/definition/requests/0/queries/0/query",
                    r#""p95:acme.jobs.failed{$env,$service}""#,
                ),
            ],
            "Jobs that fail",
            "dashboard 'scribe/jobs' needs percentiles of 'acme.jobs.failed', which are not switched on, in widget 'Jobs that fail'",
        ),
    ],
    check: Check::Facts(check),
};

fn check<'a>(facts: &'a Facts<'a>, reporter: &mut Reporter<'a>) {
    for dashboard in &facts.dashboards {
        for widget in &dashboard.widgets {
            for query in &widget.queries {
                for shown in facts.shown(query).iter().filter(|shown| facts.lacks_percentiles(shown)) {
                    let metric = &shown.metric.text;
                    reporter
                        .object(
                            dashboard.object,
                            format_args!(
                                "needs percentiles of '{metric}', which are not switched on, in {}",
                                widget.name()
                            ),
                        )
                        .underline(widget.title)
                        .help("add percentiles: true to its declaration in jsonnet/policy/metrics");
                }
            }
        }
    }
}
