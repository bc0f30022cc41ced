use diagnostics::{Severity, suggestion_or_declaration};

use crate::facts::Facts;
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "slo/unknown-signal",
    severity: Severity::Error,
    summary: "an SLO whose metric is not in the catalog, or that has no metric",
    rationale: "A metric that is never sent has no events. The SLO shows 100 % or no data, and looks met.",
    fix: "Use a metric of `policy/metrics/`.",
    examples: &[
        Example::pass("metrics of the catalog", &[]),
        Example::pass(
            "the time of monitors, which has no metric",
            &[
                Edit::Set("slo/metrics", "[]"),
                Edit::Set("slo/payload/type", r#""monitor""#),
            ],
        ),
        Example::fail(
            "a misspelt metric",
            &[Edit::Set("slo/metrics", r#"["acme.jobs.failed", "acme.jobs.totl"]"#)],
            "",
            "slo 'scribe/success' uses 'acme.jobs.totl', which is not in the metric catalog",
        ),
        Example::fail(
            "no metric",
            &[Edit::Set("slo/metrics", "[]")],
            "signal",
            "slo 'scribe/success' uses no metric",
        ),
    ],
    check: Check::Facts(check),
};

fn check<'a>(facts: &'a Facts<'a>, reporter: &mut Reporter<'a>) {
    for slo in &facts.slos {
        if slo.spec.metrics.is_empty() && !slo.counts_time_of_monitors() {
            reporter
                .object(slo.object, "uses no metric")
                .underline("signal")
                .help("give it a signal on metrics of the catalog");
        }
        for metric in slo.spec.metrics.iter().filter(|metric| !facts.knows_metric(metric)) {
            let known = facts.catalog.metrics.values().map(|metric| metric.name.as_str());
            reporter
                .object(
                    slo.object,
                    format_args!("uses '{metric}', which is not in the metric catalog"),
                )
                .underline(metric)
                .help(suggestion_or_declaration(metric, known, "jsonnet/policy/metrics/"));
        }
    }
}
