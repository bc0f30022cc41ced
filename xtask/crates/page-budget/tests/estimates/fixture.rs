//! A small platform: a worker with three pods, a broker, a primary with two standbys, and the agent.

use std::sync::Arc;

use model::{Catalog, ObjectKind, ObjectPath};
use page_budget::{Estate, Estimate, Known, RenderedMonitor, WorldSource};
use serde_json::{Value, json};

/// How the platform is when nothing happens.
pub(crate) const NORMAL: &str = "
seed: 7
environment: prod
pods: {nodes: 4, replicas: 3, replaced_after: 90s, check_every: 15s}
rhythm:
  weekday: [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]
  weekend: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]
values: {queue: ['{queue}'], host: ['{node}'], pod_name: ['{pod}']}
roles: {role: {leader: primary, follower: standby}}
metrics:
  - {metric: jobs.total, per_minute: 30}
  - {metric: jobs.failed, of: jobs.total, share: 0}
  - {metric: jobs.duration, of: jobs.total, typical: 5, slow: 20}
  - {metric: db.primary, level: 0}
  - {metric: db.primary, on: leader, level: 1}
  - {metric: db.running, level: 1}
logs: [{per_minute: 2}]
";

pub(crate) fn catalog() -> Catalog {
    let service = |name: &str, kind: &str, consumes: Value| {
        json!({
            "name": name, "file": format!("services/{name}/service.libsonnet"), "title": name, "purpose": "works", "team": "ml", "tier": 1,
            "runs": { "kind": kind }, "archetypes": [], "consumes": consumes, "produces": [], "depends_on": [], "slos": {}, "tune": {}, "without": {},
        })
    };
    let metric = |name: &str, kind: &str, tags: Value| json!({ "name": name, "source": "custom", "type": kind, "unit": "job", "meaning": "m", "tags": tags });
    serde_json::from_value(json!({
        "platform": {
            "name": "Acme", "slug": "acme", "metric_prefix": "acme.", "repository": "r", "repository_git": "g", "revision": "main", "managed_by": "acme-obs",
            "services_namespace": "acme", "agent_namespace": "datadog", "argocd_namespace": "argocd", "charts": {},
        },
        "environments": { "prod": { "title": "Production", "organisation": "org", "cluster": "c", "notify": "page", "secret_store": "vault", "secret_path": "p", "log_retention_days": 3 } },
        "organisations": { "org": { "site": "datadoghq.com", "app": "https://app", "owner": "prod" } },
        "teams": { "ml": { "title": "ML", "charter": "models", "slack": "slack-ml-{env}", "pagerduty": "pagerduty-ml", "pagerduty_low": "pagerduty-ml-low" } },
        "severities": { "P1": { "priority": 1, "meaning": "bad", "response": "now", "renotify_min": 30 } },
        "routes": { "page": { "P1": ["pagerduty", "slack"] } },
        "tags": { "queue": { "on": ["telemetry"], "cardinality": 12, "meaning": "the queue" }, "role": { "on": ["telemetry"], "cardinality": 2, "meaning": "the role" } },
        "metrics": {
            "jobs.total": metric("jobs.total", "count", json!({ "queue": "q" })),
            "jobs.failed": metric("jobs.failed", "count", json!({ "queue": "q" })),
            "jobs.duration": metric("jobs.duration", "distribution", json!({ "queue": "q" })),
            "jobs.age": metric("jobs.age", "gauge", json!({ "queue": "q" })),
            "jobs.taken": {
                "name": "jobs.taken", "source": "custom", "type": "gauge", "cumulative": true, "unit": "job", "meaning": "m", "tags": { "queue": "q" },
            },
            "db.primary": metric("db.primary", "gauge", json!({ "host": "h" })),
            "db.running": metric("db.running", "gauge", json!({ "host": "h", "role": "r" })),
        },
        "archetypes": {},
        "services": {
            "scribe": service("scribe", "deployment", json!([{ "broker": "rabbit", "kind": "rabbitmq", "name": "scribe.jobs" }])),
            "db": service("db", "stateful-set", json!([])),
            "agent": service("agent", "daemon-set", json!([])),
            "bucket": service("bucket", "managed", json!([])),
        },
    }))
    .expect("a catalog")
}

/// A monitor that pages on alerts and missing data, and warns in the channel.
pub(crate) fn monitor(query: &str, critical: f64, options: &Value) -> Value {
    let mut all = json!({ "thresholds": { "critical": critical } });
    for (key, value) in options.as_object().into_iter().flatten() {
        all[key] = value.clone();
    }
    let kind = if query.starts_with('"') {
        "service check"
    } else if query.starts_with("logs") {
        "log alert"
    } else {
        "query alert"
    };
    json!({
        "type": kind, "name": "a monitor", "priority": 1, "query": query, "options": all,
        "message": "{{#is_alert}}@pagerduty-ml{{/is_alert}}{{#is_no_data}}@pagerduty-ml{{/is_no_data}} @slack-ml-prod",
    })
}

pub(crate) fn sources(normal: &str, world: &str) -> Vec<WorldSource> {
    let source = |name: &str, text: &str| WorldSource {
        path: format!("jsonnet/worlds/{name}.yaml"),
        text: Arc::from(text),
    };
    vec![source("normal", normal), source("w", world)]
}

/// The estimate of a world for the monitors of a service, each named `m0`, `m1`, and so on.
pub(crate) fn estimate(normal: &str, world: &str, service: &str, monitors: &[Value]) -> Estimate {
    let catalog = catalog();
    let paths: Vec<ObjectPath> = (0..monitors.len())
        .map(|i| ObjectPath {
            service: service.to_owned(),
            kind: ObjectKind::Monitor,
            name: format!("m{i}"),
        })
        .collect();
    let rendered: Vec<RenderedMonitor<'_>> = paths
        .iter()
        .zip(monitors)
        .map(|(path, payload)| RenderedMonitor {
            env: "prod",
            path,
            payload,
            slos: Vec::new(),
            monitors: Vec::new(),
        })
        .collect();
    let estate = Estate::new(&catalog, &rendered, &sources(normal, world))
        .unwrap_or_else(|findings| panic!("{}", diagnostics::text(&findings, false)));
    estate.estimate("w", &Known::default()).expect("the world exists")
}

/// The findings in the files.
pub(crate) fn findings(normal: &str, world: &str) -> String {
    match Estate::new(&catalog(), &[], &sources(normal, world)) {
        Ok(_) => String::new(),
        Err(findings) => diagnostics::text(&findings, false),
    }
}
