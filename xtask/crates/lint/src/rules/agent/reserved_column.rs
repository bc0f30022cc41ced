use std::collections::BTreeSet;

use datadog_schema::integrations::catalog;
use diagnostics::Severity;
use serde_json::Value;

use crate::facts::{Facts, configurations};
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};
use crate::values;

pub(crate) static RULE: Rule = Rule {
    name: "agent/reserved-column",
    severity: Severity::Error,
    summary: "a custom query with a tag that the check adds itself",
    rationale: "Each row then has the tag twice, with the database of the row and with the one of the connection. Grouped by it, a monitor shows both values as one name, and a filter finds rows of others.",
    fix: "Give the column another name, for example `datname`, and declare it in `jsonnet/policy/tags.libsonnet`.",
    examples: &[
        Example::pass(
            "a name of its own",
            &[Edit::Set(
                "values/clusterAgent/advancedConfd",
                r#"{ "postgres.d": { "db.yaml": "instances:\n  - custom_queries:\n      - columns:\n          - name: datname\n            type: tag\n          - name: db\n            type: gauge\n" } }"#,
            )],
        ),
        Example::fail(
            "a tag of the check",
            &[Edit::Set(
                "values/clusterAgent/advancedConfd",
                r#"{ "postgres.d": { "db.yaml": "instances:\n  - custom_queries:\n      - columns:\n          - name: db\n            type: tag\n" } }"#,
            )],
            "",
            "chart 'datadog' tags a custom query by 'db' in postgres.d/db.yaml, which the check adds itself",
        ),
        Example::fail(
            "a tag of the instance",
            &[Edit::Set(
                "values/clusterAgent/advancedConfd",
                r#"{ "postgres.d": { "db.yaml": "instances:\n  - tags: ['service:notes']\n    custom_queries:\n      - columns:\n          - name: service\n            type: tag\n" } }"#,
            )],
            "",
            "chart 'datadog' tags a custom query by 'service' in postgres.d/db.yaml, which the check adds itself",
        ),
    ],
    check: Check::Facts(check),
};

fn check<'a>(facts: &'a Facts<'a>, reporter: &mut Reporter<'a>) {
    for (env, values) in facts.agent() {
        for (name, integration, config) in configurations(values) {
            let instances = config.map(|config| config.instances).unwrap_or_default();
            for instance in &instances {
                let added = added_tags(&integration, instance);
                for column in tag_columns(instance)
                    .into_iter()
                    .filter(|column| added.contains(column))
                {
                    reporter
                        .values(
                            env,
                            "autodiscovery.libsonnet",
                            format_args!("tags a custom query by '{column}' in {name}, which the check adds itself"),
                        )
                        .help("give the column another name");
                }
            }
        }
    }
}

/// The keys of the tags that a check adds to whatever it sends: those of its service checks, and those of the instance.
fn added_tags<'v>(integration: &str, instance: &'v Value) -> BTreeSet<&'v str> {
    let of_checks = catalog()
        .checks
        .iter()
        .filter(|check| check.name.integration == integration)
        .flat_map(|check| check.groups());
    let of_instance = values::list(instance, "tags").iter().filter_map(Value::as_str);
    let keys = of_instance.map(|tag| tag.split(':').next().unwrap_or(tag));
    of_checks.chain(["host"]).chain(keys).collect()
}

/// The columns of an instance's custom queries that become tags.
fn tag_columns(instance: &Value) -> Vec<&str> {
    let queries = values::list(instance, "custom_queries").iter();
    let columns = queries.flat_map(|query| values::list(query, "columns"));
    let tags = columns.filter(|column| values::text(column, "type") == "tag");
    tags.map(|column| values::text(column, "name")).collect()
}
