use diagnostics::Severity;

use crate::facts::{Facts, checks_of};
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "agent/unmonitored-stream",
    severity: Severity::Error,
    summary: "a queue or topic that a service consumes but no check of the agent reads",
    rationale: "A growing backlog or consumer lag is the first sign of delayed work. The checks of RabbitMQ and Kafka read only the queues and topics that they are configured for.",
    fix: "Derive the check's configuration from the declarations with `jsonnet/agent/autodiscovery/consumed.libsonnet`.",
    examples: &[
        Example::pass("nothing is consumed", &[]),
        Example::pass(
            "a check reads the queue",
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
            "no check reads it",
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
        // Queues are regular expressions there, with backslashes that YAML doubles.
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
                        "derive the streams of the check from the declarations, as jsonnet/agent/autodiscovery/consumed.libsonnet does",
                    );
                }
            }
        }
    }
}
