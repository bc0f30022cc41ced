use std::collections::BTreeSet;

use diagnostics::Severity;

use crate::facts::Facts;
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "policy/unused-tag",
    severity: Severity::Error,
    summary: "a tag key of the schema that no metric and no object has",
    rationale: "The schema lists the keys for queries. A filter by an unused key matches nothing.",
    fix: "Remove it, or declare it on the metrics that have it.",
    examples: &[
        Example::pass("every key is used", &[]),
        Example::fail(
            "nothing has it",
            &[
                Edit::Set(
                    "catalog/tags/region",
                    r#"{ "on": ["telemetry"], "cardinality": 3, "meaning": "m" }"#,
                ),
                Edit::Replace("source/tags", "queue:", "region: {},\n  queue:"),
            ],
            "region",
            "tag 'region' is used by no metric and no object",
        ),
    ],
    check: Check::Facts(check),
};

fn check<'a>(facts: &'a Facts<'a>, reporter: &mut Reporter<'a>) {
    let on_metrics = facts
        .catalog
        .metrics
        .values()
        .flat_map(|metric| metric.tags.keys().map(String::as_str));
    let used: BTreeSet<&str> = on_metrics.chain(facts.tags.keys.iter().copied()).collect();
    for name in facts.catalog.tags.keys().filter(|name| !used.contains(name.as_str())) {
        reporter
            .file(
                "jsonnet/policy/tags.libsonnet",
                format_args!("tag '{name}' is used by no metric and no object"),
            )
            .underline(name)
            .help("remove it, or declare it on the metrics in jsonnet/policy/metrics/ that have it");
    }
}
