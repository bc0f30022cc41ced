use std::collections::BTreeSet;

use datadog_schema::integrations::catalog;
use diagnostics::Severity;

use crate::facts::{Facts, MonitorFacts, checks_of, integration_of, service_of};
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};

/// The integrations whose metrics of a service need no check of that service: the agent watches all pods, and the cluster's own components.
const OF_CLUSTER: [&str; 4] = ["coredns", "kubelet", "kubernetes_state", "kubernetes_state_core"];

/// A data store, for the examples.
const CACHE: &str = r#"{ "name": "cache", "file": "services/cache/service.libsonnet", "title": "Cache", "purpose": "p", "team": "ml", "tier": 2, "runs": { "kind": "stateful-set" }, "archetypes": ["redis"], "consumes": [], "produces": [], "depends_on": [], "slos": {}, "tune": {}, "without": {} }"#;

/// A documented metric of its kind.
const USED: &str =
    r#"{ "name": "redis.mem.used", "source": "redis", "type": "gauge", "unit": "byte", "meaning": "m", "tags": {} }"#;

/// A monitor of it.
const MEMORY: &str = r#"{ "payload/query": "avg(last_10m):avg:redis.mem.used{env:prod,service:cache} > 5" }"#;

pub(crate) static RULE: Rule = Rule {
    name: "agent/unmonitored-dependency",
    severity: Severity::Error,
    summary: "a monitor of a data store or broker without a check of the agent",
    rationale: "Its monitors and dashboards use the metrics of the agent's integration. Without a check there is no data, and a monitor without data looks healthy.",
    fix: "Add the product to `jsonnet/agent/autodiscovery.libsonnet`.",
    examples: &[
        Example::pass("no store is declared", &[]),
        Example::pass(
            "a check tagged with the service",
            &[
                Edit::Set("catalog/services/cache", CACHE),
                Edit::Set("catalog/metrics/redis.mem.used", USED),
                Edit::Set("more/prod|cache|memory|redis", MEMORY),
                Edit::Set(
                    "values/clusterAgent/advancedConfd",
                    r#"{ "redisdb.d": { "cache.yaml": "instances:\n  - tags:\n      - \"service:cache\"\n" } }"#,
                ),
            ],
        ),
        Example::pass(
            "a monitor of another service's store",
            &[
                Edit::Set("catalog/metrics/redis.mem.used", USED),
                Edit::Set("more/prod|scribe|memory|own", MEMORY),
            ],
        ),
        Example::fail(
            "no check",
            &[
                Edit::Set("catalog/services/cache", CACHE),
                Edit::Set("catalog/metrics/redis.mem.used", USED),
                Edit::Set("more/prod|cache|memory|redis", MEMORY),
            ],
            "",
            "chart 'datadog' has no check of integration 'redisdb' for service 'cache'",
        ),
        Example::fail(
            "a check of another service",
            &[
                Edit::Set("catalog/services/cache", CACHE),
                Edit::Set("catalog/metrics/redis.mem.used", USED),
                Edit::Set("more/prod|cache|memory|redis", MEMORY),
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
        let mut reported = BTreeSet::new();
        for monitor in facts.monitors.iter().filter(|monitor| monitor.object.scope == env) {
            let service = monitor.object.path.service.as_str();
            let declared = facts.catalog.services.get(service);
            if declared.is_none_or(|service| service.runs.kind == "managed") {
                continue;
            }
            for integrations in integrations(monitor, service) {
                let has_check = checks
                    .iter()
                    .any(|(path, config)| integrations.contains(integration_of(path)) && tagged(config, service));
                let first = integrations.first().copied().unwrap_or_default();
                if !has_check && reported.insert((service, first)) {
                    reporter
                        .values(
                            env,
                            "autodiscovery.libsonnet",
                            format_args!("has no check of integration '{first}' for service '{service}'"),
                        )
                        .underline("products")
                        .help("add its product there; jsonnet/agent/autodiscovery/ defines how the agent finds it");
                }
            }
        }
    }
}

/// What the monitor reads of its own service: for each metric that integrations document, these integrations.
fn integrations(monitor: &MonitorFacts<'_>, service: &str) -> Vec<BTreeSet<&'static str>> {
    let metrics = monitor.metric_queries().into_iter();
    let of_metrics = metrics.filter(|query| service_of(query) == Some(service)).map(|query| {
        let documented = catalog().metrics_named(&query.metric.text);
        documented
            .map(|metric| metric.name.integration)
            .collect::<BTreeSet<_>>()
    });
    of_metrics
        .filter(|integrations| !integrations.is_empty() && OF_CLUSTER.iter().all(|of| !integrations.contains(of)))
        .collect()
}

/// Whether the configuration of a check has the tag of the service.
fn tagged(config: &str, service: &str) -> bool {
    let tag = format!("service:{service}");
    config
        .lines()
        .any(|line| line.trim().trim_start_matches("- ").trim_matches(['"', '\'']) == tag)
}
