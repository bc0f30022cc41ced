//! Small definitions for tests, from JSON.

use std::collections::BTreeMap;
use std::sync::Arc;

use diagnostics::Diagnostic;
use model::{ObjectKind, ObjectPath};
use render::{Catalog, Definitions, Monitor, Object, ShownUnit, Spec};
use repository::Pages;
use serde_json::{Value, json};

use crate::{Docs, Tree, docs};

/// A valid runbook.
pub(crate) const RUNBOOK: &str = "---\nsummary: jobs fail\nreviewed: 2026-11-23\n---\n# T\n## First command\nb\n## Meaning\na\n## Impact\na\n## Diagnosis\na\n## Mitigation\na\n## Escalation\na\n";

/// A tree in memory.
pub(crate) struct Fixture {
    pub(crate) definitions: Definitions,
    pub(crate) pages: BTreeMap<String, Arc<str>>,
}

impl Fixture {
    /// Two environments, one worker with a queue, one store, and no object.
    pub(crate) fn new() -> Self {
        Self {
            definitions: Definitions {
                catalog: catalog(),
                objects: Vec::new(),
                untuned: Vec::new(),
            },
            pages: BTreeMap::new(),
        }
    }

    /// A monitor in both environments.
    pub(crate) fn monitor(mut self, service: &str, origin: &str, name: &str) -> Self {
        for (env, limit, notifies) in [("dev", 20, [].as_slice()), ("prod", 5, &["slack-ml-prod"])] {
            let payload = json!({ "query": format!("sum(last_5m):sum:m{{env:{env}}} > {limit}"), "options": { "thresholds": { "critical": limit, "critical_recovery": limit - 1 } } });
            self.definitions.objects.push(Object {
                scope: env.to_owned(),
                path: ObjectPath {
                    service: service.to_owned(),
                    kind: ObjectKind::Monitor,
                    name: name.to_owned(),
                },
                origin: origin.to_owned(),
                linked: None,
                spec: Spec::Monitor(monitor_of(&payload, notifies)),
            });
        }
        self
    }

    /// A copy.
    pub(crate) fn copy(&self) -> Self {
        Self {
            definitions: Definitions {
                catalog: self.definitions.catalog.clone(),
                objects: self.definitions.objects.clone(),
                untuned: Vec::new(),
            },
            pages: self.pages.clone(),
        }
    }

    pub(crate) fn runbook(mut self, path: &str, text: &str) -> Self {
        self.pages.insert(path.to_owned(), text.into());
        self
    }

    pub(crate) fn docs(&self) -> Result<Docs, Vec<Diagnostic>> {
        docs(&Tree {
            definitions: &self.definitions,
            pages: &Pages {
                texts: self.pages.clone(),
            },
            estimates: &[],
            detections: &[],
        })
    }

    /// The generated file at `path`.
    pub(crate) fn file(&self, path: &str) -> String {
        let docs = self
            .docs()
            .unwrap_or_else(|findings| panic!("{}", diagnostics::text(&findings, false)));
        let artifact = docs
            .artifacts
            .into_iter()
            .find(|a| a.path == path)
            .unwrap_or_else(|| panic!("'{path}' is generated"));
        artifact.text.expect("a text")
    }

    /// The printed findings.
    pub(crate) fn findings(&self) -> String {
        diagnostics::text(&self.docs().expect_err("findings"), false)
    }
}

/// A monitor with this payload.
pub(crate) fn monitor_of(payload: &Value, notifies: &[&str]) -> Monitor {
    Monitor {
        severity: "P1".to_owned(),
        symptom: "jobs are failing".to_owned(),
        impact: "h".to_owned(),
        minimum: None,
        limit: None,
        shown_in: ShownUnit {
            text: " %".to_owned(),
            of_unit: None,
        },
        window: "5m".to_owned(),
        unit: "percent".to_owned(),
        no_data: "resolve".to_owned(),
        notifies: notifies.iter().map(|handle| (*handle).to_owned()).collect(),
        metrics: vec!["m".to_owned()],
        suppress: model::Suppressions::new(),
        payload: payload.clone(),
    }
}

fn catalog() -> Catalog {
    let environment = |title: &str, notify: &str| json!({ "title": title, "organisation": "org", "cluster": format!("c-{notify}"), "notify": notify, "secret_store": "vault", "secret_path": "p", "log_retention_days": 3 });
    let service = |name: &str, title: &str, kind: &str, consumes: Value, depends_on: Value| {
        json!({
            "name": name, "file": format!("services/{name}/service.libsonnet"), "title": title, "purpose": "does its work", "team": "ml", "tier": 1,
            "runs": { "kind": kind }, "archetypes": [], "consumes": consumes, "produces": [], "depends_on": depends_on, "slos": {}, "tune": {}, "without": {},
        })
    };
    serde_json::from_value(json!({
        "platform": {
            "name": "Acme", "slug": "acme", "metric_prefix": "acme.", "repository": "r", "repository_git": "g", "revision": "main", "managed_by": "acme-obs",
            "services_namespace": "acme", "agent_namespace": "datadog", "argocd_namespace": "argocd", "charts": {},
        },
        "environments": { "prod": environment("Production", "page"), "dev": environment("Development", "never") },
        "organisations": { "org": { "site": "datadoghq.com", "app": "https://app", "owner": "prod" } },
        "teams": { "ml": { "title": "ML", "charter": "models", "slack": "slack-ml-{env}", "pagerduty": "pagerduty-ml", "pagerduty_low": "pagerduty-ml-low" } },
        "severities": { "P1": { "priority": 1, "meaning": "bad", "response": "now", "renotify_min": 30 } },
        "routes": { "page": { "P1": ["pagerduty", "slack"] }, "never": { "P1": [] } },
        "tags": {
            "env": { "on": ["telemetry"], "cardinality": 1, "meaning": "the environment" },
            "queue": { "on": ["telemetry"], "cardinality": 12, "meaning": "the queue", "values": ["a|b"] },
        },
        "metrics": {
            "m": { "name": "m", "source": "custom", "type": "count", "unit": "job", "meaning": "all {jobs}", "tags": { "env": "e", "queue": "q" } },
            "n": { "name": "n", "source": "custom", "type": "gauge", "unit": "job", "meaning": "none", "tags": { "env": "e" } },
        },
        "archetypes": { "worker": { "title": "Worker", "meaning": "takes jobs" } },
        "services": {
            "scribe": service("scribe", "Scribe", "deployment", json!([{ "broker": "rabbit", "kind": "rabbitmq", "name": "scribe.jobs" }]), json!(["db"])),
            "rabbit": service("rabbit", "Rabbit", "stateful-set", json!([]), json!([])),
            "db": service("db", "Database", "managed", json!([]), json!([])),
        },
    }))
    .expect("a catalog")
}
