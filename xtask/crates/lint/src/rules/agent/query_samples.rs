use diagnostics::Severity;

use crate::facts::{Facts, checks_of};
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "agent/query-samples",
    severity: Severity::Error,
    summary: "Database Monitoring, which sends query samples to Datadog",
    rationale: "A sample is a statement with its literals, which can be a patient's name or record number. The agent's masking rules for logs do not apply to samples (docs/decisions/0012-no-query-samples.md).",
    fix: "Set `dbm` to `false`.",
    examples: &[
        Example::pass(
            "off",
            &[Edit::Set(
                "values/clusterAgent/advancedConfd",
                r#"{ "postgres.d": { "db.yaml": "instances:\n  - dbm: false\n" } }"#,
            )],
        ),
        Example::fail(
            "switched on",
            &[Edit::Set(
                "values/clusterAgent/advancedConfd",
                r#"{ "postgres.d": { "db.yaml": "instances:\n  - dbm: true\n" } }"#,
            )],
            "",
            "chart 'datadog' sends query samples: 'dbm: true' in postgres.d/db.yaml",
        ),
    ],
    check: Check::Facts(check),
};

fn check<'a>(facts: &'a Facts<'a>, reporter: &mut Reporter<'a>) {
    for (env, values) in facts.agent() {
        for (name, config) in checks_of(values) {
            if config
                .lines()
                .any(|line| line.trim().trim_start_matches("- ").trim() == "dbm: true")
            {
                reporter
                    .values(
                        env,
                        "autodiscovery/postgres.libsonnet",
                        format_args!("sends query samples: 'dbm: true' in {name}"),
                    )
                    .underline("dbm")
                    .help(
                        "set dbm to false: a sample can contain patient data (docs/decisions/0012-no-query-samples.md)",
                    );
            }
        }
    }
}
