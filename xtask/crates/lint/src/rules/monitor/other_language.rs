use diagnostics::Severity;

use crate::facts::{Facts, service_of};
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};

/// What Python services send, for the examples.
const PYTHON: &str = r#"{ "name": "trace.fastapi.request.hits", "source": "apm", "type": "count", "unit": "request", "languages": ["python"], "meaning": "m", "tags": {} }"#;

pub(crate) static RULE: Rule = Rule {
    name: "monitor/other-language",
    severity: Severity::Error,
    summary: "a monitor that reads a metric which the service's language does not send",
    rationale: "Tracers name their spans after the framework, so the same request has another metric in each language. The metric does not exist for this service, and the monitor never alerts.",
    fix: "Use the archetype's signal, which chooses the metric by the language.",
    examples: &[
        Example::pass(
            "a metric of all languages",
            &[Edit::Set("catalog/metrics/trace.fastapi.request.hits", PYTHON)],
        ),
        Example::pass(
            "a metric of the language",
            &[
                Edit::Set("catalog/metrics/trace.fastapi.request.hits", PYTHON),
                Edit::Set("catalog/services/scribe/runs/language", r#""python""#),
                Edit::Replace(
                    "monitor/payload/query",
                    "acme.jobs.failed",
                    "trace.fastapi.request.hits",
                ),
            ],
        ),
        Example::fail(
            "a metric of Python for a service in Node",
            &[
                Edit::Set("catalog/metrics/trace.fastapi.request.hits", PYTHON),
                Edit::Replace(
                    "monitor/payload/query",
                    "acme.jobs.failed",
                    "trace.fastapi.request.hits",
                ),
            ],
            "",
            "monitor 'scribe/failure-rate' reads 'trace.fastapi.request.hits' of service 'scribe', which is written in node; only python sends it",
        ),
    ],
    check: Check::Facts(check),
};

fn check<'a>(facts: &'a Facts<'a>, reporter: &mut Reporter<'a>) {
    for monitor in &facts.monitors {
        for query in monitor.metric_queries() {
            let name = &query.metric.text;
            let Some((service, language, languages)) =
                service_of(query).and_then(|service| facts.other_language(name, service))
            else {
                continue;
            };
            reporter
                .object(
                    monitor.object,
                    format_args!("reads '{name}' of service '{service}', which is written in {language}; only {languages} sends it"),
                )
                .underline(name)
                .help("use the archetype's signal, which chooses the metric by the language");
        }
    }
}
