use diagnostics::Severity;
use diagnostics::near_matches;
use model::{Service, Stream};

use crate::facts::Facts;
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};

/// Names that differ more in length are different streams, as `jobs.dlq` and `jobs`, not a misspelling.
const LENGTH_DIFFERENCE_MAX: usize = 2;

const CONSUMED: &str = r#"[{ "broker": "rabbit", "kind": "rabbitmq", "name": "note.job" }]"#;
const SCRIBE: Edit = Edit::Set("catalog/services/scribe/consumes", CONSUMED);
const CONSUMES: Edit = Edit::Replace("source/service", "depends_on: []", "consumes: ['rabbit/note.job']");
const INTAKE: &str = r#"{ "name": "intake", "file": "services/intake/service.libsonnet", "title": "Intake", "purpose": "p", "team": "ml", "tier": 2, "runs": { "kind": "deployment" }, "archetypes": [], "consumes": [], "produces": [{ "broker": "rabbit", "kind": "rabbitmq", "name": "note.jobs" }], "depends_on": [], "slos": {}, "tune": {}, "without": {} }"#;
const DEAD_LETTERS: &str = r#"[{ "broker": "rabbit", "kind": "rabbitmq", "name": "note.job.dlq" }]"#;

pub(crate) static RULE: Rule = Rule {
    name: "policy/unproduced-stream",
    severity: Severity::Error,
    summary: "a queue or topic that is consumed but not produced, while one with nearly the same name is produced but not consumed",
    rationale: "One of the names is misspelt. The backlog monitors check a queue that does not exist, and do not alert while the real one fills up.",
    fix: "Use the same name in both declarations. A stream that is filled from outside the platform needs no producer, unless another one has nearly the same name.",
    examples: &[
        Example::pass("filled from outside", &[SCRIBE, CONSUMES]),
        Example::pass(
            "another stream",
            &[
                SCRIBE,
                CONSUMES,
                Edit::Set("catalog/services/scribe/produces", DEAD_LETTERS),
            ],
        ),
        Example::pass(
            "a service produces it",
            &[
                SCRIBE,
                Edit::Set("catalog/services/intake", INTAKE),
                Edit::Set(
                    "catalog/services/intake/produces/1",
                    r#"{ "broker": "rabbit", "kind": "rabbitmq", "name": "note.job" }"#,
                ),
            ],
        ),
        Example::fail(
            "a misspelt name",
            &[SCRIBE, CONSUMES, Edit::Set("catalog/services/intake", INTAKE)],
            "rabbit/note.job",
            "service 'scribe' consumes 'rabbit/note.job', which no service produces",
        ),
    ],
    check: Check::Facts(check),
};

fn check<'a>(facts: &'a Facts<'a>, reporter: &mut Reporter<'a>) {
    let services = || facts.catalog.services.values();
    let produced = |stream: &Stream| services().any(|service| service.produces.contains(stream));
    let consumed = |stream: &Stream| services().any(|service| service.consumes.contains(stream));
    for service in services() {
        for stream in service.consumes.iter().filter(|stream| !produced(stream)) {
            let idle = services().flat_map(|by| by.produces.iter().map(move |stream| (by, stream)));
            let idle = idle.filter(|(_, other)| other.broker == stream.broker && !consumed(other));
            if let Some((by, meant)) = meant(stream, idle) {
                let named = full(stream);
                let what = format_args!(
                    "service '{}' consumes '{named}', which no service produces",
                    service.name
                );
                reporter
                    .file(format!("jsonnet/{}", service.file), what)
                    .underline(named.as_str())
                    .help(format!(
                        "did you mean '{}'? '{}' produces it, and no service consumes it",
                        full(meant),
                        by.name
                    ));
            }
        }
    }
}

/// The stream in `idle` with the nearest name, if that may be meant.
fn meant<'a>(
    stream: &Stream,
    idle: impl Iterator<Item = (&'a Service, &'a Stream)>,
) -> Option<(&'a Service, &'a Stream)> {
    let close: Vec<_> = idle
        .filter(|(_, other)| other.name.len().abs_diff(stream.name.len()) <= LENGTH_DIFFERENCE_MAX)
        .collect();
    let nearest = *near_matches(&stream.name, close.iter().map(|(_, other)| other.name.as_str())).first()?;
    close.into_iter().find(|(_, other)| other.name == nearest)
}

/// The name as in a declaration.
fn full(stream: &Stream) -> String {
    format!("{}/{}", stream.broker, stream.name)
}
