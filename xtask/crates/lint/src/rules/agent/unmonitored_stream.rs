use diagnostics::Severity;

use crate::facts::{Facts, checks_of};
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "agent/unmonitored-stream",
    severity: Severity::Error,
    summary: "a queue or topic that a service consumes and that no check of the agent reads",
    rationale: "Backlog and consumer lag are the first signs that work waits. The checks of RabbitMQ and Kafka read only the queues and topics they are told of.",
    fix: "Let `jsonnet/agent/autodiscovery/` read it from the declarations (`consumed.libsonnet`).",
    examples: &[
        Example::pass("nothing is consumed", &[]),
        Example::pass(
            "the queue is named",
            &[
                Edit::Set(
                    "catalog/services/scribe/consumes",
                    r#"[{ "broker": "rabbit", "kind": "rabbitmq", "name": "scribe.jobs" }]"#,
                ),
                Edit::Set(
                    "values/clusterAgent/advancedConfd",
                    r#"{ "rabbitmq.d": { "rabbit.yaml": "instances:\n  - queues_regexes:\n      - \"^scribe\\\\.jobs(\\\\.dlq)?$\"\n" } }"#,
                ),
            ],
        ),
        Example::fail(
            "nobody reads it",
            &[Edit::Set(
                "catalog/services/scribe/consumes",
                r#"[{ "broker": "rabbit", "kind": "rabbitmq", "name": "scribe.jobs" }]"#,
            )],
            "",
            "chart 'datadog' does not read 'scribe.jobs' of 'rabbit', which service 'scribe' consumes",
        ),
    ],
    check: Check::Facts(check),
};

fn check<'a>(facts: &'a Facts<'a>, reporter: &mut Reporter<'a>) {
    for (env, values) in facts.agent() {
        // A queue stands there as a regular expression, whose backslashes YAML doubles.
        let checks: Vec<(String, String)> = checks_of(values)
            .into_iter()
            .map(|(path, config)| (path, config.replace('\\', "")))
            .collect();
        for (name, service) in &facts.catalog.services {
            for stream in &service.consumes {
                if !checks
                    .iter()
                    .any(|(path, config)| path.starts_with(&stream.kind) && config.contains(&stream.name))
                {
                    let what = format_args!(
                        "does not read '{}' of '{}', which service '{name}' consumes",
                        stream.name, stream.broker
                    );
                    reporter.values(env, "autodiscovery/consumed.libsonnet", what).help(
                        "the checks of jsonnet/agent/autodiscovery/ take their streams from the declarations: let them",
                    );
                }
            }
        }
    }
}
