use diagnostics::Severity;
use serde_json::Value;

use crate::facts::{Facts, Widget};
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};
use crate::values;

pub(crate) static RULE: Rule = Rule {
    name: "dashboard/unitless-value",
    severity: Severity::Error,
    summary: "a graph or number without a unit",
    rationale: "Seconds, percent and jobs look alike without a unit. With one, Datadog writes 1.2 GB for 1200000000.",
    fix: "Use a signal: the formula gets the unit of the metric from the catalog.",
    examples: &[
        Example::pass("the unit 'job'", &[]),
        Example::pass(
            "a custom unit",
            &[Edit::Set(
                "dashboard/payload/widgets/0/definition/widgets/1/definition",
                r#"{ "type": "query_value", "title": "Jobs", "custom_unit": "the unit 'job'", "requests": [{ "queries": [{ "query": "sum:acme.jobs.total{$env,$service}.as_count()" }], "formulas": [{ "formula": "a" }] }] }"#,
            )],
        ),
        Example::fail(
            "a formula without a unit",
            &[Edit::Drop(
                "dashboard/payload/widgets/0/definition/widgets/0/definition/requests/0/formulas/0/number_format",
            )],
            "Jobs that fail",
            "dashboard 'scribe/jobs' shows widget 'Jobs that fail' without a unit",
        ),
    ],
    check: Check::Facts(check),
};

/// Types of widgets that print values.
const NUMERIC: [&str; 4] = ["query_value", "query_table", "timeseries", "toplist"];

fn check<'a>(facts: &'a Facts<'a>, reporter: &mut Reporter<'a>) {
    for dashboard in &facts.dashboards {
        for widget in dashboard
            .widgets
            .iter()
            .filter(|widget| NUMERIC.contains(&widget.kind) && !has_units(widget))
        {
            reporter
                .object(dashboard.object, format_args!("shows {} without a unit", widget.name()))
                .underline(widget.title)
                .help("use a signal, whose unit comes from the metric catalog");
        }
    }
}

/// Whether every formula over metrics has a unit. Queries over logs and events count lines and need none.
fn has_units(widget: &Widget<'_>) -> bool {
    if widget.definition.get("custom_unit").is_some() {
        return true;
    }
    let of_metrics = |request: &Value| {
        values::list(request, "queries").iter().any(|query| {
            query
                .get("data_source")
                .and_then(Value::as_str)
                .is_none_or(|source| source == "metrics")
        })
    };
    let mut requests = values::list(widget.definition, "requests")
        .iter()
        .filter(|request| of_metrics(request));
    requests.all(|request| {
        values::list(request, "formulas")
            .iter()
            .all(|formula| formula.pointer("/number_format/unit").is_some())
    })
}
