use diagnostics::Severity;

use crate::facts::{Facts, checks_of};
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "agent/query-samples",
    severity: Severity::Error,
    summary: "Database Monitoring, which sends samples of queries",
    rationale: "A sample holds the statement with what was looked up, perhaps a patient's name or number, and the agent's rules for logs never see it (docs/decisions/0012).",
    fix: "Leave `dbm` off.",
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
            "chart 'datadog' samples queries: 'dbm: true' in postgres.d/db.yaml",
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
                        format_args!("samples queries: 'dbm: true' in {name}"),
                    )
                    .underline("dbm")
                    .help(
                        "set dbm to false: a sample holds what was looked up (docs/decisions/0012-no-query-samples.md)",
                    );
            }
        }
    }
}
