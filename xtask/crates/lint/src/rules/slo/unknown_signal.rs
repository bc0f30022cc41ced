use diagnostics::{Severity, suggestion};

use crate::facts::Facts;
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "slo/unknown-signal",
    severity: Severity::Error,
    summary: "an SLO on a metric that the catalog does not have, or on none",
    rationale: "A metric that nobody sends counts no event: the SLO shows 100 %, or nothing, and looks kept.",
    fix: "Name a metric of `policy/metrics/`.",
    examples: &[
        Example::pass("metrics of the catalog", &[]),
        Example::fail(
            "a misspelt metric",
            &[Edit::Set("slo/metrics", r#"["acme.jobs.failed", "acme.jobs.totl"]"#)],
            "",
            "slo 'scribe/success' counts 'acme.jobs.totl', which the metric catalog does not have",
        ),
        Example::fail(
            "no metric",
            &[Edit::Set("slo/metrics", "[]")],
            "signal",
            "slo 'scribe/success' counts no metric",
        ),
    ],
    check: Check::Facts(check),
};

fn check<'a>(facts: &'a Facts<'a>, reporter: &mut Reporter<'a>) {
    for slo in &facts.slos {
        if slo.spec.metrics.is_empty() {
            reporter
                .object(slo.object, "counts no metric")
                .underline("signal")
                .help("give it a signal over metrics of the catalog");
        }
        for metric in slo.spec.metrics.iter().filter(|metric| !facts.knows_metric(metric)) {
            let known = facts.catalog.metrics.values().map(|metric| metric.name.as_str());
            reporter
                .object(
                    slo.object,
                    format_args!("counts '{metric}', which the metric catalog does not have"),
                )
                .underline(metric)
                .help(format!(
                    "{}, or declare it in jsonnet/policy/metrics/",
                    suggestion(metric, known)
                ));
        }
    }
}
