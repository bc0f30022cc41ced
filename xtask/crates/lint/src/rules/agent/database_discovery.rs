use diagnostics::Severity;

use crate::facts::{Facts, configurations};
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};
use crate::values;

pub(crate) static RULE: Rule = Rule {
    name: "agent/database-discovery",
    severity: Severity::Error,
    summary: "a check of PostgreSQL with `dbname` and database autodiscovery",
    rationale: "Most versions of the agent reject the two together: the check never runs, and its service check and all its metrics are missing.",
    fix: "Set `dbname` if the server has one database that matters, otherwise `database_autodiscovery`.",
    examples: &[
        Example::pass(
            "one database",
            &[Edit::Set(
                "values/clusterAgent/advancedConfd",
                r#"{ "postgres.d": { "db.yaml": "instances:\n  - dbname: notes\n    database_autodiscovery:\n      enabled: false\n" } }"#,
            )],
        ),
        Example::pass(
            "all databases",
            &[Edit::Set(
                "values/clusterAgent/advancedConfd",
                r#"{ "postgres.d": { "db.yaml": "instances:\n  - database_autodiscovery:\n      enabled: true\n" } }"#,
            )],
        ),
        Example::fail(
            "both",
            &[Edit::Set(
                "values/clusterAgent/advancedConfd",
                r#"{ "postgres.d": { "db.yaml": "instances:\n  - dbname: notes\n    database_autodiscovery:\n      enabled: true\n" } }"#,
            )],
            "",
            "chart 'datadog' sets 'dbname' and 'database_autodiscovery' in postgres.d/db.yaml",
        ),
    ],
    check: Check::Facts(check),
};

fn check<'a>(facts: &'a Facts<'a>, reporter: &mut Reporter<'a>) {
    for (env, values) in facts.agent() {
        for (name, _, config) in configurations(values) {
            let instances = config.map(|config| config.instances).unwrap_or_default();
            if instances.iter().any(|instance| {
                instance.get("dbname").is_some() && values::is_true(instance, "database_autodiscovery/enabled")
            }) {
                reporter
                    .values(
                        env,
                        "autodiscovery/postgres.libsonnet",
                        format_args!("sets 'dbname' and 'database_autodiscovery' in {name}"),
                    )
                    .underline("database_autodiscovery")
                    .help("remove one of them: the check does not start with both");
            }
        }
    }
}
