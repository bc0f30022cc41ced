use diagnostics::Severity;

use crate::facts::{Facts, configurations};
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "agent/unreadable-check",
    severity: Severity::Error,
    summary: "a check's configuration that is not YAML",
    rationale: "The configuration is a text within the Helm values, so neither Helm nor Kubernetes reads it. The agent does, and runs without the check.",
    fix: "Write the configuration as an object in `jsonnet/agent/autodiscovery/`, which is printed as YAML.",
    examples: &[
        Example::pass(
            "instances",
            &[Edit::Set(
                "values/clusterAgent/advancedConfd",
                r#"{ "postgres.d": { "db.yaml": "instances:\n  - dbname: notes\n" } }"#,
            )],
        ),
        Example::pass(
            "a source of logs, which has no instances",
            &[Edit::Set(
                "values/datadog/confd",
                r#"{ "audit.yaml": "logs:\n  - type: file\n" }"#,
            )],
        ),
        Example::fail(
            "a bracket that does not end",
            &[Edit::Set(
                "values/clusterAgent/advancedConfd",
                r#"{ "postgres.d": { "db.yaml": "instances: [" } }"#,
            )],
            "",
            "chart 'datadog' has a check that cannot be read, postgres.d/db.yaml",
        ),
        Example::fail(
            "instances that are no list",
            &[Edit::Set(
                "values/clusterAgent/advancedConfd",
                r#"{ "postgres.d": { "db.yaml": "instances: 1" } }"#,
            )],
            "",
            "chart 'datadog' has a check that cannot be read, postgres.d/db.yaml",
        ),
    ],
    check: Check::Facts(check),
};

fn check<'a>(facts: &'a Facts<'a>, reporter: &mut Reporter<'a>) {
    for (env, values) in facts.agent() {
        for (name, _, config) in configurations(values) {
            if let Err(error) = config {
                reporter
                    .values(
                        env,
                        "autodiscovery.libsonnet",
                        format_args!("has a check that cannot be read, {name}"),
                    )
                    .help(format!("{}: write the configuration as an object", error.message));
            }
        }
    }
}
