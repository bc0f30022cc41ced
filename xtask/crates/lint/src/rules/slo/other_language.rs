use diagnostics::Severity;

use crate::facts::Facts;
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};

/// What Python services send, for the examples.
const PYTHON: &str = r#"{ "name": "trace.fastapi.request.hits", "source": "apm", "type": "count", "unit": "request", "languages": ["python"], "meaning": "m", "tags": {} }"#;

pub(crate) static RULE: Rule = Rule {
    name: "slo/other-language",
    severity: Severity::Error,
    summary: "an SLO of a metric that the service's language does not send",
    rationale: "Tracers name their spans after the framework, so the same request has another metric in each language. The metric does not exist for this service, and the SLO has no data.",
    fix: "Use the archetype's signal, which chooses the metric by the language.",
    examples: &[
        Example::pass(
            "metrics of all languages",
            &[Edit::Set("catalog/metrics/trace.fastapi.request.hits", PYTHON)],
        ),
        Example::fail(
            "a metric of Python for a service in Node",
            &[
                Edit::Set("catalog/metrics/trace.fastapi.request.hits", PYTHON),
                Edit::Set("slo/metrics", r#"["acme.jobs.failed", "trace.fastapi.request.hits"]"#),
            ],
            "signal",
            "slo 'scribe/success' reads 'trace.fastapi.request.hits' of service 'scribe', which is written in node; only python sends it",
        ),
    ],
    check: Check::Facts(check),
};

fn check<'a>(facts: &'a Facts<'a>, reporter: &mut Reporter<'a>) {
    for slo in &facts.slos {
        for name in &slo.spec.metrics {
            if let Some((service, language, languages)) = facts.other_language(name, &slo.object.path.service) {
                reporter
                    .object(
                        slo.object,
                        format_args!("reads '{name}' of service '{service}', which is written in {language}; only {languages} sends it"),
                    )
                    .underline("signal")
                    .help("use the archetype's signal, which chooses the metric by the language");
            }
        }
    }
}
