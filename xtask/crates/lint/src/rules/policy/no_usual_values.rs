use diagnostics::Severity;

use crate::facts::{Facts, metric_file};
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};

/// How the estate is when nothing happens.
const NORMAL: &str = "jsonnet/worlds/normal.yaml";

pub(crate) static RULE: Rule = Rule {
    name: "policy/no-usual-values",
    severity: Severity::Warning,
    summary: "a custom metric without values in `jsonnet/worlds/normal.yaml`",
    rationale: "The page budget and previews of dashboards make telemetry from that file. They leave out a monitor or a graph of a metric that it lacks, and nobody sees how often the monitor would notify.",
    fix: "Add the metric to `jsonnet/worlds/normal.yaml`, with what it is on a usual day, and each of its tags that has no values yet to `values` there.",
    examples: &[
        Example::pass("every metric has values", &[]),
        Example::fail(
            "a metric lacks them",
            &[Edit::Replace(
                "source/normal",
                "metric: acme.jobs.total,",
                "metric: acme.jobs.all,",
            )],
            "'jobs.total'",
            "metric 'acme.jobs.total' has no values in jsonnet/worlds/normal.yaml",
        ),
    ],
    check: Check::Facts(check),
};

fn check<'a>(facts: &'a Facts<'a>, reporter: &mut Reporter<'a>) {
    let Some(normal) = facts.file(NORMAL) else {
        return;
    };
    let custom = facts
        .catalog
        .metrics
        .iter()
        .filter(|(_, metric)| metric.name.starts_with(&facts.catalog.platform.metric_prefix));
    for (name, metric) in custom {
        if diagnostics::find_word(&normal, &(0..0), &metric.name).is_some() {
            continue;
        }
        reporter
            .file(
                metric_file(&metric.source),
                format_args!("metric '{}' has no values in {NORMAL}", metric.name),
            )
            .underline(format!("'{name}'"))
            .help(format!(
                "add it to {NORMAL}, as in `- {{metric: {}, per_minute: 10}}`, and to 'values' each of its tags that has none",
                metric.name
            ));
    }
}
