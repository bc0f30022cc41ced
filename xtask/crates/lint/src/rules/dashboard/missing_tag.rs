use std::collections::{BTreeMap, BTreeSet};

use datadog_query::metric::{MetricQuery, Term};
use diagnostics::Severity;
use render::Metric;

use crate::facts::Facts;
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};
use crate::values;

/// The query of the first widget.
const QUERY: &str = "dashboard/payload/widgets/0/definition/widgets/0/definition/requests/0/queries/0/query";

pub(crate) static RULE: Rule = Rule {
    name: "dashboard/missing-tag",
    severity: Severity::Error,
    summary: "a widget that filters a metric by a tag or variable which the metric does not have",
    rationale: "The widget is empty as soon as somebody chooses a value, and an empty graph of errors looks healthy.",
    fix: "Leave the variable out of this query, or add the tag to the metric in `jsonnet/policy/metrics`, if it has it.",
    examples: &[
        Example::pass("tags that the metric has", &[]),
        Example::pass(
            "a variable that sets no tag",
            &[
                Edit::Set(
                    "dashboard/payload/template_variables/2",
                    r#"{ "name": "text", "defaults": ["*"] }"#,
                ),
                Edit::Replace(QUERY, "$env,$service", "$env,$service,$text"),
            ],
        ),
        Example::fail(
            "a variable whose tag the metric does not have",
            &[
                Edit::Set(
                    "dashboard/payload/template_variables/2",
                    r#"{ "name": "model", "prefix": "model", "defaults": ["*"] }"#,
                ),
                Edit::Replace(QUERY, "$env,$service", "$env,$service,$model"),
            ],
            "Jobs that fail",
            "dashboard 'scribe/jobs' filters 'acme.jobs.failed' by 'model' in widget 'Jobs that fail', a tag that the metric does not have",
        ),
        Example::fail(
            "a filter by a tag that the metric does not have",
            &[Edit::Replace(QUERY, "$env,$service", "$env,$service,model:large")],
            "Jobs that fail",
            "dashboard 'scribe/jobs' filters 'acme.jobs.failed' by 'model' in widget 'Jobs that fail', a tag that the metric does not have",
        ),
    ],
    check: Check::Facts(check),
};

fn check<'a>(facts: &'a Facts<'a>, reporter: &mut Reporter<'a>) {
    for dashboard in &facts.dashboards {
        let variables: BTreeMap<&str, &str> = values::list(&dashboard.spec.payload, "template_variables")
            .iter()
            .map(|variable| (values::text(variable, "name"), values::text(variable, "prefix")))
            .collect();
        for widget in &dashboard.widgets {
            for query in widget.queries.iter().flat_map(|query| facts.shown(query)) {
                let Some(metric) = facts.metric(&query.metric.text) else {
                    continue;
                };
                for tag in missing(query, metric, &variables) {
                    reporter
                        .object(
                            dashboard.object,
                            format_args!(
                                "filters '{}' by '{tag}' in {}, a tag that the metric does not have",
                                metric.name,
                                widget.name()
                            ),
                        )
                        .underline(widget.title)
                        .help(
                            "leave it out of this query; if the metric has the tag, add it in jsonnet/policy/metrics",
                        );
                }
            }
        }
    }
}

/// The keys by which a query filters, and which the metric does not have. A variable without a tag is free text.
fn missing<'q>(query: &'q MetricQuery, metric: &Metric, variables: &BTreeMap<&str, &'q str>) -> BTreeSet<&'q str> {
    let key = |(term, _): (&'q Term, bool)| match term {
        Term::Tag(tag) => Some(tag.key.text.as_str()),
        Term::Variable(variable) => variables.get(variable.name.text.as_str()).copied(),
        Term::Everything(_) => None,
    };
    let keys = query.scope.terms().into_iter().filter_map(key);
    keys.filter(|key| !key.is_empty() && !metric.tags.contains_key(*key))
        .collect()
}
