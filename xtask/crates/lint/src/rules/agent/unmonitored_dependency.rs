use diagnostics::Severity;

use crate::facts::{Facts, checks_of};
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};

/// The integrations of the agent, by the archetype of the services they check.
const INTEGRATIONS: [(&str, &str); 5] = [
    ("elasticsearch", "elastic"),
    ("kafka", "kafka"),
    ("postgres", "postgres"),
    ("rabbitmq", "rabbitmq"),
    ("redis", "redisdb"),
];

/// A data store, for the examples.
const CACHE: &str = r#"{ "name": "cache", "file": "services/cache/service.libsonnet", "title": "Cache", "purpose": "p", "team": "ml", "tier": 2, "runs": { "kind": "stateful-set" }, "archetypes": ["redis"], "consumes": [], "produces": [], "depends_on": [], "slos": {}, "tune": {}, "without": {} }"#;

pub(crate) static RULE: Rule = Rule {
    name: "agent/unmonitored-dependency",
    severity: Severity::Error,
    summary: "a data store or broker without a check of the agent",
    rationale: "Its monitors and dashboards use the metrics of the agent's integration. Without a check there is no data, and a monitor without data looks healthy.",
    fix: "Add the product to `jsonnet/agent/autodiscovery.libsonnet`.",
    examples: &[
        Example::pass("no store is declared", &[]),
        Example::pass(
            "a check tagged with the service",
            &[
                Edit::Set("catalog/services/cache", CACHE),
                Edit::Set(
                    "values/clusterAgent/advancedConfd",
                    r#"{ "redisdb.d": { "cache.yaml": "instances:\n  - tags:\n      - \"service:cache\"\n" } }"#,
                ),
            ],
        ),
        Example::fail(
            "no check",
            &[Edit::Set("catalog/services/cache", CACHE)],
            "",
            "chart 'datadog' has no check of integration 'redisdb' for service 'cache'",
        ),
        Example::fail(
            "a check of another service",
            &[
                Edit::Set("catalog/services/cache", CACHE),
                Edit::Set(
                    "values/clusterAgent/advancedConfd",
                    r#"{ "redisdb.d": { "cache.yaml": "instances:\n  - tags:\n      - \"service:cache-of-others\"\n" } }"#,
                ),
            ],
            "",
            "chart 'datadog' has no check of integration 'redisdb' for service 'cache'",
        ),
    ],
    check: Check::Facts(check),
};

fn check<'a>(facts: &'a Facts<'a>, reporter: &mut Reporter<'a>) {
    for (env, values) in facts.agent() {
        let checks = checks_of(values);
        for (name, service) in facts
            .catalog
            .services
            .iter()
            .filter(|(_, service)| service.runs.kind != "managed")
        {
            let products = INTEGRATIONS
                .iter()
                .filter(|(archetype, _)| service.archetypes.iter().any(|of| of == archetype));
            for (_, integration) in products {
                if !checks
                    .iter()
                    .any(|(path, config)| path.starts_with(integration) && tagged(config, name))
                {
                    reporter
                        .values(
                            env,
                            "autodiscovery.libsonnet",
                            format_args!("has no check of integration '{integration}' for service '{name}'"),
                        )
                        .underline("products")
                        .help("add its product there; jsonnet/agent/autodiscovery/ defines how the agent finds it");
                }
            }
        }
    }
}

/// Whether the configuration of a check has the tag of the service.
fn tagged(config: &str, service: &str) -> bool {
    let tag = format!("service:{service}");
    config
        .lines()
        .any(|line| line.trim().trim_start_matches("- ").trim_matches(['"', '\'']) == tag)
}
